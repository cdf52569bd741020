import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clashesOf, comparable, normalNumber, normalTitle, ownersMismatch } from '#core/studio/claims.ts';
import { compile, counts, figureNamed, figures, periodOf, proofCoverage, type Counted } from '#core/year/figures.ts';

const entry = (over: Partial<Counted> = {}): Counted => ({
  id: 'e',
  studio: 's',
  source: 'activity',
  event: '2013-06-01',
  attributes: { kind: '培训', attendance: 12, hours: 2 },
  ...over,
});
const year = periodOf(2013, 'calendar');

describe('figures', () => {
  it('cut the year twice: by the calendar and by the union statistics year', () => {
    expect(periodOf(2013, 'calendar')).toEqual({ from: '2013-01-01', to: '2013-12-31' });
    expect(periodOf(2013, 'statistics')).toEqual({ from: '2012-10-01', to: '2013-09-30' });
  });
  it('count an entry by the day of the event, not by the day it was entered', () => {
    const trainings = figureNamed('trainings')!;
    expect(counts(trainings, entry({ event: '2013-12-31', entered: '2014-03-01' }), year)).toBe(true);
    expect(counts(trainings, entry({ event: '2014-01-01' }), year)).toBe(false);
    expect(counts(trainings, entry({ attributes: { kind: '例会' } }), year)).toBe(false);
  });
  it('count what was under way at any time of the year, whenever it began', () => {
    const projects = figureNamed('projects')!;
    const project = (event: string, until?: string): Counted =>
      entry({ source: 'project', event, ...(until === undefined ? {} : { until }), attributes: { approved: true } });
    expect([project('2011-01-01', '2013-01-01'), project('2012-01-01'), project('2013-12-31', '2014-05-01')].every((one) => counts(projects, one, year))).toBe(
      true,
    );
    expect([project('2011-01-01', '2012-12-31'), project('2014-01-01')].some((one) => counts(projects, one, year))).toBe(false);
  });
  it('give for a whole what they give for its parts, however it is divided', () => {
    const some = fc.record({
      id: fc.uuid(),
      studio: fc.constantFrom('a', 'b', 'c'),
      source: fc.constantFrom(...new Set(figures.map(({ of }) => of))),
      event: fc.constantFrom('2012-11-01', '2013-01-01', '2013-06-15', '2013-12-31', '2014-01-01'),
      attributes: fc.record({
        kind: fc.constantFrom('培训', '交流', '发明专利'),
        attendance: fc.nat(50),
        hours: fc.nat(8),
        benefit: fc.nat(10_000_000),
        amount: fc.nat(10_000_000),
        proven: fc.boolean(),
        recognised: fc.boolean(),
        received: fc.boolean(),
        subsidy: fc.boolean(),
        purse: fc.constantFrom('own', 'subsidy'),
        approved: fc.boolean(),
        promoted: fc.boolean(),
        late: fc.boolean(),
      }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), fc.constantFrom('calendar' as const, 'statistics' as const), (entries, cut) => {
        const period = periodOf(2013, cut);
        const whole = compile(entries, period);
        const parts = ['a', 'b', 'c'].map((studio) =>
          compile(
            entries.filter((one) => one.studio === studio),
            period,
          ),
        );
        for (const { code } of figures)
          expect(
            parts.reduce((sum, part) => sum + part[code]!, 0),
            code,
          ).toBe(whole[code]);
        expect(whole['benefitProven']).toBeLessThanOrEqual(whole['benefit']!);
      }),
    );
  });
  it('say how much of the benefit is proven, and nothing where there is none', () => {
    expect([proofCoverage({ benefit: 3_000_000, benefitProven: 1_000_000 }), proofCoverage({ benefit: 0, benefitProven: 0 })]).toEqual([33, undefined]);
  });
});

describe('the same result claimed twice', () => {
  it.each([
    ['ZL 2013 1 0012345.X', 'zl20131001２345x'],
    ['ZL201310012345.X', 'ＺＬ２０１３１００１２３４５Ｘ'],
  ])('is known by its number: %s and %s', (one, other) => expect(normalNumber(one)).toBe(normalNumber(other)));
  it('is known by its title, whatever its punctuation', () => expect(normalTitle('《一种快速夹具》（二代）')).toBe(normalTitle('一种快速夹具(二代)')));
  it('is not looked for in a number or a title that says nothing', () =>
    expect([comparable(normalNumber('1号')), comparable(normalTitle('改进'))]).toEqual([false, false]));
});

describe('what two studios claim', () => {
  const own = { number: 'ZL201310099999X', title: '一种快速定位夹具', proof: 'a' };
  const other = (over: object) => ({ studio: '乙工作室', number: '', title: '', ...over });
  it.each([
    [{ number: own.number, title: own.title, proof: 'a' }, ['claimed-twice']],
    [{ title: own.title, proof: 'b' }, ['same-title']],
    [{ title: own.title, proof: 'a' }, ['same-title', 'same-file']],
    [{ proof: 'a' }, ['same-file']],
    [{ number: 'ZL201310088888X', title: '别的', proof: 'b' }, []],
  ])('%j: %j', (over, codes) => expect(clashesOf(own, [other(over)]).map(({ code }) => code)).toEqual(codes));
  it('nothing said is nothing alike', () => expect(clashesOf({ number: '', title: '' }, [other({})])).toEqual([]));
});

describe('owners against the agreement of a cross-unit studio', () => {
  const partner = [{ name: '乙单位', sharePercent: 30 }];
  it.each([
    [
      [
        { unit: '甲单位', share: 70 },
        { unit: '乙单位', share: 30 },
      ],
      undefined,
    ],
    [[{ unit: '甲单位', share: 100 }], '没有共建单位'],
    [
      [
        { unit: '甲单位', share: 50 },
        { unit: '乙单位', share: 50 },
      ],
      '份额与共建协议（30%）不一致',
    ],
    [[], undefined],
  ])('%j', (owners, says) =>
    says === undefined ? expect(ownersMismatch(owners, partner)).toBeUndefined() : expect(ownersMismatch(owners, partner)).toContain(says),
  );
  it('means nothing to a studio of one unit', () => expect(ownersMismatch([{ unit: '丙单位', share: 10 }], [])).toBeUndefined());
});
