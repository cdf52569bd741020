import { sql } from 'kysely';
import { inCityTime } from '#core/shared/days.ts';
import type { House, MailServer } from '#server/kernel/house.ts';
import { composeMail, type Said, type Taken } from './compose.ts';
import { handOver, type Handed } from './smtp.ts';

const MINUTE_MS = 60_000;
/** How long to wait after the first, second … try; after the last, always as long again. Machine time. */
export const waitsMs = [1, 2, 5, 10, 15].map((minutes) => minutes * MINUTE_MS);
/** A server that puts a recipient off for so long means no. One that cannot be reached is waited for, however long. */
const patienceMs = 5 * 1440 * MINUTE_MS;
/** Whoever took a mail and died leaves it to others after this. */
const leaseMs = 3 * MINUTE_MS;

/** The oldest mail that is due; nobody else takes it meanwhile. */
async function take({ db }: House, machine: Date): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`
    update mail set tries = tries + 1, next_at = ${inCityTime(new Date(machine.getTime() + leaseMs))}
    where id = (select id from mail where state = 'waiting' and next_at <= ${inCityTime(machine)} order by next_at, id limit 1 for update skip locked)
    returning id, person_id, kind, message_id, on_day, tries, made_at, subject, text`.execute(db);
  return rows[0];
}

/** Where it goes now: a code to the address that is to be confirmed, everything else to the confirmed one. */
async function addressOf({ db }: House, { personId, kind }: Taken): Promise<string | undefined> {
  const row = await db.selectFrom('mailAddress').select(['address', 'wanted']).where('personId', '=', personId).executeTakeFirst();
  return (kind === 'code' ? row?.wanted : row?.address) ?? undefined;
}

async function done({ db }: House, { id, kind }: Taken, machine: Date, { state, status, problem }: Handed | Dropped, said?: Said): Promise<void> {
  // A code has done its work once it is on its way.
  const kept = kind === 'code' ? { text: null } : said === undefined ? {} : { subject: said.subject, text: said.text };
  await db
    .updateTable('mail')
    .set({ state, status, problem, doneAt: inCityTime(machine), ...kept })
    .where('id', '=', id)
    .execute();
}
type Dropped = Readonly<{ state: 'dropped'; status: null; problem: string }>;
const dropped = (problem: string): Dropped => ({ state: 'dropped', status: null, problem });

async function later({ db }: House, { id, tries }: Taken, { status, problem }: Handed, machine: Date): Promise<void> {
  const wait = waitsMs[Math.min(tries, waitsMs.length) - 1] ?? MINUTE_MS;
  await db
    .updateTable('mail')
    .set({ status, problem, nextAt: inCityTime(new Date(machine.getTime() + wait)) })
    .where('id', '=', id)
    .execute();
}

/** One mail: who may still be told, in which words, handed over, marked. Whether our own server answered. */
async function serve(house: House, server: MailServer, mail: Taken, machine: Date): Promise<boolean> {
  const to = await addressOf(house, mail);
  if (to === undefined) return (await done(house, mail, machine, dropped('邮箱已停用，未发')), true);
  const said = await composeMail(house, mail);
  if (said === undefined) return (await done(house, mail, machine, dropped('已不能查看有关事项，未发')), true);
  const handed = await handOver(server, { ...said, to, messageId: mail.messageId });
  const tired = handed.server !== true && machine.getTime() - Date.parse(mail.madeAt) > patienceMs;
  if (handed.state === 'accepted' || handed.state === 'refused' || tired)
    await done(house, mail, machine, handed.state === 'later' ? { ...handed, state: 'refused' } : handed, said);
  else await later(house, mail, handed, machine);
  return handed.server !== true;
}

/**
 * 把到了时候的邮件交给发信服务器，一封接一封。
 * @returns whether our own server answered; where it did not, the rest waits and nothing is lost
 */
export async function postMails(house: House, machine: () => Date = () => new Date()): Promise<boolean> {
  const { mail: server } = house;
  if (server === undefined) return true;
  for (let mail = await take(house, machine()); mail !== undefined; mail = await take(house, machine())) {
    if (!(await serve(house, server, mail, machine()))) return false;
  }
  return true;
}
