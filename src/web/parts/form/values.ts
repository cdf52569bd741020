import { isAsked } from '#core/shared/conditions.ts';
import type { Field, RowsField } from './schema.ts';

export type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a form starts from: the defaults it was given, and one empty row where at least one is asked. */
export function startingValues(fields: readonly Field[]): Values {
  const start: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.kind === 'group') start[field.name] = { ...startingValues(field.fields), ...(isRecord(field.initial) ? field.initial : {}) };
    else if (field.kind === 'rows' && Array.isArray(field.initial))
      start[field.name] = field.initial.map((row: unknown) => (isRecord(row) ? row : { '': row }));
    else if (field.initial !== undefined) start[field.name] = field.initial;
    else if (field.kind === 'rows' && (field.least ?? 0) > 0) start[field.name] = [{}];
  }
  return start;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) || (isRecord(value) && Object.keys(value).length === 0);

function sentRows(field: RowsField, rows: readonly unknown[]): readonly unknown[] {
  const plain = field.fields.length === 1 && field.fields[0]?.name === '';
  const given = rows.filter(isRecord).map((row) => (plain ? row[''] : inputOf(field.fields, row)));
  return given.filter((row) => !isEmpty(row));
}

/** Points were taken off this item: then a reason is asked. */
export function deducted(fields: readonly Field[], values: Values, item: string): boolean {
  const score = fields.find(({ name }) => name === item);
  const points = values[item];
  return score?.kind === 'score' && typeof points === 'number' && points < score.max;
}

/** Whether the answers beside a field ask for it. What is not asked for is neither shown nor sent; a draft keeps it. */
export const isWanted = ({ when }: Field, fields: readonly Field[], values: Values): boolean =>
  isAsked(when, values, Object.fromEntries(fields.map(({ name, when: other }) => [name, other])));

function sent(field: Field, fields: readonly Field[], values: Values): unknown {
  if (!isWanted(field, fields, values)) return undefined;
  const value = values[field.name];
  if (field.kind === 'group') return isRecord(value) ? inputOf(field.fields, value) : undefined;
  if (field.kind === 'rows') return Array.isArray(value) ? sentRows(field, value) : undefined;
  // 得了满分的项不带扣分理由，哪怕先前写过。
  if (field.kind === 'text' && field.reasonFor !== undefined && !deducted(fields, values, field.reasonFor)) return undefined;
  return typeof value === 'string' ? value.trim() : value;
}

/** What is sent: only what was filled in, of the shape the schema asks. */
export function inputOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, sent(field, fields, values)] as const).filter(([, value]) => !isEmpty(value)));
}

/** `remarks.0.says` → ['remarks', 0, 'says'], where the form has such a field; else undefined. */
export function placeOf(fields: readonly Field[], path: string): (string | number)[] | undefined {
  const whole = fields.find(({ name }) => name === path);
  if (whole) return [whole.name];
  const field = fields.find(({ name }) => path.startsWith(`${name}.`));
  if (!field) return undefined;
  const rest = path.slice(field.name.length + 1);
  if (field.kind === 'group') return within(field.name, placeOf(field.fields, rest));
  if (field.kind !== 'rows') return [field.name];
  const [, index = '', inner = ''] = /^(\d+)(?:\.(.*))?$/.exec(rest) ?? [];
  if (index === '') return [field.name];
  const deeper = inner === '' ? [] : placeOf(field.fields, inner);
  return deeper === undefined ? [field.name] : [field.name, Number(index), ...deeper];
}
const within = (name: string, rest: (string | number)[] | undefined) => (rest === undefined ? [name] : [name, ...rest]);

/** What the field at a place is called: `['milestones', 1, 'name']` → 节点第2行“节点”. */
export function titleAt(fields: readonly Field[], [first, ...rest]: readonly (string | number)[]): string {
  const field = fields.find(({ name }) => name === first);
  if (field === undefined) return '';
  const [row, ...inner] = rest;
  if (field.kind === 'group' && rest.length > 0) return `${field.title} ${titleAt(field.fields, rest)}`;
  if (field.kind !== 'rows' || row === undefined) return field.title;
  const cell = titleAt(field.fields, inner);
  return `${field.title}第${Number(row) + 1}行${cell === '' ? '' : `“${cell}”`}`;
}
