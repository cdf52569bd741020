import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { refuse } from '#server/kernel/refusal.ts';

/** Where a list goes on: the sort value and id of the last row, opaque outside. */
export type Cursor = Readonly<{ after: string; id: string }>;

export const encodeCursor = ({ after, id }: Cursor): string => Buffer.from(JSON.stringify([after, id])).toString('base64url');

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/**
 * @param by what the list is sorted by: a cursor of a list by days must hold one
 * @throws Refusal 400 when it is not one of ours
 */
export function decodeCursor(text: string | undefined, by: 'text' | 'day' = 'text'): Cursor | undefined {
  if (text === undefined) return undefined;
  try {
    const [after, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof after === 'string' && typeof id === 'string' && (by === 'text' || isDay(after))) return { after, id };
  } catch {
    // falls through to the refusal
  }
  throw refuse(400, 'bad-cursor', '翻页位置无效，请回到第一页', 'cursor');
}

/** One more row was asked for than is shown: whether there is a next page, and where it starts. */
export function cut<T, R>(rows: readonly T[], limit: number, keyOf: (row: T) => Cursor, shape: (row: T) => R): { items: R[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(shape), next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

const literally = (text: string): string => text.replaceAll(/[\\%_]/g, (wild) => `\\${wild}`);
const thrice = (text: string): string => Array.from(text, (sign) => sign.repeat(3)).join('');

/**
 * That a text has a word in it, whichever its letters' case; of one sign or more, the index finds it (migration 0044).
 * @param text as the index has it, to the letter
 */
export const has = (text: RawBuilder<unknown>, word: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`thrice(${text}) like ${`%${literally(thrice(word.toLowerCase()))}%`}`;

/** A search text for LIKE, its wildcards taken literally; for what is searched without an index. */
export const like = (text: string): string => `%${literally(text.toLowerCase())}%`;
