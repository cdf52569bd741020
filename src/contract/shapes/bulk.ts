import { z } from 'zod';
import { id, jsonSchema } from './basics.ts';

const row = { id, title: z.string(), version: z.int() };
/** 一批事项能一起办的每一步：可以办的、有障碍的各是哪几件。 */
export const bulkPreview = z.strictObject({
  steps: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      tone: z.enum(['forward', 'back', 'stop']),
      input: jsonSchema.nullable(),
      can: z.array(z.strictObject(row)),
      cannot: z.array(z.strictObject({ ...row, why: z.array(z.string()) })),
    }),
  ),
  /** Ids that are not there for this reader. */
  missing: z.array(id),
});
export type BulkPreview = z.infer<typeof bulkPreview>;
