import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import type { MatterRow, OwnSheets } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { matters, ownSheets } from '../../api/questions.ts';
import { listMemory } from '../../parts/list/list-memory.ts';
import { listed } from '../../parts/list/use-list.ts';
import { Deadline } from '../../parts/look/deadline.tsx';
import { Block, Page } from '../../parts/look/page.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { sheetsByStudio } from './sheets-by-studio.ts';

function Due({ items, today }: { items: OwnSheets['items']; today: Day }) {
  if (items.length === 0) return <Nothing title="没有要打分的，谢谢您。">组建验收组时会发通知。</Nothing>;
  const remember = () => listMemory.keep({ ids: items.map(({ id }) => id), back: '/expert', name: '评分' });
  return (
    <ul className="plain">
      {items.map((sheet) => (
        <li key={sheet.id}>
          <To href={sheet.href} className="todo" onClick={remember}>
            <span className="todo-title">{sheet.title}</span>
            <span className="todo-about">
              <StateTag zh={sheet.state.zh} kind="warn" /> <span className="quiet">{sheet.union?.name}</span>
            </span>
            <Deadline dueOn={sheet.dueOn} daysLeft={sheet.daysLeft} today={today} />
          </To>
        </li>
      ))}
    </ul>
  );
}

function Done({ rows }: { rows: readonly MatterRow[] }) {
  return (
    <ul className="plain risks">
      {sheetsByStudio(rows).map(({ title, sheets }) => (
        <li key={title}>
          <span>{title}</span>
          <span>
            {sheets.map(({ id, href, state }, index) => (
              <To key={id} href={href} className="sheet-link">
                评分表{index + 1}
                {state.code !== 'in' && `（${state.zh}）`}
              </To>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Desk({ sheets: { done, all, items }, today }: { sheets: OwnSheets; today: Day }) {
  return (
    <>
      <div className="expert-progress">
        <p>
          已评 <strong className="figures">{done}</strong> / {all} 家
        </p>
        <Progress percent={all === 0 ? 0 : Math.round((done / all) * 100)} showInfo={false} aria-label={`已评${done}家，共${all}家`} />
      </div>
      <Block title="要打分的" side={<span className="quiet">评得少的在前</span>}>
        <Due items={items} today={today} />
      </Block>
    </>
  );
}

/** 评分：分给我的评分表，打了几家，还有几家；交了的可以看同组专家的。 */
export function ExpertPage() {
  const me = useMe();
  const mine = useQuery(ownSheets);
  const closed = listed(useInfiniteQuery(matters({ kind: 'sheet', open: 'false', limit: 100 })));
  return (
    <Page title="评分" lead="先声明有无利害关系，材料才打开；再逐项打分。交表以后才看得到同组专家的评分。">
      <Answered of={mine}>{(sheets) => <Desk sheets={sheets} today={me.today} />}</Answered>
      {(closed.data ?? []).length > 0 && (
        <Block title="已评的">
          <Done rows={closed.data ?? []} />
        </Block>
      )}
    </Page>
  );
}
