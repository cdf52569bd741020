import type { OldPlaque } from '#core/title/life.ts';
import { present, type Reading } from '../reading.ts';
import type { KindStore } from './kind-store.ts';

/** 换发、补发以前的牌匾，先换下的在前。 */
async function oldPlaques({ db }: Reading, { id }: { id: string }): Promise<{ oldPlaques: readonly OldPlaque[] }> {
  const rows = await db
    .selectFrom('oldPlaque')
    .select(['plaqueNo', 'replacedOn', 'why', 'awardedOn', 'receivedBy', 'lostOn', 'returnedOn'])
    .where('titleId', '=', id)
    .orderBy('replacedOn')
    .orderBy('plaqueNo')
    .execute();
  return { oldPlaques: rows.map((row) => present(row) as OldPlaque) };
}

export const titleStore: KindStore = {
  table: 'title',
  columns: ['plaqueNo', 'verifyCode', 'namedOn', 'documentNumber', 'awardedOn', 'handedBy', 'receivedBy', 'receipt', 'validUntil', 'endedOn'],
  knows: oldPlaques,
};
