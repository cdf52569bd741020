import { dayIn, type Calendar, type CityTime, type Day } from '#core/shared/days.ts';
import type { MailChoice, Urgency } from './kinds.ts';

/** City time. The morning letter goes out when offices open; nothing but the most urgent disturbs anybody outside these hours. */
export const digestAt = '08:30';
const officeEnds = '18:00';
/** 每人每天最多几封“当时发”的邮件；多出来的并入第二天早上的摘要。 */
export const mostAtOnce = 5;

/** One notice that has reached one person on the pages and not yet by mail. */
export type Pending = Readonly<{ id: string; urgency: Urgency; choice: MailChoice }>;
export type Planned = Readonly<{ atOnce: readonly string[]; later: readonly string[] }>;

const clock = (now: CityTime): string => now.slice(11, 16);
/** 上班时间：工作日（含调休上班）八点半到十八点。 */
export const isOfficeHours = (now: CityTime, calendar: Calendar): boolean =>
  calendar.isWorkingDay(dayIn(now)) && clock(now) >= digestAt && clock(now) < officeEnds;

/** Whether the morning letter is due: on a working day, from half past eight, once. */
export const digestIsDue = (now: CityTime, last: Day | undefined, calendar: Calendar): boolean =>
  calendar.isWorkingDay(dayIn(now)) && clock(now) >= digestAt && (last === undefined || last < dayIn(now));

/** What the morning letter takes along: everything that is wanted by mail. */
export const inDigest = (pending: readonly Pending[]): readonly string[] =>
  pending.filter(({ choice, urgency }) => choice !== 'none' || urgency === 'now').map(({ id }) => id);

/**
 * What of this goes to one person at once; all the rest that is wanted by mail waits for the morning and is lost to nobody.
 * @param sentToday how many went to this person at once today, the most urgent not counted
 */
export function planFor(
  pending: readonly Pending[],
  { now, calendar, sentToday }: Readonly<{ now: CityTime; calendar: Calendar; sentToday: number }>,
): Planned {
  const open = isOfficeHours(now, calendar);
  const atOnce: string[] = [];
  const later: string[] = [];
  let room = Math.max(0, mostAtOnce - sentToday);
  for (const { id, urgency, choice } of pending) {
    if (urgency === 'now') atOnce.push(id);
    else if (choice === 'atOnce' && open && room > 0) {
      atOnce.push(id);
      room -= 1;
    } else if (choice !== 'none') later.push(id);
  }
  return { atOnce, later };
}
