import { z } from 'zod';

/** What of a list's own filters narrows it to one bar, by the names its address has them under. */
const narrow = z.record(z.string(), z.string());
/** A list looked at rather than read: how much of it stands where. */
export const listCounts = z.strictObject({
  /** The ways this list can be looked at; `by` is the one that is shown. */
  looks: z.array(z.strictObject({ code: z.string(), zh: z.string() })),
  by: z.string(),
  /** 件、家、fen … */
  unit: z.string(),
  /** Of the whole list as it is filtered, whatever page of it is read. */
  total: z.number(),
  /** What is not among the bars, when there are more than can be looked at. */
  rest: z.number(),
  bars: z.array(z.strictObject({ label: z.string(), value: z.number(), narrow: narrow.optional() })),
});
export type ListCounts = z.infer<typeof listCounts>;
