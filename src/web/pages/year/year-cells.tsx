import { Link } from '@tanstack/react-router';
import type { YearBoard } from '#contract/shapes.ts';
import { cellText } from '../../parts/year/figure-text.ts';

export type Counts = YearBoard['total'];
export type Column = YearBoard['columns'][number];
/** Which year, cut and part of the city a cell speaks of. */
export type Place = Readonly<{ year: number; cut: YearBoard['cut']; union?: string; industry?: string; name: string }>;

/** 谁报了、谁没报：每个数点到名单。 */
export const standings = [
  { code: 'studios', zh: '应报', show: undefined },
  { code: 'reported', zh: '已报', show: 'reported' },
  { code: 'late', zh: '迟报', show: 'late' },
  { code: 'missing', zh: '未报', show: 'missing' },
  { code: 'asleep', zh: '台账沉睡', show: 'asleep' },
] as const;
type StandingOf = (typeof standings)[number];

export function Count({ counts, of: { code, zh, show }, place }: { counts: Counts; of: StandingOf; place: Place }) {
  const count = counts[code];
  if (count === 0) return <>{count}</>;
  const { year, union, industry, name } = place;
  return (
    <Link to="/year/studios" search={{ year, show, union, industry }} aria-label={`${name}${zh} ${count} 家，看名单`}>
      {count}
    </Link>
  );
}

/** 有财务证明的效益，连同占多少。 */
const coverage = ({ figures }: Counts): string => {
  const { benefit = 0, benefitProven = 0 } = figures;
  return benefit === 0 ? '' : ` · ${Math.round((benefitProven / benefit) * 100)}%`;
};

export function Amount({ counts, of: { code, zh, unit }, place }: { counts: Counts; of: Column; place: Place }) {
  const value = counts.figures[code] ?? 0;
  const text = `${cellText(value, unit)}${code === 'benefitProven' ? coverage(counts) : ''}`;
  if (value === 0) return <>{text}</>;
  const { name, ...where } = place;
  return (
    <Link to="/entries" search={{ figure: code, ...where }} aria-label={`${name}${zh} ${text}，看明细`}>
      {text}
    </Link>
  );
}
