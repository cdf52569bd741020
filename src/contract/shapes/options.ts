import { z } from 'zod';
import { id, jsonSchema } from './basics.ts';

/** What can be done, what is in the way, and what the criteria say. */

const optionBase = {
  /** The step may tell somebody outside the office by letter: `POST /api/letters/preview` says whom and how. */
  tells: z.literal(true).optional(),
  name: z.string(),
  title: z.string(),
  tone: z.enum(['forward', 'back', 'stop']),
  method: z.enum(['POST']),
  href: z.string(),
  input: jsonSchema.nullable(),
};
export const remedy = z.strictObject(optionBase);
export const lack = z.strictObject({
  code: z.string(),
  message: z.string(),
  clause: z.string().optional(),
  remedies: z.array(remedy),
});
/** `more`: an arrangement every matter has (转办、会签 …), shown behind “更多”. */
export const option = z.strictObject({ ...optionBase, lacks: z.array(lack).optional(), more: z.literal(true).optional() });
export const evidence = z.strictObject({ kind: z.string(), id, label: z.string(), file: id.optional() });
export const verdict = z.strictObject({
  criterion: z.string(),
  title: z.string(),
  asks: z.string(),
  verdict: z.enum(['met', 'unmet', 'unproven']),
  because: z.string(),
  clause: z.string().nullable(),
  evidence: z.array(evidence),
  remedies: z.array(remedy),
});
export const points = z.strictObject({
  criterion: z.string(),
  title: z.string(),
  max: z.number(),
  automatic: z.number(),
  items: z.array(
    z.strictObject({
      code: z.string(),
      zh: z.string(),
      max: z.number(),
      points: z.number().nullable(),
      rule: z.string(),
      method: z.array(z.string()),
    }),
  ),
});

export type Option = z.infer<typeof option>;
export type Remedy = z.infer<typeof remedy>;
export type Lack = z.infer<typeof lack>;
export type Verdict = z.infer<typeof verdict>;
export type Points = z.infer<typeof points>;
