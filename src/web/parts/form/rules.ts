import type { FormRule } from 'antd';
import type { Field } from './schema.ts';

const verb: Readonly<Record<Field['kind'], string>> = {
  text: '请填写',
  number: '请填写',
  money: '请填写',
  date: '请填写',
  file: '请上传',
  choice: '请选择',
  enum: '请选择',
  flag: '请选择',
  rows: '请至少填写一行',
  group: '请填写',
  score: '请打分',
};
const asking = (field: Field): string => (field.kind === 'rows' || field.kind === 'score' ? verb[field.kind] : `${verb[field.kind]}${field.title}`);

function textRules({ title, min, max, pattern, example }: Field & { kind: 'text' }): FormRule[] {
  return [
    ...(min !== undefined && min > 1 ? [{ min, message: `${title}至少${min}个字` }] : []),
    ...(max !== undefined ? [{ max, message: `不超过${max}个字` }] : []),
    ...(pattern !== undefined ? [{ pattern: new RegExp(pattern, 'u'), message: example === undefined ? '格式不对' : `写法如 ${String(example)}` }] : []),
  ];
}

const agreed: FormRule = { validator: (_, value: unknown) => (value === true ? Promise.resolve() : Promise.reject(new Error('请勾选以作出承诺'))) };

/** What the page checks before it sends: only what saves a round trip. The server decides. */
export function rulesOf(field: Field): FormRule[] {
  if (field.kind === 'flag' && field.pledge) return [agreed];
  const need: FormRule[] = field.required ? [{ required: true, message: asking(field) }] : [];
  return field.kind === 'text' ? [...need, ...textRules(field)] : need;
}
