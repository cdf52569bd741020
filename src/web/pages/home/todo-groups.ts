import type { Todo } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { dayWithWeekday } from '../../parts/text/day-text.ts';

/** What can be done in one go: the same kind in the same state. */
export type TodoGroup = Readonly<{ key: string; items: readonly Todo[]; overdue: number; dueOn?: Day }>;

/** Groups in the order in which their most urgent item comes; the server sends the most urgent first. */
export function todoGroups(todos: readonly Todo[]): readonly TodoGroup[] {
  const groups = new Map<string, Todo[]>();
  for (const todo of todos) {
    const key = `${todo.kind} ${todo.state.code}`;
    groups.set(key, [...(groups.get(key) ?? []), todo]);
  }
  return [...groups].map(([key, items]) => {
    const due = items.flatMap(({ dueOn }) => dueOn ?? []).sort();
    return { key, items, overdue: items.filter(({ daysLeft = 0 }) => daysLeft < 0).length, dueOn: due[0] };
  });
}

/** 文书论件，检查论家，经验论篇。 */
const measures: Readonly<Record<string, string>> = {
  inspectionPlan: '个',
  draw: '次',
  inspection: '家',
  finding: '个',
  commendation: '批',
  meeting: '次',
  experience: '篇',
  adoption: '次',
  challenge: '道',
  bid: '份',
};

/** 状态说的是在哪里；这几样另要说清办什么。 */
const doing: Readonly<Record<string, string>> = {
  'inspectionPlan running': '检查中，都查完了请结束检查',
  'sheet scoring': '待评分',
  'sheet declaring': '待声明有无利害关系',
  'meeting prepared': '筹备中，到日子请开会',
  'meeting under-way': '正在开，逐项议定',
  'meeting adjourned': '已散会，议定的待发布',
  'inspection assigned': '待检查',
  'inspection unassigned': '检查待改派',
  'inspection reported': '检查记录待审核',
  'experience draft': '撰写中，写好请报送',
  'adoption adopted': '已采用，见效后请补填效果',
  'challenge open': '正在揭榜，请看方案、选定一家',
  'bid chosen': '攻关中，解决了请张榜单位确认',
  'draw announced': '已公布，到抽签日请录入随机数',
};
/** 待核定 follows its noun; anything else is said after a colon. */
const said = ({ kind, kindZh, state: { code, zh } }: Todo): string => {
  const words = doing[`${kind} ${code}`] ?? zh;
  if (kind === 'inspection') return words;
  return words.startsWith('待') ? `${kindZh}${words}` : `${kindZh}：${words}`;
};

/** The city reads whose they are; a union or a studio reads its own. 思明区工会 3 件申报待办（归口工会审核），最早 11月28日（周四）到期 */
export function groupSentence({ items, dueOn, overdue }: TodoGroup, today: Day, withUnion = true): string {
  const [first] = items;
  if (first === undefined) return '';
  const unions = new Set(items.map(({ union }) => union?.name ?? ''));
  const [union = ''] = unions;
  const where = withUnion && unions.size === 1 && items.length > 1 ? union : '';
  const what = `${where}${where === '' ? '' : ' '}${items.length} ${measures[first.kind] ?? '件'}${said(first)}`;
  const late = overdue > 0 ? `，${overdue} ${measures[first.kind] ?? '件'}已超期` : '';
  if (items.length === 1) return what;
  const due = dueOn === undefined ? '' : `，最早 ${dayWithWeekday(dueOn, today)}到期`;
  return `${what}${late === '' ? due : late}`;
}
