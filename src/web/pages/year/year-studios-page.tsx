import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { yearOf } from '#core/shared/days.ts';
import { yearStudios } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { ExportLinks } from '../../parts/list/export-links.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { recentYears } from '../../parts/year/period.ts';
import { YearStudioList } from './year-studio-list.tsx';

const route = getRouteApi('/in/year/studios');
const shows = [
  { value: 'reported', label: '已报' },
  { value: 'late', label: '迟报' },
  { value: 'missing', label: '未报' },
  { value: 'asleep', label: '台账沉睡' },
] as const;

/** 年度：逐家看，谁报了、谁迟了、谁没报、谁的台账睡着了。The address is the view. */
export function YearStudiosPage() {
  const me = useMe();
  const { year, show, union, industry } = route.useSearch();
  const navigate = route.useNavigate();
  const list = listed(useInfiniteQuery(yearStudios({ year, show: show ?? 'all', union, industry })));
  const current = yearOf(me.today);
  const set = (changed: Partial<ReturnType<typeof route.useSearch>>) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const unionName = union === undefined ? undefined : (list.data?.[0]?.union.name ?? '一个工会');
  return (
    <Page
      side={<ExportLinks list="year-studios" query={{ year, show, union, industry }} />}
      title={`${year ?? current}年度：逐家看`}
      crumb={
        <Link to="/year" search={{ year }}>
          年度汇总
        </Link>
      }
    >
      <div className="filters no-print">
        <Select
          aria-label="年度"
          value={year ?? current}
          options={recentYears(me.today).map((value) => ({ value, label: `${value}年` }))}
          onChange={(chosen) => set({ year: chosen === current ? undefined : chosen })}
        />
        <Chips label="只看" chips={shows} value={show} onChange={(chosen) => set({ show: shows.find(({ value }) => value === chosen)?.value })} />
        <Narrowed
          by={[
            [unionName ?? '', unionName],
            ['一个行业', industry],
          ]}
          onClear={() => set({ union: undefined, industry: undefined })}
        />
      </div>
      <ListChart list="year-studios" query={{ year, show, union, industry }} />
      <Answered of={list} lines={12}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="没有符合条件的工作室。">去掉一个筛选条件再看。</Nothing>
          ) : (
            <>
              <YearStudioList rows={rows} today={me.today} />
              <More {...list} shown={rows.length} unit="家" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
