import type { ReactNode } from 'react';
import type { StudioRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { PlainTable } from '../look/plain-table.tsx';
import { To } from '../look/to.tsx';
import { Standing } from '../look/standing.tsx';
import { studioColumns } from './columns.tsx';
import { useWideScreen } from './wide-screen.ts';

type Props = Readonly<{ rows: readonly StudioRow[]; columns?: readonly string[]; onOpen?: () => void }>;

const day = (on: string | undefined): string => (on === undefined ? '—' : dayZh(on));

function Card({ row, onOpen }: { row: StudioRow; onOpen?: () => void }) {
  return (
    <li className="card">
      <To href={`/studios/${row.id}`} className="card-link" onClick={onOpen}>
        <span className="card-title">{row.name}</span>
        <span className="card-line">
          <Standing state={row.standing} plaqueNo={row.plaqueNo} />
        </span>
        <span className="card-line quiet">{row.hostUnit}</span>
        <span className="card-line quiet">
          {row.union.name} · 领衔人{row.lead}
        </span>
      </To>
    </li>
  );
}

function cell(row: StudioRow, code: string): ReactNode {
  switch (code) {
    case 'lead':
      return row.lead;
    case 'unit':
      return row.hostUnit;
    case 'union':
      return row.union.name;
    case 'standing':
      return <Standing key={code} state={row.standing} plaqueNo={row.plaqueNo} />;
    default:
      return (
        <span key={code} className="figures">
          {day(code === 'created' ? row.createdOn : code === 'qualified' ? row.qualifiedOn : row.lastEntryOn)}
        </span>
      );
  }
}

/** Studios as a table, or as cards on a phone. */
export function StudioList({ rows, onOpen, columns = studioColumns.map(({ code }) => code) }: Props) {
  const wide = useWideScreen();
  const shown = studioColumns.filter(({ code }) => columns.includes(code));
  if (!wide) {
    return (
      <ul className="cards">
        {rows.map((row) => (
          <Card key={row.id} row={row} onOpen={onOpen} />
        ))}
      </ul>
    );
  }
  return (
    <PlainTable
      caption="工作室"
      short={[0, ...shown.flatMap(({ code }, index) => (code === 'unit' ? [] : [index + 1]))]}
      columns={['工作室', ...shown.map(({ zh }) => zh)]}
      rows={rows.map((row) => [
        <To key="name" href={`/studios/${row.id}`} onClick={onOpen}>
          {row.name}
        </To>,
        ...shown.map(({ code }) => cell(row, code)),
      ])}
    />
  );
}
