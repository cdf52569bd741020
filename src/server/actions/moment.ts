import { dayIn, yearOf } from '#core/shared/days.ts';
import type { Matter, Moment, Past } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { digest, newId } from '#server/kernel/ids.ts';
import { drawNumbers } from '#server/store/books.ts';
import type { Reading } from '#server/store/reading.ts';

/** What reading a matter needs, from the work at hand. */
export const readingOf = ({ house, tx, now }: Work): Reading & { db: Work['tx'] } => ({ db: tx, now, standards: house.standards, calendar: house.calendar });

/** The moment of acting, as core wants it. */
export const momentOf = ({ house, actor, now }: Work, { standard }: Pick<Matter, 'standard'>, past: readonly Past[] = []): Moment => ({
  actor,
  now,
  past,
  standard: house.standards.get(standard),
  calendar: house.calendar,
  numbers: {},
  newId,
  digest,
});

/** Draws what a transition asks for from the books of the year. */
export async function drawn({ tx, now }: Work, asked: Readonly<Record<string, number>>): Promise<Moment['numbers']> {
  const numbers: Record<string, readonly number[]> = {};
  for (const [book, count] of Object.entries(asked)) numbers[book] = await drawNumbers(tx, book, yearOf(dayIn(now)), count);
  return numbers;
}
