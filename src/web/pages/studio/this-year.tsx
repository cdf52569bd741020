import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { StudioYear } from '#contract/shapes.ts';
import { yearOf, type Day } from '#core/shared/days.ts';
import { studioYear } from '../../api/questions.ts';
import { Block } from '../../parts/look/page.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { Figures } from '../../parts/year/figures.tsx';
import { periodText, recentYears } from '../../parts/year/period.ts';
import { YearChoice } from '../../parts/year/year-choice.tsx';

const route = getRouteApi('/in/studios/$id');

function Shown({ of, studio }: { of: StudioYear; studio: string }) {
  const { year, groups, report } = of;
  return (
    <>
      {groups.length === 0 ? <Nothing title={`${year}年的台账里还没有可以汇总的。`} /> : <Figures groups={groups} />}
      <p className="quiet period-words">
        {periodText(of)}。数字都从台账汇总，点开看明细。<To href={`/compare?a=${studio}&b=${studio}&ya=${year}&yb=${year - 1}`}>与上一年对照</To>
        {report && (
          <>
            {' '}
            <To href={report.href}>{year}年度报告</To> <StateTag zh={report.state.zh} />
          </>
        )}
      </p>
    </>
  );
}

/** 这一年：台账汇出来的数字，连同上一年；按自然年，或工会统计年。 */
export function ThisYear({ studio, since, today }: { studio: string; since?: Day; today: Day }) {
  const { year, cut = 'calendar' } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useQuery({ ...studioYear(studio, { year, cut }), placeholderData: keepPreviousData });
  const current = yearOf(today);
  const set = (changed: { year?: number; cut?: typeof cut }) => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true, resetScroll: false });
  return (
    <Block
      title="这一年"
      side={
        <YearChoice
          year={year ?? current}
          years={recentYears(today, since === undefined ? 0 : yearOf(since))}
          cut={cut}
          onYear={(chosen) => set({ year: chosen === current ? undefined : chosen })}
          onCut={(chosen) => set({ cut: chosen === 'calendar' ? undefined : chosen })}
        />
      }
    >
      <Answered of={asked} lines={6}>
        {(of) => <Shown of={of} studio={studio} />}
      </Answered>
    </Block>
  );
}
