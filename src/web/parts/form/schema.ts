import type { Choice } from '#contract/shapes.ts';
import { whenOf, type When } from '#core/shared/conditions.ts';

/** One field of a form as the page draws it, read from JSON Schema 2020-12. */
type Asked = Readonly<{ name: string; title: string; why?: string; required: boolean; later: boolean; when?: When; initial?: unknown; example?: unknown }>;
export type TextField = Asked & Readonly<{ kind: 'text'; min?: number; max?: number; pattern?: string; long: boolean; reasonFor?: string; suggest?: true }>;
export type NumberField = Asked & Readonly<{ kind: 'number'; min?: number; max?: number; step?: number; whole: boolean; unit?: string }>;
export type MoneyField = Asked & Readonly<{ kind: 'money'; min?: number; max?: number }>;
export type DateField = Asked & Readonly<{ kind: 'date'; from?: string; to?: string }>;
export type FileField = Asked & Readonly<{ kind: 'file'; many: boolean; most?: number; sealed?: true }>;
export type ChoiceField = Asked & Readonly<{ kind: 'choice'; many: boolean; href: string; least?: number; most?: number }>;
export type EnumField = Asked & Readonly<{ kind: 'enum'; many: boolean; choices: readonly Choice[] }>;
export type FlagField = Asked & Readonly<{ kind: 'flag'; pledge: boolean }>;
export type RowsField = Asked & Readonly<{ kind: 'rows'; fields: readonly Field[]; least?: number; most?: number }>;
export type GroupField = Asked & Readonly<{ kind: 'group'; fields: readonly Field[] }>;
export type ScoreField = Asked & Readonly<{ kind: 'score'; group: string; min?: number; max: number; step?: number; suggested?: number }>;
export type Field = TextField | NumberField | MoneyField | DateField | FileField | ChoiceField | EnumField | FlagField | RowsField | GroupField | ScoreField;

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const raw = (value: unknown): Raw => (isRaw(value) ? value : {});
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Safe-integer bounds are what zod prints for "no bound". */
const bound = (value: unknown): number | undefined => {
  const given = number(value);
  return given === undefined || Math.abs(given) >= Number.MAX_SAFE_INTEGER ? undefined : given;
};

/** `anyOf [x, null]` asks for x. */
function essence(schema: Raw): Raw {
  const given = list(schema['anyOf'] ?? schema['oneOf'])
    .map(raw)
    .filter(({ type }) => type !== 'null');
  const only = given.length === 1 ? given[0] : undefined;
  if (only === undefined) return schema;
  const { anyOf: _, oneOf: __, ...rest } = schema;
  return { ...only, ...rest };
}

function choicesOf(schema: Raw): readonly Choice[] | undefined {
  if (!Array.isArray(schema['enum'])) return undefined;
  const labels = raw(schema['x-labels']);
  return schema['enum'].map((value) => ({ value: String(value), label: text(labels[String(value)]) ?? String(value) }));
}

function textField(asked: Asked, schema: Raw): Field {
  const max = bound(schema['maxLength']);
  const long = max !== undefined && max > 120;
  const suggest = schema['x-suggest'] === undefined ? {} : { suggest: true as const };
  return {
    ...asked,
    kind: 'text',
    min: bound(schema['minLength']),
    max,
    pattern: text(schema['pattern']),
    long,
    reasonFor: text(schema['x-reason-for']),
    ...suggest,
  };
}

function stringField(asked: Asked, schema: Raw): Field {
  const href = text(schema['x-choices']);
  if (href !== undefined) return { ...asked, kind: 'choice', many: false, href };
  if (schema['format'] === 'date') return { ...asked, kind: 'date', from: text(schema['x-min']), to: text(schema['x-max']) };
  if (schema['format'] === 'file') return { ...asked, kind: 'file', many: false, ...(schema['x-sealed'] === true ? { sealed: true as const } : {}) };
  const choices = choicesOf(schema);
  return choices ? { ...asked, kind: 'enum', many: false, choices } : textField(asked, schema);
}

function numberField(asked: Asked, schema: Raw): Field {
  const [min, max, step, group] = [bound(schema['minimum']), bound(schema['maximum']), number(schema['multipleOf']), text(schema['x-group'])];
  if (schema['x-unit'] === 'fen') return { ...asked, kind: 'money', min, max };
  if (group !== undefined && max !== undefined) return { ...asked, kind: 'score', group, min, max, step, suggested: number(schema['x-suggested']) };
  return { ...asked, kind: 'number', min, max, step, whole: schema['type'] === 'integer', unit: text(schema['x-unit']) };
}

function arrayField(asked: Asked, schema: Raw): Field {
  const items = essence(raw(schema['items']));
  const [least, most] = [number(schema['minItems']), number(schema['maxItems'])];
  if (isRaw(items['properties'])) return { ...asked, kind: 'rows', fields: fieldsOf(items), least, most };
  const href = text(items['x-choices'] ?? schema['x-choices']);
  if (href !== undefined) return { ...asked, kind: 'choice', many: true, href, least, most };
  if (items['format'] === 'file') return { ...asked, kind: 'file', many: true, most };
  const choices = choicesOf(items);
  if (choices) return { ...asked, kind: 'enum', many: true, choices };
  // A list of plain values is a table with one column.
  return { ...asked, kind: 'rows', fields: [fieldOf('', items, true)], least, most };
}

/** A description that is nothing but a clause says that it is one. */
const whyOf = (words: string | undefined): string | undefined => (words !== undefined && /^[一二三四五]\.\d+$/.test(words) ? `依据：${words}` : words);

function fieldOf(name: string, given: Raw, required: boolean): Field {
  const schema = essence(given);
  const when = whenOf(given);
  const initial = schema['default'] ?? (schema['const'] !== undefined && schema['type'] !== 'boolean' ? schema['const'] : undefined);
  const asked: Asked = {
    name,
    title: text(schema['title']) ?? name,
    why: whyOf(text(schema['description'])),
    required: when === undefined ? required : when.optional !== true,
    // 必填的不能后补：folded away it would only be missed.
    later: !required && schema['x-later'] === true,
    ...(when === undefined ? {} : { when }),
    initial,
    example: list(schema['examples'])[0],
  };
  switch (schema['type']) {
    case 'boolean':
      return { ...asked, kind: 'flag', pledge: schema['const'] === true };
    case 'integer':
    case 'number':
      return numberField(asked, schema);
    case 'array':
      return arrayField(asked, schema);
    case 'object':
      return { ...asked, kind: 'group', fields: fieldsOf(schema) };
    default:
      return stringField(asked, schema);
  }
}

/** 这一笔有助于哪一条，as the root of a schema says it. */
export const helpsOf = (schema: Raw | null): string | undefined => text(schema?.['x-helps']);

/** The fields of an object schema, in the order they are asked. */
export function fieldsOf(schema: Raw): readonly Field[] {
  const required = new Set(list(schema['required']));
  return Object.entries(raw(schema['properties'])).map(([name, one]) => fieldOf(name, raw(one), required.has(name)));
}
