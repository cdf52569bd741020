import type { ReactNode } from 'react';
import type { SupportBoard } from '#contract/shapes.ts';
import { Behind, Head, InCharge, type Sums, type Where } from './support-cells.tsx';

const Pair = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd className="figures right">{children}</dd>
  </div>
);

/** The figures of one union, or of all, read downwards. */
export function SupportPairs({ sums, where }: { sums: Sums; where: Where }) {
  return (
    <dl className="pairs support-pairs">
      <Pair label="工作室">{sums.studios} 家</Pair>
      <Pair label="已支持">
        <Behind count={sums.supported} unit="家" kind="support" where={where} about="已支持" />
      </Pair>
      {sums.heads.map((of) => (
        <Pair key={of.head} label={of.head}>
          <Head of={of} where={where} />
        </Pair>
      ))}
      <Pair label="议事">
        <Behind count={sums.agenda} unit="次" kind="agenda" where={where} about="议事" />
      </Pair>
      <Pair label="制度">
        <Behind count={sums.rules} unit="项" kind="rule" where={where} about="制度" />
      </Pair>
    </dl>
  );
}

/** The same rows for a phone: a card each, the sum first. */
export function SupportCards({ board: { year, rows, total } }: { board: SupportBoard }) {
  return (
    <ul className="cards flat">
      <li className="card year-card">
        <h3>合计</h3>
        <SupportPairs sums={total} where={{ name: '合计', year }} />
      </li>
      {rows.map(({ union, inCharge, ...sums }) => (
        <li key={union.id} className="card year-card">
          <h3>{union.name}</h3>
          <p>
            <span className="quiet">专人负责 </span>
            <InCharge name={inCharge} />
          </p>
          <SupportPairs sums={sums} where={{ union: union.id, name: union.name, year }} />
        </li>
      ))}
    </ul>
  );
}
