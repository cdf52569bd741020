import { z } from 'zod';
import { id } from './basics.ts';

export const viewedList = z.enum(['matters', 'studios']);
/** 存下来的视图：`address` is what stands behind the question mark; whoever opens it sees it in their own scope. */
export const savedView = z.strictObject({
  id,
  list: viewedList,
  name: z.string(),
  address: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
  by: z.string(),
});
export type SavedView = z.infer<typeof savedView>;
