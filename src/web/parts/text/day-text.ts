import { dayZh, weekday, yearOf, type Day } from '#core/shared/days.ts';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

/** 周四 */
export const weekdayZh = (day: Day): string => `周${weekdays[weekday(day)] ?? ''}`;

/** 11月28日；other years with their year: 2014年1月3日. */
export const shortDay = (day: Day, today: Day): string => (yearOf(day) === yearOf(today) ? dayZh(day).replace(/^\d+年/, '') : dayZh(day));

/** 11月28日（周四） */
export const dayWithWeekday = (day: Day, today: Day): string => `${shortDay(day, today)}（${weekdayZh(day)}）`;

/** 还剩 3 个工作日、今天到期、已超期 2 个工作日 */
export function leftText(daysLeft: number): string {
  if (daysLeft < 0) return `已超期 ${-daysLeft} 个工作日`;
  return daysLeft === 0 ? '今天到期' : `还剩 ${daysLeft} 个工作日`;
}

/** 2013年11月18日 9:05，as the city's clock shows it. */
export const momentZh = (at: string): string => `${dayZh(at.slice(0, 10))} ${at.slice(11, 16)}`;

/** 14:03 on the machine that is being typed at. */
export const clockOf = (moment: Date): string => `${String(moment.getHours()).padStart(2, '0')}:${String(moment.getMinutes()).padStart(2, '0')}`;

/** What people type or paste as a day, as ISO; undefined when it is none: 2013/11/18、2013.11.18、2013年11月18日、20131118. */
export function readDay(text: string): Day | undefined {
  const parts = /^\s*(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d{2})(\d{2}))\s*日?\s*$/.exec(text);
  if (!parts) return undefined;
  const [, year = '', m1, d1, m2, d2] = parts;
  const day = `${year}-${(m1 ?? m2 ?? '').padStart(2, '0')}-${(d1 ?? d2 ?? '').padStart(2, '0')}`;
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day ? undefined : day;
}
