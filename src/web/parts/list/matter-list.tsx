import type { MatterRow } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { dayZh } from '#core/shared/days.ts';
import { Deadline } from '../look/deadline.tsx';
import { PlainTable } from '../look/plain-table.tsx';
import { StateTag } from '../look/state-tag.tsx';
import { To } from '../look/to.tsx';
import { useWideScreen } from './wide-screen.ts';

type Props = Readonly<{ rows: readonly MatterRow[]; today: Day; onOpen?: () => void; withStudio?: boolean }>;

const titleOf = ({ title, studio }: MatterRow): string => (studio === undefined || title.includes(studio.name) ? title : `${studio.name} · ${title}`);
const stateOf = ({ state, closed }: MatterRow) => <StateTag zh={state.zh} kind={closed ? 'plain' : 'warn'} />;

function Card({ row, today, onOpen }: { row: MatterRow; today: Day; onOpen?: () => void }) {
  return (
    <li className="card">
      <To href={row.href} className="card-link" onClick={onOpen}>
        <span className="card-title">{titleOf(row)}</span>
        <span className="card-line">
          {row.kindZh} {stateOf(row)}
        </span>
        <span className="card-line quiet">
          {row.union?.name ?? ''} {row.closed ? `${dayZh(row.openedAt.slice(0, 10))}立` : <Deadline dueOn={row.dueOn} today={today} />}
        </span>
      </To>
    </li>
  );
}

/** Matters as a table, or as cards on a phone. */
export function MatterList({ rows, today, onOpen }: Props) {
  const wide = useWideScreen();
  if (!wide) {
    return (
      <ul className="cards">
        {rows.map((row) => (
          <Card key={row.id} row={row} today={today} onOpen={onOpen} />
        ))}
      </ul>
    );
  }
  return (
    <PlainTable
      caption="事项"
      short={[1, 2, 3, 4, 5]}
      columns={['事项', '类别', '状态', '归口工会', '立项', '期限']}
      rows={rows.map((row) => [
        <To key="title" href={row.href} onClick={onOpen}>
          {titleOf(row)}
        </To>,
        row.kindZh,
        stateOf(row),
        row.union?.name ?? '—',
        <span key="opened" className="figures">
          {dayZh(row.openedAt.slice(0, 10))}
        </span>,
        row.closed ? (
          <span key="due" className="quiet">
            已办结
          </span>
        ) : (
          <Deadline key="due" dueOn={row.dueOn} today={today} />
        ),
      ])}
    />
  );
}
