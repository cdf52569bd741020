import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Checkbox, Select } from 'antd';
import { useCallback, useState } from 'react';
import { matters } from '../../api/questions.ts';
import { BulkBar } from '../../parts/bulk/bulk-bar.tsx';
import { ColumnChoice, columnsShown, matterColumns } from '../../parts/list/columns.tsx';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { ExportLinks } from '../../parts/list/export-links.tsx';
import { kinds } from '../../parts/list/kinds.ts';
import { listMemory } from '../../parts/list/list-memory.ts';
import { MatterList } from '../../parts/list/matter-list.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { QueryBox } from '../../parts/list/query-box.tsx';
import { Views } from '../../parts/list/views.tsx';
import { asAddress, fromAddress } from '../../parts/list/as-address.ts';
import { matterFields } from '#core/query/fields.ts';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';

const route = getRouteApi('/in/matters');
const openOrNot = [
  { value: 'true', label: '在办' },
  { value: 'false', label: '已办结' },
] as const;
const sorts = [
  { value: '-openedAt', label: '最近立项' },
  { value: 'dueOn', label: '最早到期' },
] as const;

/** 事项：我能看到的，都在这里找得到。The address is the view. */
export function MattersPage() {
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = useCallback((changed: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true }), [navigate]);
  const onSearch = useCallback((q: string) => set({ q: q === '' ? undefined : q }), [set]);
  const { cols, look: _, ...asked } = search;
  const wide = useWideScreen();
  const columns = columnsShown('matters', matterColumns, cols);
  const list = listed(useInfiniteQuery(matters(asked)));
  const remember = () => listMemory.keep({ ids: list.data?.map(({ id }) => id) ?? [], back: `${location.pathname}${location.search}`, name: '事项' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = list.data?.filter(({ closed }) => !closed).map(({ id }) => id) ?? [];
  const toggle = (ids: readonly string[], on: boolean) =>
    setChosen((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  return (
    <Page title="事项" side={<ExportLinks list="matters" query={asked} />}>
      <div className="filters no-print">
        <QueryBox q={search.q ?? ''} onSearch={onSearch} label="查找事项" fields={matterFields} />
        <Chips label="办理" chips={openOrNot} value={search.open} onChange={(open) => set({ open: open === 'true' || open === 'false' ? open : undefined })} />
        <Select
          aria-label="类别"
          placeholder="全部类别"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="kind-choice"
          value={search.kind}
          options={[...kinds]}
          onChange={(kind?: string) => set({ kind, state: undefined })}
        />
        <Chips label="排序" chips={sorts} value={search.sort} onChange={(sort) => set({ sort: sort === '-openedAt' || sort === 'dueOn' ? sort : undefined })} />
        <Narrowed
          by={[
            ['状态', search.state],
            ['一个工作室', search.studio],
            ['一个工会', search.union],
          ]}
          onClear={() => set({ state: undefined, studio: undefined, union: undefined })}
        />
      </div>
      <ListChart list="matters" query={asked}>
        {wide && <ColumnChoice list="matters" all={matterColumns} shown={columns} onChange={(address) => set({ cols: address })} />}
        <Views list="matters" address={asAddress(search)} onOpen={(address) => void navigate({ search: fromAddress(address) })} />
      </ListChart>
      <Answered of={list} lines={10}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="没有符合条件的事项。">换几个字，或去掉一个筛选条件再看。</Nothing>
          ) : (
            <>
              {shown.length > 1 && (
                <p className="choose-all no-print">
                  <Checkbox
                    checked={shown.every((id) => chosen.has(id))}
                    indeterminate={chosen.size > 0 && !shown.every((id) => chosen.has(id))}
                    onChange={({ target }) => toggle(shown, target.checked)}
                  >
                    选中所列在办的 {shown.length} 件
                  </Checkbox>
                </p>
              )}
              <MatterList rows={rows} today={me.today} onOpen={remember} selection={{ chosen, toggle }} columns={columns} />
              <BulkBar chosen={chosen} onClear={() => setChosen(new Set())} />
              <More {...list} shown={rows.length} unit="件" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
