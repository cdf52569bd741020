import { Button } from 'antd';
import { useState } from 'react';
import type { Todo } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { Deadline } from '../../parts/look/deadline.tsx';
import { To } from '../../parts/look/to.tsx';
import { groupSentence, type TodoGroup as Group } from './todo-groups.ts';

const first = 5;

/** 待检查的，直接去现场检查表。 */
export const siteOf = ({ kind, state, id }: Todo): string | undefined => (kind === 'inspection' && state.code === 'assigned' ? `/site/${id}` : undefined);

function Line({ todo, today, onOpen }: { todo: Todo; today: Day; onOpen: () => void }) {
  const about = [todo.studio === undefined || todo.title.includes(todo.studio.name) ? undefined : todo.studio.name, todo.union?.name]
    .filter((part) => part !== undefined)
    .join(' · ');
  const site = siteOf(todo);
  return (
    <li>
      <To href={todo.href} className="todo" onClick={onOpen}>
        <span className="todo-title">{todo.title}</span>
        {about !== '' && <span className="todo-about quiet">{about}</span>}
        <Deadline dueOn={todo.dueOn} daysLeft={todo.daysLeft} today={today} />
      </To>
      {site !== undefined && (
        <To href={site} className="button-link">
          现场检查<span className="sr-only">：{todo.title}</span>
        </To>
      )}
    </li>
  );
}

/** 一类待办：一句话说清，逐件可点。 */
export function TodoGroup({ group, today, citywide, onOpen }: { group: Group; today: Day; citywide: boolean; onOpen: () => void }) {
  const [all, setAll] = useState(false);
  const shown = all ? group.items : group.items.slice(0, first);
  return (
    <section className={group.overdue > 0 ? 'todo-group overdue' : 'todo-group'}>
      <h2>{groupSentence(group, today, citywide)}</h2>
      <ul className="plain">
        {shown.map((todo) => (
          <Line key={todo.id} todo={todo} today={today} onOpen={onOpen} />
        ))}
      </ul>
      {group.items.length > first && (
        <Button type="link" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? '收起' : `还有 ${group.items.length - first} 件`}
        </Button>
      )}
    </section>
  );
}
