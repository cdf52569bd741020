import type { Day } from '#core/shared/days.ts';
import { dayWithWeekday, leftText } from '../text/day-text.ts';

type Props = Readonly<{ dueOn?: Day; daysLeft?: number; today: Day; full?: boolean }>;

const urgency = (daysLeft: number | undefined): string => (daysLeft === undefined ? '' : daysLeft < 0 ? 'overdue' : daysLeft <= 2 ? 'soon' : '');

/** 11月28日（周四）24:00 前 · 还剩 8 个工作日；超期的标出来。 */
export function Deadline({ dueOn, daysLeft, today, full = false }: Props) {
  if (dueOn === undefined) return full ? null : <span className="quiet">不限期</span>;
  return (
    <span className={`deadline ${urgency(daysLeft)}`}>
      <time dateTime={dueOn}>{dayWithWeekday(dueOn, today)}</time>
      {full && ' 24:00（北京时间）前'}
      {daysLeft !== undefined && <span className="left">{leftText(daysLeft)}</span>}
    </span>
  );
}
