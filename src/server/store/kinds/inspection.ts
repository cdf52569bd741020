import { sql } from 'kysely';
import type { Inspection } from '#core/inspection/life.ts';
import type { InspectionPlan } from '#core/inspection/plan.ts';
import type { Site, SiteAnswer, SiteNote } from '#core/inspection/site.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Db, Tx } from '../connection.ts';
import type { KindStore } from './kind-store.ts';

/** The record of an inspection as it stands. */
export async function siteOf(db: Db, inspection: string): Promise<Site> {
  const answers = await db
    .selectFrom('inspectionAnswer')
    .select(['item', 'result', 'note', 'revision', 'at', 'byPerson as by'])
    .where('inspectionId', '=', inspection)
    .orderBy('item')
    .execute();
  const notes = await db
    .selectFrom('inspectionNote')
    .select(['key', 'item', 'level', 'text', 'advice', 'photos', 'revision', 'at', 'byPerson as by', 'removed'])
    .where('inspectionId', '=', inspection)
    .orderBy('at')
    .orderBy('key')
    .execute();
  return { answers: answers as readonly SiteAnswer[], notes: notes as readonly SiteNote[] };
}

/** Every revision that was taken, as it was: what became a lesser problem before it was handed in can still be read. */
async function keepRevisions(tx: Tx, inspectionId: string, { answers, notes }: Site): Promise<void> {
  const rows = [...answers.map((one) => ({ what: 'answer', key: one.item, ...one })), ...notes.map((one) => ({ what: 'note', ...one }))];
  if (rows.length === 0) return;
  await tx
    .insertInto('siteRevision')
    .values(
      rows.map(({ what, key, revision, by: byPerson, ...content }) => ({ inspectionId, what, key, revision, byPerson, content: JSON.stringify(content) })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Writes what is newer than what is there; the revision in the statement tells. */
export async function saveSite(tx: Tx, inspectionId: string, site: Site): Promise<void> {
  const { answers, notes } = site;
  await keepRevisions(tx, inspectionId, site);
  for (const { by: byPerson, ...answer } of answers) {
    await tx
      .insertInto('inspectionAnswer')
      .values({ ...answer, byPerson, inspectionId })
      .onConflict((conflict) =>
        conflict
          .columns(['inspectionId', 'item'])
          .doUpdateSet({ result: answer.result, note: answer.note, revision: answer.revision, at: answer.at, byPerson })
          .where('inspectionAnswer.revision', '<', answer.revision),
      )
      .execute();
  }
  for (const { by: byPerson, photos, ...note } of notes) {
    const { item, level, text, advice, revision, at, removed } = note;
    const pictures = JSON.stringify(photos);
    await tx
      .insertInto('inspectionNote')
      .values({ ...note, photos: pictures, byPerson, inspectionId })
      .onConflict((conflict) =>
        conflict
          .columns(['inspectionId', 'key'])
          .doUpdateSet({ item, level, text, advice, photos: pictures, revision, at, byPerson, removed })
          .where('inspectionNote.revision', '<', revision),
      )
      .execute();
  }
}

export const inspectionStore: KindStore = {
  table: 'inspection',
  columns: [
    'studioId',
    'planKind',
    'year',
    'inspectorStudio',
    'inspectors',
    'lastDay',
    'checklist',
    'visitedOn',
    'advice',
    'learning',
    'inspectorSigner',
    'inspectorSign',
    'studioSigner',
    'studioSign',
    'refused',
    'submittedOn',
    'confirmedOn',
  ],
  json: ['inspectors', 'checklist'],
  async knows({ db }, { id }): Promise<Site & Pick<Inspection, 'openFindings'>> {
    const { rows } = await sql<{
      open: number;
    }>`select count(*)::int as open from matter where parent = ${id} and kind = 'finding' and closed_at is null`.execute(db);
    return { ...(await siteOf(db, id)), openFindings: rows[0]?.open ?? 0 };
  },
  saves: (tx, matter: Matter) => saveSite(tx, matter.id, matter as Inspection),
};

export const inspectionPlanStore: KindStore = {
  table: 'inspectionPlan',
  columns: ['planKind', 'year', 'unions', 'ratioPercent', 'startOn', 'endOn', 'note', 'checklist', 'excluded', 'inspectors', 'sample', 'seed', 'proof'],
  json: ['unions', 'checklist', 'excluded', 'inspectors', 'sample', 'proof'],
  async knows({ db }, matter): Promise<Pick<InspectionPlan, 'scope' | 'unreported'>> {
    const { id, unions, excluded } = matter as InspectionPlan;
    const { rows } = await sql<{ unreported: number }>`
      select count(*)::int as unreported from matter where parent = ${id} and kind = 'inspection' and state in ('assigned', 'unassigned', 'reported')`.execute(
      db,
    );
    let named = db.selectFrom('studio').select('id').where('standing', 'in', ['qualified', 'in-force', 'rectifying']).orderBy('id');
    if (unions.length > 0) named = named.where('supervisingUnion', 'in', unions);
    const out = new Set(excluded.map(({ candidate }) => candidate));
    const scope = (await named.execute()).map((one) => one.id).filter((one) => !out.has(one));
    return { scope, unreported: rows[0]?.unreported ?? 0 };
  },
};
