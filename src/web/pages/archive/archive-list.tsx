import { DownloadOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import type { ArchiveRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { packageAddress } from '../../api/archive.ts';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { To } from '../../parts/look/to.tsx';

type Props = Readonly<{ rows: readonly ArchiveRow[]; chosen: ReadonlySet<string>; onChoose?: (ids: readonly string[], on: boolean) => void }>;

const sealable = ({ sealed }: ArchiveRow): boolean => sealed === undefined || !sealed.current;
function Sealed({ row: { sealed, dueBy, overdue } }: { row: ArchiveRow }) {
  if (sealed === undefined) return <span className={overdue ? 'wrong' : 'quiet'}>{overdue ? `${dayZh(dueBy)}前应封存，已逾期` : `${dayZh(dueBy)}前封存`}</span>;
  return (
    <span title={`SHA-256 ${sealed.sha256}`}>
      {dayZh(sealed.at.slice(0, 10))}
      {sealed.by}封存{sealed.current ? '' : '；此后又有办理，可再封'}
    </span>
  );
}
const Download = ({ row }: { row: ArchiveRow }) => (
  <a href={packageAddress(row.id)} className="text-link" aria-label={`下载数据包：${row.title}`}>
    <DownloadOutlined aria-hidden /> 下载
  </a>
);
function Choose({ row, chosen, onChoose }: { row: ArchiveRow } & Omit<Props, 'rows'>) {
  if (onChoose === undefined || !sealable(row)) return null;
  return <Checkbox checked={chosen.has(row.id)} onChange={({ target }) => onChoose([row.id], target.checked)} aria-label={`选中：${row.title}`} />;
}

function Card(props: { row: ArchiveRow } & Omit<Props, 'rows'>) {
  const { row } = props;
  return (
    <li className="card record">
      <p className="card-title">
        <Choose {...props} /> <To href={row.href}>{row.title}</To>
      </p>
      <p className="card-line quiet">
        {row.kindZh} · {row.state.zh} · {dayZh(row.closedOn)}办结 · 保管{row.term.zh}
      </p>
      <p className="card-line">
        <Sealed row={row} /> <Download row={row} />
      </p>
    </li>
  );
}

/** 办结的事项，一件一行；能封存的可以选中。 */
export function ArchiveList({ rows, chosen, onChoose }: Props) {
  const wide = useWideScreen();
  const open = rows.filter(sealable).map(({ id }) => id);
  const all = open.length > 0 && open.every((id) => chosen.has(id));
  const some = open.some((id) => chosen.has(id));
  const every = onChoose !== undefined && open.length > 0 && (
    <Checkbox checked={all} indeterminate={some && !all} onChange={({ target }) => onChoose(open, target.checked)}>
      全选这 {open.length} 件
    </Checkbox>
  );
  if (!wide)
    return (
      <>
        {every}
        <ul className="cards flat">
          {rows.map((row) => (
            <Card key={row.id} row={row} chosen={chosen} {...(onChoose === undefined ? {} : { onChoose })} />
          ))}
        </ul>
      </>
    );
  return (
    <>
      {every}
      <PlainTable
        caption="归档"
        columns={['选择', '类别', '题名', '结果', '办结日期', '保管期限', '封存', '数据包']}
        short={[0, 1, 3, 4, 5, 7]}
        rows={rows.map((row) => [
          <Choose key="choose" row={row} chosen={chosen} {...(onChoose === undefined ? {} : { onChoose })} />,
          row.kindZh,
          <To key="title" href={row.href}>
            {row.title}
          </To>,
          row.state.zh,
          <span key="on" className="figures">
            {dayZh(row.closedOn)}
          </span>,
          row.term.zh,
          <Sealed key="sealed" row={row} />,
          <Download key="download" row={row} />,
        ])}
      />
    </>
  );
}
