import type { Tx } from './connection.ts';

/** Says what a file belongs to: whoever may see that, may read the file. */
export async function attachFiles(tx: Tx, files: readonly string[], to: { matterId: string } | { studioId: string } | { unionId: string }): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insertInto('fileUse')
    .values(files.map((fileId) => ({ fileId, matterId: null, studioId: null, unionId: null, ...to })))
    .execute();
}
