import { describe, expect, it } from 'vitest';
import { allFour, judgeFour, reasonFrom, type Record4 } from '#core/commendation/criteria.ts';
import { checklistFor, checklistOf } from '#core/inspection/checklist.ts';
import { unwritable, cutTo } from '#core/shared/text.ts';
import { standards } from '../support/standards.ts';

const extras = [{ title: '安全用电', asks: '看接线。' }];
const sound: Record4 = {
  judged: [],
  inCharge: true,
  leadVacant: false,
  activities: 12,
  attendance: 80,
  reportTimely: true,
  openFindings: 0,
  rules: 6,
  recognised: 2,
  benefitProvenFen: 0,
  patents: 1,
  band: 'excellent',
};

describe.each(standards.all.map((standard) => [standard.id, standard] as const))('%s', (_, standard) => {
  it('gives a checklist with a code for every item, every group by its name, every criterion in it', () => {
    const list = checklistOf(standard, extras);
    expect(new Set(list.map(({ code }) => code)).size).toBe(list.length);
    for (const { group, title, asks, code } of list)
      expect(
        [group, title, asks].map((text) => text.length > 1 && text !== '其他'),
        code,
      ).toEqual([true, true, true]);
    expect(list.filter(({ from }) => from === 'criterion').map(({ title }) => title)).toEqual(standard.criteriaSet.criteria.map(({ zh }) => zh));
    // What is counted from the ledger is not looked at on site; what is read or seen there is.
    const looked = standard.rubric.items.filter(({ method }) => method.includes('M') || method.includes('V')).map(({ code }) => code);
    expect(list.filter(({ from }) => from === 'rubric').map(({ code }) => code)).toEqual(looked);
    expect(looked.length).toBeGreaterThan(5);
  });

  it('judges the four of a commendation, each by what belongs to it', () => {
    expect(judgeFour(sound, standard).map(({ zh }) => zh)).toEqual(['组织健全', '活动正常', '制度完善', '创新成果显著']);
    expect(allFour(judgeFour(sound, standard))).toBe(true);
    const keys = new Set([...standard.criteriaSet.criteria.map(({ key }) => key), ...(standard.criteriaSet.eligibility.length > 0 ? ['lead'] : [])]);
    const wanting: readonly (readonly [Partial<Record4>, number])[] = [
      ...(['lead', 'team'] as const).map((key) => [{ judged: [{ key, verdict: 'unproven' }] }, 0] as const),
      [{ judged: [{ key: 'regulations', verdict: 'unmet' }] }, 2],
      [{ leadVacant: true }, 0],
      [{ activities: standard.commendation.minActivities - 1 }, 1],
      [{ openFindings: 1 }, 2],
      [{ recognised: standard.commendation.minResults - 1 }, 3],
    ];
    for (const [change, which] of wanting) {
      // A criterion that this version does not have could never be missed.
      for (const { key } of change.judged ?? []) expect(keys.has(key), key).toBe(true);
      const judged = judgeFour({ ...sound, ...change }, standard);
      expect(judged.map(({ met }) => met)).toEqual([0, 1, 2, 3].map((index) => index !== which));
      expect(judged[which]?.because).not.toBe('');
    }
    expect(reasonFrom(judgeFour(sound, standard)).length).toBeLessThan(800);
  });
});

describe('a list that is changed while it is carried about', () => {
  const [standard] = standards.all;
  const own = (list: ReturnType<typeof checklistOf>) => list.filter(({ from }) => from === 'extra').map(({ code, title }) => [title, code]);
  const one = (title: string) => ({ title, asks: '看现场。' });

  it('asks the same under the same code, and never something else under it', () => {
    const first = checklistOf(standard!, [one('安全用电'), one('消防通道')]);
    const second = checklistOf(standard!, [one('应急照明'), one('消防通道')], { checklist: first, version: 3 });
    const third = checklistOf(standard!, [one('安全用电'), one('消防通道'), one('应急照明')], { checklist: second, version: 4 });
    expect(own(first)).toEqual([
      ['安全用电', 'X1'],
      ['消防通道', 'X2'],
    ]);
    const titles = new Map<string, Set<string>>();
    for (const [title = '', code = ''] of [first, second, third].flatMap(own)) titles.set(code, (titles.get(code) ?? new Set()).add(title));
    expect([...titles].filter(([, called]) => called.size > 1)).toEqual([]);
    expect(own(third)[1]).toEqual(['消防通道', 'X2']);
    expect(own(third)[2]).toEqual(own(second)[0]);
  });

  it('tells two of one title apart', () => {
    const first = checklistOf(standard!, [one('安全用电'), one('安全用电')]);
    const second = checklistOf(standard!, [one('安全用电'), one('安全用电'), one('安全用电')], { checklist: first, version: 2 });
    expect(new Set(second.map(({ code }) => code)).size).toBe(second.length);
  });
});

describe('a text that is cut', () => {
  it('never ends in half a character', () => {
    for (const rare of ['𠅤', '😀', '漏']) {
      for (let before = 100; before < 125; before += 1) {
        const text = `${'长'.repeat(before)}${rare.repeat(20)}`;
        expect(unwritable.test(cutTo(text, 120))).toBe(false);
        const [again] = checklistFor([], [{ id: 'f'.repeat(36), itemTitle: '其他', text, measures: `${'长'.repeat(250)}${text}${rare.repeat(60)}` }]);
        expect(unwritable.test(`${again?.title} ${again?.asks}`)).toBe(false);
      }
    }
  });
});
