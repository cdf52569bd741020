import { conditionsOf, isAsked } from '../shared/conditions.ts';

/** 一包材料里的一样：齐了、还缺、填得不对。 */
export type PartState = 'done' | 'missing' | 'wrong';
export const partStateZh: Readonly<Record<PartState, string>> = { done: '齐', missing: '缺', wrong: '有误' };

type Property = Readonly<{ title?: string; format?: string; items?: { format?: string }; default?: unknown; 'x-group'?: unknown; 'x-reason-for'?: unknown }>;
export type AskedForm = Readonly<{ properties?: Readonly<Record<string, Property>>; required?: readonly string[] }>;
export type Values = Readonly<Record<string, unknown>>;
/** What is wrong with a value: where, and the sentence. */
export type Wrong = Readonly<{ field: string; message: string }>;
/** One field of a form, and how far it is. */
export type Filled = Readonly<{ name: string; title: string; state: PartState; says?: string; paper: boolean }>;

/** Without what is empty, however deep: blank rows are no rows. */
export function withoutBlanks(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) {
    const kept = value.map(withoutBlanks).filter((one) => one !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const full = withoutBlanks(one);
    return full === undefined ? [] : [[name, full] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** What is written so far: what the form starts with, and over it what was typed; what was cleared is empty. */
export function writtenSoFar({ properties = {} }: AskedForm, typed: Values): Values {
  const start = Object.fromEntries(
    Object.entries(properties).flatMap(([name, { default: preset }]) => (preset === undefined ? [] : [[name, preset] as const])),
  );
  return (withoutBlanks({ ...start, ...typed }) ?? {}) as Values;
}

/** Every field that is asked for beside these values and must be filled, or is filled wrongly. */
export function filledFields({ properties = {}, required = [] }: AskedForm, values: Values, wrong: readonly Wrong[]): readonly Filled[] {
  const conditions = conditionsOf(properties);
  return Object.entries(properties).flatMap(([name, property]) => {
    const when = conditions[name];
    if (!isAsked(when, values, conditions)) return [];
    const needed = when === undefined ? required.includes(name) : when.optional !== true;
    const given = values[name] !== undefined;
    const complaint = given ? wrong.find(({ field }) => field === name || field.startsWith(`${name}.`)) : undefined;
    if (!needed && complaint === undefined) return [];
    const state: PartState = !given ? 'missing' : complaint === undefined ? 'done' : 'wrong';
    const paper = property.format === 'file' || property.items?.format === 'file';
    return [{ name, title: property.title ?? name, state, paper, ...(complaint === undefined ? {} : { says: complaint.message }) }];
  });
}

/** Of several, the worst that can be said: wrong before missing before done. */
export const together = (states: readonly PartState[]): PartState => (states.includes('wrong') ? 'wrong' : states.includes('missing') ? 'missing' : 'done');

/** 还差 意见、盖章件；公示地点请写明具体位置。 */
export function leftToDo(fields: readonly Filled[]): string {
  const missing = fields.filter(({ state }) => state === 'missing').map(({ title }) => title);
  const wrong = fields.flatMap(({ state, title, says }) => (state === 'wrong' ? [`${title}：${says ?? '有误'}`] : []));
  const shown = missing.length > 4 ? `${missing.slice(0, 4).join('、')}等${missing.length}项` : missing.join('、');
  return [...(missing.length > 0 ? [`还差${shown}`] : []), ...wrong].join('；');
}
