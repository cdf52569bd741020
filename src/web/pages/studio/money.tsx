import type { Studio } from '#contract/shapes.ts';
import { yuan } from '#core/shared/money.ts';

/** 经费：单位给的、补助的、花掉的、剩下的，分开记。 */
export function Money({ money: { unitInFen, subsidyInFen, spentFen, balanceFen } }: { money: Studio['money'] }) {
  const lines = [
    ['单位经费到账', unitInFen],
    ['上级补助到账', subsidyInFen],
    ['已支出', spentFen],
    ['结余', balanceFen],
  ] as const;
  return (
    <dl className="tiles">
      {lines.map(([label, fen]) => (
        <div key={label} className="tile">
          <dt className="tile-title">{label}</dt>
          <dd className="tile-figure figures">{yuan(fen)}</dd>
        </div>
      ))}
    </dl>
  );
}
