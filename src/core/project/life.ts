import { z } from 'zod';
import { all, nobody, theCity, theRiver, theStudio, theUnit } from '#core/people/desks.ts';
import { choice, count, day, file, money, oneOf, optionalFile, words } from '#core/shared/fields.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import type { Fen } from '#core/shared/money.ts';

export type ProjectState = 'draft' | 'proposed' | 'active' | 'closed' | 'spread' | 'declined' | 'stopped';
export type ProjectMilestone = Readonly<{ id: string; name: string; dueOn: Day; doneOn?: Day }>;
export type ProjectMatter = Matter &
  Readonly<{
    state: ProjectState;
    name: string;
    projectKind: string;
    source: string;
    problem: string;
    goal: string;
    startOn: Day;
    endOn: Day;
    leaderId: string;
    budgetFen?: Fen;
    participants: readonly { person: string; percent: number }[];
    documentNo?: string;
    document?: string;
    approvedOn?: Day;
    closedOn?: Day;
    adoption?: string;
    spreadOn?: Day;
    enteredAt: string;
    milestones: readonly ProjectMilestone[];
  }>;

/** 二.1 的十二类，加上 一、二.2、四.3 点到的几类。 */
export const projectKinds = [
  '技术攻关',
  '技术改造',
  '技术协作',
  '技术创新',
  '产品创新',
  '管理创新',
  '服务创新',
  '经营创新',
  '业务创新',
  '难点攻关',
  '科学研究',
  '发明创造',
  '科技创新',
  '技术革新',
  '工艺改造',
  '安全生产',
  '合理化建议',
] as const;
export const projectSources = ['单位下达', '自选', '上级', '企业揭榜', '联盟联合', '合理化建议转化'] as const;

/** 可以后补的：表单先不摊开。 */
const later = { 'x-later': true } as const;

/** 申请立项（三.4、二.1）：答复单位的哪个实际难题，要达到什么可衡量的目标。 */
export const projectForm = (now: string) => {
  const today = dayIn(now);
  return z
    .strictObject({
      name: words('项目名称', { min: 2, max: 60, examples: ['降低焊接返修率攻关'] }),
      kind: oneOf('项目类别', projectKinds),
      source: oneOf('项目来源', projectSources),
      problem: words('要解决的难题', { min: 2, max: 800, description: '二.2：来自生产、经营、管理的实际难题', examples: ['总装线焊接返修率偏高，影响交付。'] }),
      goal: words('目标和指标', { min: 2, max: 800, description: '写明可衡量的指标', examples: ['返修率由3%降到1%以下。'] }),
      leader: choice('项目负责人', 'team'),
      budgetFen: money('预算', { min: 0, ...later }).optional(),
      participants: z
        .array(z.strictObject({ person: choice('参加人', 'team'), percent: count('贡献（%）', { min: 1, max: 100, examples: [50] }) }))
        .max(30)
        .refine((list) => list.reduce((sum, { percent }) => sum + percent, 0) <= 100, '贡献合计不能超过100%，请核对')
        .refine((list) => new Set(list.map(({ person }) => person)).size === list.length, '同一人只列一次')
        .optional()
        .meta({ title: '参加人和贡献', description: '结题和成果署名以此为准', ...later }),
      startOn: day('开始日期', { to: addDays(today, 366), example: today }),
      endOn: day('计划结束日期', { from: addDays(today, -366), to: addDays(today, 3660), example: addDays(today, 180) }),
      milestones: z
        .array(
          z.strictObject({
            name: words('节点', { max: 60, examples: ['完成方案'] }),
            dueOn: day('应完成日期', { to: addDays(today, 3660), example: addDays(today, 60) }),
          }),
        )
        .max(20)
        .optional()
        .meta({ title: '节点', ...later }),
    })
    .refine(({ startOn, endOn }) => startOn <= endOn, { path: ['endOn'], message: '计划结束日期不能早于开始日期' });
};

const initiation = z.strictObject({
  documentNo: words('立项文号', { min: 2, max: 60, examples: ['技字〔2013〕1号'] }),
  document: file('立项文件扫描件', { description: '三.4：单位立项后才算当年项目' }),
});
const refusal = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['与本单位年度计划重复。'] }) });
const reached = ({ milestones }: ProjectMatter, { now }: Moment) =>
  z.strictObject({
    milestone: oneOf('节点', milestones.filter(({ doneOn }) => doneOn === undefined).map(({ id }) => id) as [string, ...string[]], {
      'x-labels': Object.fromEntries(milestones.map(({ id, name }) => [id, name])),
    }),
    doneOn: day('完成日期', { to: dayIn(now), example: dayIn(now) }),
  });
const hasOpenMilestone = ({ milestones }: ProjectMatter) =>
  milestones.some(({ doneOn }) => doneOn === undefined) ? [] : [{ code: 'no-open-milestone', kind: 'conflict' as const, zh: '没有未完成的节点' }];
const closing = z.strictObject({
  summary: words('结题小结', { min: 2, max: 2000, examples: ['指标全部达到，已在总装线应用。'] }),
  adoption: optionalFile('单位采纳证明', { description: '由使用单位出具' }),
});
/** 延期：只往后，写明理由；原来的日期留在经过里。 */
const delay = ({ endOn }: ProjectMatter) =>
  z.strictObject({
    endOn: day('延期到', { from: addDays(endOn, 1), to: addDays(endOn, 1100), example: addDays(endOn, 90) }),
    reason: words('延期理由', { min: 2, max: 500, examples: ['关键部件到货推迟。'] }),
  });
/** 变更目标或负责人：前后都留。 */
const amendment = ({ goal }: ProjectMatter) =>
  z.strictObject({
    goal: words('目标和指标', { min: 2, max: 800, default: goal, examples: ['返修率由3%降到1.5%以下。'] }),
    leader: choice('项目负责人', 'team'),
    reason: words('变更理由', { min: 2, max: 500, examples: ['试验条件变化，调整指标。'] }),
  });
type Amended = z.infer<ReturnType<typeof amendment>>;
const mended = z.strictObject({
  note: words('补充说明', { min: 2, max: 500, examples: ['已补充预算和分工。'] }),
  goal: words('目标和指标', { min: 2, max: 800, examples: ['返修率由3%降到1%以下。'] }),
});
const spreading = z.strictObject({
  where: words('推广到哪里', { min: 2, max: 200, examples: ['集团另外两条总装线'] }),
  effect: words('效果', { min: 2, max: 800, description: '一：转化为现实生产力', examples: ['年节约返工工时约三百小时。'] }),
  proof: optionalFile('应用证明'),
});
const reaching = ({ milestones }: ProjectMatter, { milestone, doneOn }: { milestone: string; doneOn: Day }) => ({
  milestones: milestones.map((one) => (one.id === milestone ? { ...one, doneOn } : one)),
});
const named = ({ name }: ProjectMatter) => (name.length > 1 ? [] : [lacking('name-missing', '请填写项目名称', '三.4')]);

/** 项目的一生：草案 → 立项 → 在研 → 结题 → 推广，可以变更、延期、终止（domain 9.4）。 */
// oxfmt-ignore
export const project = life<ProjectState, ProjectMatter>()('project', { zh: '攻关项目', path: 'projects', way: ['draft', 'proposed', 'active', 'closed', 'spread'], sees: all(theRiver, theCity) }, {
  'draft':    { zh: '草案',     desk: theStudio },
  'proposed': { zh: '待立项',   desk: theUnit, within: () => ({ workingDays: 5 }) },
  'active':   { zh: '在研',     desk: nobody },
  'closed':   { zh: '已结题',   desk: nobody, closed: true },
  'spread':   { zh: '已推广',   desk: nobody, closed: true },
  'declined': { zh: '未予立项', desk: nobody, closed: true },
  'stopped':  { zh: '已终止',   desk: nobody, closed: true },
}, {
  approve: { zh: '同意立项',   from: ['proposed'], to: 'active',   brings: initiation, when: [named], becomes: (_, { documentNo, document }: z.infer<typeof initiation>, { now }) => ({ documentNo, document, approvedOn: dayIn(now) }) },
  decline: { zh: '不予立项',   from: ['proposed'], to: 'declined', brings: refusal, tone: 'stop' },
  reach:   { zh: '节点完成',   from: ['active'],   to: 'same',     brings: reached, by: theStudio, when: [hasOpenMilestone], becomes: reaching, tone: 'back' },
  close:   { zh: '结题',       from: ['active'],   to: 'closed',   brings: closing, by: theStudio, becomes: (_, { adoption }: z.infer<typeof closing>, { now }) => ({ closedOn: dayIn(now), adoption }) },
  spread:  { zh: '登记推广应用', from: ['closed', 'spread'], to: 'spread', brings: spreading, by: theStudio, becomes: (_, __, { now }) => ({ spreadOn: dayIn(now) }), tone: 'back' },
  sendBack:{ zh: '退回完善',   from: ['proposed'], to: 'draft',    brings: refusal, tone: 'back' },
  resubmit:{ zh: '完善后再报', from: ['draft'],    to: 'proposed', brings: mended, becomes: (_, { goal }: z.infer<typeof mended>) => ({ goal }) },
  delay:   { zh: '延期',       from: ['active'],   to: 'same',     brings: delay, by: theStudio, tone: 'back', becomes: (_, { endOn }: { endOn: Day }) => ({ endOn }) },
  amend:   { zh: '变更',       from: ['active'],   to: 'same',     brings: amendment, by: theStudio, tone: 'back', becomes: (_, { goal, leader }: Amended) => ({ goal, leaderId: leader }) },
  stop:    { zh: '终止',       from: ['active'],   to: 'stopped',  brings: refusal, by: theStudio, tone: 'stop' },
});
