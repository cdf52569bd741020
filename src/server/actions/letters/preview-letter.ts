import { sql } from 'kysely';
import { handle, inTheWayOf, isVerb, verbOf } from '#core/handling/handle.ts';
import { ownTemplates, isBearing } from '#core/letters/templates.ts';
import { officeZh, type Office } from '#core/people/actor.ts';
import { knownTo } from '#core/people/incognito.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Event, Matter } from '#core/shared/life.ts';
import type { LetterPreview, PreviewAsked } from '#contract/shapes.ts';
import { takeForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refuse, refusalOf } from '#server/kernel/refusal.ts';
import { chairHasAStake, chairInForce, chairIsAt } from '#server/store/chairs.ts';
import { find, pastOf } from '#server/store/matters.ts';
import { choosable } from '#server/views/choices.ts';
import { lifeOf } from '../any-life.ts';
import { momentOf, readingOf } from '../moment.ts';
import { draftLetter, type Addressed, type Step } from './draft-letter.ts';

const placeOf = ({ id, studio }: Matter, held?: string) => ({
  matter: id,
  ...(studio === undefined ? {} : { studio }),
  ...(held === undefined ? {} : { held }),
});

/** A step as it would be, by the same rules as when it is taken; numbers are drawn only then. `held`: the matter that keeps what is brought. */
async function stepAsIf(work: Work, before: Matter, name: string, input: unknown, held?: string): Promise<Step> {
  const life = lifeOf(before.kind);
  const moment = momentOf(work, before, await pastOf(work.tx, before.id));
  if (isVerb(name)) {
    const inTheWay = inTheWayOf(name, life, before, moment);
    if (inTheWay.length > 0) throw refusalOf(inTheWay);
    const { brought } = await takeForm(work, verbOf(name).brings?.(life, before, moment), input, placeOf(before), choosable);
    return { before, ...handle(name, life, before, brought, moment) };
  }
  const row = life.transitions[name];
  if (row === undefined) throw notFound();
  const inTheWay = life.obstacles(before, name, moment);
  if (inTheWay.length > 0) throw refusalOf(inTheWay);
  const { brought } = await takeForm(work, life.formOf(before, name, moment), input, placeOf(before, held), choosable);
  const drawn = Object.entries(row.draws?.(before) ?? {}).map(([book, count]) => [book, Array.from({ length: count }, (_, n) => n + 1)] as const);
  const decided = life.advance(before, name, brought, { ...moment, numbers: Object.fromEntries(drawn) });
  if (!decided.ok) throw refusalOf(decided.reasons);
  const { next, event }: { next: Matter; event: Event } = decided.value;
  return { before, next, event };
}

type Seat = Readonly<{ label: string; office: Office; as: 'to' | 'copy'; person: string; name: string; mails: boolean }>;
const mostNames = 5;

/** Who sits where the letter would go, today: the same question as when it leaves. */
async function seatsOf({ tx, now, actor, house }: Work, { next }: Step, addressed: readonly Addressed[]): Promise<readonly Seat[]> {
  const { rows } = await sql<Seat>`
    select distinct said.label, said.office, said."as", p.id as person, p.name, ${house.mail !== undefined} and m.confirmed_at is not null as mails
    from jsonb_to_recordset(${JSON.stringify(addressed)}::jsonb) as said(office text, "union" text, studio text, person text, "as" text, label text)
      cross join lateral (select said.office, said."union" as union_id, said.studio as studio_id, said.person as person_id) holder
      join office_held chair on ${chairIsAt('chair', 'holder')} join person p on p.id = chair.person_id left join mail_address m on m.person_id = p.id
    where ${chairInForce('chair', dayIn(now))} and chair.person_id <> ${actor.id} and not ${chairHasAStake('chair', sql`${next.studio ?? null}::text`)}
    order by said."as" desc, said.label, p.name limit 500`.execute(tx);
  return rows;
}

function toldBy({ actor }: Work, seats: readonly Seat[]): NonNullable<LetterPreview['letter']>['told'] {
  const place = ({ label, office, as }: Seat): string => `${as} ${office} ${label}`;
  return [...new Set(seats.map(place))].map((one) => {
    const group = seats.filter((seat) => place(seat) === one);
    const { label, office, as } = group[0]!;
    const named = group.filter(({ person }) => knownTo(actor, { office, person })).map(({ name }) => name);
    const shown = named.slice(0, mostNames);
    return { label, officeZh: officeZh[office], as, people: shown, more: group.length - shown.length, byMail: group.filter(({ mails }) => mails).length };
  });
}

/** What happens to the letter of the step that would be taken back; whatever reason is given. @throws Refusal where it cannot be */
async function noteOnUndo(work: Work, matter: Matter): Promise<string | null> {
  const { tx } = work;
  const { id, version } = matter;
  const inTheWay = inTheWayOf('undo', lifeOf(matter.kind), matter, momentOf(work, matter, await pastOf(tx, id)));
  if (inTheWay.length > 0) throw refusalOf(inTheWay);
  const last = await tx
    .selectFrom('letter')
    .select('state')
    .where('matterId', '=', id)
    .where('matterVersion', '=', version)
    .where('state', '<>', 'withdrawn')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (last === undefined) return null;
  return last.state === 'sent' ? '上一步的函件已经发出，撤销后另发一函说明。' : '上一步的函件还没有发出，随之撤回。';
}

/** 会议议定、还没有发布的：照记下的那一步。 @throws Refusal 404 where nothing is held; 409 when the matter changed since */
async function heldStep(work: Work, meeting: Matter, input: unknown): Promise<Step> {
  const item = typeof input === 'object' && input !== null && 'item' in input ? String(input.item) : '';
  const row = await work.tx
    .selectFrom('meetingItem')
    .select(['matterId', 'step', 'input', 'seen'])
    .where('id', '=', item)
    .where('meetingId', '=', meeting.id)
    .where('state', '=', 'decided')
    .executeTakeFirst();
  if (row === undefined || row.step === null) throw notFound();
  const before = await find(readingOf(work), work.actor, row.matterId);
  if (before.version !== row.seen) throw refuse(409, 'changed', '议定以后这件事项有变化，请再议定一次');
  const takes = lifeOf(before.kind).transitions[row.step]?.brings !== undefined;
  return stepAsIf(work, before, row.step, takes ? row.input : undefined, meeting.id);
}

/**
 * 办之前先看：会告诉谁，写什么。Nothing is kept and nothing changes.
 * @throws Refusal as the step itself would: 403, 404, 409, 422
 */
export async function previewLetter(work: Work, { matter: id, step: option, input }: PreviewAsked): Promise<LetterPreview> {
  const before = await find(readingOf(work), work.actor, id);
  const [subject, name = ''] = option.split('.');
  if (subject !== before.kind && !(subject === 'matter' && isVerb(name))) throw notFound();
  if (name === 'undo') return { letter: null, note: await noteOnUndo(work, before) };
  const step = await (option === 'meeting.release' ? heldStep(work, before, input) : stepAsIf(work, before, name, input));
  const draft = await draftLetter(work, step);
  if (draft === undefined) return { letter: null, note: null };
  const { subject: title, text, addressed, template } = draft;
  const told = toldBy(work, await seatsOf(work, step, addressed));
  return {
    letter: { subject: title, text, told, leavesIn: work.house.letterHold, template: isBearing(template.key) ? ownTemplates[template.key].zh : template.key },
    note: null,
  };
}
