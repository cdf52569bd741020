import { sql } from 'kysely';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { isKind, kinds } from '#core/lives.ts';
import { theClock } from '#core/people/desks.ts';
import { theSystem } from '#core/people/actor.ts';
import { advance } from '#server/actions/advance.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { momentOf, readingOf } from '#server/actions/moment.ts';
import { nextJobDay } from '#server/kernel/city-clock.ts';
import { reading, type House } from '#server/kernel/house.ts';
import { perform } from '#server/kernel/perform.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import { digestIfDue } from '#server/mail/courier.ts';
import { sendDueLetters } from '#server/mail/send-letters.ts';
import { find } from '#server/store/matters.ts';
import { dailyRounds } from './daily-rounds.ts';

/** What the clock does by itself: transitions whose desk is the clock's and that bring nothing. */
const clockMoves = kinds.flatMap((kind) => {
  const { transitions } = lifeOf(kind);
  return Object.entries(transitions).flatMap(([transition, { from, by, brings }]) => {
    return by === theClock && brings === undefined ? from.map((state) => ({ kind, transition, state })) : [];
  });
});

async function moveIfDue(house: House, id: string, transition: string): Promise<void> {
  const work = reading(house, theSystem);
  const matter = await find(readingOf(work), theSystem, id);
  if (!isKind(matter.kind) || lifeOf(matter.kind).obstacles(matter, transition, momentOf(work, matter)).length > 0) return;
  const { kind } = matter;
  const asking = { actor: theSystem, address: '', request: `clock ${dayIn(work.now)}`, body: null };
  await perform(house, asking, { what: `${kind}.${transition}`, which: id }, async (inside) => {
    await advance(inside, { kind, id, transition });
    return { status: 200, body: null };
  }).catch((error: unknown) => {
    // Somebody was faster; what is left is due again tomorrow. Anything else is a fault.
    if (!(error instanceof Refusal)) throw error;
  });
}

/** 一天的例行：到期的自己走。Each matter in its own transaction, in the order of their ids. */
async function runDay(house: House): Promise<void> {
  for (const { kind, transition, state } of clockMoves) {
    const due = await house.db
      .selectFrom('matter')
      .select('id')
      .where('kind', '=', kind)
      .where('state', '=', state)
      .where('closedAt', 'is', null)
      .orderBy('id')
      .execute();
    for (const { id } of due) await moveIfDue(house, id, transition);
  }
  await dailyRounds(house);
}

/**
 * Runs the jobs of every day that has come and has not had them, in order; a second server waits at the lock and
 * finds nothing left to do.
 */
export async function runDueDays(house: House): Promise<void> {
  const { db, clock } = house;
  await db.connection().execute(async (one) => {
    await sql`select pg_advisory_lock(7001)`.execute(one);
    try {
      for (let day = await nextJobDay(db, clock); day !== undefined; day = await nextJobDay(db, clock)) {
        await runDay(house);
        await db.updateTable('cityClock').set({ jobsDone: day }).execute();
      }
      await digestIfDue(house);
    } finally {
      await sql`select pg_advisory_unlock(7001)`.execute(one);
    }
  });
}

/** Demo: moves the city on day by day; answers when the jobs of each of these days have run. */
export async function moveDays(house: House, days: number): Promise<Day> {
  let today = dayIn(house.clock.now());
  for (let moved = 0; moved < days; moved += 1) {
    // The night that is skipped is longer than any hold.
    await sendDueLetters(house, { all: true });
    today = addDays(today, 1);
    await house.clock.moveTo(house.db, today);
    await runDueDays(house);
  }
  return today;
}
