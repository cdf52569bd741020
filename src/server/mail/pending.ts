import { sql } from 'kysely';
import { isNoticeKind, urgencyOf, usualChoice, type MailChoice } from '#core/notify/kinds.ts';
import type { Pending } from '#core/notify/plan.ts';
import { addDays, dayIn, type CityTime } from '#core/shared/days.ts';
import type { House } from '#server/kernel/house.ts';
import { chairHasAStake, chairInForce, chairIsAt, chairSees } from '#server/store/chairs.ts';
import type { Db } from '#server/store/connection.ts';

/** What nobody has looked at for so long is mailed no more. */
const freshDays = 14;

/**
 * Notices that have reached somebody with an address on the pages, have not been read there nor mailed, and are about
 * what they may open now. What a letter will say better in a few minutes waits for it.
 */
const pendingRows = (now: CityTime, person?: string) => sql`
  from mail_address a join office_held chair on chair.person_id = a.person_id
    join notification n on ${chairIsAt('chair', 'n')} and n.at >= ${`${addDays(dayIn(now), -freshDays)}T00:00:00+08:00`} and n.at >= chair.from_on
    join matter m on m.id = n.matter_id left join notice_choice c on c.person_id = a.person_id and c.kind = n.kind
  where a.confirmed_at is not null ${person === undefined ? sql`` : sql`and a.person_id = ${person}`}
    and not exists (select 1 from notification_read r where r.notification_id = n.id and r.person_id = a.person_id)
    and not exists (select 1 from notice_mailed by where by.notification_id = n.id and by.person_id = a.person_id)
    and not (n.kind <> 'letter' and n.letter_id is not null and (
      exists (select 1 from letter l where l.id = n.letter_id and l.state = 'waiting')
      or exists (select 1 from notification better where better.letter_id = n.letter_id and better.kind = 'letter' and better.person_id = a.person_id)))
    and ${chairInForce('chair', dayIn(now))} and ${chairSees('chair', sql.ref('m.id'))} and not ${chairHasAStake('chair', sql.ref('m.studio'))}`;

/** Who has any. */
export async function peopleWaiting(db: Db, now: CityTime): Promise<readonly string[]> {
  const { rows } = await sql<{ person: string }>`select distinct a.person_id as person ${pendingRows(now)} order by 1`.execute(db);
  return rows.map(({ person }) => person);
}

type Row = Readonly<{ id: string; kind: string; dueOn: string | null; choice: MailChoice | null }>;
/** One person's, in the order in which they came, with what they chose or would usually get. */
export async function pendingOf({ calendar }: House, db: Db, person: string, now: CityTime): Promise<readonly Pending[]> {
  const { rows } = await sql<Row>`select distinct n.id, n.kind, m.due_on, c.choice ${pendingRows(now, person)} order by n.id limit 500`.execute(db);
  return rows.map(({ id, kind, dueOn, choice }) => {
    const urgency = urgencyOf(isNoticeKind(kind) ? kind : 'told', dueOn ?? undefined, dayIn(now), calendar);
    return { id, urgency, choice: choice ?? usualChoice(urgency) };
  });
}
