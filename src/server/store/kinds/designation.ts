import type { Designation, DesignationItem } from '#core/batch/designation.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Tx } from '../connection.ts';
import type { KindStore } from './kind-store.ts';
import { present, type Reading } from '../reading.ts';

async function itemsOf({ db }: Reading, id: string): Promise<readonly DesignationItem[]> {
  const rows = await db
    .selectFrom('designationItem')
    .select(['id', 'studioId', 'acceptanceId', 'standard', 'state', 'version', 'note', 'plaqueNo'])
    .where('designationId', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => present(row) as DesignationItem);
}

/** Writes only the items that changed: the version in the statement tells. */
async function saveItems(tx: Tx, matter: Matter): Promise<void> {
  const { id, items } = matter as Designation;
  for (const item of items) {
    await tx
      .insertInto('designationItem')
      .values({ ...item, designationId: id, note: item.note ?? null, plaqueNo: item.plaqueNo ?? null })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ state: item.state, version: item.version, note: item.note ?? null, plaqueNo: item.plaqueNo ?? null })
          .where('designationItem.version', '<', item.version),
      )
      .execute();
  }
}

export const designationStore: KindStore = {
  table: 'designation',
  columns: ['year', 'minutesNo', 'metOn', 'documentNumber', 'issuedOn'],
  async knows(reading, matter): Promise<Pick<Designation, 'items' | 'noticeEnded'>> {
    const notice = await reading.db.selectFrom('matter').select('state').where('parent', '=', matter.id).where('kind', '=', 'publicity').executeTakeFirst();
    return { items: await itemsOf(reading, matter.id), noticeEnded: notice?.state === 'ended' };
  },
  saves: saveItems,
};
