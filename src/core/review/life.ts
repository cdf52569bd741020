import { z } from 'zod';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import { all, hasAStake, nobody, theCity, theDepartment, theRiver, theStudio } from '#core/people/desks.ts';
import { addMonths, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { opinion, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type ReviewState = 'self' | 'checking' | 'renewed' | 'failed';
/** 到期复核（domain 7）：五年一次；平时健康的走简易程序，不再要材料。 */
export type Review = Matter &
  Readonly<{
    state: ReviewState;
    light: boolean;
    validUntil: Day;
    summary: string;
    conclusion: string;
    renewedUntil?: Day;
    judged: readonly CriterionVerdict[];
  }>;

const summary = z.strictObject({
  summary: words('五年总结', { min: 10, max: 2000, description: '数字已在台账，这里写变化和打算', examples: ['五年来完成攻关五项，带徒十名，团队稳定。'] }),
});
const said = z.strictObject({ opinion });
const stillMet = ({ judged }: Review) =>
  judged.filter(({ verdict }) => verdict !== 'met').map(({ title, because, clause }) => lacking('criterion-open', `${title}：${because}`, clause ?? undefined));
const renewing = ({ validUntil }: Review, { opinion: conclusion }: z.infer<typeof said>, { standard }: Moment) => ({
  conclusion,
  renewedUntil: addMonths(validUntil, 12 * standard.validity.reReviewYears),
});

/** 到期复核的一生。 */
// oxfmt-ignore
export const review = life<ReviewState, Review>()('review', { zh: '到期复核', path: 'reviews', way: ['self', 'checking', 'renewed'], sees: all(theRiver, theCity) }, {
  'self':     { zh: '工作室总结', desk: theStudio,     within: () => ({ workingDays: 20 }) },
  'checking': { zh: '市总复核',   desk: theDepartment, within: (_, { validUntil }) => ({ on: validUntil }) },
  'renewed':  { zh: '复核通过',   desk: nobody, closed: true },
  'failed':   { zh: '复核不通过', desk: nobody, closed: true },
}, {
  sum:   { zh: '提交总结', from: ['self'],     to: 'checking', brings: summary, becomes: (_, brought: z.infer<typeof summary>) => brought },
  renew: { zh: '复核通过，续期', from: ['checking'], to: 'renewed', brings: said, when: [hasAStake, stillMet], becomes: renewing },
  askMore: { zh: '转一般程序，请工作室总结', from: ['checking'], to: 'self', brings: z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['近一年变化较大，请补交总结。'] }) }), when: [onlyLight], tone: 'back', becomes: () => ({ light: false }) },
  fail:  { zh: '复核不通过', from: ['checking'], to: 'failed', brings: said, when: [hasAStake], tone: 'stop', becomes: (_, { opinion: conclusion }: z.infer<typeof said>) => ({ conclusion }) },
});
function onlyLight({ light }: Review) {
  return light ? [] : [{ code: 'not-light', kind: 'conflict' as const, zh: '已按一般程序办理' }];
}
