import { sql } from 'kysely';
import { dayIn } from '#core/shared/days.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { chairHasAStake, chairInForce, chairIsAt, chairSees } from '#server/store/chairs.ts';

type Leaving = Readonly<{ id: string; matterId: string; subject: string; addressed: unknown; byPerson: string; studio: string | null }>;
type Chair = Readonly<{ office: string; unionId: string | null; studioId: string | null; personId: string }>;

/** Who is told, now: whoever sits in an addressed chair today, may still open the matter, and need not stand aside. One line a person. */
async function toldNow({ tx, now }: Work, { matterId, addressed, byPerson, studio }: Leaving): Promise<readonly Chair[]> {
  const { rows } = await sql<Chair>`
    select distinct on (chair.person_id) chair.office, chair.union_id, chair.studio_id, chair.person_id
    from jsonb_to_recordset(${JSON.stringify(addressed)}::jsonb) as said(office text, "union" text, studio text, person text, "as" text)
      cross join lateral (select said.office, said."union" as union_id, said.studio as studio_id, said.person as person_id) holder
      join office_held chair on ${chairIsAt('chair', 'holder')}
    where ${chairInForce('chair', dayIn(now))} and chair.person_id <> ${byPerson} and ${chairSees('chair', sql`${matterId}`)}
      and not ${chairHasAStake('chair', sql`${studio}::text`)}
    order by chair.person_id, said."as" desc, chair.id`.execute(tx);
  return rows;
}

/** Tells them in the program; the letter has left, or could reach nobody. The letter is held by the caller. */
export async function leaveLetter(work: Work, letter: Leaving): Promise<void> {
  const { tx, now } = work;
  const { id, matterId, subject } = letter;
  const chairs = await toldNow(work, letter);
  if (chairs.length > 0)
    await tx
      .insertInto('notification')
      .values(chairs.map((chair) => ({ ...chair, id: newId(), matterId, text: subject, at: now, kind: 'letter', letterId: id })))
      .execute();
  const nobody = chairs.length === 0;
  await tx
    .updateTable('letter')
    .set(({ eb }) => ({ state: nobody ? 'failed' : 'sent', leftAt: now, version: eb('version', '+', 1), why: nobody ? '眼下没有可以告知的人' : null }))
    .where('id', '=', id)
    .execute();
}

/** The next letter that is to leave — or, with `all`, that waits at all: held against everybody else until the transaction ends. */
export async function dueLetter({ tx }: Pick<Work, 'tx'>, { all }: Readonly<{ all: boolean }>): Promise<Leaving | undefined> {
  const { rows } = await sql<Leaving>`
    select l.id, l.matter_id, l.subject, l.addressed, l.by_person, m.studio from letter l join matter m on m.id = l.matter_id
    where l.state = 'waiting' and (${all} or l.leaves_at <= now()) order by l.leaves_at, l.id limit 1 for update of l skip locked`.execute(tx);
  return rows[0];
}
