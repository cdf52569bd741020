import { z } from 'zod';
import { refuse } from '#server/kernel/refusal.ts';

/** Where a list goes on: the sort keys of its last row, unreadable on purpose. */
export const cursorAfter = (keys: readonly (string | number)[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** @throws Refusal 400 when it is not a cursor of this list */
export function cursorKeys<T>(cursor: string, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw refuse(400, 'bad-cursor', '翻页位置无效，请从第一页重新查看', 'cursor');
  }
}

/** One more row than the page was read: is there a next one, and where does it begin. */
export function pageOf<R, T>(rows: readonly R[], limit: number, keysOf: (row: R) => readonly (string | number)[], show: (row: R) => T) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(show), next: rows.length > limit && last !== undefined ? cursorAfter(keysOf(last)) : null };
}

/** Text to be found as it stands inside other text: % and _ mean themselves. */
export const contains = (q: string): string => `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
