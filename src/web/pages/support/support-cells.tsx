import { Link } from '@tanstack/react-router';
import type { SupportBoard } from '#contract/shapes.ts';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { roughYuan } from '../../parts/text/money-text.ts';

export type Row = SupportBoard['rows'][number];
export type Sums = SupportBoard['total'];
type Kind = 'agenda' | 'rule' | 'support';
/** Whose support, of which year: where a figure leads; `nought` is what a table writes for none. */
export type Where = Readonly<{ union?: string; name: string; year: number; nought?: string }>;

/** 一个数点到它背后的记录；零不点。 */
export function Behind({
  count,
  unit,
  kind,
  where: { union, name, year, nought },
  about,
}: {
  count: number;
  unit: string;
  kind: Kind;
  where: Where;
  about: string;
}) {
  const text = `${count} ${unit}`;
  if (count === 0) return <span className="quiet">{nought ?? text}</span>;
  return (
    <Link to="/support/records" search={{ union, kind, year }} aria-label={`${name}${about} ${text}，看记录`}>
      {text}
    </Link>
  );
}

/** 四.1 四个方面中的一个：几项，折合多少钱。 */
export function Head({ of: { head, count, amountFen }, where }: { of: Sums['heads'][number]; where: Where }) {
  return (
    <>
      <Behind count={count} unit="项" kind="support" where={where} about={head} />
      {amountFen > 0 && <span className="unit">{roughYuan(amountFen)}</span>}
    </>
  );
}

/** 四.1：每个工会都要有专人负责。 */
export function InCharge({ name }: { name: string | null }) {
  return name === null ? <StateTag zh="未明确" kind="bad" /> : <>{name}</>;
}
