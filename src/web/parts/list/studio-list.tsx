import type { StudioRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { PlainTable } from '../look/plain-table.tsx';
import { To } from '../look/to.tsx';
import { Standing } from '../look/standing.tsx';
import { useWideScreen } from './wide-screen.ts';

type Props = Readonly<{ rows: readonly StudioRow[]; onOpen?: () => void }>;

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

/** Studios as a table, or as cards on a phone. */
export function StudioList({ rows, onOpen }: Props) {
  const wide = useWideScreen();
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
      columns={['工作室', '领衔人', '所在单位', '归口工会', '状态', '创建', '命名', '最近记账']}
      rows={rows.map((row) => [
        <To key="name" href={`/studios/${row.id}`} onClick={onOpen}>
          {row.name}
        </To>,
        row.lead,
        row.hostUnit,
        row.union.name,
        <Standing key="standing" state={row.standing} plaqueNo={row.plaqueNo} />,
        <span key="created" className="figures">
          {day(row.createdOn)}
        </span>,
        <span key="qualified" className="figures">
          {day(row.qualifiedOn)}
        </span>,
        <span key="entry" className="figures">
          {day(row.lastEntryOn)}
        </span>,
      ])}
    />
  );
}
