import { z } from 'zod';

/** `manifest.json`: what the package is of, and every other file in it with its digest. */
export const manifestName = 'manifest.json';
export const packedFile = z.strictObject({ path: z.string(), title: z.string(), size: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export const manifestShape = z.strictObject({
  format: z.literal('lingxian-archive'),
  version: z.literal(1),
  matter: z.strictObject({ id: z.string(), kind: z.string(), title: z.string(), version: z.int(), closedOn: z.iso.date() }),
  term: z.enum(['permanent', 'years-30', 'years-10']),
  files: z.array(packedFile).max(5000),
});
export type PackedFile = z.infer<typeof packedFile>;
export type Manifest = z.infer<typeof manifestShape>;
