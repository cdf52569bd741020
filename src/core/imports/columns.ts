import { isDay } from '../shared/days.ts';
import { z } from 'zod';
import { unwritable } from '../shared/text.ts';

/** 导入表的一栏：从表单来，不另写一遍。 */
export type ImportColumn = Readonly<{
  key: string;
  title: string;
  required: boolean;
  is: 'text' | 'whole' | 'number' | 'money' | 'day' | 'flag' | 'enum' | 'choice';
  /** Codes and the words people choose by. */
  labels?: Readonly<Record<string, string>>;
  /** Which list a choice is taken from; filled in by name. */
  of?: string;
  unit?: string;
  note?: string;
  example?: string;
}>;

type Property = Readonly<{
  type?: string;
  title?: string;
  format?: string;
  enum?: readonly string[];
  description?: string;
  examples?: readonly unknown[];
  default?: unknown;
  'x-labels'?: Record<string, string>;
  'x-unit'?: string;
  'x-choices'?: string;
}>;

function kindOf({ type, format, enum: values, ...extra }: Property): ImportColumn['is'] | undefined {
  if (format === 'file' || type === 'array' || type === 'object') return undefined;
  if (extra['x-choices'] !== undefined) return 'choice';
  if (type === 'boolean') return 'flag';
  if (type === 'integer') return extra['x-unit'] === 'fen' ? 'money' : 'whole';
  if (type === 'number') return 'number';
  if (format === 'date') return 'day';
  return values === undefined ? 'text' : 'enum';
}

/** The columns of a form, in its order; what a table cannot carry — files, lists — is left to the screen. */
export function columnsOf(form: z.ZodType): readonly ImportColumn[] {
  const { properties = {}, required = [] } = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  return Object.entries(properties).flatMap(([key, property]) => {
    const is = kindOf(property);
    if (is === undefined) return [];
    const { title = key, description, enum: values, examples, 'x-labels': labels, 'x-choices': of, 'x-unit': unit } = property;
    const column: ImportColumn = {
      key,
      title: is === 'money' ? `${title}（元）` : unit === undefined || is === 'text' ? title : `${title}（${unit}）`,
      required: required.includes(key) && property.default === undefined,
      is,
      ...(is === 'enum' ? { labels: Object.fromEntries((values ?? []).map((value) => [value, labels?.[value] ?? value])) } : {}),
      ...(of === undefined ? {} : { of }),
      ...(description === undefined ? {} : { note: description }),
    };
    const example = examples?.[0];
    return [{ ...column, ...(example === undefined || is === 'choice' ? {} : { example: cellText(column, example) }) }];
  });
}

/** A value as it stands in a cell: money in yuan with two decimals, days as days, codes as words. */
export function cellText({ is, labels }: ImportColumn, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (is === 'flag') return value === true ? '是' : '否';
  if (is === 'money') return (Number(value) / 100).toFixed(2);
  if (is === 'enum') return labels?.[String(value)] ?? String(value);
  if (is === 'number' || is === 'whole') return String(Number(value));
  return String(value);
}

export type Read = Readonly<{ value: unknown } | { wrong: string }>;
/** 从右到左的控制符、零宽字符：看不见，却能让人看错。 */
// oxlint-disable-next-line no-misleading-character-class
const hidden = /[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/u;
const flags: Readonly<Record<string, boolean>> = { 是: true, 否: false, 有: true, 无: false, '√': true, '×': false };
/** 2013年11月18日、2013.11.18、2013/11/18 都是一天。 */
const dayOf = (text: string): string => {
  const found = /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(text);
  return found === null ? text : `${found[1]}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`;
};

function numberIn(text: string, is: 'whole' | 'number' | 'money'): Read {
  const plain = text.replaceAll(/[,，\s元]/gu, '');
  if (!/^-?\d{1,15}(\.\d+)?$/.test(plain)) return { wrong: '应是数字' };
  if (is === 'whole') return /^-?\d+(\.0+)?$/.test(plain) ? { value: Number(plain) } : { wrong: '应是整数' };
  if (is === 'number') return { value: Number(plain) };
  return /^-?\d+(\.\d{1,2}0*)?$/.test(plain) ? { value: Math.round(Number(plain) * 100) } : { wrong: '金额最多两位小数' };
}

/** What stands in a cell, as the form wants it; `choices` are the words a choice may be named by. */
export function readCell({ is, labels, required }: ImportColumn, given: string, choices: ReadonlyMap<string, string> = new Map()): Read {
  if (unwritable.test(given)) return { wrong: '含有不能保存的控制字符' };
  if (hidden.test(given)) return { wrong: '含有看不见的方向控制符或零宽字符，请重新输入' };
  const text = given.trim();
  if (text === '') return required ? { wrong: '必填' } : { value: undefined };
  if (is === 'flag') return flags[text] === undefined ? { wrong: '应填“是”或“否”' } : { value: flags[text] };
  if (is === 'day') return isDay(dayOf(text)) ? { value: dayOf(text) } : { wrong: '应是日期，写作 2013-11-18' };
  if (is === 'whole' || is === 'number' || is === 'money') return numberIn(text, is);
  if (is === 'enum') {
    const code = Object.entries(labels ?? {}).find(([value, label]) => label === text || value === text)?.[0];
    return code === undefined ? { wrong: `只能填：${Object.values(labels ?? {}).join('、')}` } : { value: code };
  }
  if (is === 'choice') return choices.get(text) === undefined ? { wrong: `没有“${text}”，或不在您的范围内` } : { value: choices.get(text) };
  return { value: text };
}
