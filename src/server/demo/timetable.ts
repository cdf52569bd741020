import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import type { House } from '#server/kernel/house.ts';
import { moveDays } from '#server/jobs/run-day.ts';

type Task = Readonly<{ day: Day; run: () => Promise<void> }>;

/** What happens on which day of the demo year; a task may put further tasks in. The clock's own jobs run on every day between. */
export function timetable(house: House) {
  const tasks: Task[] = [];
  return {
    /** On this day, or on the next working day where it is none. */
    on(day: Day, run: () => Promise<void>): void {
      let at = day;
      while (!house.calendar.isWorkingDay(at)) at = addDays(at, 1);
      tasks.push({ day: at, run });
    },
    /** Plays everything due up to a day, in order; what is due later never happens. */
    async playUntil(last: Day, told: (day: Day) => void): Promise<void> {
      for (let today = dayIn(house.clock.now()); today <= last; today = dayIn(house.clock.now())) {
        for (let next = tasks.findIndex(({ day }) => day <= today); next >= 0; next = tasks.findIndex(({ day }) => day <= today)) {
          const [task] = tasks.splice(next, 1);
          await task?.run();
        }
        if (today === last) return;
        told(today);
        await moveDays(house, 1);
      }
    },
  };
}
