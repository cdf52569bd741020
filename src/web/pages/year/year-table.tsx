import type { YearBoard } from '#contract/shapes.ts';
import { columnUnit } from '../../parts/year/figure-text.ts';
import { Amount, Count, standings, type Column, type Counts, type Place } from './year-cells.tsx';

function Row({ columns, counts, place }: { columns: readonly Column[]; counts: Counts; place: Place }) {
  return (
    <tr>
      <th scope="row">{place.name}</th>
      {standings.map((of) => (
        <td key={of.code} className="figures right">
          <Count counts={counts} of={of} place={place} />
        </td>
      ))}
      {columns.map((of, index) => (
        <td key={of.code} className={`figures right${index === 0 ? ' group-start' : ''}`}>
          <Amount counts={counts} of={of} place={place} />
        </td>
      ))}
    </tr>
  );
}

/** 一个单位一行，一个数一格，每格点得开；末两行是合计和上年合计。 */
export function YearTable({ board: { by, columns, rows, total, previous, year, cut } }: { board: YearBoard }) {
  const place = { year, cut };
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label="表格：年度汇总">
      <table className="plain-table board year-table">
        <caption className="sr-only">{year}年度汇总</caption>
        <thead>
          <tr>
            <th scope="col">{by === 'union' ? '归口工会' : '行业'}</th>
            {standings.map(({ code, zh }) => (
              <th key={code} scope="col" className="right">
                {zh}
                <span className="unit">家</span>
              </th>
            ))}
            {columns.map(({ code, zh, unit }, index) => (
              <th key={code} scope="col" className={`right${index === 0 ? ' group-start' : ''}`}>
                {zh}
                <span className="unit">{columnUnit(unit)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, ...counts }) => (
            <Row key={id} columns={columns} counts={counts} place={{ ...place, [by]: id, name }} />
          ))}
        </tbody>
        <tfoot>
          <Row columns={columns} counts={total} place={{ ...place, name: '合计' }} />
          <Row columns={columns} counts={previous} place={{ year: year - 1, cut, name: '上年合计' }} />
        </tfoot>
      </table>
    </div>
  );
}
