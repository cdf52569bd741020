import { sql } from 'kysely';
import { studioFields } from '#core/query/fields.ts';
import { addDays, dayIn } from '#core/shared/days.ts';
import type { Work } from '#server/kernel/house.ts';
import { standingZh, studiosAsked, type StudioQuery } from '../list-studios.ts';
import { industryCode } from '../year/asked.ts';
import { yearStudiosAsked, type YearStudioQuery } from '../year/list-year-studios.ts';
import type { Look, Looks } from './count-list.ts';
import { asking, byIndustry, byUnion, byYear } from './looks.ts';

/** 多久没记台账了。 */
function byEntered(today: string, narrow: ReturnType<typeof asking>): Look {
  const [month, quarter] = [addDays(today, -30), addDays(today, -90)];
  const bars: Readonly<Record<string, readonly [string, ReturnType<typeof narrow>]>> = {
    1: ['三十天内记过', narrow(['entered', '>=', month])],
    2: ['三十一至九十天没记', narrow(['entered', '<', month], ['entered', '>=', quarter])],
    3: ['九十天以上没记', narrow(['entered', '<', quarter])],
    4: ['从没记过', undefined],
  };
  return {
    code: 'entered',
    zh: '记台账',
    inOrder: true,
    by: sql<string>`case when studio.last_entry_on is null then '4' when studio.last_entry_on >= ${month}::date then '1'
      when studio.last_entry_on >= ${quarter}::date then '2' else '3' end`,
    bar: (key) => ({ label: bars[key ?? '']![0], narrow: bars[key ?? '']![1] }),
  };
}

/** 工作室怎么看：到了哪一步、归谁、哪年创建、多久没记台账。 */
export function lookAtStudios(work: Work, query: Omit<StudioQuery, 'limit'>): Looks {
  const narrow = asking(query.q, studioFields);
  return {
    from: sql`from studio join union_org above on above.id = studio.supervising_union`,
    where: sql.join([...studiosAsked(work, query)], sql` and `),
    unit: '家',
    looks: [
      {
        code: 'standing',
        zh: '状态',
        by: sql<string>`studio.standing`,
        bar: (key) => ({ label: standingZh[key ?? ''] ?? key ?? '', narrow: narrow(['standing', '=', standingZh[key ?? ''] ?? key ?? '']) }),
      },
      byUnion(sql<string>`above.id`, sql<string>`above.name`, (_, name) => narrow(['union', '=', name])),
      byYear('created', '创建年份', sql`studio.created_on`, '还没创建', (year) =>
        narrow(['created', '>=', `${year}-01-01`], ['created', '<=', `${year}-12-31`]),
      ),
      byEntered(dayIn(work.now), narrow),
    ],
  };
}

/** 年度逐家怎么看：归谁、报没报、哪一行。 */
export function lookAtYearStudios(work: Work, query: Omit<YearStudioQuery, 'limit' | 'cursor'>): Looks {
  const { from, where, today, due } = yearStudiosAsked(work, query);
  const bars: Readonly<Record<string, readonly [string, string?]>> = {
    1: ['按时报送'],
    2: ['迟报', 'late'],
    3: ['过了期限未报', 'missing'],
    4: ['还没报，期限未到'],
  };
  return {
    from,
    where,
    unit: '家',
    looks: [
      byUnion(sql<string>`above.id`, sql<string>`above.name`),
      {
        code: 'report',
        zh: '年度报告',
        inOrder: true,
        by: sql<string>`case when r.timeliness = 'late' then '2' when r.submitted_on is not null then '1' when ${today}::date > ${due}::date then '3' else '4' end`,
        bar(key) {
          const [label, show] = bars[key ?? '']!;
          return { label, narrow: show === undefined ? undefined : { show } };
        },
      },
      byIndustry(industryCode),
    ],
  };
}
