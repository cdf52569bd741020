import { sql } from 'kysely';
import { digestIsDue, inDigest, planFor, type Pending } from '#core/notify/plan.ts';
import { dayIn } from '#core/shared/days.ts';
import type { House } from '#server/kernel/house.ts';
import type { Tx } from '#server/store/connection.ts';
import { peopleWaiting, pendingOf } from './pending.ts';
import { holdPerson, queueMail, tie } from './queue.ts';

async function sentToday(tx: Tx, person: string, day: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from mail where person_id = ${person} and on_day = ${day} and kind = 'notice' and capped`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** What cannot wait for the morning, one mail a notice. */
const hurry = (house: House, person: string): Promise<void> =>
  house.db.transaction().execute(async (tx) => {
    if (!(await holdPerson(tx, person))) return;
    const now = house.clock.now();
    const pending = await pendingOf(house, tx, person, now);
    const { atOnce } = planFor(pending, { now, calendar: house.calendar, sentToday: await sentToday(tx, person, dayIn(now)) });
    const urgent = (id: string): boolean => pending.find((one: Pending) => one.id === id)?.urgency === 'now';
    for (const id of atOnce) {
      const mail = await queueMail(tx, house, { person, kind: 'notice', now, capped: !urgent(id) });
      if (mail !== undefined) await tie(tx, person, mail, [id]);
    }
  });

/** 急的，当时写进待发的邮件。 */
export async function hurryMail(house: House): Promise<void> {
  if (house.mail === undefined) return;
  for (const person of await peopleWaiting(house.db, house.clock.now())) await hurry(house, person);
}

const digestFor = (house: House, person: string): Promise<void> =>
  house.db.transaction().execute(async (tx) => {
    if (!(await holdPerson(tx, person))) return;
    const now = house.clock.now();
    const notices = inDigest(await pendingOf(house, tx, person, now));
    if (notices.length === 0) return;
    const mail = await queueMail(tx, house, { person, kind: 'digest', now });
    if (mail !== undefined) await tie(tx, person, mail, notices);
  });

/** 每个工作日早上一封摘要：once for each working day of the city, in the morning or as soon after it as the service runs. */
export async function digestIfDue(house: House): Promise<void> {
  const now = house.clock.now();
  const { digestDone } = await house.db.selectFrom('cityClock').select('digestDone').executeTakeFirstOrThrow();
  if (!digestIsDue(now, digestDone ?? undefined, house.calendar)) return;
  if (house.mail !== undefined) for (const person of await peopleWaiting(house.db, now)) await digestFor(house, person);
  await house.db
    .updateTable('cityClock')
    .set({ digestDone: dayIn(now) })
    .execute();
}
