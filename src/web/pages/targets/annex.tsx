import type { TargetBoard } from '#contract/shapes.ts';
import { dayZh, type Day } from '#core/shared/days.ts';

/** 打印出来的附件：与文件所附的表一个样。 */
export function Annex({ board: { year, items, total, documentNumber }, until }: { board: TargetBoard; until: Day }) {
  return (
    <div className="annex print-only">
      <p className="annex-mark">附件</p>
      <h2>{year}年劳模创新工作室创建任务分解表</h2>
      <table>
        <thead>
          <tr>
            <th>序号</th>
            <th>单位</th>
            <th>累计创建任务数</th>
            <th>累计达标数</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ union, created, qualified }, index) => (
            <tr key={union.id}>
              <td>{index + 1}</td>
              <td>{union.name}</td>
              <td>{created.target}</td>
              <td>{qualified.target}</td>
            </tr>
          ))}
          <tr>
            <td colSpan={2}>合计</td>
            <td>{total.created.target}</td>
            <td>{total.qualified.target}</td>
          </tr>
        </tbody>
      </table>
      <p className="annex-foot">
        截至{dayZh(until)}。{documentNumber && `依据${documentNumber}。`}
      </p>
    </div>
  );
}
