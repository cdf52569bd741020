import type { Matter } from '#contract/shapes.ts';
import { dayZh, type Day } from '#core/shared/days.ts';
import { Deadline } from '../../parts/look/deadline.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { momentZh } from '../../parts/text/day-text.ts';

/** 现在是什么状态，在谁的桌上，从何时起，到何时止。 */
export function MatterHead({
  matter: { state, holders, inNameOf, since, dueOn, daysLeft, closed, options, children, past },
  today,
}: {
  matter: Matter;
  today: Day;
}) {
  const nobody = children === undefined ? '目前无需办理' : '见下面的相关事项';
  const where = holders.map(({ label }) => label).join('、') || (past === undefined ? nobody : '没有记录');
  return (
    <dl className="matter-head">
      <div>
        <dt>状态</dt>
        <dd>
          <StateTag zh={state.zh} kind={closed ? 'plain' : 'warn'} />
          <span className="quiet"> {momentZh(since)} 起</span>
        </dd>
      </div>
      <div>
        <dt>{closed ? '结果' : past === undefined ? '现在由谁办理' : '当时由谁办理'}</dt>
        <dd>
          {closed ? '已办结' : where}
          {inNameOf !== undefined && (
            <span className="quiet">
              ，受{inNameOf}委派，仍由{inNameOf}负责
            </span>
          )}
        </dd>
      </div>
      {dueOn !== undefined && past !== undefined && (
        <div>
          <dt>当时的期限</dt>
          <dd>{dayZh(dueOn)}</dd>
        </div>
      )}
      {dueOn !== undefined && past === undefined && (
        <div>
          <dt>期限</dt>
          <dd>
            <Deadline dueOn={dueOn} daysLeft={daysLeft} today={today} full />
          </dd>
        </div>
      )}
      {options.length === 0 && !closed && past === undefined && (
        <div>
          <dt>要我办的</dt>
          <dd>现在没有要您办的。</dd>
        </div>
      )}
    </dl>
  );
}
