import { conditionsOf, isAsked, type When } from '../shared/conditions.ts';
import { dayZh, isDay } from '../shared/days.ts';
import { yuan } from '../shared/money.ts';
import type { Block, Field } from './model.ts';

/** One field of a form as JSON Schema prints it. */
type Property = Readonly<{
  type?: string;
  title?: string;
  description?: string;
  format?: string;
  const?: unknown;
  enum?: readonly unknown[];
  minLength?: number;
  maxLength?: number;
  maximum?: number;
  items?: Property;
  properties?: Readonly<Record<string, Property>>;
  required?: readonly string[];
  'x-labels'?: Readonly<Record<string, string>>;
  'x-unit'?: string;
  'x-choices'?: string;
  'x-group'?: string;
}>;
export type AskedForm = Readonly<{ properties?: Readonly<Record<string, Property>>; required?: readonly string[] }>;
/** What a chosen id is called, where this reader may know it. */
export type NameOf = (id: string) => string | undefined;

const isClause = (words: string): boolean => /^[一二三四五]\.\d+(、[一二三四五]\.\d+)*$/.test(words);
/** Lines left for a pen, where many words are asked. */
const longFrom = 120;
const linesLeft = 7;
const unitOf = ({ type, 'x-unit': unit, 'x-group': group, maximum }: Property): string =>
  unit === 'fen' ? '元' : unit !== undefined ? unit : group !== undefined && type === 'number' ? `满分${maximum ?? ''}` : '';
const choicesOf = ({ enum: values, 'x-labels': labels = {} }: Property): readonly string[] =>
  (values ?? []).map((value) => labels[String(value)] ?? String(value));
const lengthOf = ({ minLength = 0, maxLength }: Property): string =>
  maxLength === undefined || maxLength <= longFrom ? '' : minLength > 1 ? `${minLength}至${maxLength}字` : `不超过${maxLength}字`;

/** 工作室简介（10至800字；依据三.4；可不填） */
function labelOf(property: Property, name: string, needed: boolean): string {
  const about = property.description ?? '';
  const notes = [unitOf(property), lengthOf(property), about === '' ? '' : isClause(about) ? `依据${about}` : about, needed ? '' : '可不填'].filter(
    (note) => note !== '',
  );
  return `${property.title ?? name}${notes.length === 0 ? '' : `（${notes.join('；')}）`}`;
}

/** What stands in an empty field for somebody with a pen. */
function toFill(property: Property): string {
  const choices = choicesOf(property.type === 'array' ? (property.items ?? {}) : property);
  if (property.const === true) return '□ 承诺';
  if (property.type === 'boolean') return '□ 是　□ 否';
  if (choices.length > 0 && choices.length <= 30) return choices.map((choice) => `□ ${choice}`).join('　');
  if (property.format === 'date') return '　　　　年　　月　　日';
  if (property.format === 'file' || property.items?.format === 'file') return '（另附）';
  return (property.maxLength ?? 0) > longFrom ? '\n'.repeat(linesLeft) : '';
}

/** A value as it is read on paper. */
function shown(property: Property, value: unknown, nameOf: NameOf): string {
  if (value === undefined || value === null || value === '') return '';
  if (property.format === 'file' || property.items?.format === 'file') return '已附';
  if (Array.isArray(value)) return value.map((one) => shown(property.items ?? {}, one, nameOf)).join('、');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, one]) => `${property.properties?.[name]?.title ?? ''}${shown(property.properties?.[name] ?? {}, one, nameOf)}`)
      .join('，');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return property['x-unit'] === 'fen' ? yuan(value) : String(value);
  if (typeof value !== 'string') return '';
  if (property.format === 'date') return isDay(value) ? dayZh(value) : value;
  return property['x-labels']?.[value] ?? (property['x-choices'] === undefined ? value : (nameOf(value) ?? '（略）'));
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};

function table(property: Property, name: string, rows: readonly unknown[] | undefined, nameOf: NameOf): readonly Block[] {
  const items = property.items ?? {};
  const columns = items.properties === undefined ? ([['', items]] as const) : Object.entries(items.properties);
  const titles = columns.map(([key, one]) => labelOf({ ...one, description: '' }, key, true));
  const empty = Array.from({ length: 5 }, () => columns.map(() => ''));
  const filled = rows?.map((row) => columns.map(([key, one]) => shown(one, key === '' ? row : record(row)[key], nameOf)));
  return [
    { is: 'heading', level: 2, text: labelOf(property, name, true) },
    {
      is: 'grid',
      columns: titles.map((title) => ({ title: title === '' ? (property.title ?? '') : title, width: 10 })),
      rows: filled === undefined || filled.length === 0 ? empty : filled,
    },
  ];
}

/** “到账”为“是”时填写。 */
function whenZh(when: When, properties: Readonly<Record<string, Property>>): string {
  const beside = properties[when.field] ?? {};
  return `“${beside.title ?? when.field}”为“${when.is.map((one) => shown(beside, one, () => undefined)).join('、')}”的填写`;
}

/**
 * 一张表的每一项：题目、单位、提示；填了的照印，没填的留着手写。
 * @param values what was written so far; nothing for the blank form, which asks every field and says when
 */
export function askedBlocks(
  { properties = {}, required = [] }: AskedForm,
  values: Readonly<Record<string, unknown>> | undefined,
  nameOf: NameOf,
): readonly Block[] {
  const conditions = conditionsOf(properties);
  const blocks: Block[] = [];
  const add = (field: Field): void => {
    const last = blocks.at(-1);
    if (last?.is === 'fields') blocks[blocks.length - 1] = { is: 'fields', rows: [...last.rows, [field]] };
    else blocks.push({ is: 'fields', rows: [[field]] });
  };
  for (const [name, property] of Object.entries(properties)) {
    const when = conditions[name];
    if (values !== undefined && !isAsked(when, values, conditions)) continue;
    const value = values?.[name];
    if (property.type === 'object') {
      blocks.push(
        { is: 'heading', level: 2, text: property.title ?? name },
        ...askedBlocks(property, values === undefined ? undefined : record(value), nameOf),
      );
      continue;
    }
    if (property.type === 'array' && property.items?.['x-choices'] === undefined && property.items?.format !== 'file' && property.items?.enum === undefined) {
      blocks.push(...table(property, name, Array.isArray(value) ? value : undefined, nameOf));
      continue;
    }
    const needed = when === undefined ? required.includes(name) : when.optional !== true;
    const label = labelOf(when !== undefined && values === undefined ? { ...property, description: whenZh(when, properties) } : property, name, needed);
    const text = shown(property, value, nameOf);
    add({ label, text: text === '' ? toFill(property) : text, wide: true });
  }
  return blocks;
}
