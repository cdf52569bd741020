import { liveFindings, type Visit } from '../../site/visit.ts';
import { levelZh, resultZh } from './result-zh.ts';

/** The sheet on paper: what was looked at, what was found, room to sign. */
export function PrintedSheet({ visit: { sheet, answers, handIn, ...visit } }: { visit: Visit }) {
  const titles = new Map(sheet.checklist.items.map(({ code, title }) => [code, title]));
  return (
    <div className="print-only">
      <p>{sheet.title}</p>
      <table className="site-printed">
        <thead>
          <tr>
            <th scope="col">检查项</th>
            <th scope="col">结果</th>
            <th scope="col">备注</th>
          </tr>
        </thead>
        <tbody>
          {sheet.checklist.items.map(({ code, title }) => (
            <tr key={code}>
              <td>{title}</td>
              <td>{resultZh(answers[code]?.result)}</td>
              <td>{answers[code]?.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>发现的问题</h2>
      <ol>
        {liveFindings({ sheet, answers, handIn, ...visit }).map(({ key, item, level, text, advice, photos }) => (
          <li key={key}>
            {titles.get(item) ?? '其他'}（{levelZh(level)}）：{text}
            {advice !== '' && `　建议：${advice}`}
            {photos.length > 0 && `　照片 ${photos.length} 张`}
          </li>
        ))}
      </ol>
      <p>意见：{handIn.advice}</p>
      <p>
        检查方：{handIn.inspectorSigner}　　　　被检查方：{handIn.refuses ? `拒签，${handIn.refused}` : handIn.studioSigner}
      </p>
    </div>
  );
}
