import type { TargetBoard } from '#contract/shapes.ts';
import { Bar } from '../look/bar.tsx';
import { gapSentence, missSentence } from './gap.ts';

/** 差几家，差在哪里，一眼看清。 */
export function TargetGap({ board }: { board: TargetBoard }) {
  if (board.items.length === 0) return <p className="quiet">{board.note}</p>;
  const { created, qualified } = board.total;
  return (
    <div className="gap">
      {(['created', 'qualified'] as const).map((measure) => {
        const one = measure === 'created' ? created : qualified;
        return (
          <div key={measure} className="gap-line">
            <p>{gapSentence(board, measure)}</p>
            <Bar
              value={one.reached}
              of={one.target}
              forecast={one.forecast}
              label={`${measure === 'created' ? '创建' : '达标'}：任务${one.target}家，完成${one.reached}家，预计${one.forecast}家`}
            />
          </div>
        );
      })}
      {missSentence(board) && <p className="warn-text">{missSentence(board)}</p>}
    </div>
  );
}
