import { sql } from 'kysely';
import { matterFields } from '#core/query/fields.ts';
import { addDays, dayIn } from '#core/shared/days.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { mattersAsked, type MatterQuery } from '../list-matters.ts';
import type { Look, Looks } from './count-list.ts';
import { asking, byMonth, byUnion } from './looks.ts';

/** 期限近不近：过了的、七天内的、三十天内的、以后的。 */
function byDue(today: string, narrow: ReturnType<typeof asking>): Look {
  const [week, month] = [addDays(today, 7), addDays(today, 30)];
  const bars: Readonly<Record<string, readonly [string, ReturnType<typeof narrow>]>> = {
    1: ['已过期限', narrow(['due', '<', today])],
    2: ['七天内到期', narrow(['due', '>=', today], ['due', '<=', week])],
    3: ['八至三十天到期', narrow(['due', '>', week], ['due', '<=', month])],
    4: ['三十天以后到期', narrow(['due', '>', month])],
    5: ['在办，没有期限', undefined],
    6: ['已办结', narrow(['open', ':', 'false'])],
  };
  return {
    code: 'due',
    zh: '期限',
    inOrder: true,
    by: sql<string>`case when matter.closed_at is not null then '6' when matter.due_on is null then '5' when matter.due_on < ${today}::date then '1'
      when matter.due_on <= ${week}::date then '2' when matter.due_on <= ${month}::date then '3' else '4' end`,
    bar: (key) => ({ label: bars[key ?? '']![0], narrow: bars[key ?? '']![1] }),
  };
}

/** 事项怎么看：哪一类、到了哪一步、归谁、期限近不近、哪个月立的。 */
export function lookAtMatters(work: Work, query: Omit<MatterQuery, 'limit'>): Looks {
  const narrow = asking(query.q, matterFields);
  return {
    from: sql`from matter left join union_org above on above.id = matter.supervising_union`,
    where: sql.join([...mattersAsked(work, query)], sql` and `),
    unit: '件',
    looks: [
      {
        code: 'kind',
        zh: '类别',
        by: sql<string>`matter.kind`,
        bar: (key) => ({ label: lifeOf(key ?? '').zh, narrow: narrow(['kind', '=', lifeOf(key ?? '').zh]) }),
      },
      {
        code: 'state',
        zh: '状态',
        by: sql<string>`matter.kind || '.' || matter.state`,
        bar: (key) => {
          const [kind = '', state = ''] = (key ?? '').split('.');
          const { zh, states } = lifeOf(kind);
          const stands = states[state]?.zh ?? state;
          return { label: `${zh}：${stands}`, narrow: narrow(['kind', '=', zh], ['state', '=', stands]) };
        },
      },
      byUnion(sql<string>`above.id`, sql<string>`above.name`, (_, name) => narrow(['union', '=', name])),
      byDue(dayIn(work.now), narrow),
      byMonth('opened', '立项月份', sql`matter.opened_at at time zone 'Asia/Shanghai'`, (from, to) => narrow(['opened', '>=', from], ['opened', '<=', to])),
    ],
  };
}
