import { useInfiniteQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import type { MatterRow } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { matters } from '../../api/questions.ts';
import { listMemory } from '../../parts/list/list-memory.ts';
import { MatterList } from '../../parts/list/matter-list.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';

const remember = (rows: readonly MatterRow[]) => listMemory.keep({ ids: rows.map(({ id }) => id), back: '/expert', name: '评分' });

function Sheets({ rows, today }: { rows: readonly MatterRow[]; today: Day }) {
  const due = rows.filter(({ closed }) => !closed);
  const done = rows.filter(({ state }) => state.code === 'in');
  const counted = due.length + done.length;
  return (
    <>
      <div className="expert-progress">
        <p>
          已交 <strong className="figures">{done.length}</strong> / {counted} 份
        </p>
        <Progress percent={counted === 0 ? 0 : Math.round((done.length / counted) * 100)} showInfo={false} aria-label={`已交${done.length}份，共${counted}份`} />
      </div>
      <Block title={`要打分的（${due.length}）`}>{due.length === 0 ? <Nothing title="都打完了，谢谢您。" /> : <MatterList rows={due} today={today} onOpen={() => remember(due)} />}</Block>
      {rows.length > due.length && (
        <Block title="已交和已结的">
          <MatterList rows={rows.filter(({ closed }) => closed)} today={today} />
        </Block>
      )}
    </>
  );
}

/** 评分：分给我的评分表，打了几份，还有几份。 */
export function ExpertPage() {
  const me = useMe();
  const list = listed(useInfiniteQuery(matters({ kind: 'sheet', limit: 100 })));
  return (
    <Page title="评分" lead="先声明有无利害关系，再逐项打分；交表以后才看得到别人的评分。">
      <Answered of={list}>{(rows) => (rows.length === 0 ? <Nothing title="现在没有分给您的评分表。">组建验收组时会发通知。</Nothing> : <Sheets rows={rows} today={me.today} />)}</Answered>
    </Page>
  );
}
