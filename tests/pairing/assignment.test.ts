import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkAssignment, couldBeMoreEven, leadersOf, loadsOf, type AssignmentCase, type AssignmentInput } from '#core/panel/assignment.ts';
import { digest } from '#server/kernel/ids.ts';
import { assignedBy } from '#server/pairing/assign.ts';
import { openSolver, type Solver } from '#server/pairing/flow.ts';
import { assign } from '#server/pairing/pair.ts';

/** 评审专家的均衡分派：求解的结果由 core 逐条核对；排不出来的，说出是哪条规矩、至少放宽多少。 */
let solver: Solver;
beforeAll(async () => {
  solver = await openSolver();
});

const names = (letter: string, count: number): string[] => Array.from({ length: count }, (_, nth) => `${letter}${nth}`);
const matter = (id: string, given: Partial<AssignmentCase> = {}): AssignmentCase => ({
  id,
  title: `${id}示例`,
  need: 3,
  kept: [],
  drawn: [],
  barred: {},
  ...given,
});
const experts = (count: number, load: (nth: number) => number = () => 0) => names('专', count).map((id, nth) => ({ id, name: id, load: load(nth) }));

const inputs = fc
  .record({
    cases: fc.integer({ min: 1, max: 9 }),
    judges: fc.integer({ min: 3, max: 9 }),
    most: fc.integer({ min: 1, max: 9 }),
    seed: fc.string({ minLength: 1, maxLength: 6 }),
    dice: fc.infiniteStream(fc.nat(99)),
  })
  .map(({ cases, judges, most, seed, dice }): AssignmentInput => {
    const roll = (): number => dice.next().value ?? 0;
    const ids = names('专', judges);
    return {
      most,
      seed,
      experts: ids.map((id) => ({ id, name: id, load: roll() < 30 ? roll() % 3 : 0 })),
      cases: names('件', cases).map((id) => {
        const kept = roll() < 25 ? ids.slice(0, 1) : [];
        const barred = Object.fromEntries(ids.filter((one) => !kept.includes(one) && roll() < 20).map((one) => [one, ['同一单位']]));
        const drawn = roll() < 15 ? ids.filter((one) => barred[one] === undefined && !kept.includes(one)).slice(0, 2) : [];
        return matter(id, { need: Math.max(0, 3 - kept.length - drawn.length), kept, barred, drawn });
      }),
    };
  });
const shuffled = (input: AssignmentInput): AssignmentInput => ({ ...input, cases: input.cases.toReversed(), experts: input.experts.toReversed() });

describe('an assignment', () => {
  it('breaks no rule, is as even as can be, and is the same in whatever order it is asked', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const answer = assignedBy(solver, input);
        if (!answer.ok) return;
        const { placed, proof } = answer;
        expect(proof.rules.filter(({ broken }) => broken > 0)).toEqual([]);
        expect(checkAssignment(input, placed).rules).toEqual(proof.rules);
        expect(assignedBy(solver, shuffled(input))).toEqual(answer);
      }),
      { numRuns: 150 },
    );
  });

  it('that cannot be made names the rule in its way, and the smallest change ends it', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const answer = assignedBy(solver, input);
        if (answer.ok) return;
        expect(['no-conflict', 'most']).toContain(answer.rule);
        if (answer.rule !== 'most') return;
        const least = answer.least ?? 0;
        expect(assignedBy(solver, { ...input, most: least }).ok).toBe(true);
        expect(assignedBy(solver, { ...input, most: least - 1 }).ok).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('gives nobody more than one case more than another, where nothing stands against it', () => {
    const input = { cases: names('件', 45).map((id) => matter(id)), experts: experts(12), most: 12, seed: '甲' };
    const answer = assignedBy(solver, input);
    if (!answer.ok) throw new Error(answer.zh);
    expect(answer.proof.loads).toEqual({ least: 11, most: 12 });
    const leaders = [...leadersOf(input, answer.placed, digest).values()];
    const times = experts(12).map(({ id }) => leaders.filter((one) => one === id).length);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2);
  });

  it('counts what is on hand already: who has less gets more', () => {
    const input = { cases: [matter('甲'), matter('乙')], experts: experts(5, (nth) => (nth < 2 ? 4 : 0)), most: 9, seed: '甲' };
    const answer = assignedBy(solver, input);
    if (!answer.ok) throw new Error(answer.zh);
    expect([...loadsOf(input, answer.placed).values()]).toEqual([4, 4, 2, 2, 2]);
  });

  it('names the case for which too few are left, with numbers', () => {
    const barred = { 专0: ['同一单位'], 专1: ['亲属'] };
    expect(assignedBy(solver, { cases: [matter('甲', { barred })], experts: experts(4), most: 9, seed: '甲' })).toEqual({
      ok: false,
      rule: 'no-conflict',
      zh: '《甲示例》还差3名专家，名单4人里应当回避的2人，能请的只有2人',
      relax: '把每件改为2名，或再聘1名不必回避的专家，或对误判的写明理由、认定不构成回避',
    });
  });

  it('is made in a process of its own', async () => {
    const input = { cases: [matter('甲')], experts: experts(3), most: 1, seed: '甲' };
    expect(await assign(input)).toEqual(assignedBy(solver, input));
  });
});

describe('the check', () => {
  const input = { cases: [matter('甲', { need: 1, kept: ['专2'], barred: { 专1: ['同一单位'] } })], experts: experts(3), most: 1, seed: '甲' };
  const broken = (placed: { matter: string; expert: string }[]) => checkAssignment(input, placed).rules.flatMap((one) => (one.broken > 0 ? [one.rule] : []));
  it('sees what is wrong with a result, however it was made', () => {
    expect(broken([{ matter: '甲', expert: '专0' }])).toEqual([]);
    expect(broken([])).toEqual(['full']);
    expect(broken([{ matter: '甲', expert: '专1' }])).toEqual(['no-conflict']);
    expect(broken([{ matter: '甲', expert: '专2' }])).toEqual(['kept']);
    expect(broken([{ matter: '乙', expert: '专0' }])).toEqual(['full']);
    expect(
      broken([
        { matter: '甲', expert: '专0' },
        { matter: '甲', expert: '专0' },
      ]),
    ).toEqual(['full', 'most', 'once']);
  });
  it('sees that it could be more even', () => {
    const two = { ...input, cases: [matter('甲', { need: 1 }), matter('乙', { need: 1 })], most: 9 };
    expect(
      couldBeMoreEven(two, [
        { matter: '甲', expert: '专0' },
        { matter: '乙', expert: '专0' },
      ]),
    ).toBe(true);
    expect(
      couldBeMoreEven(two, [
        { matter: '甲', expert: '专0' },
        { matter: '乙', expert: '专1' },
      ]),
    ).toBe(false);
  });
});
