import { z } from 'zod';
import { cityTime, id, reason } from './basics.ts';

/** 盖章件：哪份文书、哪一版、谁什么时候传的；`since` 说打印之后事项又走了哪几步。 */
export const sealedScan = z.strictObject({
  id,
  title: z.string(),
  file: z.strictObject({ id, name: z.string() }),
  pages: z.int(),
  /** Sheets without a code, kept with it: attachments that were put into the same scan. */
  extra: z.int(),
  version: z.int(),
  by: z.string(),
  at: cityTime,
  since: z.array(z.string()),
});
/** What was read on a scan, sheet by sheet, and what it belongs to. */
export const scanReading = z.strictObject({
  document: z.strictObject({ title: z.string(), of: z.string(), version: z.int(), pages: z.int(), href: z.string() }).optional(),
  sheets: z.array(z.strictObject({ sheet: z.int(), page: z.int().optional(), text: z.string(), fits: z.boolean() })),
  /** Why it cannot be kept; empty when it is whole. */
  wrong: z.array(reason),
  kept: z.boolean(),
  says: z.string(),
});
export type SealedScan = z.infer<typeof sealedScan>;
export type ScanReading = z.infer<typeof scanReading>;
