import type { TargetBoard, TargetRow } from '#contract/shapes.ts';

const measures = ['created', 'qualified'] as const;
function Row({ name, row }: { name: string; row: Omit<TargetRow, 'union' | 'kind'> }) {
  const { preparing, declaring, accepting } = row.pipeline;
  return (
    <tr>
      <th scope="row">{name}</th>
      {measures.map((measure) => (
        <td key={measure} className="figures right">
          {row[measure].reached}
          <span className="quiet"> / {row[measure].target}</span>
        </td>
      ))}
      <td className="figures right">{preparing}</td>
      <td className="figures right">{declaring}</td>
      <td className="figures right">{accepting}</td>
    </tr>
  );
}

/** 过去某一天的表：当天已经记下的完成数和在途数，不作预测。 */
export function PastBoard({ board: { items, total } }: { board: TargetBoard }) {
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label="表格：当日各单位任务数">
      <table className="plain-table">
        <caption className="sr-only">当日各单位的任务数、完成数和在途</caption>
        <thead>
          <tr>
            {['单位', '创建：完成 / 任务', '达标：完成 / 任务', '培育中', '申报中', '验收中'].map((title, index) => (
              <th key={title} scope="col" className={index === 0 ? undefined : 'right'}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <Row key={row.union.id} name={row.union.name} row={row} />
          ))}
          <Row name="合计" row={total} />
        </tbody>
      </table>
    </div>
  );
}
