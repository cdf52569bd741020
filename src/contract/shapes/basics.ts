import { z } from 'zod';

/** What everything else is said with: ids, days, references, fields, problems. */

export const offices = [
  'lead',
  'secretary',
  'member',
  'unit',
  'grassroots',
  'supervisor',
  'department',
  'leadership',
  'finance',
  'expert',
  'auditor',
  'sysadmin',
  'secadmin',
  'auditadmin',
] as const;
export const officeCode = z.enum(offices);
export const id = z.string().min(1).max(64);
export const cityDate = z.iso.date();
export const cityTime = z.iso.datetime({ offset: true });
export const jsonSchema = z.record(z.string(), z.unknown());
export const ref = z.strictObject({ id, name: z.string() });
export const state = z.strictObject({ code: z.string(), zh: z.string() });
export const flag = z.strictObject({ code: z.string(), text: z.string(), href: z.string().optional() });
export const field = z.strictObject({ label: z.string(), text: z.string(), file: id.optional(), href: z.string().optional() });
export const section = z.strictObject({
  title: z.string(),
  fields: z.array(field),
  /** A table, when the section is one. */
  columns: z.array(z.string()).optional(),
  rows: z.array(z.array(z.string())).optional(),
});
export const paper = z.strictObject({ name: z.string(), title: z.string(), formats: z.array(z.enum(['pdf', 'docx', 'xlsx', 'html'])), href: z.string() });
export const fileMeta = z.strictObject({ id, name: z.string(), size: z.int(), sha256: z.string(), type: z.string() });
export const choice = z.strictObject({ value: z.string(), label: z.string() });
export const page = <T extends z.ZodType>(row: T) => z.strictObject({ items: z.array(row), next: z.string().nullable(), total: z.int().optional() });
export const reason = z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional(), clause: z.string().optional() });
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  reasons: z.array(reason),
});

export type Section = z.infer<typeof section>;
export type Field = z.infer<typeof field>;
export type Flag = z.infer<typeof flag>;
export type FileMeta = z.infer<typeof fileMeta>;
export type Choice = z.infer<typeof choice>;
export type Problem = z.infer<typeof problem>;
export type Page<T> = { items: T[]; next: string | null; total?: number };
