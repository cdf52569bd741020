import { z } from 'zod';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import {
  all,
  hasAStake,
  nobody,
  theCity,
  theDepartment,
  theGrassrootsUnion,
  theLead,
  theRiver,
  theStudio,
  theSupervisingUnion,
  theUnit,
} from '#core/people/desks.ts';
import { addDays, addWorkingDays, dayIn, dayZh, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { count, day, file, oneOf, opinion, remarks, sealed, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type DeclarationState =
  | 'draft'
  | 'unit-review'
  | 'union-check'
  | 'unit-publicity'
  | 'union-review'
  | 'formal-check'
  | 'correction'
  | 'accepted'
  | 'rejected'
  | 'returned'
  | 'withdrawn';
export type Declaration = Matter &
  Readonly<{
    state: DeclarationState;
    statement: string;
    goals: string;
    ipStatement: string;
    postedOn?: Day;
    postedUntil?: Day;
    postedPlace?: string;
    rank?: number;
    corrections: number;
    submittedOn?: Day;
    acceptedOn?: Day;
    /** Live from the ledger while it lies with the studio. */
    judged: readonly CriterionVerdict[];
    eligibility: readonly CriterionVerdict[];
  }>;

const sealedOpinion = z.strictObject({ opinion, seal: file('盖章件', sealed) });
const recommendation = z.strictObject({ ...sealedOpinion.shape, rank: count('推荐排序', { min: 1, max: 999 }).optional() });
const remarked = z.strictObject({ remarks });
const reason = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['本年度条件尚不成熟，明年再申报。'] }) });
/** 填过的带出来，接着改，不重打。 */
const written = (text: string) => (text === '' ? {} : { default: text });
const statement = ({ statement: said, goals, ipStatement }: Pick<Declaration, 'statement' | 'goals' | 'ipStatement'>) =>
  z.strictObject({
    statement: words('工作室简介', {
      min: 10,
      max: 800,
      description: '领衔人专长、团队、主要攻关方向',
      examples: ['工作室围绕本单位生产难题开展攻关和带徒，成员分工明确。'],
      ...written(said),
    }),
    goals: words('年度计划和三年目标', {
      min: 10,
      max: 2000,
      description: '三.4、三.5',
      examples: ['每年完成一至两项攻关，三年内培养业务骨干五名。'],
      ...written(goals),
    }),
    ipStatement: oneOf('知识产权归属', ['职务发明，归单位所有', '按单位与成员的协议', '按共建单位协议'], {
      description: '四.3：依照有关法律、法规',
      ...written(ipStatement),
    }),
  });
type Statement = z.infer<ReturnType<typeof statement>>;
const pledge = z.strictObject({
  pledge: z.literal(true, { error: '请作出真实性承诺' }).meta({ title: '我承诺以上材料真实', description: '领衔人本人提交即为签字', examples: [true] }),
});
const posting = (_: Declaration, { now, standard, calendar }: Moment) => {
  const least = addWorkingDays(calendar, dayIn(now), standard.publicity.unitWorkingDays);
  return z.strictObject({
    until: day('公示至', {
      from: least,
      to: addDays(least, 60),
      example: least,
      description: `单位内部公示不少于${standard.publicity.unitWorkingDays}个工作日`,
    }),
    place: words('公示地点', { min: 2, max: 100, examples: ['厂务公开栏'] }),
  });
};
const posted = z.strictObject({ ...sealedOpinion.shape, proof: file('公示证明', { description: '公示现场照片或公示结果证明' }) });

const stillOpen = ({ verdict, awaits }: CriterionVerdict) => verdict !== 'met' && awaits !== 'city';
const addressed = (verdicts: readonly CriterionVerdict[]) =>
  verdicts.filter(stillOpen).map(({ title, because, clause, remedies }) => lacking('criterion-open', `${title}：${because}`, clause ?? undefined, ...remedies));
const everyCriterionAddressed = ({ judged, eligibility }: Declaration) => [...addressed(eligibility), ...addressed(judged)];
const statementWritten = ({ statement: written }: Declaration) =>
  written === '' ? [lacking('statement-missing', '还没有填写工作室简介和目标', '三', { operation: 'declaration.fill' })] : [];
const honoursConfirmed = ({ judged, eligibility }: Declaration) =>
  [...eligibility, ...judged]
    .filter(({ awaits }) => awaits === 'city')
    .map(({ title, because }) => lacking('honour-unconfirmed', `${title}：${because}，请先核实荣誉`, '三.1'));
const publicityOver = ({ postedUntil = '' }: Declaration, { now }: Moment) =>
  postedUntil < dayIn(now) ? [] : [lacking('still-posted', `单位公示至${dayZh(postedUntil)}，期满后上报`, '三')];
const correctionLeft = ({ corrections }: Declaration, { standard }: Moment) =>
  corrections < standard.timeLimits.correctionRounds ? [] : [{ code: 'correction-used', kind: 'conflict' as const, zh: '补正机会已用完，请受理或不予受理' }];

const onTime =
  (limit: 'supervisorReviewWorkingDays' | 'formalCheckWorkingDays' | 'correctionWorkingDays') =>
  ({ timeLimits }: Moment['standard']) => ({ workingDays: timeLimits[limit] });

/** 申报的一生。每一行是一条规定：做什么，从哪里，到哪里，凭什么，带什么。 */
// oxfmt-ignore
export const declaration = life<DeclarationState, Declaration>()('declaration', { zh: '申报', path: 'declarations', way: ['draft', 'unit-review', 'union-check', 'unit-publicity', 'union-review', 'formal-check', 'accepted'], sees: all(theRiver, theCity) }, {
  'draft':          { zh: '草稿',         desk: theStudio },
  'unit-review':    { zh: '单位行政审核', desk: theUnit,             within: () => ({ workingDays: 5 }) },
  'union-check':    { zh: '基层工会审核', desk: theGrassrootsUnion,  within: () => ({ workingDays: 5 }) },
  'unit-publicity': { zh: '单位公示',     desk: theGrassrootsUnion,  within: (_, { postedUntil }) => (postedUntil ? { on: addDays(postedUntil, 5) } : { none: true }) },
  'union-review':   { zh: '归口工会审核', desk: theSupervisingUnion, within: onTime('supervisorReviewWorkingDays') },
  'formal-check':   { zh: '形式审查',     desk: theDepartment,       within: onTime('formalCheckWorkingDays') },
  'correction':     { zh: '限期补正',     desk: theStudio,           within: onTime('correctionWorkingDays') },
  'returned':       { zh: '退回修改',     desk: theStudio },
  'accepted':       { zh: '已受理',       desk: nobody, closed: true },
  'rejected':       { zh: '不予受理',     desk: nobody, closed: true },
  'withdrawn':      { zh: '已撤回',       desk: nobody, closed: true },
}, {
  submit:   { zh: '提交申报', from: ['draft', 'returned'], to: 'unit-review', by: theLead, brings: pledge, when: [statementWritten, everyCriterionAddressed], becomes: (_, __, { now }) => ({ submittedOn: dayIn(now) }) },
  concur:   { zh: '同意申报', from: ['unit-review'],       to: 'union-check',    brings: sealedOpinion, when: [hasAStake] },
  post:     { zh: '单位公示', from: ['union-check'],       to: 'unit-publicity', brings: posting, becomes: (_, { until, place }: { until: Day; place: string }, { now }) => ({ postedOn: dayIn(now), postedUntil: until, postedPlace: place }) },
  forward:  { zh: '上报',     from: ['unit-publicity'],    to: 'union-review',   brings: posted, when: [publicityOver] },
  endorse:  { zh: '推荐',     from: ['union-review'],      to: 'formal-check',   brings: recommendation, when: [hasAStake], becomes: (_, { rank }: z.infer<typeof recommendation>) => ({ rank }) },
  accept:   { zh: '受理',     from: ['formal-check'],      to: 'accepted',       when: [hasAStake, honoursConfirmed], becomes: (_, __, { now }) => ({ acceptedOn: dayIn(now) }) },
  amend:    { zh: '补正完毕', from: ['correction'],        to: 'formal-check',   by: theLead, when: [everyCriterionAddressed] },
  correct:  { zh: '要求补正', from: ['formal-check'],      to: 'correction',     brings: remarked, when: [correctionLeft], tone: 'back', becomes: ({ corrections }) => ({ corrections: corrections + 1 }) },
  sendBack: { zh: '退回修改', from: ['unit-review', 'union-check', 'union-review'], to: 'returned', brings: remarked, tone: 'back' },
  fill:     { zh: '填写申报表', from: ['draft', 'returned', 'correction'], to: 'same', brings: statement, tone: 'back', becomes: (_, brought: Statement) => brought },
  reject:   { zh: '不予受理', from: ['formal-check'],      to: 'rejected',       brings: sealedOpinion, when: [hasAStake], tone: 'stop' },
  withdraw: { zh: '撤回申报', from: ['draft', 'unit-review', 'union-check', 'unit-publicity', 'union-review', 'formal-check', 'correction', 'returned'], to: 'withdrawn', by: theLead, brings: reason, tone: 'stop' },
});
