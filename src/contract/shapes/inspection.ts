import { z } from 'zod';
import { unwritable, unwritableZh } from '#core/shared/text.ts';
import { cityDate, cityTime, id, ref, state } from './basics.ts';
import { option } from './options.ts';

/** Draws anybody can repeat, and the sheet that is filled on site. */

export const drawRow = z.strictObject({
  id,
  title: z.string(),
  purpose: z.strictObject({ code: z.enum(['sample', 'experts', 'reporters']), zh: z.string() }),
  state,
  announcedOn: cityDate,
  drawOn: cityDate,
  drawnOn: cityDate.optional(),
  candidates: z.int(),
  take: z.int(),
});
export const draw = z.strictObject({
  id,
  title: z.string(),
  purpose: z.strictObject({ code: z.enum(['sample', 'experts', 'reporters']), zh: z.string() }),
  state,
  candidates: z.array(z.string()),
  hash: z.string(),
  announcedOn: cityDate,
  /** On which day the random value is made known. */
  drawOn: cityDate,
  drawnOn: cityDate.optional(),
  randomness: z.strictObject({ source: z.string(), value: z.string().nullable() }),
  take: z.int(),
  excluded: z.array(z.strictObject({ candidate: z.string(), reason: z.string() })),
  result: z.array(z.string()),
  /** What people read for a candidate; experts have none. */
  names: z.record(z.string(), z.string()),
  voidReason: z.string().optional(),
});
export const checkItem = z.strictObject({
  code: z.string(),
  /** The criterion it belongs to, in words. */
  group: z.string(),
  title: z.string(),
  /** How to look at it. */
  asks: z.string(),
  clause: z.string().optional(),
  /** 'last-finding' repeats a problem found before. */
  from: z.enum(['criterion', 'rubric', 'last-finding', 'extra']),
});
const checkResult = z.enum(['ok', 'problem', 'na']);
export const findingLevel = z.enum(['minor', 'red']);
/** What somebody writes on site: kept as it is, or refused with the sentence of every other form. */
const written = (text: z.ZodString) => text.refine((one) => !unwritable.test(one), unwritableZh);
export const sitePhoto = z.strictObject({
  file: id,
  takenAt: z.iso.datetime({ offset: true }).optional(),
  place: written(z.string().max(80)).optional(),
});
export const siteAnswer = z.strictObject({
  item: z.string(),
  result: checkResult,
  note: z.string(),
  revision: z.int(),
  at: cityTime,
  by: z.string(),
});
export const siteFinding = z.strictObject({
  key: z.string(),
  item: z.string(),
  level: findingLevel,
  text: z.string(),
  advice: z.string(),
  photos: z.array(sitePhoto),
  revision: z.int(),
  at: cityTime,
  by: z.string(),
});
export const siteSheet = z.strictObject({
  id,
  title: z.string(),
  studio: ref,
  hostUnit: z.string(),
  place: z.string(),
  state,
  version: z.int(),
  lastDay: cityDate,
  /** Whether this reader may still fill it in. */
  open: z.boolean(),
  mutual: z.boolean(),
  checklist: z.strictObject({ hash: z.string(), items: z.array(checkItem) }),
  answers: z.array(siteAnswer),
  findings: z.array(siteFinding),
  visitedOn: cityDate.optional(),
  /** How the sheet is handed in: the option `inspection.submit`, with what it still lacks. */
  submit: option.optional(),
  /** The same where the other side does not sign. */
  submitRefused: option.optional(),
});
export const siteChanges = z.strictObject({
  checklist: z.string().max(64),
  answers: z
    .array(
      z.strictObject({
        item: z.string().min(1).max(40),
        result: checkResult,
        note: written(z.string().trim().max(500)).default(''),
        base: z.int().min(0),
        at: z.iso.datetime({ offset: true }),
      }),
    )
    .max(300),
  findings: z
    .array(
      z.strictObject({
        /** Made on the device, once for each finding. */
        key: z.string().regex(/^[0-9A-Za-z-]{8,64}$/),
        item: z.string().max(40),
        level: findingLevel,
        text: written(z.string().trim().min(2, '请写明问题').max(1000)),
        advice: written(z.string().trim().max(1000)).default(''),
        photos: z.array(sitePhoto).max(9),
        base: z.int().min(0),
        at: z.iso.datetime({ offset: true }),
        removed: z.boolean().default(false),
      }),
    )
    .max(200),
});
export const siteMerged = z.strictObject({
  sheet: siteSheet,
  taken: z.array(z.string()),
  already: z.array(z.string()),
  /** Kept as it stands on the server; the device shows both and sends again with `base` = `stored.revision`. */
  conflicts: z.array(z.strictObject({ what: z.enum(['answer', 'finding']), key: z.string(), message: z.string(), storedBy: z.string(), revision: z.int() })),
  /** Sentences for people: the checklist has changed, an item is no longer asked. */
  notices: z.array(z.string()),
});

export type Draw = z.infer<typeof draw>;
export type DrawRow = z.infer<typeof drawRow>;
export type CheckItem = z.infer<typeof checkItem>;
export type SiteSheet = z.infer<typeof siteSheet>;
export type SiteChanges = z.infer<typeof siteChanges>;
export type SiteMerged = z.infer<typeof siteMerged>;
export type SitePhoto = z.infer<typeof sitePhoto>;
