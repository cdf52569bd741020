import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { lazy, Suspense } from 'react';
import type { TargetBoard } from '#contract/shapes.ts';
import { dayZh, yearOf, type Day } from '#core/shared/days.ts';
import { targets } from '../../api/questions.ts';
import { AsOfBanner, AsOfChooser } from '../../parts/look/as-of.tsx';
import { Block, Page } from '../../parts/look/page.tsx';
import { Chips } from '../../parts/list/chips.tsx';
import { Answered, Nothing, Waiting } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { Papers } from '../../parts/matter/papers.tsx';
import { gapSentence, missSentence } from '../../parts/targets/gap.ts';
import { Annex } from './annex.tsx';
import { BoardTable } from './board-table.tsx';
import { PastBoard } from './past-board.tsx';
import { TargetBars } from './target-bars.tsx';

const Cockpit = lazy(() => import('./cockpit.tsx'));
const views = [
  { value: 'table', label: '任务分解表' },
  { value: 'how', label: '怎么完成' },
];

const route = getRouteApi('/in/targets');

/** 年度还没过完，就截至今天。 */
function Then({ board, onNow }: { board: TargetBoard; onNow: () => void }) {
  return (
    <>
      {board.past && <AsOfBanner past={board.past} onNow={onNow} />}
      {board.items.length === 0 ? (
        <Nothing title={board.note} />
      ) : (
        <Block title="任务分解表">
          <PastBoard board={board} />
          <p className="quiet">{board.note}。</p>
        </Block>
      )}
    </>
  );
}

function Shown({ board, today }: { board: TargetBoard; today: Day }) {
  const until = board.asOf < today ? board.asOf : today;
  if (board.items.length === 0) return <Nothing title={board.note} />;
  return (
    <>
      <div className="no-print">
        <div className="gap-words">
          <p>{gapSentence(board, 'created')}</p>
          <p>{gapSentence(board, 'qualified')}</p>
          {missSentence(board) && <p className="warn-text">{missSentence(board)}</p>}
        </div>
        <Block title="任务分解表">
          <BoardTable board={board} />
          <p className="quiet">
            {board.note}。截至 {dayZh(until)}。{board.documentNumber && `依据 ${board.documentNumber}。`}
            {board.matter && <To href={`/matters/${board.matter}`}>下达和调整的经过</To>}
          </p>
        </Block>
        {board.papers.length > 0 && (
          <Block title="上报和存档的表">
            <Papers papers={board.papers} />
          </Block>
        )}
        <Block title="各单位进度">
          <TargetBars board={board} />
        </Block>
      </div>
      <Annex board={board} until={until} />
    </>
  );
}

/** 目标任务：附件那张表，活的；差几家，差在哪里。 */
export function TargetsPage() {
  const me = useMe();
  const { year, on, view } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useQuery(targets(year, on));
  const current = yearOf(me.today);
  const look = (day: Day | undefined) => void navigate({ search: { year, on: day } });
  const years = [current + 1, current, current - 1, current - 2];
  return (
    <Page
      title={`${year ?? current}年目标任务`}
      className="targets"
      side={
        <>
          <Select
            aria-label="年度"
            value={year ?? current}
            options={years.map((value) => ({ value, label: `${value}年` }))}
            onChange={(value) => void navigate({ search: { year: value === current ? undefined : value, view } })}
          />
          <AsOfChooser on={on} today={me.today} onChange={look} />
          {on === undefined && (
            <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
              打印附件
            </Button>
          )}
        </>
      }
    >
      {on === undefined && (
        <Chips
          label="看"
          chips={views}
          value={view ?? 'table'}
          onChange={(chosen) => void navigate({ search: { year, view: chosen === 'how' ? 'how' : undefined } })}
        />
      )}
      {view === 'how' && on === undefined ? (
        <Suspense fallback={<Waiting lines={12} />}>
          <Cockpit key={year} year={year} mayAdjust={me.acting.office === 'department'} />
        </Suspense>
      ) : (
        <Answered of={asked} lines={15}>
          {(board) => (board.past === undefined ? <Shown board={board} today={me.today} /> : <Then board={board} onNow={() => look(undefined)} />)}
        </Answered>
      )}
    </Page>
  );
}
