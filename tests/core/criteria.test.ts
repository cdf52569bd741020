import { describe, expect, it } from 'vitest';
import { judge, judgeEligibility } from '#core/criteria/judge.ts';
import type { StudioFacts } from '#core/studio/facts.ts';
import type { Standard } from '#core/standard/standard.ts';
import { anAchievement, aMember, anHonour, anIncome, aProject, facts } from '../builders/facts.ts';
import { of2013, of2019 } from '../support/standards.ts';

const verdicts = (over: Partial<StudioFacts>, standard: Standard = of2013) => judge(standard, { facts: facts(over), year: 2013, today: '2013-11-18' });
const of = (criterion: string, over: Partial<StudioFacts>, standard?: Standard) => verdicts(over, standard).find((one) => one.criterion === criterion);

it('finds all seven haves met for a studio that has everything, under both standards', () => {
  expect(verdicts({}).map(({ title, verdict }) => `${title} ${verdict}`)).toEqual([
    '有劳模领衔 met',
    '有创新团队 met',
    '有场地设施 met',
    '有攻关项目 met',
    '有工作制度 met',
    '有工作经费 met',
    '有创新成效 met',
  ]);
  expect(verdicts({}, of2019).map(({ title, verdict }) => `${title} ${verdict}`)).toEqual([
    '有牌匾 met',
    '有场所 met',
    '有制度 met',
    '有经费 met',
    '有团队 met',
    '有台账 met',
    '有成果 met',
  ]);
});

const lead = facts().lead;
describe.each<[string, Partial<StudioFacts>, string, 'unmet' | 'unproven', string[]]>([
  ['no honour at all', { lead: { ...lead, honours: [] } }, 'C1', 'unmet', ['honour.claim']],
  [
    'an honour of the district only (三.1 asks for the city)',
    { lead: { ...lead, honours: [anHonour({ level: 'district' })] } },
    'C1',
    'unmet',
    ['honour.claim'],
  ],
  ['a May-day medal, which is no model worker title', { lead: { ...lead, honours: [anHonour({ kind: '五一劳动奖章' })] } }, 'C1', 'unmet', ['honour.claim']],
  ['an honour the city has refused', { lead: { ...lead, honours: [anHonour({ state: 'refused' })] } }, 'C1', 'unmet', ['honour.claim']],
  ['an honour the city has not yet confirmed', { lead: { ...lead, honours: [anHonour({ state: 'pending' })] } }, 'C1', 'unproven', []],
  ['nobody but the lead', { members: [] }, 'C2', 'unmet', ['member.add']],
  ['members, but no specialist', { members: [aMember({ specialist: false })] }, 'C2', 'unmet', ['member.add']],
  ['a specialist who has left', { members: [aMember({ leftOn: '2013-06-01' })] }, 'C2', 'unmet', ['member.add']],
  ['a place that is not fixed', { premises: facts().premises.map((place) => ({ ...place, fixed: false })) }, 'C3', 'unmet', ['premises.add']],
  ['a place without equipment', { equipment: [] }, 'C3', 'unmet', ['equipment.add']],
  ['no project', { projects: [] }, 'C4', 'unmet', ['project.propose']],
  ['a project that ended last year', { projects: [aProject({ startOn: '2012-01-01', endOn: '2012-12-31' })] }, 'C4', 'unmet', ['project.propose']],
  ['a project the unit declined', { projects: [aProject({ state: 'declined' })] }, 'C4', 'unmet', ['project.propose']],
  ['a project the unit has not yet approved', { projects: [aProject({ state: 'proposed' })] }, 'C4', 'unproven', []],
  [
    'rules that come into force next month',
    { regulations: facts().regulations.map((one) => ({ ...one, eventOn: '2013-12-20' })) },
    'C5',
    'unmet',
    ['regulation.add'],
  ],
  ['an empty ledger', { activities: [], achievements: [], incomes: [], projects: [], spendings: [] }, 'C5', 'unmet', ['activity.add']],
  ['no funds', { incomes: [] }, 'C6', 'unmet', ['income.add']],
  ['funds of last year', { incomes: [anIncome({ eventOn: '2012-12-31' })] }, 'C6', 'unmet', ['income.add']],
  ['funds planned, not received', { incomes: [anIncome({ received: false })] }, 'C6', 'unproven', ['income.receive']],
  ['no result', { achievements: [] }, 'C7', 'unmet', ['achievement.add']],
  ['a result nobody has recognised', { achievements: [anAchievement({ recogniser: '' })] }, 'C7', 'unproven', ['achievement.prove']],
  ['a result whose certificate is not there', { achievements: [anAchievement({ document: undefined })] }, 'C7', 'unproven', ['achievement.prove']],
])('with %s', (_case, over, criterion, verdict, remedies) => {
  it(`${criterion} is ${verdict} and says what mends it`, () => {
    const judged = of(criterion, over);
    expect({ verdict: judged?.verdict, remedies: judged?.remedies.map(({ operation }) => operation), clause: judged?.clause }).toEqual({
      verdict,
      remedies,
      clause: `三.${criterion.slice(1)}`,
    });
    expect(judged?.because).not.toBe('');
  });
  it('leaves the other six as they are', () => {
    const others = verdicts(over).filter((one) => one.criterion !== criterion && one.verdict !== 'met');
    const alsoEmptied = Object.keys(over).length > 1;
    expect(others.map((one) => one.criterion)).toEqual(alsoEmptied ? ['C4', 'C6', 'C7'] : []);
  });
});

describe('the 2019 version', () => {
  it('asks for a sign until there is a plaque', () => {
    expect([of('D1', { signs: [] }, of2019)?.verdict, of('D1', { signs: [], plaqueAwarded: true }, of2019)?.verdict]).toEqual(['unmet', 'met']);
  });
  it('no longer asks for equipment or projects', () => {
    expect(verdicts({ equipment: [], projects: [] }, of2019).every(({ verdict }) => verdict === 'met')).toBe(true);
  });
  it('still wants a model worker as a condition, though it is not one of the seven', () => {
    expect(judgeEligibility(of2019, { facts: facts({ lead: { ...lead, honours: [] } }), year: 2013, today: '2013-11-18' })).toMatchObject([
      { criterion: 'E1', verdict: 'unmet' },
    ]);
    expect(judgeEligibility(of2013, { facts: facts(), year: 2013, today: '2013-11-18' })).toEqual([]);
  });
});

it('names nobody in its sentences, so that frozen verdicts outlive erasure', () => {
  const said = verdicts({}).map(({ because, evidence }) => because + evidence.map(({ label }) => label).join(''));
  expect(said.join('')).not.toMatch(/p1|lead/);
});
