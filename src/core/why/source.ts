import type { Standard } from '#core/standard/standard.ts';

/** 厦工办〔2013〕6号的条款，照原文的编号。 */
type Clause = '一' | '二' | '二.1' | '二.2' | '二.3' | '二.4' | '四.1' | '四.2' | '四.3' | '四.4' | '附件';
/** 七个有的一条：各版本的条款不同，按事项适用的版本说。 */
type Have = 'lead' | 'team' | 'premises' | 'projects' | 'regulations' | 'funding' | 'outcomes' | 'plaque' | 'ledger';

/** 法律、办法和标准，只写程序真的照着办的。 */
const laws = {
  archive: '国家档案局令第8号《机关文件材料归档范围和文书档案保管期限规定》',
  privacy: '《个人信息保护法》',
  service: '《专利法》第六条',
  joint: '《专利法》第八条',
  reward: '《专利法》第十五条',
  honours: '《评比达标表彰活动管理办法》',
  official: 'GB/T 9704-2012《党政机关公文格式》',
  security: 'GB/T 22239-2019《信息安全技术 网络安全等级保护基本要求》',
  codes: 'GB 32100《法人和其他组织统一社会信用代码编码规则》、GB/T 2260《中华人民共和国行政区划代码》',
} as const;

/** Where a question comes from; a clause with * asks for the thing, and how it is done is this programme’s own way. */
export type Source = Clause | `${Clause}*` | `have.${Have}` | keyof typeof laws;

const policy = '厦工办〔2013〕6号';
/** The clauses of the seven haves in the document itself, for what a later version asks no more. */
const first: Readonly<Partial<Record<Have, string>>> = {
  lead: '三.1',
  team: '三.2',
  premises: '三.3',
  projects: '三.4',
  regulations: '三.5',
  funding: '三.6',
  outcomes: '三.7',
};

function haveZh(have: Have, { criteriaSet, document, programme }: Standard): string {
  const one = criteriaSet.criteria.find(({ key }) => key === have);
  if (one === undefined) return first[have] === undefined ? programme.zh : `${policy} ${first[have]}`;
  return [document.number ?? `${programme.zh}标准（${document.year}年）`, one.clause, one.zh].filter((part) => part !== null).join(' ');
}

/** A source in words, under the standard the matter keeps. */
export function sourceZh(source: Source, standard: Standard): string {
  if (source.startsWith('have.')) return haveZh(source.slice(5) as Have, standard);
  if (Object.hasOwn(laws, source)) return laws[source as keyof typeof laws];
  return source.endsWith('*') ? `${policy} ${source.slice(0, -1)}；具体做法为系统约定` : `${policy} ${source}`;
}
