import { z } from 'zod';
import { id } from './basics.ts';

/** What may be imported from a workbook by this office. */
export const importable = z.strictObject({ code: z.string(), zh: z.string(), columns: z.array(z.strictObject({ title: z.string(), required: z.boolean() })) });
/** 逐行的结论；有错的在前。`done` says whether anything was taken in. */
export const importReport = z.strictObject({
  code: z.string(),
  title: z.string(),
  done: z.boolean(),
  fresh: z.int(),
  same: z.int(),
  refused: z.int(),
  rows: z.array(
    z.strictObject({
      row: z.int(),
      label: z.string(),
      says: z.enum(['new', 'same', 'refused']),
      faults: z.array(z.strictObject({ column: z.string(), message: z.string() })),
    }),
  ),
  /** Rows beyond those that are told; the returned workbook has them all. */
  more: z.int(),
});
export const importBody = z.strictObject({ file: id, dry: z.boolean().default(true) });
export type Importable = z.infer<typeof importable>;
export type ImportReport = z.infer<typeof importReport>;
