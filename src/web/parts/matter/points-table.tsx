import type { Points } from '#contract/shapes.ts';
import { PlainTable } from '../look/plain-table.tsx';

const methods: Readonly<Record<string, string>> = { A: '自动', M: '材料', V: '实地', E: '专家' };

/** 分数从哪里来：台账能自动给的分先给，其余由专家评。 */
export function PointsTable({ points }: { points: readonly Points[] }) {
  const sum = (pick: (one: Points) => number): number => Math.round(points.reduce((total, one) => total + pick(one), 0) * 100) / 100;
  return (
    <>
      <p className="haves-sum">
        台账已自动计 <strong className="figures">{sum(({ automatic }) => automatic)}</strong> 分，满分 {sum(({ max }) => max)} 分；其余由专家评分。
      </p>
      {points.map(({ criterion, title, automatic, max, items }) => (
        <details key={criterion} className="fold">
          <summary>
            <span>{title}</span>
            <span className="figures">
              {automatic} / {max}
            </span>
          </summary>
          <PlainTable
            caption={title}
            columns={['项目', '得分', '满分', '怎样计分', '办法']}
            numeric={[1, 2]}
            rows={items.map((item) => [item.zh, item.points ?? '待评', item.max, item.rule, item.method.map((one) => methods[one] ?? one).join('、')])}
          />
        </details>
      ))}
    </>
  );
}
