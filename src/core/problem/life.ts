import { z } from 'zod';
import { all, nobody, theCity, theRiver, theStudio, theUnit, theGrassrootsUnion, type Desk } from '#core/people/desks.ts';
import { addDays, dayIn, type CityTime, type Day } from '#core/shared/days.ts';
import { choice, day, oneOf, optionalFile, words } from '#core/shared/fields.ts';
import { life, type Matter } from '#core/shared/life.ts';

export type ProblemState = 'posted' | 'taken' | 'answered' | 'adopted' | 'declined' | 'withdrawn';
export type Problem = Matter &
  Readonly<{
    state: ProblemState;
    problemKind: string;
    area: string;
    text: string;
    wantedBy?: Day;
    plan: string;
    outcome: string;
    effect: string;
    adoptedOn?: Day;
  }>;

export const problemAreas = ['技术开发', '产品研发', '工艺改造', '安全生产', '管理体制', '其他'] as const;
/** 单位出题（二.2）：生产、经营、管理中的难题，或征集来的合理化建议，交给一个工作室。 */
export const problemForm = (now: CityTime) =>
  z.strictObject({
    kind: oneOf('类别', ['难题', '合理化建议'] as const, { description: '二.2' }),
    area: oneOf('方面', problemAreas),
    title: words('题目', { min: 2, max: 60, examples: ['3号线夜班返修率偏高'] }),
    text: words('情况', { min: 5, max: 1000, examples: ['近三个月夜班返修率在4%左右，影响交付。'] }),
    wantedBy: day('希望解决日期', { from: dayIn(now), to: addDays(dayIn(now), 730), example: addDays(dayIn(now), 90) }).optional(),
  });
export type ProblemForm = z.infer<ReturnType<typeof problemForm>>;

const take = z.strictObject({
  plan: words('打算怎么解决', { min: 2, max: 800, examples: ['先到现场分析，两周内拿出试验方案。'] }),
  project: choice('转为攻关项目', 'own-projects').optional(),
});
const answer = z.strictObject({ outcome: words('结果', { min: 2, max: 1000, examples: ['改进夹具定位，返修率降到1%以下。'] }), file: optionalFile('材料') });
const adopt = z.strictObject({
  effect: words('采纳情况和效果', { min: 2, max: 800, description: '二.2：单位确认已解决、已采用', examples: ['已在3号线采用，返修率0.9%。'] }),
  file: optionalFile('采纳证明'),
});
const why = (example: string) => z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: [example] }) });
const thePosters: Desk<Problem> = all(theUnit, theGrassrootsUnion);

/** 难题和建议的一生（二.2）：单位提出 → 工作室揭题 → 答复 → 单位确认采用。 */
// oxfmt-ignore
export const problem = life<ProblemState, Problem>()('problem', { zh: '难题和建议', path: 'problems', way: ['posted', 'taken', 'answered', 'adopted'], sees: all(theRiver, theCity) }, {
  'posted':    { zh: '待工作室接题', desk: theStudio,  within: () => ({ workingDays: 10 }) },
  'taken':     { zh: '攻关中',       desk: theStudio,  within: (_, { wantedBy }) => (wantedBy ? { on: wantedBy } : { none: true }) },
  'answered':  { zh: '待单位确认',   desk: thePosters, within: () => ({ workingDays: 10 }) },
  'adopted':   { zh: '已采用',       desk: nobody, closed: true },
  'declined':  { zh: '未接',         desk: nobody, closed: true },
  'withdrawn': { zh: '已撤回',       desk: nobody, closed: true },
}, {
  take:     { zh: '接题',         from: ['posted'],   to: 'taken',    brings: take, becomes: (_, { plan }: z.infer<typeof take>) => ({ plan }) },
  answer:   { zh: '已解决，请单位确认', from: ['taken'], to: 'answered', brings: answer, becomes: (_, { outcome }: z.infer<typeof answer>) => ({ outcome }) },
  adopt:    { zh: '确认采用',     from: ['answered'], to: 'adopted',  brings: adopt, becomes: (_, { effect }: z.infer<typeof adopt>, { now }) => ({ effect, adoptedOn: dayIn(now) }) },
  reopen:   { zh: '未解决，请继续', from: ['answered'], to: 'taken',  brings: why('夜班仍有返修。'), tone: 'back' },
  decline:  { zh: '暂不接题',     from: ['posted'],   to: 'declined', brings: why('不在本工作室专业范围内。'), tone: 'stop' },
  withdraw: { zh: '撤回',         from: ['posted', 'taken'], to: 'withdrawn', by: thePosters, brings: why('情况已变化。'), tone: 'stop' },
});
