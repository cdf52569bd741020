import type { ChallengeRow } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { Deadline } from '../../parts/look/deadline.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';

/** 一个题目一张卡：什么难题，谁家的，给什么，什么时候截止，几家揭了榜。 */
export function ChallengeCard({ row, today, ours }: { row: ChallengeRow; today: Day; ours: string }) {
  const { title, area, text, reward, poster, until, state, bids, mine, href } = row;
  const open = state.code === 'open' && until >= today;
  return (
    <li className="card library-card">
      <p className="card-title">
        <To href={href}>{title}</To>
      </p>
      <p className="tags">
        <StateTag zh={state.code === 'open' && !open ? '已截止，待选定' : state.zh} kind={open ? 'good' : 'plain'} /> <StateTag zh={area} />
        {mine && (
          <>
            {' '}
            <StateTag zh={ours} kind="warn" />
          </>
        )}
      </p>
      <p className="library-text">{text}</p>
      <dl className="story">
        {reward !== '' && (
          <div>
            <dt>奖励</dt>
            <dd>{reward}</dd>
          </div>
        )}
        <div>
          <dt>截止</dt>
          <dd>
            <Deadline dueOn={until} today={today} />
          </dd>
        </div>
      </dl>
      <p className="library-foot quiet">
        <span>{poster.name}</span>
        <span className="figures">{bids === 0 ? '还没有工作室揭榜' : `${bids} 家揭榜`}</span>
      </p>
    </li>
  );
}
