import type { Work } from '#server/kernel/house.ts';

/** What was frozen last for any of these matters, with its digest. */
export async function lastDossier({ tx }: Work, ids: readonly string[]) {
  return tx.selectFrom('dossier').select(['content', 'sha256']).where('matterId', 'in', ids).orderBy('id', 'desc').executeTakeFirst();
}
