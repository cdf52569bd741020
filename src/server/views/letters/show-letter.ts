import { sql } from 'kysely';
import { hasAStake } from '#core/people/desks.ts';
import { isBearing, ownTemplates } from '#core/letters/templates.ts';
import { officeZh, type Office } from '#core/people/actor.ts';
import { knownTo } from '#core/people/incognito.ts';
import type { LetterPage } from '#contract/shapes.ts';
import type { Addressed } from '#server/actions/letters/draft-letter.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { lettersOf } from '#server/papers/letters.ts';
import { find } from '#server/store/matters.ts';
import { hasReached, ofOutbox } from '#server/store/outbox-scope.ts';
import { peopleOf } from '#server/store/people-of.ts';
import { presentMatter } from '../matter/show-matter.ts';
import { namesOf } from '../names.ts';
import { labelsOf, letterStateZh, matterOf, type LetterState } from './list-letters.ts';
import { mailWords, type Mailed } from './mail-words.ts';

type Row = Readonly<{
  id: string;
  version: number;
  subject: string;
  text: string;
  state: LetterState;
  matterId: string;
  title: string;
  kind: string;
  step: string;
  studio: string | null;
  office: Office;
  unionId: string | null;
  studioId: string | null;
  by: string;
  template: string;
  addressed: readonly Addressed[];
  leavesAt: string;
  madeAt: string;
  leftAt: string | null;
  why: string | null;
  mine: boolean;
  reached: boolean;
}>;

async function rowOf({ tx, actor }: Work, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select l.id, l.version, l.subject, l.text, l.state, l.matter_id, matter.title, matter.kind, l.step, matter.studio, l.office, l.union_id, l.studio_id,
      p.name as by, l.template, l.addressed, l.leaves_at, l.made_at, l.left_at, l.why, (${ofOutbox(actor)}) as mine, (${hasReached(actor)}) as reached
    from letter l join matter on matter.id = l.matter_id join person p on p.id = l.by_person where l.id = ${id}`.execute(tx);
  const row = rows[0];
  if (row === undefined || !(row.mine || row.reached)) throw notFound();
  return row;
}

type Told = Mailed &
  Readonly<{ personId: string; name: string; office: Office; place: string | null; read: boolean; readAt: string | null; confirmed: boolean }>;
/** Who was told, whether they looked, and what became of the mail: one statement. */
async function recipientsOf({ tx, actor, house }: Work, id: string): Promise<NonNullable<LetterPage['office']>['recipients']> {
  const { rows } = await sql<Told>`
    select n.person_id, p.name, n.office, coalesce(st.name, u.name) as place, r.person_id is not null as read, r.read_at, a.confirmed_at is not null as confirmed,
      m.state, m.kind, m.tries, m.next_at, m.problem, m.on_day as day
    from notification n join person p on p.id = n.person_id left join studio st on st.id = n.studio_id left join union_org u on u.id = n.union_id
      left join notification_read r on r.notification_id = n.id and r.person_id = n.person_id
      left join notice_mailed by on by.notification_id = n.id and by.person_id = n.person_id left join mail m on m.id = by.mail_id
      left join mail_address a on a.person_id = n.person_id
    where n.letter_id = ${id} and n.kind = 'letter' order by n.id limit 500`.execute(tx);
  return rows.map(({ personId, name, office, place, read, readAt, confirmed, ...mailed }) => ({
    label: office === 'expert' || place === null ? officeZh[office] : `${place}（${officeZh[office]}）`,
    name: knownTo(actor, { office, person: personId }) ? name : officeZh.expert,
    readAt,
    read,
    ...mailWords(mailed, { mails: house.mail !== undefined, confirmed, read }),
  }));
}

async function pastOf({ tx }: Work, id: string) {
  const rows = await tx
    .selectFrom('letterPast')
    .innerJoin('person', 'person.id', 'letterPast.byPerson')
    .select(['version', 'subject', 'text', 'until', 'person.name as by'])
    .where('letterId', '=', id)
    .orderBy('version')
    .limit(100)
    .execute();
  return rows;
}

/** 这件事项已有的红头文件、公示和通知书，读信的人自己看得到的。 */
async function papersOf(work: Work, matterId: string): Promise<LetterPage['papers']> {
  const subject = await find(readingOf(work), work.actor, matterId);
  const matter = await presentMatter(work, subject);
  const written = new Set(lettersOf({ matter, subject, city: '' }).map(({ name }) => name));
  return (matter.papers ?? []).filter(({ name }) => written.has(name)).map(({ name, title, href }) => ({ name, title, href }));
}

async function officeOf(work: Work, { id, state, by, why, template, matterId, studio }: Row): Promise<NonNullable<LetterPage['office']>> {
  const open = state === 'waiting' || state === 'held';
  const aside = open && hasAStake({ id: matterId, people: await peopleOf(work.tx, studio ?? undefined) }, work).length > 0;
  return {
    editable: open && !aside,
    by,
    why,
    template: isBearing(template) ? ownTemplates[template].zh : '为这一步写的模板',
    recipients: await recipientsOf(work, id),
    past: await pastOf(work, id),
  };
}

/** The notice this reader got it with. */
async function noticeOf({ tx, actor }: Work, id: string): Promise<LetterPage['notice']> {
  const row = await tx
    .selectFrom('notification')
    .leftJoin('notificationRead', (join) =>
      join.onRef('notificationRead.notificationId', '=', 'notification.id').on('notificationRead.personId', '=', actor.id),
    )
    .select(['notification.id', 'notificationRead.personId as readBy'])
    .where('letterId', '=', id)
    .where('kind', '=', 'letter')
    .where('notification.personId', '=', actor.id)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, read: row.readBy !== null };
}

/** One letter: for its own office with everything, for whoever it reached with what it says. @throws Refusal 404 */
export async function showLetter(work: Work, id: string): Promise<LetterPage> {
  const row = await rowOf(work, id);
  const { state, addressed, office, unionId, studioId } = row;
  const names = await namesOf(work.tx, [unionId, studioId]);
  return {
    id,
    version: row.version,
    subject: row.subject,
    text: row.text,
    state: { code: state, zh: letterStateZh[state] },
    matter: matterOf(row),
    from: names.get(studioId ?? '') ?? names.get(unionId ?? '') ?? officeZh[office],
    to: labelsOf(addressed, 'to'),
    copies: labelsOf(addressed, 'copy'),
    madeAt: row.madeAt,
    leavesAt: state === 'waiting' ? row.leavesAt : null,
    leftAt: row.leftAt,
    papers: await papersOf(work, row.matterId),
    office: row.mine ? await officeOf(work, row) : null,
    notice: row.reached ? await noticeOf(work, id) : null,
  };
}
