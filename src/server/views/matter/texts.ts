import type { z } from 'zod';
import { dayZh } from '#core/shared/days.ts';
import { yuan } from '#core/shared/money.ts';
import type { Field } from '#contract/shapes.ts';
import { formSchema } from '#server/kernel/form-schema.ts';
import type { Names } from '../names.ts';

type Property = Readonly<{
  title?: string;
  format?: string;
  'x-labels'?: Record<string, string>;
  'x-unit'?: string;
  'x-reason-for'?: string;
  'x-choices'?: string;
  'x-untold'?: boolean;
  properties?: Record<string, Property>;
  items?: Property;
}>;

/** One value of a form as people read it. */
function textOf(names: Names, property: Property, value: unknown): string {
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value))
    return joined(
      value.map((one) => textOf(names, property.items ?? {}, one)),
      '；',
    );
  if (typeof value === 'object' && value !== null) {
    return 'digest' in value ? '（已另存）' : groupText(names, property.properties ?? {}, value as Readonly<Record<string, unknown>>);
  }
  if (typeof value === 'number') return property['x-unit'] === 'fen' ? yuan(value) : `${value}`;
  if (typeof value !== 'string') return '';
  if (property.format === 'date') return dayZh(value);
  // What was chosen and has no name for this reader is not told by its number.
  return property['x-labels']?.[value] ?? names.get(value) ?? (property['x-choices'] === undefined ? value : '（略）');
}

/** 安全用电：看配电箱。 固定场所，一般，负责人没有公示，请上墙。 符合15项，有问题2项。 */
function groupText(names: Names, properties: Record<string, Property>, value: Readonly<Record<string, unknown>>): string {
  const named: readonly (readonly [string, Property])[] =
    Object.keys(properties).length > 0 ? Object.entries(properties) : Object.keys(value).map((key) => [key, {}]);
  const asked = named.filter(([key]) => value[key] !== undefined && value[key] !== '');
  const texts = asked.map(([key, property]) => textOf(names, property, value[key]));
  // A form of many choices, one for each item of a list: how many of each says more than every word of it.
  if (asked.length > 4 && asked.every(([, property]) => property['x-labels'] !== undefined)) return tally(texts);
  if (texts.length === 2) return texts.join('：');
  return joined(texts, '，');
}
/** One after another, no full stop but the last. */
const joined = (texts: readonly string[], mark: string): string =>
  texts.map((text, index) => (index < texts.length - 1 ? text.replace(/。$/u, '') : text)).join(mark);
const tally = (texts: readonly string[]): string => [...new Set(texts)].map((text) => `${text}${texts.filter((one) => one === text).length}项`).join('，');

/** What was brought, as label and text, by the titles of the form. Fields without a title are not for people. */
export function broughtTexts(names: Names, form: z.ZodType | undefined, brought: unknown): (Field & { key: string })[] {
  if (form === undefined || typeof brought !== 'object' || brought === null) return [];
  const { properties = {} } = formSchema<Property>(form);
  // In the order of the form: what was kept as JSON has lost its own.
  const record = brought as Readonly<Record<string, unknown>>;
  return Object.entries(properties).flatMap(([key, property]) => {
    const value = record[key];
    if (property.title === undefined || property['x-untold'] === true || value === '' || value === undefined || value === null) return [];
    const isFile = property.format === 'file' && typeof value === 'string';
    return [{ key, label: property.title, text: isFile ? '查看文件' : textOf(names, property, value), ...(isFile ? { file: value } : {}) }];
  });
}

/** Every id-like text in what was brought, so that its name can be fetched. */
export function idsIn(value: unknown): string[] {
  // A seat names its person, its union, its studio.
  if (typeof value === 'string' && value.includes('/')) return value.split('/').flatMap(idsIn);
  if (typeof value === 'string') return /^[0-9a-z-]{3,64}$/.test(value) ? [value] : [];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(idsIn);
  return [];
}
