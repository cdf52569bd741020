import { sql, type RawBuilder } from 'kysely';
import type { Db } from './connection.ts';

/** The same as rows of one column, for a statement that asks about many. */
export const peopleIn = (studio: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select lead_id as person from studio where id = ${studio}
  union select of_team.person_id from fact fact_entry join fact_member of_team on of_team.id = fact_entry.id where fact_entry.studio_id = ${studio} and fact_entry.voided_at is null and of_team.left_on is null`;

/** Those a studio is about: its lead and its present members. */
export async function peopleOf(db: Db, studio: string | undefined): Promise<readonly string[]> {
  if (studio === undefined) return [];
  const { rows } = await sql<{ person: string }>`${peopleIn(sql`${studio}`)}`.execute(db);
  return rows.map(({ person }) => person);
}
