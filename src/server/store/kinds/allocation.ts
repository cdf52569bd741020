import type { Allocation, AllocationRow } from '#core/targets/allocation.ts';
import type { KindStore } from './kind-store.ts';

export const allocationStore: KindStore = {
  table: 'allocation',
  columns: ['year', 'basis', 'createdTotal', 'qualifiedTotal', 'documentNumber', 'issuedOn'],
  async knows({ db }, { id }) {
    const rows: readonly AllocationRow[] = await db
      .selectFrom('allocationRow')
      .select(['unionId', 'position', 'created', 'qualified'])
      .where('allocationId', '=', id)
      .orderBy('position')
      .execute();
    return { rows };
  },
  async saves(tx, matter) {
    const { id, rows } = matter as Allocation;
    await tx.deleteFrom('allocationRow').where('allocationId', '=', id).execute();
    if (rows.length > 0)
      await tx
        .insertInto('allocationRow')
        .values(rows.map((row) => ({ allocationId: id, ...row })))
        .execute();
  },
};
