import { isDay } from '../shared/days.ts';
import { lacking, type Reason } from '../shared/decision.ts';
import type { QueryField } from './fields.ts';

/** A text has what is written behind `:` in it; behind `=` it is exactly that. Numbers and days know `:` alone. */
export type Operator = ':' | '=' | '>' | '<' | '>=' | '<=';
/** One condition: which field, how, against what; `not` where it was written with a minus before it. */
export type Condition = Readonly<{ field: string; op: Operator; value: string; not: boolean; text: string }>;
export type Query = Readonly<{ words: readonly string[]; conditions: readonly Condition[] }>;
export type Parsed = Readonly<{ ok: true; query: Query } | { ok: false; reasons: readonly Reason[] }>;

/** Words as they were typed; what stands in quotes keeps its blanks. Full-width signs count as the plain ones. */
const token = /-?(?:[^\s:：<>＜＞=＝"“”]+(?:>=|<=|[:：<>＜＞=＝])+)?(?:"[^"]*"|“[^”]*”|[^\s"“”]+)/gu;
const piece = /^(-?)([^\s:：<>＜＞=＝"“”]+)(>=|<=|[:：<>＜＞]|[>＞][=＝]|[<＜][=＝]|[=＝])(.*)$/su;
const plain: Readonly<Record<string, Operator>> = {
  ':': ':',
  '：': ':',
  '=': '=',
  '＝': '=',
  '>': '>',
  '＞': '>',
  '<': '<',
  '＜': '<',
  '>=': '>=',
  '<=': '<=',
};
const operatorOf = (text: string): Operator => plain[text.replaceAll('＞', '>').replaceAll('＜', '<').replaceAll('＝', '=').replaceAll('：', ':')] ?? ':';
const unquoted = (text: string): string => text.replace(/^["“]|["”]$/gu, '').trim();

/** How many signs apart two words are. */
function distance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  let row = right.map((_, index) => index + 1);
  row = [0, ...row];
  for (const [i, sign] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries()) next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (sign === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}
const namesOf = ({ zh, also = [], code }: QueryField): readonly string[] => [zh, ...also, code];

/** The word that was probably meant, if any is near. */
export function nearest(word: string, fields: readonly QueryField[]): QueryField | undefined {
  const ranked = fields
    .map((field) => ({ field, far: Math.min(...namesOf(field).map((name) => (name.includes(word) || word.includes(name) ? 0.5 : distance(word, name)))) }))
    .toSorted((a, b) => a.far - b.far);
  const best = ranked[0];
  return best !== undefined && best.far <= Math.max(1, [...word].length / 2) ? best.field : undefined;
}

const unknown = (word: string, fields: readonly QueryField[]): Reason => {
  const near = nearest(word, fields);
  const may = near === undefined ? `可以用：${fields.map(({ zh }) => zh).join('、')}` : `您是不是要找“${near.zh}”`;
  return lacking('unknown-word', `没有“${word}”这个条件，${may}`);
};
const yes: Readonly<Record<string, string>> = { 是: 'true', 否: 'false', true: 'true', false: 'false' };

/** A value as the field wants it, or why not. */
function valued({ zh, is, says }: QueryField, op: Operator, value: string): string | Reason {
  if (value === '') return lacking('value-missing', `“${zh}”后面要写内容，${says}`);
  if (is === 'text') return op === ':' || op === '=' ? value : lacking('not-comparable', `“${zh}”不能比大小，${says}`);
  if (is === 'number') return /^\d{1,5}$/.test(value) ? value : lacking('not-a-number', `“${zh}”后面应是天数，${says}`);
  if (is === 'day') return isDay(value) ? value : lacking('not-a-day', `“${zh}”后面应是日期，${says}`);
  return op === ':' && yes[value] !== undefined ? yes[value] : lacking('not-yes-or-no', `“${zh}”后面写是或否，${says}`);
}

/** 读一句查询：`状态:公示 归口:思明 天数>5`，其余的字按名称找。Says everything that is wrong with it at once. */
export function parseQuery(text: string, fields: readonly QueryField[]): Parsed {
  const words: string[] = [];
  const conditions: Condition[] = [];
  const reasons: Reason[] = [];
  for (const raw of text.match(token) ?? []) {
    const found = piece.exec(raw);
    if (found === null) {
      words.push(unquoted(raw));
      continue;
    }
    const [, minus = '', name = '', sign = '', rest = ''] = found;
    const field = fields.find((one) => namesOf(one).includes(name));
    if (field === undefined) {
      reasons.push(unknown(name, fields));
      continue;
    }
    const written = operatorOf(sign);
    const op = written === '=' && field.is !== 'text' ? ':' : written;
    const value = valued(field, op, unquoted(rest));
    if (typeof value === 'string') conditions.push({ field: field.code, op, value, not: minus === '-', text: raw });
    else reasons.push(value);
  }
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, query: { words: words.filter((word) => word !== ''), conditions } };
}

const asTyped = (value: string): string => (/[\s:：<>＜＞=＝]/u.test(value) ? `"${value}"` : value);
/** The same query, written out: what is written is read back as the same. */
export const writeQuery = ({ words, conditions }: Query, fields: readonly QueryField[]): string =>
  [
    ...conditions.map(({ field, op, value, not }) => {
      const { zh = field, is } = fields.find(({ code }) => code === field) ?? {};
      return `${not ? '-' : ''}${zh}${op}${is === 'yes' ? (value === 'true' ? '是' : '否') : asTyped(value)}`;
    }),
    ...words.map(asTyped),
  ].join(' ');

/**
 * The same query looked at more closely: what it said about these fields gives way to the new conditions.
 * @returns undefined when the query cannot be read, or what is to be added cannot be written in it
 */
export function narrowedQuery(text: string, added: readonly Omit<Condition, 'text' | 'not'>[], fields: readonly QueryField[]): string | undefined {
  const parsed = parseQuery(text, fields);
  if (!parsed.ok || added.some(({ value }) => value === '' || /["“”]/u.test(value))) return undefined;
  const kept = parsed.query.conditions.filter(({ field, not }) => not || !added.some((one) => one.field === field));
  return writeQuery({ ...parsed.query, conditions: [...kept, ...added.map((one) => ({ ...one, not: false, text: '' }))] }, fields);
}

/** What could be typed next: fields that begin with what stands there. */
export function completions(text: string, fields: readonly QueryField[]): readonly QueryField[] {
  const last = /\S*$/u.exec(text)?.[0].replace(/^-/, '') ?? '';
  if (/[:：<>＜＞]/u.test(last)) return [];
  return last === '' ? fields : fields.filter((field) => namesOf(field).some((name) => name.startsWith(last)));
}
