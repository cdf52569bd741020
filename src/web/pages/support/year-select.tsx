import { Select } from 'antd';
import { yearOf, type Day } from '#core/shared/days.ts';
import { recentYears } from '../../parts/year/period.ts';

/** 哪一年；今年不写进地址。 */
export function YearSelect({ year, today, onYear }: { year: number | undefined; today: Day; onYear: (year: number | undefined) => void }) {
  const current = yearOf(today);
  return (
    <Select
      aria-label="年度"
      value={year ?? current}
      options={recentYears(today).map((value) => ({ value, label: `${value}年` }))}
      onChange={(chosen) => onYear(chosen === current ? undefined : chosen)}
    />
  );
}
