import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Matter } from '#contract/shapes.ts';
import { matter as matterAt } from '../../api/questions.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing, Waiting } from '../../parts/look/states.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';
import { History } from '../../parts/matter/history.tsx';
import { Papers } from '../../parts/matter/papers.tsx';
import { Sections } from '../../parts/matter/sections.tsx';
import { ActionBar } from '../../parts/option/action-bar.tsx';
import { Agenda } from './agenda.tsx';
import { Release } from './release.tsx';
import type { Meeting } from './meeting-of.ts';

// The agenda stands before the forms of its items, and before the talk beside it.
const ItemScreen = lazy(() => import('./item-screen.tsx').then(({ ItemScreen: component }) => ({ default: component })));
const Comments = lazy(() => import('../../parts/matter/comments.tsx').then(({ Comments: component }) => ({ default: component })));

const route = getRouteApi('/in/meetings/$id');
/** Done on the agenda and the screens of its items, not in a drawer. */
const inPlace = ['decide', 'defer', 'release', 'order', 'drop'].map((name) => `meeting.${name}`);

const countsOf = ({ items }: Meeting): string => {
  const n = (code: string): number => items.filter(({ state }) => state.code === code).length;
  return [`共 ${items.length} 项`, `待研究 ${n('pending')}`, `已议定 ${n('decided')}`, `暂缓 ${n('deferred')}`, `已发布 ${n('released')}`].join('，');
};

function Shown({ matter, meeting }: { matter: Matter; meeting: Meeting }) {
  const { item } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (id: string | undefined): void => void navigate({ search: { item: id } });
  const chosen = meeting.items.find(({ id }) => id === item);
  if (chosen !== undefined)
    return (
      <Suspense fallback={<Waiting lines={10} />}>
        <ItemScreen key={chosen.id} matter={matter} meeting={meeting} item={chosen} onOpen={open} />
      </Suspense>
    );
  return (
    <Page
      title={matter.title}
      className="meeting"
      crumb={<To href="/meetings">会议</To>}
      lead={
        <>
          <StateTag zh={matter.state.zh} kind={matter.closed ? 'plain' : 'warn'} /> {meeting.body.zh}，{countsOf(meeting)}
        </>
      }
    >
      <ActionBar options={matter.options.filter(({ name }) => !inPlace.includes(name))} matter={matter} />
      <Release matter={matter} meeting={meeting} />
      <Block title="议程" side={matter.options.some(({ name }) => name === 'meeting.order') && <span className="quiet">用上下箭头调整次序</span>}>
        {meeting.items.length === 0 ? (
          <Nothing title="议程还是空的。">
            {matter.options.some(({ name }) => name === 'meeting.put') ? '按“列入议程”，选要研究的事项。' : '经济部列入事项以后，在这里看得到。'}
          </Nothing>
        ) : (
          <Agenda matter={matter} meeting={meeting} onOpen={open} />
        )}
      </Block>
      <Sections sections={matter.sections} />
      {matter.papers && matter.papers.length > 0 && (
        <Block title="文件">
          <Papers papers={matter.papers} />
        </Block>
      )}
      <Suspense fallback={null}>
        <Comments matter={matter.id} />
      </Suspense>
      {matter.history.length > 0 && (
        <Block title="办理经过">
          <History entries={matter.history} />
        </Block>
      )}
    </Page>
  );
}

/** 一次会议：议程走到哪一项，议定了什么，什么时候发布。 */
export function MeetingPage() {
  const { id } = route.useParams();
  const asked = useQuery(matterAt(id));
  return (
    <Answered of={asked} lines={10}>
      {(matter) => (matter.meeting === undefined ? <Nothing title="这不是会议。" /> : <Shown key={matter.id} matter={matter} meeting={matter.meeting} />)}
    </Answered>
  );
}
