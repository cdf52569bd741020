/** Days and moments as text: 'YYYY-MM-DD' and ISO 8601 with +08:00. The city has one time zone, so text compares as time does. */
export type Day = string;
export type CityTime = string;

const MS_PER_DAY = 86_400_000;
const CITY_OFFSET_MS = 8 * 3_600_000;
// The one place in core that touches Date: as arithmetic on given days, never as a clock.
const epochDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
const dayOf = (epoch: number): Day => new Date(epoch * MS_PER_DAY).toISOString().slice(0, 10);

/** The calendar date `days` days after `day` (before it, when negative). */
export const addDays = (day: Day, days: number): Day => dayOf(epochDay(day) + days);

/** Calendar days from `from` to `to`. */
export const daysBetween = (from: Day, to: Day): number => epochDay(to) - epochDay(from);

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: Day): number => (((epochDay(day) + 4) % 7) + 7) % 7;

/** The same day of the month `months` later; the last of the month where there is no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const total = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(total / 12), (total % 12) + 1];
  const first = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-01`;
  const next = m === 12 ? `${String(y + 1).padStart(4, '0')}-01-01` : `${String(y).padStart(4, '0')}-${String(m + 1).padStart(2, '0')}-01`;
  return addDays(first, Math.min(date, daysBetween(first, next)) - 1);
}

/** A machine moment as the city writes it. */
export const inCityTime = (moment: Date): CityTime => `${new Date(moment.getTime() + CITY_OFFSET_MS).toISOString().slice(0, -1)}+08:00`;

/** The city's date of a city moment. */
export const dayIn = (now: CityTime): Day => now.slice(0, 10);
export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** 2013年11月18日 */
export const dayZh = (day: Day): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** Working days incl. 调休: which days count is known outside; here is how they are counted. */
export type Calendar = Readonly<{ isWorkingDay: (day: Day) => boolean }>;

/** The `count`-th working day after `day` (the day itself does not count). */
export function addWorkingDays(calendar: Calendar, day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (calendar.isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** Working days after `from` up to and including `to`; negative when `to` lies before. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (calendar.isWorkingDay(at)) count += 1;
  return count;
}

/** Whether a text is a day that there is: 2013-02-29 is none. */
export const isDay = (text: string): text is Day => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};
