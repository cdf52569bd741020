import type { YearBoard } from '#contract/shapes.ts';
import { columnUnit } from '../../parts/year/figure-text.ts';
import { Amount, Count, standings, type Column, type Counts, type Place } from './year-cells.tsx';

function Card({ columns, counts, place }: { columns: readonly Column[]; counts: Counts; place: Place }) {
  const shown = columns.filter(({ code }) => (counts.figures[code] ?? 0) !== 0);
  return (
    <li className="card year-card">
      <h3>{place.name}</h3>
      <dl className="pairs">
        {standings.map((of) => (
          <div key={of.code}>
            <dt>{of.zh}</dt>
            <dd className="figures">
              <Count counts={counts} of={of} place={place} />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length > 0 && (
        <details className="fold">
          <summary>
            <span>看数字</span>
          </summary>
          <dl className="pairs">
            {shown.map((of) => (
              <div key={of.code}>
                <dt>
                  {of.zh}（{columnUnit(of.unit)}）
                </dt>
                <dd className="figures">
                  <Amount counts={counts} of={of} place={place} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

/** The same rows for a phone: a card each, the sum first. */
export function YearCards({ board: { by, columns, rows, total, previous, year, cut } }: { board: YearBoard }) {
  const place = { year, cut };
  return (
    <ul className="cards">
      <Card columns={columns} counts={total} place={{ ...place, name: '合计' }} />
      {rows.map(({ id, name, ...counts }) => (
        <Card key={id} columns={columns} counts={counts} place={{ ...place, [by]: id, name }} />
      ))}
      <Card columns={columns} counts={previous} place={{ year: year - 1, cut, name: '上年合计' }} />
    </ul>
  );
}
