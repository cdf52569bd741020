import { sql } from 'kysely';
import type { Wording } from '#core/letters/slots.ts';
import { writesLetters } from '#core/letters/addressees.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Event, Matter } from '#core/shared/life.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { find } from '#server/store/matters.ts';
import { readingOf } from '../moment.ts';
import { draftLetter, type Addressed, type Step } from './draft-letter.ts';

/** Other words for this once, and whether it is held until somebody sends it. */
export type Wish = Readonly<{ words?: Wording | undefined; hold?: boolean | undefined }>;

/**
 * 一步和它的函件是同一件事：在同一笔事务里写进发件箱，过一会儿才发出。
 * @returns the letter's id, where there is one
 * @throws Refusal 422 when words were given for a letter that is none
 */
export async function writeLetter(work: Work, step: Step, { words, hold = false }: Wish = {}, instead?: readonly Addressed[]): Promise<string | undefined> {
  const { tx, actor, now, house } = work;
  const draft = await draftLetter(work, step, instead);
  if (draft === undefined) {
    if (words !== undefined) throw refuse(422, 'no-letter', '这一步不对外发函，请去掉函件内容后再办', 'letter');
    return undefined;
  }
  const { subject, text } = words ?? draft;
  const id = newId();
  await tx
    .insertInto('letter')
    .values({
      id,
      matterId: step.next.id,
      step: step.cause === undefined ? step.event.transition : `${step.cause.kind}.${step.event.transition}`,
      matterVersion: step.next.version,
      office: actor.office,
      unionId: actor.union ?? null,
      studioId: actor.studio ?? null,
      byPerson: actor.id,
      template: draft.template.key,
      templateVersion: draft.template.version,
      subject,
      text,
      addressed: JSON.stringify(draft.addressed),
      state: hold ? 'held' : 'waiting',
      madeAt: now,
      leavesAt: sql<string>`now() + make_interval(mins => ${house.letterHold}::int)`,
    })
    .execute();
  return id;
}

/** 一步本身没有对外的函（如签发一批命名），由它产生的事项各告知各的。 */
export async function tellOfArisen(work: Work, cause: Matter, event: Event): Promise<void> {
  const { tx, actor, now } = work;
  if (!writesLetters(actor)) return;
  const arisen = await tx.selectFrom('matter').select('id').where('parent', '=', cause.id).where('openedAt', '=', now).orderBy('id').execute();
  for (const { id } of arisen) {
    const next = await find(readingOf(work), theSystem, id);
    await writeLetter(work, { before: next, next, event, cause });
  }
}

/**
 * 撤销了所办的一步：还没发出的函件随之撤回；已经发出的，另发一函说明。
 * @throws Refusal 409 when the letter is just leaving
 */
export async function takeBackLetter(work: Work, step: Step): Promise<string | undefined> {
  const { tx, actor, now } = work;
  const last = await tx
    .selectFrom('letter')
    .select(['id', 'state', 'addressed'])
    .where('matterId', '=', step.before.id)
    .where('matterVersion', '=', step.before.version)
    .where('state', '<>', 'withdrawn')
    .orderBy('id', 'desc')
    .forUpdate()
    .executeTakeFirst();
  if (last === undefined) return undefined;
  if (last.state === 'sent') return writeLetter(work, step, {}, last.addressed as readonly Addressed[]);
  await tx
    .updateTable('letter')
    .set(({ eb }) => ({ state: 'withdrawn', version: eb('version', '+', 1), changedBy: actor.id, changedAt: now, why: '所办的一步已撤销' }))
    .where('id', '=', last.id)
    .execute();
  return undefined;
}
