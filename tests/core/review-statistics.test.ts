import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranksOf, statisticsOf, type Mark } from '#core/panel/statistics.ts';

const marks = (given: Readonly<Record<string, Readonly<Record<string, number>>>>): Mark[] =>
  Object.entries(given).flatMap(([matter, by]) => Object.entries(by).map(([judge, points]) => ({ judge, matter, points })));

describe('the statistics of a review', () => {
  it('say mean, number, spread, strictness and rank, as they would be worked out by hand', () => {
    const { cases, judges, shifts, withheld } = statisticsOf(marks({ 甲: { 张: 90, 李: 80, 王: 70 }, 乙: { 张: 84, 李: 80, 王: 64 }, 丙: { 张: 60, 李: 58 } }));
    expect(cases).toEqual([
      { matter: '甲', n: 3, mean: 80, spread: 8.16, low: 70, high: 90, normalised: 81.22, rank: 1, normalisedRank: 1 },
      { matter: '乙', n: 3, mean: 76, spread: 8.64, low: 64, high: 84, normalised: 77.22, rank: 2, normalisedRank: 2 },
      { matter: '丙', n: 2 },
    ]);
    expect(judges).toEqual([
      { judge: '张', n: 3, mean: 78, strictness: 6.33 },
      { judge: '李', n: 3, mean: 72.67, strictness: 1 },
      { judge: '王', n: 2, mean: 67, strictness: -11 },
    ]);
    expect(shifts).toEqual([]);
    expect(withheld).toBe(1);
  });

  it('say which ranks change without whom', () => {
    const { shifts } = statisticsOf(marks({ 甲: { 张: 100, 李: 70, 王: 70 }, 乙: { 张: 60, 李: 75, 王: 75 } }));
    expect(shifts).toEqual([
      { without: '张', matter: '甲', from: 1, to: 2 },
      { without: '张', matter: '乙', from: 2, to: 1 },
    ]);
  });

  it('never show a mean from which one judge could read another’s points', () => {
    const few = statisticsOf(marks({ 甲: { 张: 90 }, 乙: { 张: 84, 李: 80 } }));
    expect(few.cases).toEqual([
      { matter: '甲', n: 1 },
      { matter: '乙', n: 2 },
    ]);
    expect(few.shifts).toEqual([]);
  });

  const sheets = fc
    .uniqueArray(fc.tuple(fc.constantFrom('甲', '乙', '丙', '丁'), fc.constantFrom('张', '李', '王', '赵'), fc.integer({ min: 0, max: 200 })), {
      selector: ([matter, judge]) => `${matter} ${judge}`,
      maxLength: 16,
    })
    .map((rows) => rows.map(([matter, judge, points]): Mark => ({ matter, judge, points: points / 2 })));
  it('do not depend on the order of the sheets, and move with every sheet alike', () => {
    const byId = (given: readonly Mark[]) => {
      const { cases, shifts } = statisticsOf(given);
      return {
        cases: cases.toSorted((a, b) => (a.matter < b.matter ? -1 : 1)),
        shifts: shifts.toSorted((a, b) => (a.without + a.matter < b.without + b.matter ? -1 : 1)),
      };
    };
    fc.assert(
      fc.property(sheets, (given) => {
        expect(byId(given.toReversed())).toEqual(byId(given));
        const raised = statisticsOf(given.map((mark) => ({ ...mark, points: mark.points + 1 })));
        expect(raised.cases.map(({ matter, rank, spread }) => [matter, rank, spread])).toEqual(
          statisticsOf(given).cases.map(({ matter, rank, spread }) => [matter, rank, spread]),
        );
      }),
      { numRuns: 200 },
    );
  });
  it('give equal points equal ranks', () => {
    expect([
      ...ranksOf(
        new Map([
          ['甲', 80],
          ['乙', 90],
          ['丙', 80],
        ]),
      ).values(),
    ]).toEqual([2, 1, 2]);
  });
});
