import { z } from 'zod';
import { all, nobody, theCity, theClock, theGrassrootsUnion, theRiver, theStudio } from '#core/people/desks.ts';
import { addDays, dayIn, yearOf, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { opinion, optionalFile, optionalWords, remarks, sealed, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import type { Standard } from '#core/standard/standard.ts';

export type ReportState = 'drafting' | 'union-check' | 'returned' | 'submitted' | 'archived' | 'dropped';
/** 按期、宽限期内、逾期：以基层工会报送之日计（四.4）。 */
export type Timeliness = 'on-time' | 'in-grace' | 'late';
export type Prose = Readonly<{ highlights: string; planDone: string; problems: string; nextPlan: string; typicalCase: string }>;
/** 送到一处的一份，和它的回执。 */
export type Copy = Readonly<{ to: 'supervisor' | 'department'; state: string; receiptNo: string; deliveredAt: CityTime; reviewedOn?: Day; opinion: string }>;
export type Report = Matter &
  Prose &
  Readonly<{
    state: ReportState;
    year: number;
    unionOpinion: string;
    seal?: string;
    submittedOn?: Day;
    timeliness?: Timeliness;
    /** 年初的计划，从台账带来，写年报时对照。 */
    plan: string;
    /** The copies with the two superiors, the last submission's only. */
    copies: readonly Copy[];
  }>;

/** 应报日、公布的宽限日、转为整改线索的日子。 */
export function reportDays(
  { annualReport: { dueMonthDay, graceUntilMonthDay, lateTriggerDaysAfterDue, opensMonthDay } }: Pick<Standard, 'annualReport'>,
  year: number,
) {
  const due = `${year}-${dueMonthDay}`;
  return { opensOn: `${year}-${opensMonthDay}`, due, grace: `${year + 1}-${graceUntilMonthDay}`, trigger: addDays(due, lateTriggerDaysAfterDue) };
}
/** 这一天可以写哪一年的年报：年末写当年的，次年初还可以补上一年的；其余日子没有。 */
export function reportYearOn({ annualReport: { earliestMonthDay, latestMonthDay } }: Pick<Standard, 'annualReport'>, today: Day): number | undefined {
  const [year, monthDay] = [yearOf(today), today.slice(5)];
  return monthDay >= earliestMonthDay ? year : monthDay <= latestMonthDay ? year - 1 : undefined;
}
export const timelinessOf = (standard: Pick<Standard, 'annualReport'>, year: number, on: Day): Timeliness => {
  const { due, grace } = reportDays(standard, year);
  return on <= due ? 'on-time' : on <= grace ? 'in-grace' : 'late';
};
export const timelinessZh: Readonly<Record<Timeliness, string>> = { 'on-time': '按期', 'in-grace': '宽限期内', late: '逾期' };

/** 写过的带出来，接着改，不重打。 */
const written = (text: string) => (text === '' ? {} : { default: text });
/** 年报要人写的只有这几句；数字都从台账来。 */
const prose = ({ highlights, planDone, problems, nextPlan, typicalCase }: Report) =>
  z.strictObject({
    highlights: words('主要做法和成效', {
      min: 10,
      max: 2000,
      description: '四.4；数字已从台账汇总，这里写做法',
      examples: ['围绕总装线返修开展攻关，组织培训，带出一批骨干。'],
      ...written(highlights),
    }),
    problems: words('困难和需要', { min: 2, max: 800, description: '四.2：由市总协调处理', examples: ['缺一台检测仪，希望协调借用。'], ...written(problems) }),
    nextPlan: words('下一年打算', {
      min: 10,
      max: 1000,
      description: '三.4、三.5',
      examples: ['完成攻关一至两项，组织培训四次，带徒两名。'],
      ...written(nextPlan),
    }),
    planDone: optionalWords('计划完成情况', { max: 800, description: '与年初计划不一致的，说明原因', ...written(planDone) }),
    typicalCase: optionalWords('典型案例', { max: 2000, description: '可不写；写了可供全市推广', ...written(typicalCase) }),
  });
type Said = z.infer<ReturnType<typeof prose>>;
const saying = (_: Report, { planDone = '', typicalCase = '', ...said }: Said): Partial<Report> => ({ ...said, planDone, typicalCase });

const submission = z.strictObject({ opinion, seal: optionalFile('盖章件', { ...sealed, description: '需要时打印、盖章后扫描' }) });
const submitting = ({ year }: Report, { opinion: said, seal }: z.infer<typeof submission>, { now, standard }: Moment): Partial<Report> => ({
  unionOpinion: said,
  seal,
  submittedOn: dayIn(now),
  timeliness: timelinessOf(standard, year, dayIn(now)),
});
const bothReviewed = ({ copies }: Report) =>
  copies.length > 0 && copies.every(({ state }) => state === 'reviewed') ? [] : [lacking('not-reviewed', '归口工会和市总经济部尚未都审阅', '四.4')];

const untilDue = (standard: Standard, { year }: Report) => ({ on: reportDays(standard, year).due });

/** 年度工作报告的一生（四.4）：台账写好大半，工作室补几句，基层工会一次报送，同时到归口工会和市总经济部。 */
// oxfmt-ignore
export const report = life<ReportState, Report>()('report', { zh: '年度报告', path: 'reports', way: ['drafting', 'union-check', 'submitted', 'archived'], sees: all(theRiver, theCity) }, {
  'drafting':    { zh: '待填写',       desk: theStudio,          within: untilDue },
  'union-check': { zh: '待基层工会报送', desk: theGrassrootsUnion, within: untilDue },
  'returned':    { zh: '退回修改',     desk: theStudio,          within: () => ({ workingDays: 10 }) },
  'submitted':   { zh: '已报送',       desk: nobody },
  'archived':    { zh: '已归档',       desk: nobody, closed: true },
  'dropped':     { zh: '不再报送',     desk: nobody, closed: true },
}, {
  finish:   { zh: '写好，交基层工会', from: ['drafting', 'returned'], to: 'union-check', brings: prose, becomes: saying },
  submit:   { zh: '报送归口工会和市总', from: ['union-check'], to: 'submitted', brings: submission, becomes: submitting },
  sendBack: { zh: '退回修改',       from: ['union-check'], to: 'returned', brings: z.strictObject({ remarks }), tone: 'back' },
  return:   { zh: '上级退回修改',   from: ['submitted'],   to: 'returned', by: theClock, brings: z.strictObject({ remarks }), tone: 'back' },
  drop:     { zh: '不再报送',       from: ['drafting', 'union-check', 'returned'], to: 'dropped', by: theClock, brings: z.strictObject({ reason: words('理由', { max: 200 }) }), tone: 'stop' },
  archive:  { zh: '归档',           from: ['submitted'],   to: 'archived', by: theClock, when: [bothReviewed] },
});
