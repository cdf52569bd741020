import { z } from 'zod';
import { draftPlace } from '#core/drafts/draft.ts';
import { cityTime, fileMeta, id } from './basics.ts';

/** What is being filled in: drafts, and what can be brought over from before. */

/** The `href` of the option a form belongs to. */
export const formPlace = z.string().max(300).regex(draftPlace, '应是一个选项的地址');
export const draftValues = z.record(z.string().max(100), z.unknown());
const kept = { at: formPlace, savedAt: cityTime, revision: z.int(), version: z.int().optional() };
export const draftRow = z.strictObject({
  ...kept,
  title: z.string(),
  /** The matter or the studio it is about, where its writer still sees it. */
  about: z.strictObject({ id, title: z.string(), href: z.string() }).optional(),
});
export const draft = z.strictObject({ ...kept, values: draftValues, files: z.array(fileMeta.pick({ id: true, name: true, size: true })) });
/** `revision`: the one that was seen; 0 where there was none. */
export const newDraft = z.strictObject({ values: draftValues, version: z.int().min(1).optional(), revision: z.int().min(0).max(1_000_000_000) });
export const draftKept = z.strictObject({ revision: z.int(), savedAt: cityTime });
/** What this reader wrote into the same form before, without days, files and pledges. */
export const earlier = z.strictObject({
  from: z.strictObject({ title: z.string(), at: cityTime }),
  values: draftValues,
  fields: z.array(z.strictObject({ name: z.string(), title: z.string(), text: z.string() })),
});

/** `form`: the name of an option; `fields`: paths in it without row numbers, with commas between; `matter`: what it is about, for its standard. */
export const whyAsked = z.strictObject({
  form: z
    .string()
    .max(80)
    .regex(/^[A-Za-z-]+\.[A-Za-z-]+$/, '应是一个选项的名称'),
  fields: z.string().min(1).max(4000),
  matter: id.optional(),
});
export const why = z.strictObject({ field: z.string(), says: z.string(), source: z.string() });

export type Why = z.infer<typeof why>;
export type DraftRow = z.infer<typeof draftRow>;
export type Draft = z.infer<typeof draft>;
export type NewDraft = z.infer<typeof newDraft>;
export type Earlier = z.infer<typeof earlier>;
