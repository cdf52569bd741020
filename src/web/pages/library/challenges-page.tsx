import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { challenges } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { areas, chipsOf } from '../../parts/list/topics.ts';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { OpeningButtons } from '../../parts/option/openings.tsx';
import { ChallengeCard } from './challenge-card.tsx';
import { byDeadline } from './by-deadline.ts';
import { LibraryTabs } from './library-tabs.tsx';

const route = getRouteApi('/in/challenges');
const shows = [
  { value: 'open', label: '正在揭榜' },
  { value: 'all', label: '全部' },
] as const;

/** 揭榜：单位的难题张在这里，全市的工作室都可以揭；快截止的在前。The address is the view. */
export function ChallengesPage() {
  const me = useMe();
  const { q, area, show } = route.useSearch();
  const navigate = route.useNavigate();
  const set = useCallback(
    (changed: { q?: string; area?: string; show?: 'all' }) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true }),
    [navigate],
  );
  const onSearch = useCallback((typed: string) => set({ q: typed === '' ? undefined : typed }), [set]);
  const list = listed(useInfiniteQuery(challenges({ q, area, open: show === 'all' ? undefined : 'true', limit: 100 })));
  const ours = me.acting.studio === undefined ? '本单位张榜' : '我们已揭榜';
  const narrowed = q !== undefined || area !== undefined;
  return (
    <Page title="揭榜" crumb={<LibraryTabs />} side={<OpeningButtons names={['challenge.post']} />}>
      <div className="filters no-print">
        <SearchBox q={q ?? ''} onSearch={onSearch} label="查找题目" hint="按题目、说明查找" />
        <Chips label="只看" chips={shows} value={show ?? 'open'} onChange={(chosen) => set({ show: chosen === 'all' ? 'all' : undefined })} />
        <Chips label="方面" chips={chipsOf(areas)} value={area} onChange={(chosen) => set({ area: chosen })} />
      </div>
      <ListChart list="challenges" query={{ q, area, open: show === 'all' ? undefined : 'true' }} />
      <Answered of={list} lines={10}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title={narrowed ? '没有符合条件的题目。' : show === 'all' ? '还没有单位张榜。' : '现在没有正在揭榜的题目。'}>
              {narrowed ? '换几个字，或去掉一个筛选条件再看。' : '单位把生产、经营、管理中的难题张出来，全市的工作室都可以揭。'}
            </Nothing>
          ) : (
            <>
              <ul className="cards library">
                {byDeadline(rows, me.today).map((row) => (
                  <ChallengeCard key={row.id} row={row} today={me.today} ours={ours} />
                ))}
              </ul>
              <More {...list} shown={rows.length} unit="题" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
