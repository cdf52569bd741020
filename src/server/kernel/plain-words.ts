import type { z } from 'zod';

const kindZh: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组填写项',
  record: '一组填写项',
  date: '日期',
};
const measure = (origin: string, amount: number | bigint): string =>
  origin === 'string' ? `${amount}个字` : origin === 'array' || origin === 'set' ? `${amount}项` : `${amount}`;

/** What is wrong with a value, where its form has no sentence of its own: in Chinese, for people. */
export function plainWords(issue: z.core.$ZodRawIssue): string {
  const { code } = issue;
  if (code === 'invalid_type') return issue.input === undefined || issue.input === null ? '请填写' : `应为${kindZh[issue.expected] ?? '另一种内容'}`;
  if (code === 'too_small') return `不少于${measure(issue.origin, issue.minimum)}`;
  if (code === 'too_big') return `不超过${measure(issue.origin, issue.maximum)}`;
  if (code === 'invalid_value') return '请从给出的选项中选择';
  if (code === 'not_multiple_of') return `应为${issue.divisor}的倍数`;
  return code === 'invalid_format' ? '格式不对' : '不符合要求';
}
