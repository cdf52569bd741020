import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { matters } from '../../api/questions.ts';
import { Block } from '../../parts/look/page.tsx';
import { Deadline } from '../../parts/look/deadline.tsx';
import { listed } from '../../parts/list/use-list.ts';
import type { Day } from '#core/shared/days.ts';

const q = '委派:是 在办:是';

/** 我委派出去的：同事在办，仍由我负责，所以还在我的桌面上。 */
export function GivenAway({ today }: { today: Day }) {
  const { data: items = [] } = listed(useInfiniteQuery({ ...matters({ q, limit: '5' }), refetchOnMount: 'always' as const }));
  if (items.length === 0) return null;
  return (
    <Block
      title="我委派出去的"
      side={
        <Link to="/matters" search={{ q }}>
          都看
        </Link>
      }
    >
      <ul className="plain">
        {items.map(({ id, title, state, dueOn }) => (
          <li key={id}>
            <Link to="/matters/$id" params={{ id }} className="todo">
              <span className="todo-title">{title}</span>
              <span className="todo-about quiet">{state.zh}，同事在办</span>
              <Deadline dueOn={dueOn} daysLeft={undefined} today={today} />
            </Link>
          </li>
        ))}
      </ul>
    </Block>
  );
}
