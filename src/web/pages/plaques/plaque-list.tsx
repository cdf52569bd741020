import type { PlaqueRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { FileLink } from '../../parts/look/file-link.tsx';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';

const day = (on: string | undefined): string => (on === undefined ? '—' : dayZh(on));
/** 现在在哪里、怎么到那里的，一句话。 */
const whereabouts = ({ lostOn, returnedOn, returnedBy, replacedOn, note }: PlaqueRow): string =>
  [
    replacedOn === undefined ? '' : `${dayZh(replacedOn)}换下`,
    lostOn === undefined ? '' : `${dayZh(lostOn)}遗失`,
    returnedOn === undefined ? '' : `${dayZh(returnedOn)}收回${returnedBy === undefined ? '' : `，${returnedBy}交`}`,
    note,
  ]
    .filter((text) => text !== '')
    .join('；');
const handed = ({ handedBy, receivedBy }: PlaqueRow): string =>
  receivedBy === undefined ? '—' : `${handedBy === undefined ? '' : `${handedBy} → `}${receivedBy}`;

const kinds = { due: 'warn', held: 'good', recall: 'bad', returned: 'plain', lost: 'plain', void: 'plain' } as const;
const tagOf = ({ state }: PlaqueRow) => ({ zh: state.zh, kind: kinds[state.code] });

function Card({ row }: { row: PlaqueRow }) {
  const more = whereabouts(row);
  return (
    <li className="card">
      <To href={row.href} className="card-link">
        <span className="card-title">{row.name}</span>
        <span className="card-line">
          <StateTag {...tagOf(row)} /> <span className="figures">{row.id}</span>
        </span>
        <span className="card-line quiet">
          {row.hostUnit} · {row.union.name}
        </span>
        {row.awardedOn !== undefined && (
          <span className="card-line quiet">
            {dayZh(row.awardedOn)}发放，{handed(row)}
          </span>
        )}
        {more !== '' && <span className="card-line quiet">{more}</span>}
      </To>
      {row.receipt !== undefined && <FileLink id={row.receipt}>签收单</FileLink>}
    </li>
  );
}

/** 牌匾，一块一行；手机上一块一张卡片。 */
export function PlaqueList({ rows }: { rows: readonly PlaqueRow[] }) {
  const wide = useWideScreen();
  if (!wide)
    return (
      <ul className="cards">
        {rows.map((row) => (
          <Card key={row.id} row={row} />
        ))}
      </ul>
    );
  return (
    <PlainTable
      caption="牌匾登记簿"
      columns={['牌匾编号', '牌匾上的名称', '所在单位', '归口工会', '情况', '发放日期', '发放 → 签收', '说明']}
      short={[0, 4, 5]}
      rows={rows.map((row) => [
        <To key="number" href={row.href}>
          {row.id}
        </To>,
        row.name,
        row.hostUnit,
        row.union.name,
        <StateTag key="state" {...tagOf(row)} />,
        <span key="on" className="figures">
          {day(row.awardedOn)}
        </span>,
        <span key="handed">
          {handed(row)}
          {row.receipt !== undefined && (
            <>
              {' '}
              <FileLink id={row.receipt}>签收单</FileLink>
            </>
          )}
        </span>,
        whereabouts(row),
      ])}
    />
  );
}
