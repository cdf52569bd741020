import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { openings, todos } from '../../api/questions.ts';
import { knownMe } from '../../site/known-me.ts';
import { listMemory } from '../../parts/list/list-memory.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { OptionButton } from '../../parts/option/option-button.tsx';
import { dayZh } from '#core/shared/days.ts';
import { weekdayZh } from '../../parts/text/day-text.ts';
import { EmptyDesk } from './empty-desk.tsx';
import { siteOf, TodoGroup } from './todo-group.tsx';
import { todoGroups } from './todo-groups.ts';
import { Watch } from './watch.tsx';

function Openings() {
  const { data } = useQuery(openings);
  // 作废这样的事，在要作废的那一条旁边办。
  const begun = data?.items.filter(({ tone }) => tone !== 'stop') ?? [];
  if (begun.length === 0) return null;
  return (
    <Block title="我可以发起的">
      <div className="buttons">
        {begun.map((option) => (
          <OptionButton key={`${option.name} ${option.href}`} option={option} plain={begun.length > 1 || option.name === 'kinship.declare'} />
        ))}
      </div>
    </Block>
  );
}

// Only who inspects fetches what makes the sheet open without a network.
const OnDevice = lazy(() => import('./on-device.tsx').then(({ OnDevice: component }) => ({ default: component })));

// Only who is new fetches what is said to the new.
const FirstVisit = lazy(() => import('../../parts/guide/first-visit.tsx'));

// What lies on the desk is shown first.
const Unfinished = lazy(() => import('./unfinished.tsx').then(({ Unfinished: component }) => ({ default: component })));

// So is what lies with somebody else meanwhile.
const GivenAway = lazy(() => import('./given-away.tsx').then(({ GivenAway: component }) => ({ default: component })));

/** Offices whose desk has matters of every union. */
const citywide: readonly string[] = ['department', 'leadership', 'finance', 'auditor', 'expert'];
/** 我的桌面：要我办的，最急的在前；办完就可以走。 */
export function HomePage() {
  const me = useMe();
  const list = listed(useInfiniteQuery(todos()));
  const remember = () => listMemory.keep({ ids: list.data?.map(({ id }) => id) ?? [], back: '/', name: '我的桌面' });
  return (
    <Page title="我的桌面" lead={`${dayZh(me.today)} ${weekdayZh(me.today)}`}>
      <Suspense fallback={null}>
        <FirstVisit me={me} />
      </Suspense>
      <Answered of={list} lines={8}>
        {(items) =>
          items.length === 0 ? (
            <EmptyDesk today={me.today} />
          ) : (
            <>
              <div className="todo-groups">
                {todoGroups(items).map((group) => (
                  <TodoGroup key={group.key} group={group} today={me.today} citywide={citywide.includes(me.acting.office)} onOpen={remember} />
                ))}
              </div>
              {list.more && <More {...list} shown={items.length} unit="件" />}
            </>
          )
        }
      </Answered>
      {(knownMe.read() !== undefined || list.data?.some((todo) => siteOf(todo) !== undefined)) && (
        <Suspense fallback={null}>
          <OnDevice me={me} prepare={list.data?.some((todo) => siteOf(todo) !== undefined) === true} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <GivenAway today={me.today} />
        <Unfinished />
      </Suspense>
      <Openings />
      <Watch me={me} />
    </Page>
  );
}
