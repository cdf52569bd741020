import type { TargetBoard } from '#contract/shapes.ts';
import { Bar } from '../../parts/look/bar.tsx';

/** 一个单位一条：实心是已达标，浅色是预计，竖线是任务。 */
export function TargetBars({ board }: { board: TargetBoard }) {
  return (
    <>
      <p className="legend quiet">
        <span className="swatch value" aria-hidden /> 已达标 <span className="swatch forecast" aria-hidden /> 预计年末 <span className="swatch target" aria-hidden /> 任务
      </p>
      <ul className="plain bars">
        {board.items.map(({ union, qualified: { reached, target, forecast } }) => (
          <li key={union.id}>
            <span className="bar-name">{union.name}</span>
            <Bar value={reached} of={target} forecast={forecast} label={`${union.name}：任务${target}家，已达标${reached}家，预计${forecast}家`} />
            <span className="figures quiet">
              {reached} / {target}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
