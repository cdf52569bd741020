import { z } from 'zod';
import { cityDate, cityTime, id, ref } from './basics.ts';
import { option } from './options.ts';

/** 政策的一个版本。 */
export const standardRow = z.strictObject({
  id,
  title: z.string(),
  from: cityDate.optional(),
  state: z.strictObject({ code: z.enum(['in-force', 'planned', 'past', 'trial']), zh: z.string() }),
  matters: z.int(),
  open: z.int(),
  shipped: z.boolean(),
  set: z.strictObject({ by: z.string(), at: cityTime, reason: z.string() }).optional(),
  options: z.array(option),
});
export const standardDifference = z.strictObject({
  part: z.string(),
  what: z.string(),
  change: z.enum(['added', 'gone', 'changed']),
  before: z.string().optional(),
  after: z.string().optional(),
  clause: z.string().optional(),
});
const outcome = z.strictObject({ code: z.enum(['met', 'unproven', 'unmet']), zh: z.string() });
export const triedCase = z.strictObject({
  matter: ref,
  studio: ref,
  union: z.string(),
  on: cityDate,
  under: z.string(),
  before: outcome,
  after: outcome,
  shift: z.enum(['better', 'same', 'worse']),
  why: z.array(z.strictObject({ title: z.string(), because: z.string(), verdict: z.string() })),
});
export const standardTrial = z.strictObject({
  year: z.int(),
  standard: id,
  counts: z.strictObject({ all: z.int(), better: z.int(), same: z.int(), worse: z.int() }),
  items: z.array(triedCase),
  next: z.string().nullable(),
  total: z.int(),
});

export type StandardRow = z.infer<typeof standardRow>;
export type StandardDifference = z.infer<typeof standardDifference>;
export type TriedCase = z.infer<typeof triedCase>;
export type StandardTrial = z.infer<typeof standardTrial>;
