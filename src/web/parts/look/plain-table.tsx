import type { ReactNode } from 'react';

type Props = Readonly<{
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly ReactNode[])[];
  numeric?: readonly number[];
  /** Columns that stay on one line: what they say is short. */
  short?: readonly number[];
  foot?: readonly ReactNode[];
  /** On a phone each row becomes a card, its cells under one another with their heads: for long texts. */
  stacked?: boolean;
}>;

/** A table as a document has it: real header cells, tabular figures, scrolls in its own box on a phone, prints whole. */
export function PlainTable({ caption, columns, rows, numeric = [], short = [], foot, stacked = false }: Props) {
  const kind = (index: number): string | undefined =>
    numeric.includes(index) ? `figures right${columns[index] === '序号' ? ' ordinal' : ''}` : short.includes(index) ? 'one-line' : undefined;
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={`表格：${caption}`}>
      <table className={stacked ? 'plain-table stacked' : 'plain-table'}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column || index} scope="col" className={kind(index)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, index) => (
                <td key={index} className={kind(index)} data-label={columns[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {foot.map((cell, index) => (
                <td key={index} className={kind(index)}>
                  {cell}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
