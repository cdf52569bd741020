import type { SupportBoard } from '#contract/shapes.ts';
import { Behind, Head, InCharge, type Sums, type Where } from './support-cells.tsx';

function Cells({ sums, where }: { sums: Sums; where: Where }) {
  return (
    <>
      <td className="figures right">{sums.studios} 家</td>
      <td className="figures right">
        <Behind count={sums.supported} unit="家" kind="support" where={where} about="已支持" />
      </td>
      {sums.heads.map((of, index) => (
        <td key={of.head} className={`figures right${index === 0 ? ' group-start' : ''}`}>
          <Head of={of} where={where} />
        </td>
      ))}
      <td className="figures right group-start">
        <Behind count={sums.agenda} unit="次" kind="agenda" where={where} about="议事" />
      </td>
      <td className="figures right">
        <Behind count={sums.rules} unit="项" kind="rule" where={where} about="制度" />
      </td>
    </>
  );
}

/** 一个工会一行：谁负责，支持了几家，人财物场各给了什么，议了几次，定了几项制度。 */
export function SupportTable({ board: { year, heads, rows, total } }: { board: SupportBoard }) {
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label="表格：工会保障">
      <table className="plain-table board support-table">
        <caption className="sr-only">{year}年工会保障</caption>
        <thead>
          <tr>
            <th scope="col">工会</th>
            <th scope="col">专人负责</th>
            <th scope="col" className="right">
              工作室
            </th>
            <th scope="col" className="right">
              已支持
            </th>
            {heads.map((head, index) => (
              <th key={head} scope="col" className={`right${index === 0 ? ' group-start' : ''}`}>
                {head}
              </th>
            ))}
            <th scope="col" className="right group-start">
              议事
            </th>
            <th scope="col" className="right">
              制度
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ union, inCharge, ...sums }) => (
            <tr key={union.id}>
              <th scope="row">{union.name}</th>
              <td>
                <InCharge name={inCharge} />
              </td>
              <Cells sums={sums} where={{ union: union.id, name: union.name, year, nought: '—' }} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              合计
            </th>
            <Cells sums={total} where={{ name: '合计', year }} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
