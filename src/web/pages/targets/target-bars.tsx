import { Fragment } from 'react';
import type { TargetBoard } from '#contract/shapes.ts';
import { Bar } from '../../parts/look/bar.tsx';

const measures = [
  ['created', '创建'],
  ['qualified', '达标'],
] as const;

/** 一个单位两条，创建和达标：实心是已完成，浅色是预计，竖线是任务。 */
export function TargetBars({ board }: { board: TargetBoard }) {
  return (
    <>
      <p className="legend quiet">
        <span className="swatch value" aria-hidden /> 已完成 <span className="swatch forecast" aria-hidden /> 预计年末{' '}
        <span className="swatch target" aria-hidden /> 任务
      </p>
      <ul className="plain bars">
        {board.items.map(({ union, ...row }) => (
          <li key={union.id}>
            <span className="bar-name">{union.name}</span>
            {measures.map(([measure, zh]) => {
              const { reached, target, forecast } = row[measure];
              return (
                <Fragment key={measure}>
                  <span className="quiet">{zh}</span>
                  <Bar value={reached} of={target} forecast={forecast} label={`${union.name}${zh}：任务${target}家，已完成${reached}家，预计${forecast}家`} />
                  <span className="figures quiet">
                    {reached} / {target}
                  </span>
                </Fragment>
              );
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
