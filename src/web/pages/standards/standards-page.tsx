import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { standards } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { Page } from '../../parts/look/page.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { BringStandard } from './bring-standard.tsx';
import { Comparison } from './comparison.tsx';
import { Trial } from './trial.tsx';
import { Versions } from './versions.tsx';

const route = getRouteApi('/in/standards');
const views = [
  { value: 'compare', label: '两版对照' },
  { value: 'trial', label: '试算' },
];
const seesTrials = ['department', 'leadership', 'auditor'];

/** 政策版本：哪一版施行，两版差在哪里，换一版会怎样，哪一天起换。 */
export function StandardsPage() {
  const { acting } = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (changed: Partial<typeof search>) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const asked = useQuery(standards);
  return (
    <Page title="政策版本" lead="标准、评分、时限、补助都是数据：事项按立案时的版本办完，新版本到了施行日，只管此后新立的。">
      <Answered of={asked} lines={6}>
        {({ items, mayBring }) => {
          const current = items.find(({ state }) => state.code === 'in-force') ?? items[0];
          const next = items.find(({ state }) => state.code === 'trial') ?? items.find(({ state }) => state.code === 'planned') ?? items.find((one) => one !== current);
          const [from, to] = [search.from ?? current?.id ?? '', search.to ?? next?.id ?? ''];
          const sees = seesTrials.includes(acting.office);
          const view = sees && search.view === 'trial' ? 'trial' : 'compare';
          return (
            <>
              <Versions rows={items} onCompare={(id) => set({ from: current?.id, to: id })} />
              {mayBring && <BringStandard onBrought={(id) => set({ from: current?.id, to: id })} />}
              {sees && (
                <Chips label="看" chips={views} value={view} onChange={(chosen) => set({ view: chosen === 'trial' ? 'trial' : undefined })} />
              )}
              {view === 'trial' ? (
                <Trial rows={items} standard={to} year={search.year} show={search.show} onChoose={set} />
              ) : (
                items.length > 1 && <Comparison rows={items} from={from} to={to} onChoose={set} />
              )}
            </>
          );
        }}
      </Answered>
    </Page>
  );
}
