import { dayZh, yearOf, type Day } from '#core/shared/days.ts';

export type Cut = 'calendar' | 'statistics';
export const cuts = [
  { value: 'calendar', label: '自然年' },
  { value: 'statistics', label: '工会统计年' },
] as const;
export const cutZh: Readonly<Record<Cut, string>> = { calendar: '自然年', statistics: '工会统计年' };
export const isCut = (given: string | undefined): given is Cut => given === 'calendar' || given === 'statistics';

/** 这几年：今年在前。 */
export const recentYears = (today: Day, since = 0): readonly number[] => {
  const now = yearOf(today);
  return [now, now - 1, now - 2, now - 3, now - 4].filter((year) => year >= since || year === now);
};
/** 自然年，2013年1月1日至2013年12月31日 */
export const periodText = ({ cut, from, to }: { cut: Cut; from: Day; to: Day }): string => `${cutZh[cut]}，${dayZh(from)}至${dayZh(to)}`;
