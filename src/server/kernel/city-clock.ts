import { addDays, dayIn, inCityTime, type CityTime, type Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';

const MORNING_MS = 9 * 3_600_000;
const LONGEST_DAY_MS = 14.9 * 3_600_000;

/**
 * City time: the real one, or in the demo the day the clock was moved to, nine o'clock plus whatever passed since
 * (never past the evening, so that a demo day ends only when somebody moves the clock).
 */
export async function cityNow(db: Db): Promise<CityTime> {
  const clock = await db.selectFrom('cityClock').select(['demo', 'today', 'setAt']).executeTakeFirstOrThrow();
  if (!clock.demo || clock.today === null) return inCityTime(new Date());
  const passed = clock.setAt === null ? 0 : Date.now() - Date.parse(clock.setAt);
  return inCityTime(new Date(Date.parse(`${clock.today}T00:00:00+08:00`) + MORNING_MS + Math.min(Math.max(passed, 0), LONGEST_DAY_MS)));
}

/** Makes this a demo city whose clock stands at the given day. */
export const setDemoDay = async (db: Db, today: Day): Promise<void> => {
  await db.updateTable('cityClock').set({ demo: true, today, setAt: inCityTime(new Date()), jobsDone: today }).execute();
};

/** The next day the jobs have not run for, up to today. */
export async function nextJobDay(db: Db): Promise<Day | undefined> {
  const today = dayIn(await cityNow(db));
  const { jobsDone } = await db.selectFrom('cityClock').select('jobsDone').executeTakeFirstOrThrow();
  const next = jobsDone === null ? today : addDays(jobsDone, 1);
  return next <= today ? next : undefined;
}
