import { readDay } from '../parts/text/day-text.ts';

/** What stands in an address was typed by anybody: read with care, drop what makes no sense. */
export const text = (given: unknown, most: number): string | undefined => {
  // An address `?q=2013` arrives as a number.
  const words = typeof given === 'number' ? String(given) : given;
  return typeof words === 'string' && words !== '' && words.length <= most ? words : undefined;
};

export const choice = <const T extends readonly string[]>(given: unknown, among: T): T[number] | undefined => among.find((one) => one === String(given));

export const year = (given: unknown): number | undefined => {
  const number = Number(given);
  return Number.isInteger(number) && number >= 2000 && number <= 2100 ? number : undefined;
};

/** A day, if it is one. */
export const day = (given: unknown): string | undefined => (typeof given === 'string' && readDay(given) === given ? given : undefined);
