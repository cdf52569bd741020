import { sql } from 'kysely';
import { z } from 'zod';
import type { PostedStudio } from '#core/publicity/life.ts';
import type { Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { refusedByLead } from '#server/store/directory-words.ts';
import type { Named } from './directory-data.ts';

/** What the public may see of notices, objections and plaques is read here: no phone, no address, no identity number has a column below. */
/** `of` says what is proposed: a naming or a commendation. */
export type Notice = Readonly<{ id: string; of: 'designation' | 'commendation'; title: string; code: string; postedOn: Day; until: Day; endedOn: Day | null }>;

const notices = (db: Db) =>
  db
    .selectFrom('publicity')
    .innerJoin('matter', 'matter.id', 'publicity.id')
    .innerJoin('matter as batch', 'batch.id', 'matter.parent')
    .select([
      'publicity.id',
      sql<Notice['of']>`batch.kind`.as('of'),
      'matter.title',
      'publicity.code',
      'publicity.postedOn',
      'publicity.until',
      'publicity.endedOn',
    ]);

/** 公示，新的在前。 */
export const latestNotices = (db: Db): Promise<readonly Notice[]> =>
  notices(db).orderBy('publicity.postedOn', 'desc').orderBy('publicity.id', 'desc').limit(100).execute();

const snapshotShape = z.array(z.object({ studio: z.string(), name: z.string(), unit: z.string(), lead: z.string() }));

/** One notice with its sealed list. Whether the names may still be shown is for the page to say, by the day. */
export async function noticeWith(db: Db, id: string): Promise<(Notice & { studios: readonly PostedStudio[]; sha256: string }) | undefined> {
  const row = await notices(db).select(['publicity.snapshot', 'publicity.sha256']).where('publicity.id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const { snapshot, ...notice } = row;
  return { ...notice, studios: snapshotShape.parse(snapshot) };
}

/** The state of an objection, and nothing else of it. */
export async function objectionState(db: Db, receipt: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('objection')
    .innerJoin('matter', 'matter.id', 'objection.id')
    .select('matter.state')
    .where('objection.receipt', '=', receipt)
    .executeTakeFirst();
  return row?.state;
}

/** `replaced` names what the scanned plaque said before it was changed for another. */
export type Plaque = Omit<Named, 'lead'> &
  Readonly<{
    /** Not said where the lead does not want to be found. */
    lead: string | null;
    plaqueNo: string;
    replaced?: { plaqueNo: string; name: string; on: Day; lostOn: Day | null };
    namedOn: Day;
    validUntil: Day;
    documentNumber: string;
  }>;

/** What a plaque's code stands for. */
export async function plaqueBehind(db: Db, code: string): Promise<Plaque | undefined> {
  const { rows } = await sql<Plaque>`
    SELECT s.name, coalesce(u.unit_name, u.name) AS unit, CASE WHEN ${refusedByLead} THEN NULL ELSE p.name END AS lead, s.standing, t.ended_on, t.plaque_no, t.named_on, t.valid_until, t.document_number,
      (SELECT jsonb_build_object('plaqueNo', o.plaque_no, 'name', o.studio_name, 'on', o.replaced_on, 'lostOn', o.lost_on) FROM old_plaque o WHERE o.verify_code = ${code}) AS replaced
    FROM title t JOIN matter m ON m.id = t.id JOIN studio s ON s.id = m.studio JOIN union_org u ON u.id = s.host_union JOIN person p ON p.id = s.lead_id
    WHERE t.verify_code = ${code} OR t.id = (SELECT title_id FROM old_plaque WHERE verify_code = ${code})`.execute(db);
  return rows[0];
}
