import type { Meeting, MeetingItem } from '#core/meeting/life.ts';
import type { Matter } from '#core/shared/life.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Tx } from '../connection.ts';
import { present, type Reading } from '../reading.ts';
import type { KindStore } from './kind-store.ts';

const fields = ['id', 'matterId', 'position', 'state', 'version', 'step', 'input', 'seen', 'note', 'decidedBy', 'decidedAt', 'releasedAt'] as const;

async function itemsOf({ db }: Reading, id: string): Promise<readonly MeetingItem[]> {
  const rows = await db.selectFrom('meetingItem').select(fields).where('meetingId', '=', id).orderBy('position').orderBy('id').execute();
  return rows.map((row) => present(row) as MeetingItem);
}

/** What was decided and is decided otherwise now stays readable. */
async function keepPast(tx: Tx, { id, version }: MeetingItem): Promise<void> {
  await tx
    .insertInto('meetingItemPast')
    .columns(['id', 'itemId', 'state', 'step', 'input', 'note', 'until'])
    .expression((eb) =>
      eb
        .selectFrom('meetingItem')
        .select([eb.val(newId()).as('pastId'), 'id', 'state', 'step', 'input', 'note', 'decidedAt'])
        .where('id', '=', id)
        .where('version', '<', version)
        .where('decidedAt', 'is not', null),
    )
    .execute();
}

/** Writes only the items that changed: the version in the statement tells. */
async function saveItems(tx: Tx, matter: Matter): Promise<void> {
  const { id: meetingId, items } = matter as Meeting;
  const known = new Map(
    (await tx.selectFrom('meetingItem').select(['id', 'version']).where('meetingId', '=', meetingId).execute()).map((one) => [one.id, one.version]),
  );
  for (const item of items.filter(({ id, version }) => (known.get(id) ?? 0) < version)) {
    if (known.has(item.id)) await keepPast(tx, item);
    const { position, state, version, note } = item;
    const kept = {
      position,
      state,
      version,
      note,
      step: item.step ?? null,
      input: item.input === undefined ? null : JSON.stringify(item.input),
      seen: item.seen ?? null,
      decidedBy: item.decidedBy ?? null,
      decidedAt: item.decidedAt ?? null,
      releasedAt: item.releasedAt ?? null,
    };
    await tx
      .insertInto('meetingItem')
      .values({ ...kept, id: item.id, matterId: item.matterId, meetingId, stepZh: null, said: null, evidence: null })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(kept))
      .execute();
  }
}

export const meetingStore: KindStore = {
  table: 'meeting',
  columns: ['body', 'heldOn', 'place', 'chair', 'present', 'guests', 'minutesNo', 'remarks', 'begunAt', 'endedAt'],
  json: ['present'],
  knows: async (reading, { id }): Promise<Pick<Meeting, 'items'>> => ({ items: await itemsOf(reading, id) }),
  saves: saveItems,
};
