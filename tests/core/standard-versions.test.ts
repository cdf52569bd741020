import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStandards } from '#core/standard/compare.ts';
import { linesOf } from '#core/standard/lines.ts';
import { inForceOn, standardSchema, type Schedule, type Standard } from '#core/standard/standard.ts';
import { inTheWayOfTakingBack, inTheWayOfTakingOver, scheduleWith } from '#core/standard/takeover.ts';
import { of2013, of2019 } from '../support/standards.ts';

type Path = readonly (string | number)[];
/** Every place where a standard says a word, a number or yes or no. */
const leaves = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key])) : [path];
function withOther(standard: Standard, path: Path): Standard {
  const copy: unknown = structuredClone(standard);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1)!;
  const was = at[last];
  at[last] =
    last === 'per' ? (was === 'year' ? 'atAnyTime' : 'year') : typeof was === 'number' ? was + 7 : typeof was === 'boolean' ? !was : `${String(was)}改`;
  return copy as Standard;
}
/** What is no sentence of its own: the identity, the operator, the unit the metric already says, the running number of a rubric item, a table that is not there. */
const silent = (path: Path): boolean => {
  const last = String(path.at(-1));
  return (
    ['id', 'targets'].includes(path.join('.')) || (path.includes('thresholds') && ['op', 'unit'].includes(last)) || (path[0] === 'rubric' && last === 'code')
  );
};

describe('two versions of a policy', () => {
  it('differ in nothing from themselves, and say each thing once', () => {
    expect(compareStandards(of2013, of2013)).toEqual([]);
    expect(compareStandards(of2019, of2019)).toEqual([]);
    for (const standard of [of2013, of2019]) expect(new Set(linesOf(standard).map(({ key }) => key)).size).toBe(linesOf(standard).length);
  });

  it.each([of2013, of2019])('whatever is changed in it, the comparison tells', (standard) => {
    const places = leaves(standard).filter((path) => !silent(path));
    expect(places.length).toBeGreaterThan(200);
    const untold = places.filter((path) => compareStandards(standard, withOther(standard, path)).length === 0);
    expect(untold.map((path) => path.join('.'))).toEqual([]);
  });

  it('says of 2013 and 2019 what the city would say', () => {
    const told = compareStandards(of2013, of2019);
    const of = (what: string) => told.filter((one) => one.what.includes(what));
    expect(of('劳模领衔').map(({ part, change }) => [part, change])).toEqual(expect.arrayContaining([['资格条件', 'added']]));
    expect(of('有牌匾')[0]).toMatchObject({ part: '七个有', change: 'added' });
    expect(of('主管部门')).toEqual([{ part: '文件', what: '主管部门', change: 'changed', before: '经济部', after: '劳动和经技工作部' }]);
    expect(of('先要完成')[0]).toMatchObject({ before: '考核验收、公示', after: '考核验收、公示、授牌' });
    expect(of('自贸区工会')[0]).toMatchObject({ part: '目标任务', change: 'added' });
    // The same haves under another number are not a new one.
    expect(of('有场所')[0]).toMatchObject({ change: 'changed', before: expect.stringContaining('有场地设施') as string });
  });

  it('turned round, what was added is gone, and as many have changed', () => {
    const count = (a: Standard, b: Standard, change: string) => compareStandards(a, b).filter((one) => one.change === change).length;
    expect(count(of2013, of2019, 'added')).toBe(count(of2019, of2013, 'gone'));
    expect(count(of2013, of2019, 'changed')).toBe(count(of2019, of2013, 'changed'));
  });
});

describe('the day a version takes over', () => {
  const shipped: Schedule = {
    programme: 'p',
    versions: [
      { standard: 'a', from: '2013-01-01' },
      { standard: 'b', from: '2019-01-01' },
    ],
  };
  const codes = (standard: string, from: string, schedule = shipped) =>
    inTheWayOfTakingOver(schedule, { standard, from }, '2013-11-18').map(({ code }) => code);

  it('lies ahead, is no other version’s, and stays once it has come', () => {
    expect(codes('b', '2014-01-01')).toEqual([]);
    expect(codes('b', '2013-11-18')).toEqual(['not-in-the-future']);
    expect(codes('c', '2019-01-01')).toEqual(['same-day']);
    expect(codes('a', '2014-01-01')).toEqual(['in-force']);
    const back = (standard: string) => inTheWayOfTakingBack(shipped, standard, '2013-11-18').map(({ code }) => code);
    expect([back('a'), back('b'), back('c')]).toEqual([['in-force'], [], ['not-planned']]);
  });

  it('whatever is set day after day, what applied on a day that is past never changes', () => {
    const day = fc.integer({ min: 0, max: 720 }).map((n) => new Date(Date.UTC(2013, 10, 1 + n)).toISOString().slice(0, 10));
    const wish = fc.record({ standard: fc.constantFrom('a', 'b', 'c'), from: fc.option(day, { nil: undefined }), today: day });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
        let schedule = shipped;
        for (const { standard, from, today } of wishes.toSorted((a, b) => a.today.localeCompare(b.today))) {
          const inTheWay = from === undefined ? inTheWayOfTakingBack(schedule, standard, today) : inTheWayOfTakingOver(schedule, { standard, from }, today);
          if (inTheWay.length > 0) continue;
          const next = scheduleWith(schedule, [from === undefined ? { standard } : { standard, from }]);
          for (const past of ['2013-01-01', '2013-11-01', today]) expect(inForceOn(next, past)).toBe(inForceOn(schedule, past));
          schedule = next;
        }
      }),
    );
  });
});

it('a standard that is no standard is refused by the place where it is wrong', () => {
  const wrong = standardSchema.safeParse({ ...of2013, subsidy: { ...of2013.subsidy, amountFen: '两万' } });
  expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(['subsidy.amountFen']);
});
