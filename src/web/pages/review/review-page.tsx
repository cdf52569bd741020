import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ReviewBoard } from '#contract/shapes.ts';
import { yearOf } from '#core/shared/days.ts';
import { reviewBoard } from '../../api/questions.ts';
import { ExportLinks } from '../../parts/list/export-links.tsx';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { Tile } from '../../parts/look/tile.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { recentYears } from '../../parts/year/period.ts';
import { CaseTable } from './case-table.tsx';
import { JudgeTable } from './judge-table.tsx';
import { Stability } from './stability.tsx';
import { Waiting } from './waiting.tsx';

const route = getRouteApi('/in/review');

function Tiles({ board: { cases, seats, in: handedIn, judges, shifts, withheld, fewest } }: { board: ReviewBoard }) {
  const changes = new Set(shifts.map(({ code }) => code)).size;
  const ranked = cases.length - withheld;
  return (
    <div className="tiles">
      <Tile title="评审中和评过的" figure={`${cases.length} 件`} detail={`专家 ${judges.length} 名`} />
      <Tile title="评分表" figure={`${handedIn} / ${seats}`} detail={seats === handedIn ? '都交了' : `还有 ${seats - handedIn} 份未交`} />
      <Tile title="排得出名次的" figure={`${Math.max(0, ranked)} 件`} detail={`满 ${fewest} 份才列平均和名次`} />
      <Tile
        title="名次稳不稳"
        figure={changes === 0 ? '稳定' : `${changes} 人有影响`}
        detail={changes === 0 ? '去掉任何一名专家都不变' : '去掉这些专家名次会变'}
      />
    </div>
  );
}

function Board({ board }: { board: ReviewBoard }) {
  if (board.cases.length === 0)
    return <Nothing title={`${board.year}年还没有请专家评的事项。`}>分派专家以后，这里看得到评到哪里、各件平均和各人宽严。</Nothing>;
  return (
    <>
      <Tiles board={board} />
      <Block title="各件评到哪里" side={<span className="quiet">按专家打分的平均排名，自动计分不在内</span>}>
        <CaseTable cases={board.cases} fewest={board.fewest} />
      </Block>
      <Block title="专家的宽严" side={<span className="quiet">负数偏严，正数偏宽</span>}>
        <JudgeTable judges={board.judges} />
      </Block>
      <Block title="去掉一名专家，名次变不变">
        <Stability shifts={board.shifts} />
      </Block>
      <Block title="怎么算的">
        <ul className="plain formula">
          {board.formula.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="quiet">“导出”里是每一份交了的评分表，专家用代号，附定格的摘要；照上面的算法，谁都可以重算。</p>
      </Block>
    </>
  );
}

/** 评审台：还有哪些没有请专家，评到哪里，分打得齐不齐。The address is the view. */
export function ReviewPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { acting, today } = useMe();
  const asked = useQuery(reviewBoard(search));
  const year = search.year ?? yearOf(today);
  return (
    <Page title="评审台" lead="先试排、看清谁评什么，再分派；评分表交齐以前，统计随交随变。" side={<ExportLinks list="review-marks" query={{ year }} />}>
      {acting.office === 'department' && <Waiting />}
      <div className="filters no-print">
        <Select
          aria-label="年度"
          value={year}
          options={recentYears(today).map((value) => ({ value, label: `${value}年` }))}
          onChange={(value) => void navigate({ search: { year: value === yearOf(today) ? undefined : value }, replace: true })}
        />
      </div>
      <Answered of={asked} lines={10}>
        {(board) => <Board board={board} />}
      </Answered>
    </Page>
  );
}
