import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** `head.json`, the first entry: what the archive is, and which state of the tables it belongs to. */
export const headSchema = z.object({
  format: z.literal('lingxian-backup'),
  version: z.literal(1),
  takenAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256: digest })),
  tables: z.record(z.string(), z.array(z.string())),
});
export type Head = z.infer<typeof headSchema>;

/** `sums.json`, the last entry: without it the archive was cut off. */
export const sumsSchema = z.object({ sums: z.record(z.string(), digest), rows: z.record(z.string(), z.number()), missing: z.array(digest) });
export type Sums = z.infer<typeof sumsSchema>;

/** What a backup or a restore moved. */
export type Moved = Readonly<{ takenAt: string; tables: number; rows: number; files: number; missing: readonly string[] }>;

// Sessions and tokens end with the service they were opened in: an old backup must not let anybody in again,
// nor tell other systems once more what they have been told.
const notKept = ['session', 'migration', 'api_token', 'calendar_feed', 'webhook_delivery'];
export const isKept = (table: string): boolean => !notKept.includes(table);

export const total = (rows: Readonly<Record<string, number>>): number => Object.values(rows).reduce((sum, count) => sum + count, 0);
