import type { EntryRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';
import { figureText } from '../../parts/year/figure-text.ts';

type Props = Readonly<{ rows: readonly EntryRow[]; unit: string; withStudio: boolean }>;

const amountOf = ({ amount }: EntryRow, unit: string): string | undefined => (amount === undefined ? undefined : figureText(amount, unit));
const late = <StateTag zh="补记" kind="warn" />;

function Card({ row, unit, withStudio }: { row: EntryRow; unit: string; withStudio: boolean }) {
  return (
    <li className="card">
      <To href={row.href} className="card-link">
        <span className="card-title">{row.title}</span>
        <span className="card-line figures">
          {row.kindZh} {amountOf(row, unit)} {row.late && late}
        </span>
        <span className="card-line quiet figures">
          {dayZh(row.eventOn)}
          {withStudio && ` · ${row.studio.name}`}
        </span>
      </To>
    </li>
  );
}

/** Entries as a table, or as cards on a phone. */
export function EntryList({ rows, unit, withStudio }: Props) {
  const wide = useWideScreen();
  if (!wide) {
    return (
      <ul className="cards">
        {rows.map((row) => (
          <Card key={`${row.kind} ${row.id}`} row={row} unit={unit} withStudio={withStudio} />
        ))}
      </ul>
    );
  }
  const amounts = rows.some(({ amount }) => amount !== undefined);
  return (
    <PlainTable
      caption="这个数字背后的台账"
      columns={['日期', '类别', '内容', ...(withStudio ? ['工作室'] : []), ...(amounts ? ['数额'] : [])]}
      numeric={amounts ? [withStudio ? 4 : 3] : []}
      rows={rows.map((row) => [
        <span key="on" className="figures">
          {dayZh(row.eventOn)}
        </span>,
        row.kindZh,
        <span key="title">
          <To href={row.href}>{row.title}</To> {row.late && late}
        </span>,
        ...(withStudio
          ? [
              <To key="studio" href={`/studios/${row.studio.id}`}>
                {row.studio.name}
              </To>,
            ]
          : []),
        ...(amounts ? [amountOf(row, unit) ?? '—'] : []),
      ])}
    />
  );
}
