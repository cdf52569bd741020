import { z } from 'zod';
import { yuan } from './money.ts';
import { dayZh, type Day } from './days.ts';
import { unwritable, unwritableZh } from './text.ts';

/**
 * The fields of every form, said once: a title, limits, and an example where a value cannot be guessed.
 * The page draws its dialogs from these, the API prints them as JSON Schema, the server checks with them.
 */
type Extra = Readonly<{ description?: string; examples?: readonly unknown[]; default?: unknown; [key: `x-${string}`]: unknown }>;
const clean = (schema: z.ZodString, max: number) =>
  schema
    .trim()
    .max(max, `不超过${max}个字`)
    .refine((text) => !unwritable.test(text), unwritableZh);

export const words = (title: string, { min = 1, max = 100, ...extra }: Extra & { min?: number; max?: number } = {}) =>
  // Trimmed first: blanks alone are nothing written.
  clean(
    z
      .string({ error: `请填写${title}` })
      .trim()
      .min(min, min > 1 ? `${title}至少${min}个字` : `请填写${title}`),
    max,
  ).meta({ title, ...extra });
export const optionalWords = (title: string, { max = 200, ...extra }: Extra & { max?: number } = {}) =>
  clean(z.string(), max)
    .optional()
    .meta({ title, ...extra });
export const opinion = words('意见', { min: 2, max: 2000, examples: ['同意。材料属实，符合要求。'] });
export const file = (title: string, extra: Extra = {}) =>
  z
    .string({ error: `请上传${title}` })
    .min(1)
    .max(64)
    .meta({ title, format: 'file', ...extra });
/** 盖章件：从系统打印、盖章、扫描回来的；页码的码说得出它是哪件事项的，别的事项的不收。 */
export const sealed = { description: '打印、盖章后扫描', 'x-sealed': true } as const;
export const optionalFile = (title: string, extra: Extra = {}) =>
  z
    .string()
    .min(1)
    .max(64)
    .optional()
    .meta({ title, format: 'file', ...extra });
export const flag = (title: string, extra: Extra = {}) => z.boolean({ error: `请选择${title}` }).meta({ title, ...extra });
export const count = (title: string, { min = 0, max = 100_000, ...extra }: Extra & { min?: number; max?: number } = {}) =>
  z
    .int({ error: `${title}应为整数` })
    .min(min, `${title}不少于${min}`)
    .max(max, `${title}不超过${max}`)
    .meta({ title, ...extra });
/** Money as integer fen. */
export const money = (title: string, { min = 1, ...extra }: Extra & { min?: number } = {}) =>
  z
    .int({ error: `${title}应为金额` })
    .min(min, `${title}不少于${yuan(min)}`)
    .max(100_000_000_000, `${title}过大`)
    .meta({ title, 'x-unit': 'fen', ...extra });
export const oneOf = <const T extends readonly [string, ...string[]]>(title: string, values: T, extra: Extra = {}) =>
  z.enum(values, { error: `请选择${title}` }).meta({ title, ...extra });
/** One of some codes, each with the words people read. */
export const oneOfCodes = <const T extends Readonly<Record<string, string>>>(title: string, labels: T, extra: Extra = {}) =>
  z.enum(Object.keys(labels) as [keyof T & string, ...(keyof T & string)[]], { error: `请选择${title}` }).meta({ title, 'x-labels': labels, ...extra });
/** A reference to be chosen; `of` names the choices, which the server narrows to this reader and this matter. */
export const choice = (title: string, of: string, extra: Extra = {}) =>
  z
    .string({ error: `请选择${title}` })
    .min(1)
    .max(64)
    .meta({ title, 'x-choices': of, ...extra });

/** A day between two days, both included. */
export const day = (title: string, { from = '1949-10-01', to = '2100-12-31', example = to, ...extra }: Extra & { from?: Day; to?: Day; example?: Day } = {}) =>
  z.iso
    .date({ error: `请填写${title}` })
    .refine((given) => given >= from, `${title}不早于${dayZh(from)}`)
    .refine((given) => given <= to, `${title}不晚于${dayZh(to)}`)
    .meta({ title, format: 'date', examples: [example], 'x-min': from, 'x-max': to, ...extra });

/** 退回、补正时逐项写明要改什么。 */
export const remarks = z
  .array(
    z.strictObject({
      field: words('哪一项', { max: 60, examples: ['攻关项目'], 'x-suggest': 'parts' }),
      says: words('要改什么', { min: 2, max: 500, examples: ['请补充立项文件扫描件。'] }),
    }),
  )
  .min(1, '请至少写明一项')
  .max(50)
  .meta({ title: '逐项说明', examples: [[{ field: '攻关项目', says: '请补充立项文件扫描件。' }]] });
