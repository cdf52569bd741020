import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { yearOf } from '#core/shared/days.ts';
import { figureNamed, periodOf, type Figure } from '#core/year/figures.ts';
import { entries } from '../../api/questions.ts';
import { ExportLinks } from '../../parts/list/export-links.tsx';
import { ListChart } from '../../parts/list/list-chart.tsx';
import { More } from '../../parts/list/more.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { listed, type Listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { figureText } from '../../parts/year/figure-text.ts';
import { periodText } from '../../parts/year/period.ts';
import type { EntryRow } from '#contract/shapes.ts';
import { EntryList } from './entry-list.tsx';

const route = getRouteApi('/in/entries');

/** 看到底了，就能对一对合计。 */
function Sum({ figure, rows }: { figure: Figure; rows: readonly EntryRow[] }) {
  const sum = rows.reduce((total, { amount = 1 }) => total + amount, 0);
  return (
    <p className="figures">
      合计 <strong>{figureText(sum, figure.unit)}</strong>
    </p>
  );
}

function Shown({ figure, rows, list, withStudio }: { figure: Figure; rows: readonly EntryRow[]; list: Listed<EntryRow>; withStudio: boolean }) {
  if (rows.length === 0) return <Nothing title="这个数字背后还没有台账。" />;
  return (
    <>
      {!list.more && <Sum figure={figure} rows={rows} />}
      <EntryList rows={rows} unit={figure.unit} withStudio={withStudio} />
      <More {...list} shown={rows.length} />
    </>
  );
}

/** 一个数字背后的台账：一条一行，点得到原处。The address is the view. */
export function EntriesPage() {
  const me = useMe();
  const { figure: code = '', cut = 'calendar', year = yearOf(me.today), look: _, ...place } = route.useSearch();
  const navigate = route.useNavigate();
  const list = listed(useInfiniteQuery(entries({ figure: code, cut, year, ...place })));
  const figure = figureNamed(code);
  const of = place.studio === undefined ? undefined : list.data?.[0]?.studio;
  if (figure === undefined) return <Nothing title="没有这个数字。">请从年度数字点进来。</Nothing>;
  return (
    <Page
      side={<ExportLinks list="entries" query={{ figure: code, cut, year, ...place }} />}
      title={`${year}年${figure.group === figure.zh ? '' : `${figure.group}：`}${figure.zh}`}
      lead={
        <>
          {periodText({ cut, ...periodOf(year, cut) })}
          {of && (
            <>
              {' · '}
              <To href={`/studios/${of.id}`}>{of.name}</To>
            </>
          )}
        </>
      }
    >
      <Narrowed
        by={[
          ['一个工会', place.union],
          ['一个行业', place.industry],
          [of?.name ?? '一个工作室', place.studio],
        ]}
        onClear={() => void navigate({ search: (now) => ({ ...now, union: undefined, industry: undefined, studio: undefined }), replace: true })}
      />
      <ListChart list="entries" query={{ figure: code, cut, year, ...place }} />
      <Answered of={list} lines={10}>
        {(rows) => <Shown figure={figure} rows={rows} list={list} withStudio={place.studio === undefined} />}
      </Answered>
    </Page>
  );
}
