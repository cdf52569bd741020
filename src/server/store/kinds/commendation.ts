import type { Commendation, CommendationItem } from '#core/commendation/life.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Tx } from '../connection.ts';
import { present } from '../reading.ts';
import type { KindStore } from './kind-store.ts';

/** Writes only the items that changed: the version in the statement tells. */
async function saveItems(tx: Tx, matter: Matter): Promise<void> {
  const { id, items } = matter as Commendation;
  for (const { evidence, ...item } of items) {
    const { state, version, reason } = item;
    const changed = { state, version, reason, note: item.note ?? null, certificateNo: item.certificateNo ?? null };
    await tx
      .insertInto('commendationItem')
      .values({ ...item, ...changed, commendationId: id, evidence: JSON.stringify(evidence) })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changed).where('commendationItem.version', '<', version))
      .execute();
  }
}

export const commendationStore: KindStore = {
  table: 'commendation',
  columns: ['year', 'honour', 'basis', 'basisFile', 'quota', 'minutesNo', 'metOn', 'documentNumber', 'announcedOn'],
  async knows({ db }, { id }): Promise<Pick<Commendation, 'items' | 'noticeEnded'>> {
    const rows = await db
      .selectFrom('commendationItem')
      .select(['id', 'studioId', 'rank', 'state', 'version', 'score', 'evidence', 'reason', 'note', 'certificateNo'])
      .where('commendationId', '=', id)
      .orderBy('rank')
      .orderBy('id')
      .execute();
    const notice = await db.selectFrom('matter').select('state').where('parent', '=', id).where('kind', '=', 'publicity').executeTakeFirst();
    const items = rows.map((row) => ({ ...present(row), score: Number(row.score) }) as CommendationItem);
    return { items, noticeEnded: notice?.state === 'ended' };
  },
  saves: saveItems,
};
