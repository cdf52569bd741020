import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkPairs } from '#core/inspection/check-pairs.ts';
import { hardZh, type HardRule, type Pair, type PairingInput } from '#core/inspection/pairing.ts';
import { openSolver, type Solver } from '#server/pairing/flow.ts';
import { pair, pairTimed } from '#server/pairing/pair.ts';
import { pairedBy } from '#server/pairing/paired.ts';
import { round, studio, xiamen } from './city.ts';

let solver: Solver;
beforeAll(async () => {
  solver = await openSolver();
});

function done(input: PairingInput) {
  const paired = pairedBy(solver, input);
  if (!paired.ok) throw new Error(paired.zh);
  return paired;
}
const refusal = (input: PairingInput) => {
  const paired = pairedBy(solver, input);
  return paired.ok ? undefined : { rule: paired.rule, zh: paired.zh };
};
const brokenIn = (input: PairingInput, pairs: readonly Pair[]): HardRule[] =>
  checkPairs(input, pairs).hard.flatMap(({ rule, broken }) => (broken > 0 ? [rule] : []));
const gaveUp = (input: PairingInput) => Object.fromEntries(done(input).proof.relaxed.map(({ rule, pairs }) => [rule, pairs.length]));
const shuffled = <T>(ones: readonly T[]): T[] => ones.toSorted((a, b) => (JSON.stringify(a).slice(-9) < JSON.stringify(b).slice(-9) ? 1 : -1)).toReversed();

/** A small city at random: few unions, units, districts and industries, so that rules bite. */
const cities = fc
  .record({
    studios: fc.array(fc.record({ union: fc.nat(4), unit: fc.nat(9), district: fc.nat(2), industry: fc.nat(3), group: fc.nat(6), person: fc.nat(30) }), {
      minLength: 3,
      maxLength: 26,
    }),
    perStudio: fc.integer({ min: 1, max: 2 }),
    ties: fc.array(fc.tuple(fc.nat(25), fc.nat(25)), { maxLength: 6 }),
    before: fc.array(fc.tuple(fc.nat(25), fc.nat(25)), { maxLength: 12 }),
    seed: fc.string({ minLength: 1, maxLength: 8 }),
  })
  .map(({ studios, perStudio, ties, before, seed }): PairingInput => {
    const id = (index: number): string => `s${index % studios.length}`;
    return {
      studios: studios.map(({ union, unit, district, industry, group, person }, index) =>
        studio(`s${index}`, {
          supervisingUnion: `u${union}`,
          hostUnion: `h${unit}`,
          district: district === 0 ? '' : `d${district}`,
          industry: `i${industry}`,
          people: [`p${person}`],
          ...(group < 2 ? { group: `g${group}` } : {}),
        }),
      ),
      capacity: perStudio,
      perStudio,
      conflicts: ties.map(([a, b]) => [id(a), id(b)] as const),
      lastYear: before.map(([a, b]) => ({ inspector: id(a), inspected: id(b) })),
      seed,
    };
  });

/** Every way in which each inspects one other, looked through one by one. */
function bestByHand(input: PairingInput): number | undefined {
  const ids = input.studios.map(({ id }) => id);
  const more = ids.length + 1;
  let best: number | undefined;
  const go = (at: number, pairs: Pair[]): void => {
    if (at === ids.length) {
      const { hard, relaxed } = checkPairs(input, pairs);
      if (hard.some(({ broken }) => broken > 0)) return;
      const cost = relaxed.reduce(
        (sum, { rule, pairs: which }) => sum + which.length * { 'no-repeat': 1, 'other-industry': more, travel: more * more }[rule],
        0,
      );
      best = Math.min(best ?? Infinity, cost);
      return;
    }
    for (const inspected of ids)
      if (inspected !== ids[at] && !pairs.some((one) => one.inspected === inspected)) go(at + 1, [...pairs, { inspector: ids[at] ?? '', inspected }]);
  };
  go(0, []);
  return best;
}

describe('互查配对', () => {
  it('never breaks a hard rule, loads everybody alike, and proves it; or names the rule', () => {
    let [paired, refused] = [0, 0];
    fc.assert(
      fc.property(cities, (input) => {
        const answer = pairedBy(solver, input);
        if (!answer.ok) {
          refused += 1;
          expect(Object.keys(hardZh).concat('together')).toContain(answer.rule);
          expect(answer.zh).toMatch(/\d/);
          return;
        }
        paired += 1;
        const { proof, pairs } = answer;
        expect(brokenIn(input, pairs)).toEqual([]);
        expect(pairs).toHaveLength(input.studios.length * (input.perStudio ?? 1));
        expect(proof.loads.most - proof.loads.least).toBeLessThanOrEqual(1);
        expect(proof.bound).toBe(proof.optimum);
      }),
      { numRuns: 120, seed: 5 },
    );
    expect(Math.min(paired, refused)).toBeGreaterThan(15);
  });

  it('gives up as little as can be: no other pairing is better, and none exists where it says so', () => {
    const few = cities.filter(({ studios, perStudio }) => studios.length <= 7 && perStudio === 1);
    let compared = 0;
    fc.assert(
      fc.property(few, (input) => {
        const answer = pairedBy(solver, input);
        const best = bestByHand(input);
        expect(answer.ok ? answer.proof.optimum : undefined).toBe(best);
        if (best !== undefined) compared += 1;
      }),
      { numRuns: 40, seed: 11 },
    );
    expect(compared).toBeGreaterThan(5);
  });

  it('gives the same pairs for the same studios in any order, and others with another seed', () => {
    const input = round(xiamen(66), { lastYear: done(round(xiamen(66), { seed: 'last year' })).pairs });
    const turned = { ...input, studios: shuffled(input.studios), lastYear: shuffled(input.lastYear) };
    expect(done(turned)).toEqual(done(input));
    const other = done({ ...input, seed: '3316.79' });
    expect(other.pairs).not.toEqual(done(input).pairs);
    expect(other.proof.optimum).toBe(done(input).proof.optimum);
    expect(other.proof.inputHash).not.toBe(done(input).proof.inputHash);
  });

  it('gives up first what may be given up first', () => {
    const three = ['a', 'b', 'c'].map((id) => studio(id, { supervisingUnion: id }));
    const circle = (...ids: string[]): Pair[] => ids.map((inspector, index) => ({ inspector, inspected: ids[(index + 1) % ids.length] ?? '' }));
    // Only two circles are possible; last year's is avoided while the other costs nothing.
    expect(gaveUp(round(three, { lastYear: circle('a', 'b', 'c') }))).toEqual({});
    expect(gaveUp(round(three, { lastYear: [...circle('a', 'b', 'c'), ...circle('a', 'c', 'b')] }))).toEqual({ 'no-repeat': 3 });
    // Four in two districts: staying at home needs reciprocal pairs, so two must travel; rather repeat than travel more.
    const four = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => studio(id, { supervisingUnion: id, district: index < 3 ? '东' : '西' }));
    const home = [...circle('a', 'b', 'c'), ...circle('a', 'c', 'b'), ...circle('d', 'e', 'f'), ...circle('d', 'f', 'e')];
    expect(gaveUp(round(four, { lastYear: home }))).toEqual({ 'no-repeat': 6 });
    const alike = four.map((one, index) => ({ ...one, industry: index < 3 ? '甲' : '乙' }));
    expect(gaveUp(round(alike))).toEqual({ 'other-industry': 6 });
  });

  it('pairs 66 studios of 15 unions as in 厦门, without a single rule broken', () => {
    const input = round(xiamen(66));
    expect(new Set(input.studios.map(({ supervisingUnion }) => supervisingUnion)).size).toBe(15);
    const { proof, pairs } = done(input);
    expect(proof).toMatchObject({ studios: 66, pairs: 66, loads: { least: 1, most: 1 }, seed: '3316.78', solver: expect.stringMatching(/^HiGHS \d/) });
    expect(proof.hard.map(({ broken }) => broken)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(proof.optimum).toBe(proof.bound);
    expect(brokenIn(input, pairs)).toEqual([]);
  });

  it('keeps two districts apart from themselves', () => {
    const two = Array.from({ length: 12 }, (_, index) =>
      studio(`s${index}`, { supervisingUnion: index % 2 === 0 ? '东区总工会' : '西区总工会', district: index % 2 === 0 ? '东' : '西' }),
    );
    expect(gaveUp(round(two))).toEqual({ travel: 12 });
  });

  it('keeps kin, members of two studios and groups apart', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => studio(id, { supervisingUnion: id }));
    const apart = (given: Partial<PairingInput>, pairs: readonly Pair[]): boolean =>
      pairs.every(({ inspector, inspected }) => ![inspector, inspected].every((id) => id === 'a' || id === 'b')) &&
      brokenIn(round(five, given), pairs).length === 0;
    const kin = { conflicts: [['b', 'a']] as const };
    expect(apart(kin, done(round(five, kin)).pairs)).toBe(true);
    const member = five.map((one) => (one.id < 'c' ? { ...one, people: ['both'] } : one));
    expect(apart({}, done(round(member)).pairs)).toBe(true);
    const group = five.map((one) => (one.id < 'c' ? { ...one, group: '东方集团' } : one));
    expect(apart({}, done(round(group)).pairs)).toBe(true);
  });
});

describe('排不出来', () => {
  const of = (union: string, count: number) => Array.from({ length: count }, (_, index) => studio(`${union}${index}`, { supervisingUnion: union }));
  const names = { big: '机化能工委' };

  it('names the union that is too large, with numbers', () => {
    const giant = [...of('big', 8), ...of('east', 1), ...of('west', 1)];
    expect(refusal(round(giant, { names }))).toEqual({ rule: 'other-union', zh: '机化能工委有8家，其他工会只有2家、每家最多查1家，做不到由不同归口工会检查' });
    expect(refusal(round(giant, { names, capacity: 4 }))).toEqual({
      rule: 'balance',
      zh: '机化能工委有8家，其他工会共2家：要由不同归口工会检查，有的就得查4家、有的少查，做不到各家检查次数相差不超过一次',
    });
    expect(refusal(round(of('big', 6), { names }))).toEqual({ rule: 'other-union', zh: '机化能工委有6家，其他工会一家也没有，做不到由不同归口工会检查' });
    // Exactly half is the most that can be.
    expect(gaveUp(round([...of('big', 8), ...of('east', 4), ...of('west', 4)]))).toEqual({});
  });

  it('names what else cannot be counted away', () => {
    const two = ['a', 'b'].map((id) => studio(id, { supervisingUnion: id }));
    expect(refusal(round(two))).toEqual({ rule: 'no-reciprocal', zh: '只有2家工作室，同一轮又不能互相检查，至少要3家才排得开' });
    const three = ['a', 'b', 'c'].map((id) => studio(id, { supervisingUnion: id }));
    expect(refusal(round(three, { perStudio: 2 }))).toEqual({ rule: 'capacity', zh: '每家要被检查2次，每家最多查1家，查不过来' });
    expect(
      refusal(
        round(three, {
          conflicts: [
            ['a', 'b'],
            ['a', 'c'],
          ],
        }),
      ),
    ).toEqual({
      rule: 'no-conflict',
      zh: '「a工作室」除去本单位、同一归口工会和要回避的，只有0家可以配对，做不到被检查1次',
    });
    expect(refusal(round(three, { conflicts: [['a', 'b']] }))).toMatchObject({ rule: 'no-reciprocal', zh: expect.stringContaining('只有1家可以配对') });
    const unit = three.map((one) => ({ ...one, hostUnion: 'same' }));
    expect(refusal(round(unit))).toMatchObject({ rule: 'other-unit' });
  });

  it('finds by leaving aside one rule at a time what no count shows', () => {
    // e and f can only be paired with b and d, and use both up: a and c are left to inspect each other.
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => studio(id, { supervisingUnion: id }));
    const only = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['d', 'a'],
      ['a', 'c'],
      ['e', 'b'],
      ['e', 'd'],
      ['f', 'b'],
      ['f', 'd'],
    ];
    const allowed = new Set(only.flatMap(([one = '', other = '']) => [`${one}${other}`, `${other}${one}`]));
    const conflicts = six.flatMap(({ id }) => six.flatMap(({ id: other }) => (id < other && !allowed.has(id + other) ? [[id, other] as const] : [])));
    const answer = refusal(round(six, { conflicts }));
    expect(bestByHand(round(six, { conflicts }))).toBeUndefined();
    expect(answer).toEqual({ rule: 'no-conflict', zh: expect.stringMatching(/^6家排不出守住全部规矩的配对，守不住的是“.*回避”（6对）/) });
  });
});

describe('配对在自己的进程里算', () => {
  it('answers the same as here, and leaves the server free meanwhile', async () => {
    const input = round(xiamen(250));
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    const { paired, milliseconds } = await pairTimed(input);
    clearInterval(ticking);
    expect(paired).toEqual(done(input));
    expect(turns).toBeGreaterThan(10);
    expect(milliseconds).toBeGreaterThan(0);
  });

  it('says so when it takes too long, and ends', async () => {
    expect((await pairTimed(round(xiamen(250)), 1)).paired).toEqual({ ok: false, rule: 'time', zh: '配对算了1秒还没有结果，请缩小范围或分批互查' });
  });

  it('passes on a refusal', async () => {
    expect(await pair(round(xiamen(2)))).toMatchObject({ ok: false, rule: expect.any(String) });
  });
});
