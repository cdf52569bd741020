import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { archive } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { ArchiveList } from './archive-list.tsx';
import { PackageCheck } from './package-check.tsx';
import { SealBar } from './seal-bar.tsx';

const route = getRouteApi('/in/archive');
const shows = [
  { value: 'moved', label: '封存后又有办理' },
  { value: 'sealed', label: '已封存' },
  { value: 'all', label: '全部' },
] as const;

/** 归档：办结的事项，封存了没有，保管多久；放回来的数据包还是不是那一份。The address is the view. */
export function ArchivePage() {
  const { look: _, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const set = useCallback(
    (changed: Partial<typeof search>) => {
      setChosen(new Set());
      void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
    },
    [navigate, setChosen],
  );
  const onSearch = useCallback((q: string) => set({ q: q === '' ? undefined : q }), [set]);
  const { acting, today } = useMe();
  const years = [0, 1, 2].map((back) => String(Number(today.slice(0, 4)) - back)).map((year) => ({ value: year, label: `${year}年` }));
  const list = listed(useInfiniteQuery(archive(search)));
  const choose = (ids: readonly string[], on: boolean): void =>
    setChosen((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  const mine = acting.office === 'department';
  return (
    <Page title="归档" lead="办结的事项一件一包：文书、附件、材料定稿、办理经过和元数据。上一年办结的，六月三十日以前封存。">
      <div className="filters no-print">
        <SearchBox q={search.q ?? ''} onSearch={onSearch} label="查找办结的事项" hint="题名、工作室、编号" />
        <Chips label="只看" chips={shows} value={search.show} onChange={(show) => set({ show: shows.find(({ value }) => value === show)?.value })} />
        <Chips
          label="办结"
          chips={years}
          value={search.year === undefined ? undefined : String(search.year)}
          onChange={(year) => set({ year: year === undefined ? undefined : Number(year) })}
        />
        <Narrowed by={[[list.data?.find(({ kind }) => kind === search.kind)?.kindZh ?? '一类', search.kind]]} onClear={() => set({ kind: undefined })} />
        {mine && chosen.size > 0 && <SealBar chosen={[...chosen]} onDone={() => setChosen(new Set())} />}
      </div>
      <ListChart list="archive" query={search} />
      <Answered of={list} lines={8}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title={search.show === undefined ? '没有待封存的事项。' : '没有符合条件的事项。'}>事项办结以后，会出现在这里等待封存。</Nothing>
          ) : (
            <>
              <ArchiveList rows={rows} chosen={chosen} {...(mine ? { onChoose: choose } : {})} />
              <More {...list} shown={rows.length} unit="件" />
            </>
          )
        }
      </Answered>
      <Block title="核验数据包">
        <PackageCheck />
      </Block>
    </Page>
  );
}
