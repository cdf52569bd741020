import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inTheWayOfStandingIn, type StandIn } from '#core/people/stand-in.ts';

const codes = (asked: StandIn, known: readonly StandIn[] = [], today = '2013-11-18'): readonly string[] =>
  inTheWayOfStandingIn(asked, known, today).map(({ code }) => code);
const asked: StandIn = { absent: 'a', standIn: 'b', from: '2013-11-20', to: '2013-11-30' };

it('is not oneself, not over, not endless, not twice, and not in a circle', () => {
  expect(codes(asked)).toEqual([]);
  expect(codes({ ...asked, standIn: 'a' })).toEqual(['oneself']);
  expect(codes({ ...asked, to: '2013-11-19' })).toEqual(['ends-before-it-begins']);
  expect(codes({ ...asked, from: '2013-11-01', to: '2013-11-17' })).toEqual(['already-over']);
  expect(codes({ ...asked, to: '2014-12-31' })).toEqual(['too-long']);
  expect(codes(asked, [{ absent: 'a', standIn: 'c', from: '2013-11-30', to: '2013-12-05' }])).toEqual(['already-stood-in']);
  expect(codes(asked, [{ absent: 'b', standIn: 'c', from: '2013-11-01', to: '2013-11-20' }])).toEqual(['circular']);
  expect(codes(asked, [{ absent: 'b', standIn: 'a', from: '2013-11-25', to: '2013-11-25' }])).toEqual(['circular', 'stands-in-himself']);
  // The day after is another day.
  expect(codes(asked, [{ absent: 'b', standIn: 'a', from: '2013-12-01', to: '2013-12-05' }])).toEqual([]);
});

it('whatever is asked in whatever order, on no day does standing in lead on to another or round in a circle', () => {
  const day = fc.integer({ min: 18, max: 30 }).map((n) => `2013-11-${n}`);
  const person = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.array(fc.record({ absent: person, standIn: person, from: day, to: day }), { maxLength: 30 }), (wishes) => {
      const granted: StandIn[] = [];
      for (const wish of wishes) if (codes(wish, granted).length === 0) granted.push(wish);
      for (let n = 18; n <= 30; n += 1) {
        const now = granted.filter(({ from, to }) => from <= `2013-11-${n}` && to >= `2013-11-${n}`);
        const absent = now.map((one) => one.absent);
        expect(new Set(absent).size).toBe(absent.length);
        expect(now.filter(({ standIn }) => absent.includes(standIn))).toEqual([]);
      }
    }),
  );
});
