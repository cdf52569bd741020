import { calendarOf } from '#core/outside/calendar.ts';
import { officeZh } from '#core/people/actor.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { onDesk } from '#server/store/scope.ts';

const MOST = 500;

/** 我桌上有期限的，最急的在前：one statement, through the same scope as the to-do list. */
export async function todoCalendar({ tx, actor }: Work, base: string): Promise<string> {
  const rows = await tx
    .selectFrom('matter')
    .select(['id', 'kind', 'title', 'state', 'dueOn', 'since', 'version'])
    .where('closedAt', 'is', null)
    .where('dueOn', 'is not', null)
    .where(onDesk(actor))
    .orderBy('dueOn')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return calendarOf(
    `领衔待办（${officeZh[actor.office]}）`,
    rows.map(({ id, kind, title, state, dueOn, since, version }) => ({
      id,
      title: `${lifeOf(kind).zh}：${title}`,
      state: lifeOf(kind).states[state]?.zh ?? state,
      dueOn: dueOn ?? '',
      href: `${base}/matters/${id}`,
      changed: since,
      revision: version,
    })),
  );
}
