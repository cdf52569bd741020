import type { MatterRow } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { dayZh } from '#core/shared/days.ts';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Deadline } from '../look/deadline.tsx';
import { PlainTable } from '../look/plain-table.tsx';
import { StateTag } from '../look/state-tag.tsx';
import { To } from '../look/to.tsx';
import { matterColumns } from './columns.tsx';
import { useWideScreen } from './wide-screen.ts';

/** Which are chosen, to be dealt with together. */
export type Selection = Readonly<{ chosen: ReadonlySet<string>; toggle: (ids: readonly string[], on: boolean) => void }>;
type Props = Readonly<{ rows: readonly MatterRow[]; today: Day; onOpen?: () => void; selection?: Selection; columns?: readonly string[] }>;

const titleOf = ({ title, studio }: MatterRow): string => (studio === undefined || title.includes(studio.name) ? title : `${studio.name} · ${title}`);
const stateOf = ({ state, closed }: MatterRow) => <StateTag zh={state.zh} kind={closed ? 'plain' : 'warn'} />;

function Tick({ row, selection: { chosen, toggle } }: { row: MatterRow; selection: Selection }) {
  return <Checkbox aria-label={`选择${titleOf(row)}`} checked={chosen.has(row.id)} onChange={({ target }) => toggle([row.id], target.checked)} />;
}

function Card({ row, today, onOpen, selection }: { row: MatterRow; today: Day; onOpen?: () => void; selection?: Selection }) {
  return (
    <li className={selection ? 'card ticked' : 'card'}>
      {selection && !row.closed && <Tick row={row} selection={selection} />}
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

function cell(row: MatterRow, code: string, today: Day): ReactNode {
  switch (code) {
    case 'kind':
      return row.kindZh;
    case 'state':
      return stateOf(row);
    case 'union':
      return row.union?.name ?? '—';
    case 'opened':
      return (
        <span key={code} className="figures">
          {dayZh(row.openedAt.slice(0, 10))}
        </span>
      );
    default:
      return row.closed ? (
        <span key={code} className="quiet">
          已办结
        </span>
      ) : (
        <Deadline key={code} dueOn={row.dueOn} today={today} />
      );
  }
}

/** Matters as a table, or as cards on a phone. */
export function MatterList({ rows, today, onOpen, selection, columns = matterColumns.map(({ code }) => code) }: Props) {
  const wide = useWideScreen();
  const shown = matterColumns.filter(({ code }) => columns.includes(code));
  if (!wide) {
    return (
      <ul className="cards">
        {rows.map((row) => (
          <Card key={row.id} row={row} today={today} onOpen={onOpen} selection={selection} />
        ))}
      </ul>
    );
  }
  return (
    <PlainTable
      caption="事项"
      short={shown.map((_, index) => index + (selection ? 2 : 1))}
      columns={[...(selection ? ['选'] : []), '事项', ...shown.map(({ zh }) => zh)]}
      rows={rows.map((row) => [
        ...(selection ? [row.closed ? '' : <Tick key="tick" row={row} selection={selection} />] : []),
        <To key="title" href={row.href} onClick={onOpen}>
          {titleOf(row)}
        </To>,
        ...shown.map(({ code }) => cell(row, code, today)),
      ])}
    />
  );
}
