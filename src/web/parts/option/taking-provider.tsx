import { useNavigate } from '@tanstack/react-router';
import { App, Grid } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Me, Option } from '#contract/shapes.ts';
import type { Taken } from '../../api/take.ts';
import { listMemory, neighbours } from '../list/list-memory.ts';
import { dayWithWeekday } from '../text/day-text.ts';
import { Invitations } from './invitations.tsx';
import { NextMatter } from './next-matter.tsx';
import { TakingContext, type Wanted } from './taking.ts';

const panel = () => import('./option-panel.tsx');
// The controls of every form weigh more than a page: they come after it, before they are needed.
const OptionPanel = lazy(() => panel().then(({ OptionPanel: component }) => ({ default: component })));
const idle = 1500;

/** “推荐”已办好。现在：形式审查，市总工会经济部，12月2日前。 */
function outcome({ matter }: Taken, today: string): string | undefined {
  if (matter === undefined) return undefined;
  const where = matter.holders.map(({ label }) => label).join('、');
  const due = matter.dueOn === undefined ? '' : `，${dayWithWeekday(matter.dueOn, today)}前`;
  return `现在：${matter.state.zh}${where === '' ? '' : `，由${where}办理`}${due}。`;
}

/** Holds the open dialogs, one above the other: a remedy opens over what it mends. */
export function TakingProvider({ me, children }: { me: Me; children: ReactNode }) {
  const [stack, setStack] = useState<readonly Wanted[]>([]);
  const [invitations, setInvitations] = useState<Taken['invitations']>([]);
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const screens = Grid.useBreakpoint();
  const open = useCallback((wanted: Wanted) => setStack((now) => [...now, wanted]), []);
  const close = useCallback(() => setStack((now) => now.slice(0, -1)), []);

  useEffect(() => {
    const timer = setTimeout(() => void panel(), idle);
    return () => clearTimeout(timer);
  }, []);

  const taken = (wanted: Wanted, answer: Taken, option: Option): void => {
    close();
    setInvitations(answer.invitations);
    const next = wanted.matter === undefined ? undefined : neighbours(wanted.matter.id, listMemory.read())?.next;
    const after =
      next === undefined || answer.matter?.options.length !== 0 ? undefined : { actions: <NextMatter id={next} onGo={() => notification.destroy()} /> };
    notification.success({
      title: `“${option.title}”已办好`,
      description: outcome(answer, me.today),
      duration: 6,
      placement: screens.md ? 'bottomLeft' : 'top',
      ...after,
    });
    const opened = answer.matter !== undefined && answer.matter.id !== wanted.matter?.id;
    if (opened && wanted.matter === undefined) void navigate({ to: '/matters/$id', params: { id: answer.matter?.id ?? '' } });
    if (answer.studio !== undefined && wanted.matter === undefined) void navigate({ to: '/studios/$id', params: { id: answer.studio } });
  };

  return (
    <TakingContext value={useMemo(() => ({ open }), [open])}>
      {children}
      <Suspense fallback={null}>
        {stack.map((wanted, index) => (
          <OptionPanel
            key={`${index} ${wanted.option.href}`}
            wanted={wanted}
            person={me.person.id}
            today={me.today}
            onClose={close}
            onTaken={(answer, option) => taken(wanted, answer, option)}
          />
        ))}
      </Suspense>
      <Invitations links={invitations} onClose={() => setInvitations([])} />
    </TakingContext>
  );
}
