import type { z } from 'zod';
import type { Matter as MatterShape } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import type { Names } from '../names.ts';
import { broughtTexts } from './texts.ts';

/** What a step changed, as it was written down: before and after, by field. */
export type Changed = Readonly<Record<string, readonly [unknown, unknown]>>;
type Brought = MatterShape['history'][number]['brought'];
type Keys = Readonly<Record<string, unknown>>;
/** What this reader has been told so far, and which fields were touched by a step that is not for this reader. */
export type Told = Readonly<{ earlier: Map<string, unknown>; hidden: Set<string> }>;
export const told = (): Told => ({ earlier: new Map(), hidden: new Set() });

/** A step in confidence: what it touched is no longer told as “before”. */
export function passOver({ hidden }: Told, ...records: readonly unknown[]): void {
  for (const record of records) if (typeof record === 'object' && record !== null) for (const key of Object.keys(record)) hidden.add(key);
}

const headerZh: Readonly<Record<string, string>> = { dueOn: '期限', title: '名称' };
const shown = (key: string, value: unknown): string => (typeof value !== 'string' ? '' : key === 'dueOn' ? dayZh(value) : value);

/** What of the header changed beside what was brought. */
const ofHeader = (changed: Changed): Brought =>
  Object.entries(headerZh).flatMap(([key, label]) => {
    const [was, is] = changed[key] ?? [];
    const [before, text] = [shown(key, was), shown(key, is)];
    return before === '' || text === '' ? [] : [{ label, before, text }];
  });

/**
 * What was brought, with what stood there before: from the record of the step, or — where the field is no field of the
 * matter itself — from what an earlier step that this reader may read had brought. Carried from step to step.
 */
export function changesOf(names: Names, form: z.ZodType | undefined, brought: unknown, changed: Changed | null, { earlier, hidden }: Told): Brought {
  const fields = broughtTexts(names, form, brought);
  const record = (typeof brought === 'object' && brought !== null ? brought : {}) as Keys;
  const was = Object.fromEntries(fields.map(({ key }) => [key, hidden.has(key) ? null : (changed?.[key]?.[0] ?? earlier.get(key) ?? null)]));
  const before = new Map(broughtTexts(names, form, was).map(({ key, text }) => [key, text]));
  for (const { key } of fields) {
    earlier.set(key, record[key]);
    hidden.delete(key);
  }
  const shownFields = fields.map(({ key, href: _, ...field }) => {
    const old = before.get(key);
    return old === undefined || old === field.text || field.file !== undefined ? field : { ...field, before: old };
  });
  return [...shownFields, ...ofHeader(changed ?? {})];
}
