import { z } from 'zod';
import { dayZh } from '#core/shared/days.ts';
import { yuan } from '#core/shared/money.ts';
import type { Field } from '#contract/shapes.ts';
import type { Names } from '../names.ts';

type Property = Readonly<{
  title?: string;
  format?: string;
  'x-labels'?: Record<string, string>;
  'x-unit'?: string;
  'x-reason-for'?: string;
  properties?: Record<string, Property>;
  items?: Property;
}>;

/** One value of a form as people read it. */
function textOf(names: Names, property: Property, value: unknown): string {
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value)) return value.map((one) => textOf(names, property.items ?? {}, one)).join('；');
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return 'digest' in value ? '（已另存）' : entries.map(([key, one]) => textOf(names, property.properties?.[key] ?? {}, one)).join('：');
  }
  if (typeof value === 'number') return property['x-unit'] === 'fen' ? yuan(value) : `${value}`;
  if (typeof value !== 'string') return '';
  if (property.format === 'date') return dayZh(value);
  return property['x-labels']?.[value] ?? names.get(value) ?? value;
}

/** What was brought, as label and text, by the titles of the form. Fields without a title are not for people. */
export function broughtTexts(names: Names, form: z.ZodType | undefined, brought: unknown): Field[] {
  if (form === undefined || typeof brought !== 'object' || brought === null) return [];
  const { properties = {} } = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Property;
  // In the order of the form: what was kept as JSON has lost its own.
  const record = brought as Readonly<Record<string, unknown>>;
  return Object.entries(properties).flatMap(([key, property]) => {
    const value = record[key];
    if (property.title === undefined || value === '' || value === undefined || value === null) return [];
    const isFile = property.format === 'file' && typeof value === 'string';
    return [{ label: property.title, text: isFile ? '查看文件' : textOf(names, property, value), ...(isFile ? { file: value } : {}) }];
  });
}

/** Every id-like text in what was brought, so that its name can be fetched. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[0-9a-z-]{3,64}$/.test(value) ? [value] : [];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(idsIn);
  return [];
}
