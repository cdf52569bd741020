import { z } from 'zod';
import { cityDate, cityTime, id, ref, state } from './basics.ts';

/** 归档：办结了什么，封存了没有，保管多久。 */
export const archiveTerm = z.strictObject({ code: z.enum(['permanent', 'years-30', 'years-10']), zh: z.string() });
export const archiveRow = z.strictObject({
  id,
  kind: z.string(),
  kindZh: z.string(),
  title: z.string(),
  studio: ref.optional(),
  state,
  closedOn: cityDate,
  /** By when it is to be sealed: 30 June of the year after. */
  dueBy: cityDate,
  overdue: z.boolean(),
  term: archiveTerm,
  category: z.string(),
  /** The newest sealed package; `current` when the matter has not moved since. */
  sealed: z.strictObject({ sha256: z.string(), size: z.int(), at: cityTime, by: z.string(), version: z.int(), current: z.boolean() }).optional(),
  href: z.string(),
});
export const archivePreview = z.strictObject({
  id,
  title: z.string(),
  /** What would be in it, or is. */
  contents: z.array(z.string()),
  outcome: z.enum(['ready', 'sealed', 'already', 'refused']),
  says: z.string(),
  sha256: z.string().optional(),
});
export const archiveVerdict = z.strictObject({
  sha256: z.string(),
  size: z.int(),
  /** Why it could not be read as a package at all. */
  wrong: z.string().optional(),
  matter: z.strictObject({ id, title: z.string(), kindZh: z.string(), closedOn: cityDate, version: z.int() }).optional(),
  files: z.array(z.strictObject({ path: z.string(), title: z.string(), is: z.enum(['whole', 'changed', 'missing', 'extra']), zh: z.string() })),
  whole: z.boolean(),
  /** Whether this installation sealed exactly these bytes; `other` when it sealed others for this matter. */
  known: z.enum(['sealed', 'other', 'unknown']),
  says: z.string(),
});
export type ArchiveRow = z.infer<typeof archiveRow>;
export type ArchivePreview = z.infer<typeof archivePreview>;
export type ArchiveVerdict = z.infer<typeof archiveVerdict>;
