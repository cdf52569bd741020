import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chanceOf,
  enough,
  forecastOf,
  inTimeBy,
  latestStart,
  stages,
  workingDaysNeeded,
  type Ground,
  type Journey,
  type UnderWay,
} from '#core/targets/forecast.ts';
import { reallocate, tried, type Share } from '#core/targets/reallocate.ts';
import { addWorkingDays, workingDaysBetween } from '#core/shared/days.ts';
import { calendar, of2013 } from '../support/standards.ts';

const year = { today: '2013-11-18', by: '2013-12-31' };
const daysLeft = 43;
const inTime = inTimeBy(of2013, calendar, year.today, year.by);
const count = fc.integer({ min: 0, max: 40 });
const days = fc.integer({ min: 0, max: 200 });
const stage = fc.constantFrom(...stages);
const journey: fc.Arbitrary<Journey> = fc
  .record({ stage, age: days, created: fc.option(days, { nil: undefined }), qualified: fc.option(days, { nil: undefined }) })
  .map(({ stage: at, age, created, qualified }) => ({
    stage: at,
    age,
    // Nothing can have happened later than today.
    ...(created !== undefined && created <= age ? { created } : {}),
    ...(qualified !== undefined && qualified <= age ? { qualified } : {}),
  }));
const ground = fc.array(journey, { maxLength: 60 }).map((journeys): Ground => ({ journeys, daysLeft, inTime }));
const cases: fc.Arbitrary<readonly UnderWay[]> = fc.array(fc.record({ stage, elapsed: days }), { maxLength: 30 });

describe('the forecast', () => {
  it('lies between what is reached and what would be reached if all on the way arrived', () => {
    fc.assert(
      fc.property(count, cases, ground, (reached, way, known) => {
        for (const measure of ['created', 'qualified'] as const) {
          const { expected, low, high } = forecastOf(measure, reached, way, known);
          expect(low).toBeGreaterThanOrEqual(reached);
          expect(high).toBeLessThanOrEqual(reached + way.length);
          expect(low).toBeLessThanOrEqual(expected + 0.05);
          expect(high).toBeGreaterThanOrEqual(expected - 0.05);
        }
      }),
    );
  });

  it('never expects less for one more past journey that arrived in time', () => {
    fc.assert(
      fc.property(ground, fc.record({ stage, elapsed: days }), (known, one) => {
        const before = chanceOf(known, 'qualified', one);
        const lucky: Journey = { stage: one.stage, age: one.elapsed + daysLeft, qualified: one.elapsed + 1 };
        const after = chanceOf({ ...known, journeys: [...known.journeys, lucky] }, 'qualified', one);
        if (before.from === 'experience') expect(after.share).toBeGreaterThanOrEqual(before.share);
      }),
    );
  });

  const past = (of: number, qualified: number | undefined): Journey[] =>
    Array.from({ length: of }, () => ({ stage: 'declaring', age: 100, ...(qualified === undefined ? {} : { qualified }) }));

  it('asks what became of those who had come as far, and leaves out what cannot be known yet', () => {
    const known: Ground = { journeys: [...past(4, 46), ...past(4, 20), ...past(2, undefined)], daysLeft, inTime };
    // From the start: forty-three days are too short for the slow ones.
    expect(chanceOf(known, 'qualified', { stage: 'declaring', elapsed: 0 })).toEqual({ share: 0.4, from: 'experience', of: 10, reached: 4 });
    // After thirty days the quick ones are through, and most of the others will be.
    expect(chanceOf(known, 'qualified', { stage: 'declaring', elapsed: 30 })).toEqual({ share: 4 / 6, from: 'experience', of: 6, reached: 4 });
    // Nobody has been watched for that long.
    expect(chanceOf(known, 'qualified', { stage: 'declaring', elapsed: 80 })).toMatchObject({ from: 'limits', of: 0 });
  });

  it('goes by the time limits where there is too little experience', () => {
    const none: Ground = { journeys: past(enough - 1, 1), daysLeft, inTime };
    expect(chanceOf(none, 'qualified', { stage: 'naming', elapsed: 3 })).toEqual({ share: 1, from: 'limits', of: 0, reached: 0 });
    expect(chanceOf(none, 'qualified', { stage: 'declaring', elapsed: 0 })).toMatchObject({ from: 'limits', of: enough - 1 });
    // What has not been declared is not counted on, and nothing is created twice.
    expect([
      chanceOf(none, 'qualified', { stage: 'preparing', elapsed: 9 }).share,
      chanceOf(none, 'created', { stage: 'accepting', elapsed: 9 }).share,
    ]).toEqual([0, 0]);
    const late = inTimeBy(of2013, calendar, '2013-12-30', year.by);
    expect(stages.map((at) => late(at, 'qualified'))).toEqual([false, false, false, false]);
  });

  it('knows the last day on which a step can still be in time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), (days) => {
        const start = latestStart(calendar, year.by, days);
        expect(addWorkingDays(calendar, start, days) <= year.by).toBe(true);
        expect(workingDaysBetween(calendar, start, year.by)).toBe(days);
      }),
    );
    expect(workingDaysNeeded(of2013, 'naming', 'qualified')).toBeLessThan(workingDaysNeeded(of2013, 'accepting', 'qualified'));
    expect(workingDaysNeeded(of2013, 'declaring', 'qualified')).toBeLessThan(workingDaysNeeded(of2013, 'preparing', 'qualified'));
  });
});

describe('a trial reallocation', () => {
  const shares: fc.Arbitrary<readonly Share[]> = fc
    .array(fc.record({ target: count, reached: count, more: fc.double({ min: 0, max: 12, noNaN: true }) }), { maxLength: 20 })
    .map((rows) => rows.map(({ target, reached, more }, nth) => ({ union: `u${nth}`, target, reached, expected: reached + more })));

  it('keeps the sum, takes nobody below what is reached, gives nobody more than is expected, and never makes the gap larger', () => {
    fc.assert(
      fc.property(shares, (rows) => {
        const now = reallocate(rows);
        const after = tried(rows, now);
        expect(after.off).toBe(0);
        expect(after.gap).toBeLessThanOrEqual(after.before);
        for (const { union, target, reached, expected } of rows) {
          const next = now.get(union)!;
          if (next < target) expect(next).toBeGreaterThanOrEqual(reached);
          if (next > target) expect(next).toBeLessThanOrEqual(expected);
        }
        // Done once, there is nothing left to do.
        const again = rows.map((row) => ({ ...row, target: now.get(row.union)! }));
        expect([...reallocate(again)]).toEqual([...now]);
      }),
    );
  });

  it('closes the whole gap where others have enough to spare', () => {
    const rows = [
      { union: '翔安', target: 6, reached: 1, expected: 3.4 },
      { union: '湖里', target: 4, reached: 4, expected: 9 },
    ];
    expect([...reallocate(rows)]).toEqual([
      ['翔安', 3],
      ['湖里', 7],
    ]);
    expect(tried(rows, reallocate(rows))).toEqual({ sum: 10, off: 0, gap: 0, before: 3 });
    expect(tried(rows, new Map([['翔安', 5]]))).toMatchObject({ off: -1, gap: 2 });
  });
});
