import type { ScoreResult } from '#contract/shapes.ts';
import { PlainTable } from '../look/plain-table.tsx';
import { StateTag } from '../look/state-tag.tsx';

/** 验收结果：总分、逐条是否过线、逐项理由；带摘要，人人可以重算。 */
export function ResultTable({ result }: { result: ScoreResult }) {
  const { total, qualified, judges, method, criteria, items, vetoes, flags, hash } = result;
  const deducted = items.filter(({ points, max }) => points < max);
  return (
    <>
      <p className="haves-sum">
        <strong className="figures result-total">{total} 分</strong> <StateTag zh={qualified ? '达标' : '未达标'} kind={qualified ? 'good' : 'bad'} />
        <span className="quiet">
          {judges} 名专家，{method === 'mean' ? '取平均分' : '去掉最高分和最低分后平均'}
        </span>
      </p>
      {[...vetoes, ...flags].map((line) => (
        <p key={line} className="wrong">
          {line}
        </p>
      ))}
      <PlainTable
        caption="逐条结果"
        columns={['条件', '得分', '满分', '最低', '结论', '说明']}
        numeric={[1, 2, 3]}
        rows={criteria.map(({ title, points, max, needed, met, because }) => [
          title,
          points,
          max,
          needed,
          <StateTag key="met" zh={met ? '过线' : '未过线'} kind={met ? 'good' : 'bad'} />,
          because,
        ])}
      />
      {deducted.length > 0 && (
        <details className="fold">
          <summary>
            <span>扣分的 {deducted.length} 项和理由</span>
          </summary>
          <PlainTable
            caption="扣分理由"
            columns={['项目', '得分', '满分', '理由']}
            numeric={[1, 2]}
            rows={deducted.map(({ code, zh, points, max, reasons }) => [`${code} ${zh}`, points, max, reasons.join('；') || '—'])}
          />
        </details>
      )}
      <p className="quiet hash">评分摘要 SHA-256：{hash}</p>
    </>
  );
}
