import { cutTo } from '#core/shared/text.ts';
import type { Standard } from '#core/standard/standard.ts';

/** 检查清单的一项：看哪一条、怎么看。代号在一份清单里不重复。 */
export type CheckItem = Readonly<{
  code: string;
  group: string;
  title: string;
  asks: string;
  clause?: string;
  from: 'criterion' | 'rubric' | 'last-finding' | 'extra';
}>;
/** A problem found before, to be looked at again. */
export type OldFinding = Readonly<{ id: string; itemTitle: string; text: string; measures: string }>;
export type Extra = Readonly<{ title: string; asks: string }>;

/** 补充检查项最多几项。 */
export const mostExtras = 20;
/**
 * 补充项的代号：题目没变的沿用，新的另起，用过的不再用——在旧清单上记的，不会算到另一项上。
 * `version` is the plan's, which grows with every change, so that no number comes again.
 */
function codesOf(extras: readonly Extra[], before: Before): readonly string[] {
  const used = before.checklist.filter(({ from }) => from === 'extra');
  const taken = new Set<string>();
  return extras.map(({ title }, index) => {
    const code = used.find((one) => one.title === title && !taken.has(one.code))?.code ?? `X${mostExtras * before.version + index + 1}`;
    taken.add(code);
    return code;
  });
}
/** The list as it was, and the version of the plan it stood in. */
type Before = Readonly<{ checklist: readonly CheckItem[]; version: number }>;

const groupOf = ({ criteriaSet }: Standard, code: string): string => criteriaSet.criteria.find((one) => one.code === code.split('.')[0])?.zh ?? '其他';

/**
 * 清单从标准里来（四.4）：每条标准看底线，每个要看材料、看现场的评分项看一遍，再加市总补充的。
 * 自动计分的项不在现场看。
 */
export function checklistOf(standard: Standard, extras: readonly Extra[], before: Before = { checklist: [], version: 0 }): readonly CheckItem[] {
  const criteria = standard.criteriaSet.criteria.map(({ code, zh, asks, clause }): CheckItem => ({
    code,
    group: zh,
    title: zh,
    asks,
    ...(clause === null ? {} : { clause }),
    from: 'criterion',
  }));
  const seen = standard.rubric.items.filter(({ method }) => method.includes('V') || method.includes('M'));
  const rubric = seen.map(({ code, zh, ruleZh }): CheckItem => ({ code, group: groupOf(standard, code), title: zh, asks: ruleZh, from: 'rubric' }));
  const codes = codesOf(extras, before);
  const own = extras.map(({ title, asks }, index): CheckItem => ({ code: codes[index] ?? '', group: '补充检查', title, asks, from: 'extra' }));
  return [...criteria.flatMap((one) => [one, ...rubric.filter(({ code }) => code.split('.')[0] === one.code)]), ...own];
}

/** 一家的清单：方案的清单，加上次在这一家发现的问题。 */
export const checklistFor = (plan: readonly CheckItem[], before: readonly OldFinding[]): readonly CheckItem[] => [
  ...plan,
  ...before.map(({ id, itemTitle, text, measures }): CheckItem => ({
    code: `F-${id.slice(-12)}`,
    group: '上次发现的问题',
    title: cutTo(`${itemTitle}：${text}`, 120),
    asks: measures === '' ? '看是否已经改正' : cutTo(`看是否已经改正。上次报告的整改：${measures}`, 400),
    from: 'last-finding',
  })),
];
