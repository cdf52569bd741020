import { Select } from 'antd';
import { Chips } from '../list/chips.tsx';
import { cuts, isCut, type Cut } from './period.ts';

type Props = Readonly<{ year: number; years: readonly number[]; cut: Cut; onYear: (year: number) => void; onCut: (cut: Cut) => void }>;

/** 哪一年，按哪种年度算。 */
export function YearChoice({ year, years, cut, onYear, onCut }: Props) {
  const offered = years.includes(year) ? years : [...years, year];
  return (
    <div className="year-choice no-print">
      <Select aria-label="年度" value={year} options={offered.map((value) => ({ value, label: `${value}年` }))} onChange={onYear} />
      <Chips label="口径" chips={cuts} value={cut} onChange={(value) => isCut(value) && onCut(value)} />
    </div>
  );
}
