import { yearOf, type Day } from '../shared/days.ts';
import type { Standard } from '../standard/standard.ts';
import type { StudioFacts, Team } from '../studio/facts.ts';
import { judge, judgeEligibility, type CriterionVerdict } from './judge.ts';
import type { Grounds } from './judgement.ts';

/** 一个版本对一份材料的结论：符合、证据不足、不符合。 */
export type Outcome = 'met' | 'unproven' | 'unmet';
export type Shortfall = Readonly<Pick<CriterionVerdict, 'criterion' | 'title' | 'verdict' | 'because'>>;
export type Judged = Readonly<{ outcome: Outcome; shortfalls: readonly Shortfall[] }>;
/** What a dossier froze of the facts: of members no personal value, in older ones not even since when. */
export type FrozenFacts = Omit<StudioFacts, 'lead' | 'members'> &
  Readonly<{
    lead: Pick<StudioFacts['lead'], 'person' | 'honours'>;
    members: readonly (Pick<Team, 'id' | 'person' | 'department' | 'role' | 'duty' | 'specialist'> & Partial<Pick<Team, 'eventOn' | 'leftOn'>>)[];
  }>;

/** 定稿里的材料，回到可以判断的样子：当天的材料，当天判。 */
export function groundsOf(facts: FrozenFacts, on: Day, year: number = yearOf(on)): Grounds {
  const { lead, members } = facts;
  return {
    year,
    today: on,
    facts: {
      ...facts,
      lead: { ...lead, department: '', title: '', education: '', birth: '' },
      members: members.map(({ eventOn = on, ...member }) => ({ ...member, eventOn, title: '', education: '', birth: '' })),
    },
  };
}

/** 七个有和资格条件合起来：有一条不符合就是不符合，有一条证据不足就还不能算符合。 */
export const outcomeOf = (verdicts: readonly Pick<CriterionVerdict, 'verdict'>[]): Outcome =>
  verdicts.some(({ verdict }) => verdict === 'unmet') ? 'unmet' : verdicts.some(({ verdict }) => verdict === 'unproven') ? 'unproven' : 'met';

/** 一个版本怎么判这份材料：结论，还差哪几条，为什么。 */
export function judgedBy(standard: Standard, grounds: Grounds): Judged {
  const verdicts = [...judgeEligibility(standard, grounds), ...judge(standard, grounds)];
  const shortfalls = verdicts
    .filter(({ verdict }) => verdict !== 'met')
    .map(({ criterion, title, verdict, because }) => ({ criterion, title, verdict, because }));
  return { outcome: outcomeOf(verdicts), shortfalls };
}

/** 换一个版本会怎样：过得更多、更少，还是一样。 */
export type Shift = 'better' | 'same' | 'worse';
const order: readonly Outcome[] = ['unmet', 'unproven', 'met'];
export const shiftOf = (before: Outcome, after: Outcome): Shift => {
  const step = order.indexOf(after) - order.indexOf(before);
  return step > 0 ? 'better' : step < 0 ? 'worse' : 'same';
};
