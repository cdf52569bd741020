import { z } from 'zod';
import { cityDate, id, page, ref } from './basics.ts';

/** 一块牌匾：在哪家，谁发的、谁签收的，现在在哪里。 */
export const plaqueStates = {
  due: '待发放',
  held: '在用',
  recall: '待收回',
  returned: '已收回',
  lost: '已遗失',
  void: '未发作废',
} as const;
export const plaqueState = z.enum(['due', 'held', 'recall', 'returned', 'lost', 'void']);
export const plaqueRow = z.strictObject({
  /** Its number: there is no other plaque with it. */
  id,
  studio: ref,
  /** What is written on it; after a change of name the studio is called otherwise. */
  name: z.string(),
  hostUnit: z.string(),
  union: ref,
  state: z.strictObject({ code: plaqueState, zh: z.string() }),
  namedOn: cityDate,
  awardedOn: cityDate.optional(),
  handedBy: z.string().optional(),
  receivedBy: z.string().optional(),
  /** The signed receipt, a file. */
  receipt: id.optional(),
  replacedOn: cityDate.optional(),
  returnedOn: cityDate.optional(),
  returnedBy: z.string().optional(),
  lostOn: cityDate.optional(),
  note: z.string(),
  href: z.string(),
});
/** How many there are of each, in the reader's own part of the city; with the first page only. */
export const plaqueCounts = z.strictObject({
  handedOut: z.int(),
  due: z.int(),
  held: z.int(),
  recall: z.int(),
  returned: z.int(),
  lost: z.int(),
  void: z.int(),
});
export const plaquePage = z.strictObject({ ...page(plaqueRow).shape, counts: plaqueCounts.optional() });
export type PlaqueState = z.infer<typeof plaqueState>;
export type PlaqueRow = z.infer<typeof plaqueRow>;
export type PlaqueCounts = z.infer<typeof plaqueCounts>;
export type PlaquePage = z.infer<typeof plaquePage>;
