import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MatterRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { matters, openings } from '../../api/questions.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';

function Line({ row }: { row: MatterRow }) {
  return (
    <li className="meeting-line">
      <Link to="/meetings/$id" params={{ id: row.id }}>
        {row.title}
      </Link>
      <StateTag zh={row.state.zh} kind={row.closed ? 'plain' : 'warn'} />
      <span className="quiet figures">{dayZh(row.openedAt.slice(0, 10))}筹备</span>
    </li>
  );
}

/** 会议：要开的、在开的、开过的；新的从这里筹备。 */
export function MeetingsPage() {
  const list = listed(useInfiniteQuery(matters({ kind: 'meeting' })));
  const { data } = useQuery(openings);
  const convene = data?.items.find(({ name }) => name === 'meeting.convene');
  return (
    <Page
      title="会议"
      lead="议程从桌上等着研究的事项拟出；议定的先记着，发布时才照办，发布以前别人看不到。"
      side={convene && <OptionButton option={convene} />}
    >
      <Answered of={list} lines={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="还没有会议。">{convene ? '按“筹备会议”，等着研究的事项会自动列入议程。' : '市总经济部筹备以后，会出现在这里。'}</Nothing>
          ) : (
            <>
              <ul className="plain">
                {rows.map((row) => (
                  <Line key={row.id} row={row} />
                ))}
              </ul>
              <More {...list} shown={rows.length} unit="次" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
