import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { openings, studios } from '../../api/questions.ts';
import { ColumnChoice, columnsShown, studioColumns } from '../../parts/list/columns.tsx';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { ExportLinks } from '../../parts/list/export-links.tsx';
import { standings } from '../../parts/list/kinds.ts';
import { ImportLink } from '../../parts/list/import-link.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { QueryBox } from '../../parts/list/query-box.tsx';
import { Views } from '../../parts/list/views.tsx';
import { asAddress, fromAddress } from '../../parts/list/as-address.ts';
import { studioFields } from '#core/query/fields.ts';
import { StudioList } from '../../parts/list/studio-list.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';

const route = getRouteApi('/in/studios');
const sorts = [
  { value: '-createdOn', label: '最近创建' },
  { value: '-lastEntryOn', label: '最近记账' },
] as const;

function Found() {
  const { data } = useQuery(openings);
  return data?.items.filter(({ name }) => name.startsWith('studio.')).map((option) => <OptionButton key={option.name} option={option} />) ?? null;
}

/** 工作室：找一家，或看一批。The address is the view. */
export function StudiosPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = useCallback((changed: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true }), [navigate]);
  const onSearch = useCallback((q: string) => set({ q: q === '' ? undefined : q }), [set]);
  const { cols, look: _, ...asked } = search;
  const wide = useWideScreen();
  const columns = columnsShown('studios', studioColumns, cols);
  const list = listed(useInfiniteQuery(studios(asked)));
  const union = list.data?.find(({ union: one }) => one.id === search.union)?.union.name;
  return (
    <Page
      title={union === undefined ? '工作室' : `${union}的工作室`}
      side={
        <>
          <ExportLinks list="studios" query={asked} />
          <ImportLink what="studios" />
          <Found />
        </>
      }
    >
      <div className="filters no-print">
        <QueryBox q={search.q ?? ''} onSearch={onSearch} label="查找工作室" fields={studioFields} hint="名称、领衔人、拼音首字母，或 归口:思明 现况:整改" />
        <Chips label="状态" chips={standings} value={search.standing} onChange={(standing) => set({ standing })} />
        <Chips
          label="排序"
          chips={sorts}
          value={search.sort}
          onChange={(sort) => set({ sort: sort === '-createdOn' || sort === '-lastEntryOn' ? sort : undefined })}
        />
        <Narrowed by={[[union ?? '一个工会', search.union]]} onClear={() => set({ union: undefined })} />
      </div>
      <ListChart list="studios" query={asked}>
        {wide && <ColumnChoice list="studios" all={studioColumns} shown={columns} onChange={(address) => set({ cols: address })} />}
        <Views list="studios" address={asAddress(search)} onOpen={(address) => void navigate({ search: fromAddress(address) })} />
      </ListChart>
      <Answered of={list} lines={10}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="没有符合条件的工作室。">换几个字，或去掉一个筛选条件再看。</Nothing>
          ) : (
            <>
              <StudioList rows={rows} columns={columns} />
              <More {...list} shown={rows.length} unit="家" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
