import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { yearOf } from '#core/shared/days.ts';
import { supportBoard } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { Block, Page } from '../../parts/look/page.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { OpeningButtons } from '../../parts/option/openings.tsx';
import { RecordList } from './record-list.tsx';
import { YearSelect } from './year-select.tsx';

const route = getRouteApi('/in/support/records');
const kinds = [
  { value: 'support', label: '支持' },
  { value: 'agenda', label: '议事' },
  { value: 'rule', label: '制度' },
] as const;

/** 工会保障：一个数背后的逐条记录。The address is the view. */
export function RecordsPage() {
  const me = useMe();
  const { year, union, kind } = route.useSearch();
  const navigate = route.useNavigate();
  const set = (changed: Partial<ReturnType<typeof route.useSearch>>) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const { data: board } = useQuery(supportBoard({ year }));
  const name = union === undefined ? undefined : (board?.rows.find((row) => row.union.id === union)?.union.name ?? '一个工会');
  const what = kinds.find(({ value }) => value === kind)?.label ?? '保障记录';
  return (
    <Page
      title={`${name ?? ''}${year ?? yearOf(me.today)}年${what}`}
      crumb={
        <Link to="/support" search={{ year }}>
          工会保障
        </Link>
      }
      side={<OpeningButtons names={['agenda.record', 'workingRule.record']} />}
    >
      <div className="filters no-print">
        <YearSelect year={year} today={me.today} onYear={(chosen) => set({ year: chosen })} />
        <Chips label="只看" chips={kinds} value={kind} onChange={(chosen) => set({ kind: kinds.find(({ value }) => value === chosen)?.value })} />
        <Narrowed by={[[name ?? '', name]]} onClear={() => set({ union: undefined })} />
      </div>
      <ListChart list="support-records" query={{ union, kind, year }} />
      <Block title="记录">
        <RecordList query={{ union, kind, year }} today={me.today} />
      </Block>
    </Page>
  );
}
