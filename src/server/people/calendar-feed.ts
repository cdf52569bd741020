import { sql } from 'kysely';
import { inCityTime, type Day } from '#core/shared/days.ts';
import type { CalendarFeed } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import type { Db } from '#server/store/connection.ts';
import { letIn, type SignedIn } from './actor-of.ts';
import { looksLikeToken, newToken, tokenHash } from './tokens.ts';

const TOUCH_MS = 60_000;

/** 本职务的订阅：什么时候开的，最近什么时候取过；地址本身谁也看不到了。 */
export async function calendarFeed({ tx, actor }: Work): Promise<CalendarFeed | null> {
  const row = await tx.selectFrom('calendarFeed').select(['madeAt', 'usedAt']).where('officeId', '=', actor.officeId).executeTakeFirst();
  return row ?? null;
}

/** 新的订阅地址；旧的即刻作废。 */
export async function renewCalendar({ tx, actor }: Work, machine: Date): Promise<string> {
  const secret = newToken();
  const row = { secretHash: tokenHash(secret), madeAt: inCityTime(machine), usedAt: null };
  await tx
    .insertInto('calendarFeed')
    .values({ officeId: actor.officeId, ...row })
    .onConflict((conflict) => conflict.column('officeId').doUpdateSet(row))
    .execute();
  return `/api/calendar/${secret}.ics`;
}

/** @throws Refusal 404 when there is none */
export async function endCalendar({ tx, actor }: Work): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('calendarFeed').where('officeId', '=', actor.officeId).executeTakeFirst();
  if (numDeletedRows !== 1n) throw notFound();
}

/** Whose calendar an address is, in the office it was made for; nothing when it was renewed or the office has ended. */
export async function calendarOwner(db: Db, secret: string, today: Day, machine: Date): Promise<SignedIn | null> {
  if (!looksLikeToken(secret)) return null;
  const hash = tokenHash(secret);
  const key = sql`SELECT ac.id AS account_id, f.office_id, f.made_at AS created_at, coalesce(f.used_at, 'epoch') AS seen_at, NULL::json AS through
    FROM calendar_feed f JOIN office_held oh ON oh.id = f.office_id JOIN account ac ON ac.person_id = oh.person_id WHERE f.secret_hash = ${hash}`;
  const entered = await letIn(db, key, today);
  if (entered === null) return null;
  if (machine.getTime() - entered.seenAt >= TOUCH_MS)
    await db
      .updateTable('calendarFeed')
      .set({ usedAt: inCityTime(machine) })
      .where('secretHash', '=', hash)
      .execute();
  return entered;
}
