import { sql } from 'kysely';
import type { Wording } from '#core/letters/slots.ts';
import { hasAStake, type Case } from '#core/people/desks.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refusalOf, refuse } from '#server/kernel/refusal.ts';
import { ofOutbox } from '#server/store/outbox-scope.ts';
import { peopleOf } from '#server/store/people-of.ts';
import { leaveLetter } from './leave-letter.ts';

type Held = Readonly<{
  id: string;
  matterId: string;
  subject: string;
  text: string;
  addressed: unknown;
  byPerson: string;
  state: string;
  version: number;
  leftAt: string | null;
  studio: string | null;
}>;

const gone: Readonly<Record<string, string>> = {
  sent: '这封函件已经发出，不能再改',
  failed: '这封函件没有可以告知的人，不能再改',
  withdrawn: '这封函件已经撤回',
};

/**
 * A letter of this office that has not left, as it was seen, held until the transaction ends.
 * @throws Refusal 404 where it is not this office's, 403 for who should stand aside, 409 where it has left or somebody was faster
 */
async function held({ tx, actor }: Work, id: string, version: number): Promise<Held> {
  const { rows } = await sql<Held>`
    select l.id, l.matter_id, l.subject, l.text, l.addressed, l.by_person, l.state, l.version, l.left_at, matter.studio
    from letter l join matter on matter.id = l.matter_id where l.id = ${id} and ${ofOutbox(actor)} for update of l`.execute(tx);
  const letter = rows[0];
  if (letter === undefined) throw notFound();
  const about: Case = { id: letter.matterId, people: await peopleOf(tx, letter.studio ?? undefined) };
  const aside = hasAStake(about, { actor });
  if (aside.length > 0) throw refusalOf(aside);
  const said = gone[letter.state];
  if (said !== undefined) throw refuse(409, 'letter-left', said);
  if (letter.version !== version) throw refuse(409, 'stale', '这封函件刚刚有人改过，请刷新后再办', 'version');
  return letter;
}

type Change = Partial<Wording> & Readonly<{ state?: string; why?: string | null; leavesAt?: ReturnType<typeof sql<string>> }>;
async function change({ tx, actor, now }: Work, id: string, changed: Change): Promise<void> {
  await tx
    .updateTable('letter')
    .set(({ eb }) => ({ ...changed, version: eb('version', '+', 1), changedBy: actor.id, changedAt: now }))
    .where('id', '=', id)
    .execute();
}

type Seen = Readonly<{ version: number }>;
/** 改函件：旧文留着。 */
export async function rewordLetter(work: Work, id: string, { version, subject, text }: Seen & Wording): Promise<void> {
  const was = await held(work, id, version);
  if (was.subject === subject && was.text === text) return;
  await work.tx
    .insertInto('letterPast')
    .values({ id: newId(), letterId: id, version, subject: was.subject, text: was.text, until: work.now, byPerson: work.actor.id })
    .execute();
  await change(work, id, { subject, text });
}

/** 暂不发：不到时候自己发，等人来发。 */
export async function holdLetter(work: Work, id: string, { version }: Seen): Promise<void> {
  await held(work, id, version);
  await change(work, id, { state: 'held' });
}

/** 不再等，这就发出。 */
export async function sendLetter(work: Work, id: string, { version }: Seen): Promise<void> {
  const letter = await held(work, id, version);
  await change(work, id, { state: 'waiting' });
  await leaveLetter(work, letter);
}

/** 撤回：没有发出过，谁也没有告诉。 */
export async function withdrawLetter(work: Work, id: string, { version, why }: Seen & Readonly<{ why?: string | undefined }>): Promise<void> {
  await held(work, id, version);
  await change(work, id, { state: 'withdrawn', why: why ?? null });
}
