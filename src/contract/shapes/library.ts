import { z } from 'zod';
import { cityDate, field, id, ref, state } from './basics.ts';
import { option } from './options.ts';

/** Experience, open challenges, and what unions give. */

export const experienceRow = z.strictObject({
  id,
  title: z.string(),
  kind: z.strictObject({ code: z.enum(['case', 'guidance']), zh: z.string() }),
  topic: z.string(),
  problem: z.string(),
  effect: z.string(),
  studio: ref.optional(),
  hostUnit: z.string().optional(),
  state,
  publishedOn: cityDate.optional(),
  /** How many other units have adopted it, and what they say it brought, in fen. */
  adoptions: z.int(),
  benefitFen: z.int(),
  href: z.string(),
});
export const challengeRow = z.strictObject({
  id,
  title: z.string(),
  area: z.string(),
  text: z.string(),
  reward: z.string(),
  poster: ref,
  until: cityDate,
  state,
  bids: z.int(),
  mine: z.boolean(),
  href: z.string(),
});
export const supportRow = z.strictObject({
  union: ref,
  kind: z.string(),
  inCharge: z.string().nullable(),
  studios: z.int(),
  supported: z.int(),
  heads: z.array(z.strictObject({ head: z.string(), count: z.int(), amountFen: z.int() })),
  agenda: z.int(),
  rules: z.int(),
});
export const supportBoard = z.strictObject({
  year: z.int(),
  heads: z.array(z.string()),
  rows: z.array(supportRow),
  total: supportRow.omit({ union: true, kind: true, inCharge: true }),
});
export const unionRecord = z.strictObject({
  id,
  kind: z.strictObject({ code: z.enum(['agenda', 'rule', 'support']), zh: z.string() }),
  union: ref,
  /** The studio that is supported. */
  studio: ref.optional(),
  title: z.string(),
  onDate: cityDate,
  fields: z.array(field),
  options: z.array(option),
});

export type ExperienceRow = z.infer<typeof experienceRow>;
export type ChallengeRow = z.infer<typeof challengeRow>;
export type SupportBoard = z.infer<typeof supportBoard>;
export type UnionRecord = z.infer<typeof unionRecord>;
