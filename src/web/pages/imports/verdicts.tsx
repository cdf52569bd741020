import type { ImportReport } from '#contract/shapes.ts';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { useWideScreen } from '../../parts/list/wide-screen.ts';

type Row = ImportReport['rows'][number];
const words: Readonly<Record<Row['says'], readonly [string, 'good' | 'plain' | 'bad']>> = {
  new: ['新增', 'good'],
  same: ['已有，不变', 'plain'],
  refused: ['不能导入', 'bad'],
};
const why = ({ faults }: Row) => faults.map(({ column, message }) => `${column === '' ? '' : `${column}：`}${message}`).join('；');
const verdict = ({ says }: Row) => <StateTag zh={words[says][0]} kind={words[says][1]} />;

/** 逐行的结论，有错的在前。 */
export function Verdicts({ report: { rows, more } }: { report: ImportReport }) {
  const wide = useWideScreen();
  if (rows.length === 0) return null;
  return (
    <>
      {wide ? (
        <PlainTable
          caption="逐行结论"
          short={[0, 2]}
          columns={['行', '内容', '结论', '说明']}
          rows={rows.map((row) => [`第${row.row}行`, row.label, verdict(row), why(row)])}
        />
      ) : (
        <ul className="cards">
          {rows.map((row) => (
            <li key={row.row} className="card row">
              <span className="card-title">
                第{row.row}行 {verdict(row)}
              </span>
              <span className="card-line">{row.label}</span>
              {why(row) !== '' && <span className="card-line wrong">{why(row)}</span>}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="quiet">还有 {more} 行没有列出，下载的表里都有。</p>}
    </>
  );
}
