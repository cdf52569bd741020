import { useInfiniteQuery } from '@tanstack/react-query';
import type { Day } from '#core/shared/days.ts';
import { matters } from '../../api/questions.ts';
import { listed } from '../../parts/list/use-list.ts';
import { Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { dayWithWeekday } from '../../parts/text/day-text.ts';

/** 桌面空了：道一声，并说下一个期限是什么时候。 */
export function EmptyDesk({ today }: { today: Day }) {
  const { data } = listed(useInfiniteQuery(matters({ open: 'true', sort: 'dueOn', limit: 1 })));
  const next = data?.find(({ dueOn }) => dueOn !== undefined);
  return (
    <Nothing title="桌面上没有要您办的事。">
      {next?.dueOn === undefined ? (
        '有新的事项到您这里时，这里会出现，也会发通知。'
      ) : (
        <>
          别处在办的，期限最早的{next.dueOn < today && '已经过了'}：{dayWithWeekday(next.dueOn, today)}，<To href={next.href}>{next.title}</To>（{next.kindZh}，
          {next.state.zh}）。到您这里时会发通知。
        </>
      )}
    </Nothing>
  );
}
