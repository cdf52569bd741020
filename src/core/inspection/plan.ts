import { z } from 'zod';
import { all, nobody, theCity, theClock, theDepartment, theLeaders } from '#core/people/desks.ts';
import { addDays, dayIn, yearOf, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, count, day, oneOfCodes, optionalWords, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import { checklistOf, mostExtras, type CheckItem, type Extra } from './checklist.ts';
import type { Proof } from './pairing.ts';

export type PlanKind = 'regular' | 'irregular' | 'mutual' | 'sampling' | 'census';
export const planKindZh: Readonly<Record<PlanKind, string>> = {
  regular: '定期检查',
  irregular: '不定期检查',
  mutual: '互查',
  sampling: '抽查',
  census: '摸底',
};
export type PlanState = 'draft' | 'drawing' | 'ready' | 'paired' | 'running' | 'closed' | 'cancelled';
export type Excluded = Readonly<{ candidate: string; reason: string }>;
export type InspectionPlan = Matter &
  Readonly<{
    state: PlanState;
    planKind: PlanKind;
    year: number;
    unions: readonly string[];
    ratioPercent: number;
    startOn: Day;
    endOn: Day;
    note: string;
    checklist: readonly CheckItem[];
    excluded: readonly Excluded[];
    inspectors: readonly string[];
    sample: readonly string[];
    /** What the pairing starts from: the public random value where there was a draw. */
    seed: string;
    proof?: Proof;
    /** Studios in the scope today, the excluded ones not among them. */
    scope: readonly string[];
    /** Inspections that are not handed in yet. */
    unreported: number;
  }>;

const extras = z
  .array(
    z.strictObject({
      title: words('检查项', { min: 2, max: 60, examples: ['安全用电'] }),
      asks: words('怎么看', { min: 2, max: 200, examples: ['看配电箱、试验台接线是否规范。'] }),
    }),
  )
  .max(mostExtras);
/** 检查方案（四.4）：定期、不定期检查，互查，抽查，摸底。 */
export const planForm = (now: CityTime) => {
  const today = dayIn(now);
  return z
    .strictObject({
      kind: oneOfCodes('检查方式', planKindZh, { description: '四.4：定期、不定期检查由检查组去，互查由工作室互相去，摸底由所在单位工会填报，抽查先公开抽签' }),
      year: count('年度', { min: 2000, max: yearOf(today) + 1, examples: [yearOf(today)], default: yearOf(today) }),
      unions: z.array(choice('归口工会', 'reporting-unions')).max(60).optional().meta({ title: '范围', description: '不选即全市', uniqueItems: true }),
      ratioPercent: count('检查比例（%）', { min: 1, max: 100, examples: [100], default: 100, description: '低于100%的，公开抽签确定名单' }).default(100),
      startOn: day('开始日期', { from: addDays(today, -30), to: addDays(today, 366), example: today }),
      endOn: day('截止日期', { from: today, to: addDays(today, 400), example: addDays(today, 30), description: '摸底的，这一天前报回' }),
      note: optionalWords('说明', { max: 500, description: '重点看什么、有什么要求，下达检查时一并告知' }),
      extras: extras.optional().meta({ title: '补充检查项', description: '清单已按标准和评分表列好，上次发现的问题逐家带入；这里只补充' }),
    })
    .refine(({ startOn, endOn }) => startOn <= endOn, { path: ['endOn'], message: '截止日期不早于开始日期' })
    .refine(({ kind, ratioPercent }) => kind !== 'sampling' || ratioPercent < 100, {
      path: ['ratioPercent'],
      message: '抽查的，请填低于100%的比例；全部都查的，请选定期或不定期检查',
    });
};
export type PlanForm = z.infer<ReturnType<typeof planForm>>;

const exclusion = z.strictObject({
  studio: choice('工作室', 'plan-scope'),
  reason: words('理由', { min: 2, max: 300, examples: ['本月刚接受过省总检查。'] }),
});
const inclusion = z.strictObject({ studio: choice('工作室', 'plan-excluded') });
/** 随机数的来源和日期先公布，谁也不能事先知道它是多少。 */
export const announcement = (_: unknown, { now }: Pick<Moment, 'now'>) => {
  const today = dayIn(now);
  return z.strictObject({
    source: words('随机数的来源', {
      min: 4,
      max: 200,
      description: '写明哪一天、哪一个公开的数，到那天谁都查得到，现在谁也不知道',
      examples: ['抽签当日上证综合指数收盘点位（上海证券交易所公布，保留两位小数）'],
    }),
    drawOn: day('抽签日期', {
      from: addDays(today, 1),
      to: addDays(today, 60),
      example: addDays(today, 1),
      description: '随机数在这一天公布；请选真有这个数的日子，如交易日',
    }),
  });
};
const drawn = z.strictObject({ sample: z.array(z.string().max(64)).max(20_000), seed: z.string().max(200) });
// 系统办的都带着来由：什么都不带的，钟到点就会自己办。
const cause = z.strictObject({ reason: z.string().max(400) });
const assignment = z
  .strictObject({
    inspectors: z
      .array(choice('检查人员', 'inspectors'))
      .min(1, '至少选一人')
      .max(60)
      .meta({ title: '检查人员', description: '逐家分派，本单位的人和亲属自动回避，每人家数相差不超过一家', uniqueItems: true }),
    teamSize: count('每家检查人数', { min: 1, max: 5, examples: [1], default: 2 }).default(2),
  })
  .refine(({ inspectors, teamSize }) => inspectors.length >= teamSize, { path: ['teamSize'], message: '所选的检查人员不够每家这么多人，请增加人员或减少人数' });
const limits = z.strictObject({ capacity: count('每家工作室最多查几家', { min: 1, max: 5, examples: [1], default: 1 }).default(1) });
const amended = ({ checklist }: InspectionPlan) => {
  const own = checklist.filter(({ from }) => from === 'extra').map(({ title, asks }) => ({ title, asks }));
  return z.strictObject({
    extras: extras.meta({ title: '补充检查项', default: own, examples: [[{ title: '安全用电', asks: '看配电箱、试验台接线是否规范。' }]] }),
  });
};
const summary = z.strictObject({ note: words('检查小结', { min: 5, max: 2000, examples: ['检查已按方案完成，问题已逐条下达整改。'] }) });
const why = (example: string) => z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: [example] }) });

const clause = '四.4';
const conflict = (code: string, zh: string) => [{ code, kind: 'conflict' as const, zh }];
export const sampleSize = (count: number, ratioPercent: number): number => Math.max(1, Math.ceil((count * ratioPercent) / 100 - 1e-9));
const mustDraw = ({ ratioPercent }: InspectionPlan): boolean => ratioPercent < 100;
const someone = ({ scope }: InspectionPlan) => (scope.length > 0 ? [] : [lacking('nobody-in-scope', '范围内没有已命名的工作室', clause)]);
const byLot = (plan: InspectionPlan) => (mustDraw(plan) ? [] : conflict('no-lot', '全部检查，不用抽签'));
const withoutLot = (plan: InspectionPlan) => (mustDraw(plan) ? conflict('needs-lot', '按比例检查的，公开抽签确定名单') : []);
const inPairs = ({ planKind }: InspectionPlan) => (planKind === 'mutual' ? [] : conflict('not-mutual', '不是互查，请安排检查人员'));
const byGroup = ({ planKind }: InspectionPlan) =>
  planKind === 'mutual' || planKind === 'census' ? conflict('not-by-group', '互查由工作室互相检查，摸底由基层工会填报') : [];
const isCensus = ({ planKind }: InspectionPlan) => (planKind === 'census' ? [] : conflict('not-census', '不是摸底'));
const allReported = ({ unreported }: InspectionPlan) => (unreported === 0 ? [] : [lacking('unreported', `还有${unreported}家没有检查完`, clause)]);
const chosen = ({ scope }: InspectionPlan) => ({ sample: scope });
type Drawn = z.infer<typeof drawn>;

/** 检查方案的一生（四.4）：拟定 →（抽签）→ 安排或配对 → 检查 → 结束。 */
// oxfmt-ignore
export const inspectionPlan = life<PlanState, InspectionPlan>()('inspectionPlan', { zh: '检查方案', path: 'inspection-plans', way: ['draft', 'ready', 'running', 'closed'], sees: all(theCity, theLeaders, () => [{ office: 'supervisor' }]) }, {
  'draft':     { zh: '拟定方案',   desk: theDepartment, within: () => ({ workingDays: 10 }) },
  'drawing':   { zh: '等待抽签',   desk: nobody },
  'ready':     { zh: '待安排检查', desk: theDepartment, within: () => ({ workingDays: 5 }) },
  'paired':    { zh: '已配对，待下发', desk: theDepartment, within: () => ({ workingDays: 5 }) },
  'running':   { zh: '检查中',     desk: theDepartment, within: (_, { endOn }) => ({ on: endOn }) },
  'closed':    { zh: '已结束',     desk: nobody, closed: true },
  'cancelled': { zh: '已取消',     desk: nobody, closed: true },
}, {
  exclude:  { zh: '不列入名单',   from: ['draft'], to: 'same', brings: exclusion, tone: 'back', becomes: ({ excluded, scope }, { studio, reason }: z.infer<typeof exclusion>) => ({ excluded: [...excluded, { candidate: studio, reason }], scope: scope.filter((one) => one !== studio) }) },
  include:  { zh: '恢复列入名单', from: ['draft'], to: 'same', brings: inclusion, when: [({ excluded }) => (excluded.length > 0 ? [] : conflict('none-excluded', '没有不列入的'))], tone: 'back', becomes: ({ excluded }, { studio }: z.infer<typeof inclusion>) => ({ excluded: excluded.filter(({ candidate }) => candidate !== studio) }) },
  announce: { zh: '公布候选名单，定抽签日', from: ['draft'], to: 'drawing', brings: announcement, when: [byLot, someone] },
  settle:   { zh: '确定检查名单', from: ['draft'], to: 'ready', when: [withoutLot, someone], becomes: chosen },
  drawn:    { zh: '抽定名单',     from: ['drawing'], to: 'ready', by: theClock, brings: drawn, becomes: (_, brought: Drawn) => brought },
  undrawn:  { zh: '抽签作废',     from: ['drawing'], to: 'draft', by: theClock, brings: cause, tone: 'back' },
  assign:   { zh: '安排检查人员', from: ['ready'], to: 'running', brings: assignment, when: [byGroup], becomes: (_, { inspectors }: z.infer<typeof assignment>) => ({ inspectors }) },
  dispatch: { zh: '下发摸底表',   from: ['ready'], to: 'running', when: [isCensus] },
  pair:     { zh: '互查配对',     from: ['ready'], to: 'paired', brings: limits, when: [inPairs] },
  unpair:   { zh: '撤回配对',     from: ['paired'], to: 'ready', brings: why('有两家已合并，重新配对。'), tone: 'back', becomes: () => ({ proof: undefined }) },
  send:     { zh: '按配对下发',   from: ['paired'], to: 'running' },
  amend:    { zh: '调整清单',     from: ['draft', 'ready', 'paired', 'running'], to: 'same', brings: amended, tone: 'back', becomes: ({ checklist, version }, brought: { extras: readonly Extra[] }, { standard }) => ({ checklist: checklistOf(standard, brought.extras, { checklist, version }) }) },
  close:    { zh: '结束检查',     from: ['running'], to: 'closed', brings: summary, when: [allReported], becomes: (_, { note }: z.infer<typeof summary>) => ({ note }) },
  cancel:   { zh: '取消方案',     from: ['draft', 'ready', 'paired'], to: 'cancelled', brings: why('与省总检查合并进行。'), tone: 'stop' },
});
