import { sql } from 'kysely';
import type { Choice } from '#contract/shapes.ts';
import type { Meeting, MeetingItemState } from '#core/meeting/life.ts';
import { officeZh } from '#core/people/actor.ts';
import { dayIn } from '#core/shared/days.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Place } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { find } from '#server/store/matters.ts';
import { matterScope } from '#server/store/scope.ts';

type Provider = (work: Work, place: Place) => Promise<readonly Choice[]>;
const most = 200;

/** @throws Refusal 404 when it is no meeting, or not for this actor */
async function meetingAt(work: Work, { matter = '' }: Place): Promise<Meeting> {
  const found = await find(readingOf(work), work.actor, matter);
  if (found.kind !== 'meeting') throw notFound();
  return found as Meeting;
}

/** 这个办公室桌上等着办的，最急的在前；已在别的会上待研究或待发布的不在其中，会议自己也不在。 */
export async function waitingAt({ tx, actor }: Work, body: string): Promise<readonly Choice[]> {
  const { rows } = await sql<Choice>`
    select m.id as value, m.title as label from matter m
    where m.closed_at is null and m.kind <> 'meeting' and ${matterScope(actor, 'm')}
      and m.id in (select p.matter_id from matter_party p where p.acts and p.office = ${body} and p.union_id is null and p.studio_id is null and p.person_id is null)
      and not exists (select from meeting_item i join matter own on own.id = i.meeting_id and own.closed_at is null where i.matter_id = m.id and i.state in ('pending', 'decided'))
    order by coalesce(m.due_on, '9999-12-31'), m.id limit ${most}`.execute(tx);
  return rows;
}

const itemsIn =
  (...states: readonly MeetingItemState[]): Provider =>
  async (work, place) => {
    const { id } = await meetingAt(work, place);
    return work.tx
      .selectFrom('meetingItem as i')
      .innerJoin('matter', 'matter.id', 'i.matterId')
      .select(['i.id as value', 'matter.title as label'])
      .where('meetingId', '=', id)
      .where('i.state', 'in', [...states])
      .where(matterScope(work.actor))
      .orderBy('i.position')
      .execute();
  };

/** What may be chosen in a meeting. */
export const meetingChoices: Readonly<Record<string, Provider>> = {
  'agenda-candidates': async (work, place) => waitingAt(work, (await meetingAt(work, place)).body),
  'agenda-items': itemsIn('pending', 'deferred', 'decided'),
  'held-items': itemsIn('decided'),
  async 'meeting-people'(work, place) {
    const { body } = await meetingAt(work, place);
    const today = dayIn(work.now);
    const { rows } = await sql<{ value: string; name: string; office: keyof typeof officeZh }>`
      select distinct on (o.office, p.name, p.id) p.id as value, p.name, o.office from office_held o join person p on p.id = o.person_id
      where o.office in (${body}, 'department') and o.from_on <= ${today} and (o.to_on is null or o.to_on >= ${today}) order by o.office desc, p.name, p.id`.execute(
      work.tx,
    );
    return rows.map(({ value, name, office }) => ({ value, label: `${name}（${officeZh[office]}）` }));
  },
};
