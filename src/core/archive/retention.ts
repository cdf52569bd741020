import type { Kind } from '../lives.ts';

/** 保管期限（国家档案局令第8号；domain 11）。 */
export const terms = { permanent: '永久', 'years-30': '30年', 'years-10': '10年' } as const;
export type Term = keyof typeof terms;

/** 一类事项归到哪一类，责任者是谁，保管多久；没办成的（不予受理、撤回等）另有期限。 */
export type Filing = Readonly<{ category: string; by: '市总工会' | '归口工会' | '所在单位'; term: Term; unless?: Readonly<Record<string, Term>> }>;

/** 命名、撤销、名单、表彰、会议永久；已命名工作室的申报、考核三十年；没办成的、日常检查十年。No kind may be missing. */
// oxfmt-ignore
export const filings: Readonly<Record<Kind, Filing>> = {
  allocation:     { category: '目标任务', by: '市总工会', term: 'years-30' },
  declaration:    { category: '申报',     by: '所在单位', term: 'years-30', unless: { rejected: 'years-10', withdrawn: 'years-10' } },
  acceptance:     { category: '考核验收', by: '市总工会', term: 'years-30', unless: { failed: 'years-10', withdrawn: 'years-10' } },
  sheet:          { category: '考核验收', by: '市总工会', term: 'years-30' },
  designation:    { category: '命名',     by: '市总工会', term: 'permanent' },
  publicity:      { category: '命名',     by: '市总工会', term: 'permanent' },
  objection:      { category: '命名',     by: '市总工会', term: 'years-30' },
  title:          { category: '命名',     by: '市总工会', term: 'permanent' },
  commendation:   { category: '表彰',     by: '市总工会', term: 'permanent' },
  revocation:     { category: '撤销注销', by: '市总工会', term: 'permanent', unless: { dropped: 'years-30' } },
  dissolution:    { category: '撤销注销', by: '市总工会', term: 'permanent', unless: { declined: 'years-10', withdrawn: 'years-10' } },
  review:         { category: '复核整改', by: '市总工会', term: 'years-30' },
  rectification:  { category: '复核整改', by: '市总工会', term: 'years-30' },
  change:         { category: '变更',     by: '所在单位', term: 'years-30', unless: { declined: 'years-10', withdrawn: 'years-10' } },
  grant:          { category: '补助',     by: '市总工会', term: 'years-30' },
  report:         { category: '年度报告', by: '所在单位', term: 'years-30' },
  delivery:       { category: '年度报告', by: '所在单位', term: 'years-10' },
  round:          { category: '年度考核', by: '市总工会', term: 'years-30' },
  assessment:     { category: '年度考核', by: '市总工会', term: 'years-30' },
  inspectionPlan: { category: '检查',     by: '市总工会', term: 'years-10' },
  inspection:     { category: '检查',     by: '市总工会', term: 'years-10' },
  finding:        { category: '检查',     by: '市总工会', term: 'years-10' },
  draw:           { category: '检查',     by: '市总工会', term: 'years-10' },
  meeting:        { category: '会议',     by: '市总工会', term: 'permanent', unless: { cancelled: 'years-10' } },
  honour:         { category: '台账',     by: '所在单位', term: 'years-30' },
  project:        { category: '台账',     by: '所在单位', term: 'years-30' },
  partnership:    { category: '台账',     by: '所在单位', term: 'years-30' },
  problem:        { category: '服务',     by: '所在单位', term: 'years-10' },
  difficulty:     { category: '服务',     by: '归口工会', term: 'years-10' },
  experience:     { category: '推广',     by: '所在单位', term: 'years-30' },
  adoption:       { category: '推广',     by: '所在单位', term: 'years-10' },
  challenge:      { category: '推广',     by: '所在单位', term: 'years-10' },
  bid:            { category: '推广',     by: '所在单位', term: 'years-10' },
};

/** 这件事项保管多久：看种类，也看办成了没有。 */
export const termOf = (kind: Kind, state: string): Term => filings[kind].unless?.[state] ?? filings[kind].term;
/** 次年六月三十日以前归档。 */
export const dueBy = (closedInYear: number): string => `${closedInYear + 1}-06-30`;
