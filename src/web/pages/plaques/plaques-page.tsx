import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { PlaqueCounts } from '#contract/shapes.ts';
import { plaqueCounts, plaques } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { ExportLinks } from '../../parts/list/export-links.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { SearchBox } from '../../parts/list/search-box.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { Tile } from '../../parts/look/tile.tsx';
import { PlaqueList } from './plaque-list.tsx';

const route = getRouteApi('/in/plaques');
const states = [
  { value: 'due', label: '待发放' },
  { value: 'held', label: '在用' },
  { value: 'recall', label: '待收回' },
  { value: 'returned', label: '已收回' },
  { value: 'lost', label: '已遗失' },
  { value: 'void', label: '未发作废' },
] as const;

function Counts({ counts }: { counts: PlaqueCounts }) {
  return (
    <div className="tiles">
      <Tile title="累计发放" figure={`${counts.handedOut} 块`} detail={`在用 ${counts.held} 块`} />
      <Tile title="待发放" figure={`${counts.due} 块`} detail="命名后三十日内授牌" />
      <Tile title="待收回" figure={`${counts.recall} 块`} detail="换发、撤销、注销后" />
      <Tile title="已收回" figure={`${counts.returned} 块`} detail={`遗失 ${counts.lost} 块`} />
    </div>
  );
}

/** 牌匾登记簿：发出去多少，谁签收的，哪些该收回还没收回。The address is the view. */
export function PlaquesPage() {
  const { look: _, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const set = useCallback((changed: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true }), [navigate]);
  const onSearch = useCallback((q: string) => set({ q: q === '' ? undefined : q }), [set]);
  const list = listed(useInfiniteQuery(plaques(search)));
  const { data: counts } = useQuery(plaqueCounts(search));
  const union = list.data?.find(({ union: one }) => one.id === search.union)?.union.name;
  return (
    <Page title="牌匾登记簿" side={<ExportLinks list="plaques" query={search} />}>
      {counts && <Counts counts={counts} />}
      <div className="filters no-print">
        <SearchBox q={search.q ?? ''} onSearch={onSearch} label="查找牌匾" hint="编号、名称、单位或签收人" />
        <Chips label="情况" chips={states} value={search.state} onChange={(state) => set({ state: states.find(({ value }) => value === state)?.value })} />
        <Narrowed
          by={[
            [union ?? '一个工会', search.union],
            [`${search.year}年发放的`, search.year?.toString()],
          ]}
          onClear={() => set({ union: undefined, year: undefined })}
        />
      </div>
      <ListChart list="plaques" query={search} />
      <Answered of={list} lines={8}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="没有符合条件的牌匾。">命名决定签发后，牌匾编号自动登记到这里；发放、遗失、收回在称号事项里办。</Nothing>
          ) : (
            <>
              <PlaqueList rows={rows} />
              <More {...list} shown={rows.length} unit="块" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
