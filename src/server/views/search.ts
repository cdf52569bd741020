import { sql, type SqlBool } from 'kysely';
import { dayIn } from '#core/shared/days.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { called, listPeople } from '#server/people/list-people.ts';
import { mayRead } from '#server/store/outbox-scope.ts';
import { studioScope } from '#server/store/scope.ts';
import { letterStateZh, type LetterState } from './letters/list-letters.ts';
import { mattersAsked } from './list-matters.ts';
import { standingZh, studiosAsked } from './list-studios.ts';
import { has } from './paging.ts';
import { ofStudio } from './queries/of-studios.ts';

/** One thing found: what it is, and where it opens. */
export type Found = Readonly<{ kind: string; group: string; id: string; title: string; detail: string; href: string }>;
const most = 10;

/** Spoken as it is written: “lin shi jia”, “lin'shi'jia” and “LSJ” are letters; with a Chinese sign in it, it is words. */
const soundIn = (text: string): string | undefined => (/^[a-z][a-z' ]*$/i.test(text) ? text.toLowerCase().replaceAll(/[' ]/g, '') : undefined);

// Words are planned anew each time they are asked for, and a plan costs more than the finding: each statement asks for what is shown and no more.
async function studiosNamed(work: Work, q: string): Promise<readonly Found[]> {
  const found = await work.tx
    .selectFrom('studio')
    .innerJoin('unionOrg as host', 'host.id', 'studio.hostUnion')
    .select(['studio.id', 'studio.name', 'studio.standing', 'host.unitName', 'host.name as hostName'])
    .where(sql<SqlBool>`${sql.join([...studiosAsked(work, {}), ofStudio('studio', q)], sql` and `)}`)
    .orderBy('studio.name')
    .orderBy('studio.id')
    .limit(most)
    .execute();
  return found.map(({ id, name, standing, unitName, hostName }) => ({
    kind: 'studio',
    group: '工作室',
    id,
    title: name,
    detail: `${unitName ?? hostName} · ${standingZh[standing] ?? standing}`,
    href: `/studios/${id}`,
  }));
}

async function mattersNamed(work: Work, q: string): Promise<readonly Found[]> {
  const found = await work.tx
    .selectFrom('matter')
    .select(['matter.id', 'matter.kind', 'matter.title', 'matter.state'])
    .where(sql<SqlBool>`${sql.join([...mattersAsked(work, {}), has(sql`matter.search`, q)], sql` and `)}`)
    .orderBy('matter.id', 'desc')
    .limit(most)
    .execute();
  return found.map(({ id, kind, title, state }) => {
    const { zh, states } = lifeOf(kind);
    return { kind, group: '事项', id, title, detail: `${zh} · ${states[state]?.zh ?? state}`, href: `/matters/${id}` };
  });
}

async function peopleNamed({ tx, actor, now }: Work, q: string): Promise<readonly Found[]> {
  // Most words are nobody's name: the list with everybody's offices is asked for those that are.
  const { rows } = await sql`${called(q)} limit 1`.execute(tx);
  if (rows.length === 0) return [];
  const { items } = await listPeople(tx, actor, dayIn(now), { limit: most, q });
  return items.map(({ id, name, offices }) => ({
    kind: 'person',
    group: '人员',
    id,
    title: name,
    detail: offices.map(({ officeZh, union, studio }) => `${studio?.name ?? union?.name ?? ''}${officeZh}`).join('、') || '未任职',
    href: `/people?q=${encodeURIComponent(name)}`,
  }));
}

/** 成果：名称或编号。Experts see material in their assignments alone, so they find none here. */
async function resultsNamed({ tx, actor }: Work, q: string): Promise<readonly Found[]> {
  if (actor.office === 'expert') return [];
  const { rows } = await sql<Readonly<{ id: string; title: string; number: string; kind: string; studio: string; studioId: string }>>`
    select a.id, a.title, a.number, a.achievement_kind as kind, studio.name as studio, studio.id as "studioId"
    from fact_achievement a join fact f on f.id = a.id and f.voided_at is null join studio on studio.id = f.studio_id
    where ${has(sql`a.title || ' ' || a.number`, q)} and ${studioScope(actor)} order by f.event_on desc, a.id limit ${most}`.execute(tx);
  return rows.map(({ id, title, number, kind, studio, studioId }) => ({
    kind: 'result',
    group: '成果',
    id,
    title,
    detail: [kind, number, studio].filter((part) => part !== '').join(' · '),
    href: `/studios/${studioId}`,
  }));
}

/** 函件：本单位发出的和收到的，按标题。 */
async function lettersNamed({ tx, actor }: Work, q: string): Promise<readonly Found[]> {
  const { rows } = await sql<Readonly<{ id: string; subject: string; title: string; state: LetterState }>>`
    select l.id, l.subject, matter.title, l.state from letter l join matter on matter.id = l.matter_id
    where ${has(sql`l.subject`, q)} and ${mayRead(actor)} order by l.id desc limit ${most}`.execute(tx);
  return rows.map(({ id, subject, title, state }) => ({
    kind: 'letter',
    group: '函件',
    id,
    title: subject,
    detail: `${title} · ${letterStateZh[state]}`,
    href: `/letters/${id}`,
  }));
}

const finders = [studiosNamed, mattersNamed, peopleNamed, resultsNamed, lettersNamed] as const;

/**
 * 查找：工作室、事项、人员、成果、函件，按中文片段、拼音、首字母或编号。
 * Each kind is found under the scope of the list it has anyway; what is typed is taken as it stands: a title with a colon in it is no query.
 */
export async function search(work: Work, q: string): Promise<{ items: Found[] }> {
  const typed = q.replaceAll(/["“”]/gu, ' ').trim();
  const words = soundIn(typed) ?? typed;
  if (words === '') return { items: [] };
  const items: Found[] = [];
  for (const find of finders) items.push(...(await find(work, words)));
  return { items };
}
