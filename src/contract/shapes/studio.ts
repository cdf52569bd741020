import { z } from 'zod';
import { cityDate, cityTime, field, flag, id, paper, ref, state } from './basics.ts';
import { matterRow } from './matter.ts';
import { option, points, verdict } from './options.ts';
import { sealedScan } from './papers.ts';

/** A studio on one page, and in lists. */

export const studioRow = z.strictObject({
  id,
  name: z.string(),
  lead: z.string(),
  hostUnit: z.string(),
  union: ref,
  standing: state,
  plaqueNo: z.string().optional(),
  createdOn: cityDate.optional(),
  qualifiedOn: cityDate.optional(),
  lastEntryOn: cityDate.optional(),
});
export const factRow = z.strictObject({
  id,
  title: z.string(),
  fields: z.array(field),
  eventOn: cityDate.optional(),
  enteredAt: cityTime.optional(),
  enteredBy: z.string().optional(),
  late: z.boolean().optional(),
  /** Who confirmed the entry, when somebody did. */
  confirmedBy: z.string().optional(),
  flags: z.array(flag).optional(),
  options: z.array(option),
  href: z.string().optional(),
});
export const factGroup = z.strictObject({ code: z.string(), zh: z.string(), criterion: z.string().optional(), rows: z.array(factRow), total: z.int() });
export const studio = z.strictObject({
  ...studioRow.shape,
  establishedOn: cityDate.optional(),
  standard: z.strictObject({ id: z.string(), title: z.string() }),
  profile: z.array(field),
  met: z.int(),
  verdicts: z.array(verdict),
  points: z.array(points),
  facts: z.array(factGroup),
  /** What I may record here now (记一笔, 添加成员 …). */
  options: z.array(option),
  matters: z.array(matterRow),
  /** The unit's own money and the subsidy, apart: what came in, what was spent, what is left. */
  money: z.strictObject({
    unitInFen: z.int(),
    unitSpentFen: z.int(),
    unitLeftFen: z.int(),
    subsidyInFen: z.int(),
    subsidySpentFen: z.int(),
    subsidyLeftFen: z.int(),
  }),
  papers: z.array(paper),
  scans: z.array(sealedScan),
});

export type StudioRow = z.infer<typeof studioRow>;
export type Studio = z.infer<typeof studio>;
export type FactGroup = z.infer<typeof factGroup>;
export type FactRow = z.infer<typeof factRow>;
