import { Button } from 'antd';
import { useState } from 'react';
import { useWideScreen } from '../list/wide-screen.ts';
import { PlainTable } from './plain-table.tsx';

type Props = Readonly<{
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  numeric?: readonly number[];
  short?: readonly number[];
}>;

const numbers = ['序号', '名次', '代号', '类别'];
const first = 12;
/** What a row is about: its first column that is neither its number nor its kind. */
const heading = (columns: readonly string[]): number =>
  Math.max(
    0,
    columns.findIndex((column) => !numbers.includes(column)),
  );

function Record({ columns, row }: { columns: readonly string[]; row: readonly string[] }) {
  const at = heading(columns);
  const rest = columns.flatMap((column, index) =>
    index === at || column === '序号' || ['', row[at]].includes(row[index] ?? '') ? [] : [[column, row[index] ?? ''] as const],
  );
  return (
    <li className="card record">
      <p className="card-title">{row[at]}</p>
      <dl>
        {rest.map(([column, text], index) => (
          <div key={`${column} ${index}`}>
            <dt>{column}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function Records({ caption, columns, rows }: Props) {
  const [all, setAll] = useState(rows.length <= first);
  return (
    <>
      <ul className="cards flat" aria-label={caption}>
        {(all ? rows : rows.slice(0, first)).map((row, index) => (
          <Record key={index} columns={columns} row={row} />
        ))}
      </ul>
      {!all && (
        <Button type="link" onClick={() => setAll(true)}>
          看全部 {rows.length} 条
        </Button>
      )}
    </>
  );
}

/** A table of many columns; on a phone each row is read downwards, nothing has to be pushed sideways. */
export function RecordTable({ caption, columns, rows, numeric, short }: Props) {
  const wide = useWideScreen();
  if (wide || columns.length <= 3) return <PlainTable caption={caption} columns={columns} rows={rows} numeric={numeric} short={short} />;
  return <Records caption={caption} columns={columns} rows={rows} />;
}
