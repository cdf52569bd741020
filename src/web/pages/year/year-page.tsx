import { PrinterOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { YearBoard } from '#contract/shapes.ts';
import { yearOf } from '#core/shared/days.ts';
import { yearBoard } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { Also } from '../../parts/look/also.tsx';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { Papers } from '../../parts/matter/papers.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { periodText, recentYears } from '../../parts/year/period.ts';
import { YearChoice } from '../../parts/year/year-choice.tsx';
import { YearBars } from './year-bars.tsx';
import { YearCards } from './year-cards.tsx';
import { YearTable } from './year-table.tsx';
import { YearTiles } from './year-tiles.tsx';

const route = getRouteApi('/in/year');
const bys = [
  { value: 'union', label: '按工会' },
  { value: 'industry', label: '按行业' },
] as const;

function Shown({ board }: { board: YearBoard }) {
  const wide = useWideScreen();
  if (board.total.studios === 0 && board.rows.length === 0) return <Nothing title={`${board.year}年还没有应报年报的工作室。`} />;
  return (
    <>
      <YearTiles board={board} />
      <Block title={board.by === 'union' ? '各归口工会' : '各行业'}>
        {wide ? <YearTable board={board} /> : <YearCards board={board} />}
        <p className="quiet period-words">{periodText(board)}。数字都从工作室台账汇总，没有一个是手填的；点开看明细。</p>
      </Block>
      {board.rows.length > 1 && <YearBars board={board} />}
      {board.papers.length > 0 && (
        <Block title="上报和存档的表">
          <Papers papers={board.papers} />
        </Block>
      )}
    </>
  );
}

/** 年度：谁报了、谁没报、谁的台账睡着了，全年做成了什么。The address is the view. */
export function YearPage() {
  const me = useMe();
  const { year, cut = 'calendar', by } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useQuery({ ...yearBoard({ year, cut, by: by ?? 'union' }), placeholderData: keepPreviousData });
  const current = yearOf(me.today);
  const set = (changed: { year?: number; cut?: typeof cut; by?: typeof by }) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <Page
      title={`${year ?? current}年度`}
      className="year-board"
      side={
        <>
          <Link to="/year/studios" search={{ year }} className="text-link">
            逐家看
          </Link>
          {me.acting.office !== 'supervisor' && (
            <Link to="/city" search={{ year }} className="text-link">
              全市一页
            </Link>
          )}
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      <div className="filters no-print">
        <YearChoice
          year={year ?? current}
          years={recentYears(me.today)}
          cut={cut}
          onYear={(chosen) => set({ year: chosen === current ? undefined : chosen })}
          onCut={(chosen) => set({ cut: chosen === 'calendar' ? undefined : chosen })}
        />
        <Chips label="分组" chips={bys} value={by ?? 'union'} onChange={(chosen) => chosen && set({ by: chosen === 'industry' ? 'industry' : undefined })} />
      </div>
      <Answered of={asked} lines={15}>
        {(board) => <Shown board={board} />}
      </Answered>
      <nav className="also no-print" aria-label="也可以看">
        <Also />
      </nav>
    </Page>
  );
}
