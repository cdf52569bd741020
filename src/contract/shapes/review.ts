import { z } from 'zod';
import { unwritable, unwritableZh } from '#core/shared/text.ts';
import { cityDate, cityTime, id, jsonSchema, ref, state } from './basics.ts';

/** The review desk: whom to ask for what, how far they are, and what their points say together. */

/** A matter that waits for experts: how many sit, how many are to be found. */
export const waitingCase = z.strictObject({
  id,
  kindZh: z.string(),
  title: z.string(),
  studio: ref,
  unit: z.string(),
  union: ref.optional(),
  state,
  seated: z.int(),
  /** At least how many more. */
  need: z.int(),
  dueOn: cityDate.optional(),
  /** A draw has been announced: the experts come of it. */
  drawing: z.boolean(),
  href: z.string(),
});
const judge = z.strictObject({ id, name: z.string() });
export const assignmentAsked = z.strictObject({
  matters: z.array(id).min(1).max(200).meta({ uniqueItems: true, title: '事项' }),
  /** How many experts each case is to have. */
  each: z.int().min(3).max(9).meta({ title: '每件几名专家' }),
  /** The most cases one expert has, those on hand included. */
  most: z.int().min(1).max(200).meta({ title: '每人最多几件' }),
  /** Another seed, another assignment of the same evenness. */
  seed: z.string().trim().max(40).default(''),
});
export const assignmentPreview = z.strictObject({
  ok: z.boolean(),
  /** Why it cannot be done, and the smallest change that would make room. */
  says: z.string().optional(),
  relax: z.string().optional(),
  /** The least number of cases for one expert with which it can be done. */
  least: z.int().optional(),
  cases: z.array(
    z.strictObject({
      id,
      version: z.int(),
      title: z.string(),
      studio: ref,
      unit: z.string(),
      state,
      seats: z.array(z.strictObject({ expert: judge, how: z.enum(['kept', 'drawn', 'new']), leader: z.boolean() })),
      /** Who should step back, and why. */
      conflicts: z.array(z.strictObject({ expert: judge, reasons: z.array(z.string()) })),
      /** Who was said not to have a conflict, and on what grounds. */
      cleared: z.array(z.strictObject({ expert: judge, reason: z.string() })),
      /** Where one says that a conflict is none. */
      clear: z.string(),
    }),
  ),
  experts: z.array(z.strictObject({ ...judge.shape, unit: z.string(), before: z.int(), after: z.int() })),
  rules: z.array(z.strictObject({ zh: z.string(), broken: z.int() })),
  proof: z.strictObject({ inputHash: z.string(), seed: z.string(), solver: z.string() }).optional(),
  /** What else must be said to seat them: the same for all. */
  asks: jsonSchema.nullable(),
  skipped: z.array(z.strictObject({ id, title: z.string(), says: z.string() })),
});
export const assignmentPlan = z.strictObject({
  plan: z
    .array(z.strictObject({ matter: id, version: z.int().min(1), experts: z.array(id).max(9), leader: id.optional() }))
    .min(1)
    .max(200),
  each: z.int().min(3).max(9),
  most: z.int().min(1).max(200),
  seed: z.string().max(80),
  /** What the preview asks for besides, the same for every case. */
  common: z.record(z.string().max(80), z.unknown()).default({}).meta({ 'x-described-by': 'asks' }),
});
export const assignmentDone = z.strictObject({ id, cases: z.int(), placed: z.int() });

/** A matter under review, with what its sheets say. Means are left out while too few are in. */
export const reviewCase = z.strictObject({
  id,
  kindZh: z.string(),
  title: z.string(),
  studio: ref.optional(),
  union: ref.optional(),
  state,
  seats: z.int(),
  declared: z.int(),
  in: z.int(),
  mean: z.number().optional(),
  spread: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  normalised: z.number().optional(),
  rank: z.int().optional(),
  normalisedRank: z.int().optional(),
  /** The result that was worked out and sealed, once it is. */
  result: z.number().optional(),
  href: z.string(),
});
export const reviewJudge = z.strictObject({
  /** 代号：the same in the export, so that it can be handed on without names. */
  code: z.string(),
  name: z.string(),
  seats: z.int(),
  in: z.int(),
  mean: z.number().optional(),
  strictness: z.number().optional(),
});
export const reviewBoard = z.strictObject({
  year: z.int(),
  seats: z.int(),
  in: z.int(),
  cases: z.array(reviewCase),
  judges: z.array(reviewJudge),
  shifts: z.array(z.strictObject({ without: z.string(), code: z.string(), case: z.string(), from: z.int(), to: z.int() })),
  withheld: z.int(),
  fewest: z.int(),
  formula: z.array(z.string()),
  /** True when there were more cases than one page shows: then nothing is ranked over all. */
  cut: z.boolean(),
});
/** One sheet that is in, as a third party needs it to work the figures out again. */
export const reviewMark = z.strictObject({
  id,
  studio: z.string(),
  title: z.string(),
  round: z.int(),
  code: z.string(),
  points: z.number(),
  items: z.string(),
  inOn: cityDate.optional(),
  sha256: z.string().optional(),
});
/** What an expert still has to judge, least reviewed first. */
export const ownSheets = z.strictObject({
  done: z.int(),
  all: z.int(),
  items: z.array(
    z.strictObject({
      id,
      title: z.string(),
      studio: ref.optional(),
      union: ref.optional(),
      state,
      declared: z.boolean(),
      dueOn: cityDate.optional(),
      daysLeft: z.int().optional(),
      href: z.string(),
    }),
  ),
});
/** What one person wrote down about a matter for nobody else. */
export const noteText = z
  .string()
  .trim()
  .max(4000, '备注最多4000字')
  .refine((text) => !unwritable.test(text), unwritableZh);
export const ownNote = z.strictObject({ text: z.string(), revision: z.int(), at: cityTime.optional() });

export type WaitingCase = z.infer<typeof waitingCase>;
export type AssignmentAsked = z.infer<typeof assignmentAsked>;
export type AssignmentPreview = z.infer<typeof assignmentPreview>;
export type AssignmentPlan = z.infer<typeof assignmentPlan>;
export type ReviewBoard = z.infer<typeof reviewBoard>;
export type ReviewCase = z.infer<typeof reviewCase>;
export type ReviewJudge = z.infer<typeof reviewJudge>;
export type ReviewMark = z.infer<typeof reviewMark>;
export type OwnSheets = z.infer<typeof ownSheets>;
export type OwnNote = z.infer<typeof ownNote>;
