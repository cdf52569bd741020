import type { z } from 'zod';
import { conditionsOf, isAsked, onlyAsked } from '#core/shared/conditions.ts';
import type { Work } from './house.ts';
import { formSchema } from './form-schema.ts';
import { plainWords } from './plain-words.ts';
import { Refusal, refuse, type RefusalReason } from './refusal.ts';

type Schema = Readonly<{
  [key: string]: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  uniqueItems?: boolean;
  'x-choices'?: string;
  format?: string;
}>;
/** What the choices of a form are narrowed to. `held`: a matter that kept what is brought; its files were checked when they were kept. */
export type Place = Readonly<{ matter?: string; studio?: string; union?: string; held?: string }>;
/** Which of some values may be chosen by this actor, here and now. */
export type Choosable = (work: Work, of: string, place: Place, values: readonly string[]) => Promise<ReadonlySet<string>>;

const withAddress = (schema: unknown, query: string): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => withAddress(one, query));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'x-choices' ? `/api/choices/${String(value)}${query}` : key === 'default' || key === 'examples' ? value : withAddress(value, query),
    ]),
  );
};

/** What a program sends that goes by the examples alone: for it, `required` says what these examples ask for. */
function withNeeds(schema: Schema): Schema {
  const { properties, items } = schema;
  if (items !== undefined) return { ...schema, items: withNeeds(items) };
  if (properties === undefined) return schema;
  const conditions = conditionsOf(properties);
  const likely = Object.fromEntries(
    Object.entries(properties).map(([name, { examples, default: preset, enum: values }]) => [name, firstOf(examples) ?? preset ?? firstOf(values)]),
  );
  const needed = Object.keys(conditions).filter((name) => conditions[name]?.optional !== true && isAsked(conditions[name], likely, conditions));
  return {
    ...schema,
    properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, withNeeds(one)])),
    ...(needed.length === 0 ? {} : { required: [...(Array.isArray(schema['required']) ? schema['required'] : []), ...needed] }),
  };
}
const firstOf = (values: unknown): unknown => (Array.isArray(values) ? values[0] : undefined);

/** A form as JSON Schema 2020-12, its choices as addresses for this matter or studio. */
export function schemaOf(form: z.ZodType, place: Place): Record<string, unknown> {
  const query = new URLSearchParams(Object.entries(place).filter((pair): pair is [string, string] => pair[1] !== undefined)).toString();
  return withAddress(withNeeds(formSchema<Schema>(form)), query === '' ? '' : `?${query}`) as Record<string, unknown>;
}

/** What was brought without what the answers beside it do not ask for. */
function withoutUnasked({ properties, items }: Schema, value: unknown): unknown {
  if (Array.isArray(value)) return items === undefined ? value : value.map((one: unknown) => withoutUnasked(items, one));
  if (typeof value !== 'object' || value === null || properties === undefined) return value;
  const kept = onlyAsked(conditionsOf(properties), withDefaults(properties, value));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (name in kept ? [[name, withoutUnasked(properties[name] ?? {}, one)] as const] : [])),
  );
}
const withDefaults = (properties: Readonly<Record<string, Schema>>, value: object): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(properties).flatMap(([name, { default: preset }]) => (preset === undefined ? [] : [[name, preset] as const]))),
  ...value,
});

const fieldOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');
/** Wrong in kind (400) or not enough yet (422). */
const isMalformed = ({ code, input }: z.core.$ZodIssue): boolean =>
  code === 'unrecognized_keys' || (code === 'invalid_type' && input !== undefined && input !== null);
const sentence = (issue: z.core.$ZodIssue): RefusalReason => ({
  code: issue.code === 'unrecognized_keys' ? 'unknown-field' : 'invalid',
  message: issue.code === 'unrecognized_keys' ? `没有这一项：${issue.keys.join('、')}` : issue.message,
  field: fieldOf(issue.path),
});

/** @throws Refusal 400 or 422 naming every field */
export function parseForm<T>(form: z.ZodType<T>, input: unknown): T {
  const parsed = form.safeParse(input ?? {}, { reportInput: true, error: plainWords });
  if (parsed.success) return parsed.data;
  throw new Refusal(parsed.error.issues.some(isMalformed) ? 400 : 422, parsed.error.issues.map(sentence));
}

/** What is wrong with what is written so far, field by field; nothing is refused. */
export function complaintsOf(form: z.ZodType, values: unknown): readonly { field: string; message: string }[] {
  const parsed = form.safeParse(withoutUnasked(formSchema<Schema>(form), values), { reportInput: true, error: plainWords });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ field: fieldOf(path), message }));
}

type Found = Readonly<{ files: { field: string; id: string; sealed: boolean }[]; choices: { field: string; of: string; value: string }[]; twice: string[] }>;
/** Walks value and schema side by side and collects the references that must be checked, and the lists that say something twice. */
function collect(schema: Schema, value: unknown, field: string, found: Found): void {
  if (Array.isArray(value)) {
    if (schema.uniqueItems === true && new Set(value).size < value.length) found.twice.push(field);
    return value.forEach((one, index) => collect(schema.items ?? {}, one, `${field}.${index}`, found));
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) collect(schema.properties?.[key] ?? {}, one, field === '' ? key : `${field}.${key}`, found);
    return;
  }
  if (typeof value !== 'string') return;
  if (schema.format === 'file') found.files.push({ field, id: value, sealed: schema['x-sealed'] === true });
  const of = schema['x-choices'];
  if (of !== undefined) found.choices.push({ field, of, value });
}

async function checkFiles({ tx, actor }: Work, { held = '' }: Place, files: Found['files']): Promise<void> {
  if (files.length === 0) return;
  const ids = files.map(({ id }) => id);
  const own = await tx
    .selectFrom('storedFile')
    .select('id')
    .where('id', 'in', ids)
    .where((eb) => eb.or([eb('uploadedBy', '=', actor.id), eb('id', 'in', eb.selectFrom('fileUse').select('fileId').where('matterId', '=', held))]))
    .execute();
  const known = new Set(own.map(({ id }) => id));
  const missing = files.filter(({ id }) => !known.has(id));
  if (missing.length > 0)
    throw new Refusal(
      422,
      missing.map(({ field }) => ({ code: 'no-such-file', message: '没有这个文件，请重新上传', field })),
    );
}

/** 盖章件若读过码，须是这件事项的；没有读过的、没有码的（手工填的表）照收。 */
async function checkSealed({ tx }: Work, { matter }: Place, files: Found['files']): Promise<void> {
  const sealed = files.filter((file) => file.sealed);
  if (sealed.length === 0 || matter === undefined) return;
  const rows = await tx
    .selectFrom('pageReading')
    .select(['fileId', 'sheets'])
    .where(
      'fileId',
      'in',
      sealed.map(({ id }) => id),
    )
    .execute();
  const codesOf = (id: string) => (rows.find(({ fileId }) => fileId === id)?.sheets ?? []) as readonly (Readonly<{ id: string }> | null)[];
  const wrong = sealed.find(({ id }) => codesOf(id).some((code) => code !== null && code.id !== matter));
  if (wrong) throw refuse(422, 'scan-of-another', '这份盖章件的页码属于另一件事项，请上传这件事项的', wrong.field);
}

async function checkChoices(work: Work, place: Place, choices: Found['choices'], choosable: Choosable): Promise<void> {
  for (const of of new Set(choices.map((one) => one.of))) {
    const asked = choices.filter((one) => one.of === of);
    const allowed = await choosable(
      work,
      of,
      place,
      asked.map(({ value }) => value),
    );
    const wrong = asked.find(({ value }) => !allowed.has(value));
    if (wrong) throw refuse(422, 'not-a-choice', '所选项已不可选，请重新选择', wrong.field);
  }
}

/** @throws Refusal 400 when something was brought to a step that takes nothing */
export function insistOnNothing(input: unknown): void {
  if (input === undefined || input === null || (typeof input === 'object' && Object.keys(input).length === 0)) return;
  throw refuse(400, 'unknown-field', '这一步不需要填写内容');
}

/**
 * What was brought, checked: shape, limits, references and files. Answers the value and the files it names.
 * @throws Refusal 400 or 422
 */
export async function takeForm<T>(
  work: Work,
  form: z.ZodType<T> | undefined,
  input: unknown,
  place: Place,
  choosable: Choosable,
): Promise<{ brought: T | undefined; files: readonly string[] }> {
  if (form === undefined) {
    insistOnNothing(input);
    return { brought: undefined, files: [] };
  }
  const schema = formSchema<Schema>(form);
  const brought = parseForm(form, withoutUnasked(schema, input));
  const found: Found = { files: [], choices: [], twice: [] };
  collect(schema, brought, '', found);
  if (found.twice.length > 0) throw refuse(422, 'chosen-twice', '有重复的，请各选一次', found.twice[0]);
  await checkFiles(work, place, found.files);
  await checkSealed(work, place, found.files);
  await checkChoices(work, place, found.choices, choosable);
  return { brought, files: found.files.map(({ id }) => id) };
}
