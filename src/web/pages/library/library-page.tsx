import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { experiences } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { chipsOf, topics } from '../../parts/list/topics.ts';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { OpeningButtons } from '../../parts/option/openings.tsx';
import { ExperienceCard } from './experience-card.tsx';
import { LibraryTabs } from './library-tabs.tsx';

const route = getRouteApi('/in/library');
const kinds = [
  { value: 'case', label: '典型经验' },
  { value: 'guidance', label: '工作指引' },
] as const;

/** 经验库：别人遇到过什么问题、怎么做成的，我单位能不能用。The address is the view. */
export function LibraryPage() {
  const { look: _, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const set = useCallback((changed: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true }), [navigate]);
  const onSearch = useCallback((q: string) => set({ q: q === '' ? undefined : q }), [set]);
  const list = listed(useInfiniteQuery(experiences(search)));
  const studio = list.data?.find((row) => row.studio?.id === search.studio)?.studio?.name;
  const narrowed = search.q !== undefined || search.kind !== undefined || search.topic !== undefined || search.studio !== undefined;
  return (
    <Page title="经验库" crumb={<LibraryTabs />} side={<OpeningButtons names={['experience.write', 'guidance.write']} />}>
      <div className="filters no-print">
        <SearchBox q={search.q ?? ''} onSearch={onSearch} label="查找经验" hint="按题目、问题、做法查找" />
        <Chips label="类别" chips={kinds} value={search.kind} onChange={(kind) => set({ kind: kinds.find(({ value }) => value === kind)?.value })} />
        <Chips label="方面" chips={chipsOf(topics)} value={search.topic} onChange={(topic) => set({ topic })} />
        <Narrowed by={[[studio ?? '一个工作室', search.studio]]} onClear={() => set({ studio: undefined })} />
      </div>
      <ListChart list="experiences" query={search} />
      <Answered of={list} lines={10}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title={narrowed ? '没有符合条件的经验。' : '经验库里还没有发布的经验。'}>
              {narrowed ? '换几个字，或去掉一个筛选条件再看。' : '工作室写好、市总审核发布后，全市都能在这里看到和采用。'}
            </Nothing>
          ) : (
            <>
              <ul className="cards library">
                {rows.map((row) => (
                  <ExperienceCard key={row.id} row={row} />
                ))}
              </ul>
              <More {...list} shown={rows.length} unit="篇" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
