import { Link } from '@tanstack/react-router';
import type { YearBoard } from '#contract/shapes.ts';
import { proofCoverage } from '#core/year/figures.ts';
import { Tile } from '../../parts/look/tile.tsx';
import { figureText } from '../../parts/year/figure-text.ts';

/** 一眼看清：报了几家，谁没报，睡着几家，出了什么成果，效益有没有证明。 */
export function YearTiles({ board: { total, previous, year, columns } }: { board: YearBoard }) {
  const { studios, reported, late, missing, asleep, figures } = total;
  const unitOf = (code: string): string => columns.find((column) => column.code === code)?.unit ?? '';
  // 没有上年可比的，不写上年零。
  const before = (code: string): string | undefined =>
    (previous.figures[code] ?? 0) === 0 ? undefined : `上年 ${figureText(previous.figures[code] ?? 0, unitOf(code))}`;
  const together = (...parts: (string | undefined)[]): string => parts.filter((part) => part !== undefined).join('；');
  const proven = proofCoverage(figures);
  return (
    <div className="tiles">
      <Tile
        title="已报年报"
        figure={`${reported} / ${studios}`}
        detail={together(late > 0 ? `其中迟报 ${late} 家` : undefined, previous.studios === 0 ? undefined : `上年 ${previous.reported} / ${previous.studios}`)}
      />
      <Tile
        title="未报"
        figure={missing === 0 ? '0 家' : <Link to="/year/studios" search={{ year, show: 'missing' }}>{`${missing} 家`}</Link>}
        detail="已过报送期限"
      />
      <Tile
        title="台账沉睡"
        figure={asleep === 0 ? '0 家' : <Link to="/year/studios" search={{ year, show: 'asleep' }}>{`${asleep} 家`}</Link>}
        detail="长时间没有记账"
      />
      <Tile
        title="创新成果"
        figure={figureText(figures['achievements'] ?? 0, '项')}
        detail={together(`专利 ${figures['patents'] ?? 0} 件`, before('achievements'))}
      />
      <Tile
        title="经济效益"
        figure={figureText(figures['benefit'] ?? 0, 'fen')}
        detail={together(proven === undefined ? undefined : `${proven}% 有财务证明`, before('benefit'))}
      />
    </div>
  );
}
