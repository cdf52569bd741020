import type { FactGroup, Option } from '#contract/shapes.ts';

/** 记进台账的，是记一笔；变更、共建、难题、年报不是，那些是办事。 */
export const isNote = ({ name }: Option): boolean => name.endsWith('.add') || name === 'project.propose' || name === 'honour.claim';

// 天天记的在前，一年一次的在后。
const often = ['activity.add', 'achievement.add', 'spending.add', 'project.propose', 'support.add'];
export const byUse = (options: readonly Option[]): readonly Option[] => [
  ...often.flatMap((name) => options.filter((option) => option.name === name)),
  ...options.filter(({ name }) => !often.includes(name)),
];

const short: Readonly<Record<string, string>> = { 'activity.add': '活动', 'achievement.add': '成果', 'project.propose': '项目', 'honour.claim': '荣誉' };
/** The kind in a word or two, as the ledger calls it. */
export const noteLabel = ({ name, title }: Option, groups: readonly FactGroup[]): string =>
  short[name] ?? groups.find(({ code }) => `${code}.add` === name)?.zh ?? title;
