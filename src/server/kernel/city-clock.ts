import { addDays, dayIn, inCityTime, type CityTime, type Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';

const MORNING_MS = 9 * 3_600_000;
const LONGEST_DAY_MS = 14.9 * 3_600_000;

/** City time: the real one, or in the demo the day the clock was moved to. Asked at every request, so kept in memory. */
export type CityClock = Readonly<{
  now: () => CityTime;
  /** Moves a demo clock to a day; the real one cannot be moved. */
  moveTo: (db: Db, today: Day) => Promise<void>;
}>;

const realClock: CityClock = {
  now: () => inCityTime(new Date()),
  moveTo: () => Promise.reject(new Error('the real clock cannot be moved')),
};

/**
 * A demo day starts at nine and goes on with machine time, never past the evening: it ends only when somebody moves
 * the clock.
 */
function demoClock(start: Day, startedAt: number): CityClock {
  let [today, setAt] = [start, startedAt];
  return {
    now: () => inCityTime(new Date(Date.parse(`${today}T00:00:00+08:00`) + MORNING_MS + Math.min(Math.max(Date.now() - setAt, 0), LONGEST_DAY_MS))),
    async moveTo(db, day) {
      const at = new Date();
      await db
        .updateTable('cityClock')
        .set({ today: day, setAt: inCityTime(at) })
        .execute();
      [today, setAt] = [day, at.getTime()];
    },
  };
}

/** The clock of this city, as its database has it. */
export async function openClock(db: Db): Promise<CityClock> {
  const { demo, today, setAt } = await db.selectFrom('cityClock').select(['demo', 'today', 'setAt']).executeTakeFirstOrThrow();
  return demo && today !== null ? demoClock(today, setAt === null ? Date.now() : Date.parse(setAt)) : realClock;
}

/** Makes this a demo city whose clock stands at the given day. */
export const makeDemo = async (db: Db, today: Day): Promise<void> => {
  await db
    .updateTable('cityClock')
    .set({ demo: true, today, setAt: inCityTime(new Date()), jobsDone: today })
    .execute();
};

/** The next day the jobs have not run for, up to today. */
export async function nextJobDay(db: Db, clock: CityClock): Promise<Day | undefined> {
  const today = dayIn(clock.now());
  const { jobsDone } = await db.selectFrom('cityClock').select('jobsDone').executeTakeFirstOrThrow();
  const next = jobsDone === null ? today : addDays(jobsDone, 1);
  return next <= today ? next : undefined;
}
