import { sql } from 'kysely';
import type { Tx } from './connection.ts';

/**
 * Draws the next numbers of a book of a year: without gaps, because the row stays locked until the transaction
 * ends and goes back with it.
 */
export async function drawNumbers(tx: Tx, book: string, year: number, count: number): Promise<readonly number[]> {
  if (count === 0) return [];
  const { rows } = await sql<{ last: number }>`
    insert into number_book (book, year, last) values (${book}, ${year}, ${count})
    on conflict (book, year) do update set last = number_book.last + ${count} returning last`.execute(tx);
  const last = rows[0]?.last ?? count;
  return Array.from({ length: count }, (_, index) => last - count + 1 + index);
}
