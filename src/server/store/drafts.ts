import { sql } from 'kysely';
import { draftLimits } from '#core/drafts/draft.ts';
import { inCityTime } from '#core/shared/days.ts';
import type { Db, Tx } from './connection.ts';

export type DraftRow = Readonly<{ place: string; typed: string; baseVersion: number | null; revision: number; savedAt: string }>;
type Keeping = Readonly<{ person: string; place: string; typed: string; version: number | undefined; seen: number; at: string }>;

const DAY_MS = 86_400_000;

/**
 * Keeps what was typed, in one statement: the first of a person's own, or over the revision that was seen. The same
 * text again is a repeat, whatever was seen. Nothing comes back when another device was there before, or there are too many.
 */
export async function keepDraft(db: Db, { person, place, typed, version, seen, at }: Keeping): Promise<Pick<DraftRow, 'revision' | 'savedAt'> | undefined> {
  const { rows } = await sql<Pick<DraftRow, 'revision' | 'savedAt'>>`
    insert into draft as d (person_id, place, typed, base_version, revision, saved_at)
    select ${person}, ${place}, ${typed}, ${version ?? null}::integer, ${seen}::integer + 1, ${at}::timestamptz
    where (select count(*) from draft where person_id = ${person} and place <> ${place}) < ${draftLimits.perPerson}
    on conflict (person_id, place) do update
      set typed = excluded.typed, base_version = excluded.base_version, revision = d.revision + 1, saved_at = excluded.saved_at
      where d.revision = ${seen}::integer or d.typed = excluded.typed
    returning revision, saved_at as "savedAt"`.execute(db);
  return rows[0];
}

/** One of a person's own drafts. */
export const draftOf = (db: Db, person: string, place: string): Promise<DraftRow | undefined> =>
  db
    .selectFrom('draft')
    .select(['place', 'typed', 'baseVersion', 'revision', 'savedAt'])
    .where('personId', '=', person)
    .where('place', '=', place)
    .executeTakeFirst();

/** Those of a person's own drafts that are at these places. */
export const draftsAt = (db: Db, person: string, places: readonly string[]): Promise<DraftRow[]> =>
  db.selectFrom('draft').select(['place', 'typed', 'baseVersion', 'revision', 'savedAt']).where('personId', '=', person).where('place', 'in', places).execute();

/** @returns whether it is gone; not where another device has written on since */
export async function dropDraft(db: Db, person: string, place: string, seen?: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('draft')
    .where('personId', '=', person)
    .where('place', '=', place)
    .$if(seen !== undefined, (query) => query.where('revision', '=', seen ?? 0))
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** What nobody went on with for a month of machine time goes. */
export async function sweepDrafts(tx: Tx, machine: Date): Promise<void> {
  await tx
    .deleteFrom('draft')
    .where('savedAt', '<', inCityTime(new Date(machine.getTime() - draftLimits.days * DAY_MS)))
    .execute();
}
