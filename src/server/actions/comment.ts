import type { NewComment } from '#contract/shapes.ts';
import {
  audienceOf,
  editableMinutes,
  isInside,
  leavesTheOffice,
  mayRead,
  mayStillEdit,
  mayWrite,
  placeOf,
  type Visibility,
} from '#core/comments/visibility.ts';
import { seatOf } from '#core/handling/seat.ts';
import { officeZh, type Actor } from '#core/people/actor.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { find } from '#server/store/matters.ts';
import { choosable } from '#server/views/choices.ts';
import { holderOf, namesOf } from '#server/views/names.ts';
import { lifeOf } from './any-life.ts';
import { readingOf } from './moment.ts';
import { tell } from './notify.ts';

const mostReplies = 100;

/** A reply is for whoever reads what it answers, neither more nor fewer. @throws Refusal 404, or 422 when there is no such thing to answer */
async function answering({ tx, actor }: Work, matter: string, parent: string): Promise<Visibility> {
  const row = await tx
    .selectFrom('comment')
    .select([
      'parent',
      'visibility',
      'place',
      'withdrawnAt',
      ({ selectFrom }) =>
        selectFrom('comment as reply')
          .whereRef('reply.parent', '=', 'comment.id')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .as('replies'),
    ])
    .where('id', '=', parent)
    .where('matterId', '=', matter)
    .executeTakeFirst();
  const said = row === undefined ? undefined : { visibility: row.visibility as Visibility, place: row.place };
  if (row === undefined || said === undefined || !mayRead(actor, said)) throw notFound();
  if (row.parent !== null) throw refuse(422, 'reply-to-reply', '请回复最上面的那条意见', 'parent');
  if (row.withdrawnAt !== null) throw refuse(422, 'withdrawn', '这条意见已经收回', 'parent');
  if (Number(row.replies) >= mostReplies) throw refuse(422, 'too-many-replies', '回复太多了，请另发一条意见', 'parent');
  return said.visibility;
}

/** Whoever will read what is said there, in words. */
export async function readersOf({ tx, actor }: Work, matter: Matter, visibility: Visibility): Promise<readonly string[]> {
  const holders = audienceOf(lifeOf(matter.kind), matter, actor, visibility);
  const names = await namesOf(
    tx,
    holders.flatMap(({ union, studio, person }) => [union, studio, person]),
  );
  return [...new Set(holders.map((holder) => holderOf(actor, names, holder).label))];
}

async function confirmIfItLeaves(work: Work, matter: Matter, visibility: Visibility, confirmed: boolean): Promise<void> {
  if (confirmed || !leavesTheOffice(work.actor, visibility)) return;
  const readers = await readersOf(work, matter, visibility);
  throw refuse(422, 'confirm-leaving', `这条意见会发到办公室以外，${readers.join('、')}都看得到，请再确认一次`, 'confirmed');
}

async function tellTheMentioned(work: Work, matter: Matter, seats: readonly string[]): Promise<void> {
  const holders = seats.flatMap((text) => seatOf(text) ?? []);
  if (holders.length === 0) return;
  const { office, id } = work.actor;
  const { name } = await work.tx.selectFrom('person').select('name').where('id', '=', id).executeTakeFirstOrThrow();
  // The notice says who and where, never what: whoever may read it opens the matter.
  const who = office === 'expert' ? officeZh.expert : `${officeZh[office]}${name}`;
  await tell(work, matter.id, `${who}在《${matter.title}》的意见里提到了您`, holders, { kind: 'mentioned' });
}

/**
 * 在事项上发表意见：说给谁听，提到谁。
 * @throws Refusal 403, 404 or 422
 */
export async function addComment(work: Work, which: string, given: NewComment): Promise<string> {
  const { tx, actor, now } = work;
  const matter = await find(readingOf(work), actor, which);
  if (!isInside(lifeOf(matter.kind), matter, actor)) throw refuse(403, 'not-inside', '只有与这件事有关的人才能发表意见');
  const visibility = given.parent === undefined ? given.visibility : await answering(work, which, given.parent);
  if (!mayWrite(actor).includes(visibility)) throw refuse(403, 'not-your-audience', '您不能对这个范围发表意见', 'visibility');
  const mentions = [...new Set(given.mentions)];
  const known = await choosable(work, `mention-${visibility}`, { matter: which }, mentions);
  if (mentions.some((one) => !known.has(one))) throw refuse(422, 'cannot-read-it', '提到的人里有看不到这条意见的，请去掉', 'mentions');
  await confirmIfItLeaves(work, matter, visibility, given.confirmed);
  const id = newId();
  await tx
    .insertInto('comment')
    .values({
      id,
      matterId: which,
      parent: given.parent ?? null,
      visibility,
      place: placeOf(actor),
      byPerson: actor.id,
      byOffice: actor.office,
      onBehalf: actor.standsFor ?? null,
      at: now,
      text: given.text,
      mentions: JSON.stringify(mentions),
      editedAt: null,
      withdrawnAt: null,
    })
    .execute();
  await tellTheMentioned(work, matter, mentions);
  return id;
}

/** Whoever said it, in the office in which it was said, while the matter is still theirs to see. */
export const isOwn = (actor: Actor, { byPerson, byOffice, place }: Readonly<{ byPerson: string; byOffice: string; place: string }>): boolean =>
  byPerson === actor.id && byOffice === actor.office && place === placeOf(actor);

async function own(work: Work, id: string) {
  const { tx, actor } = work;
  const row = await tx
    .selectFrom('comment')
    .select(['matterId', 'byPerson', 'byOffice', 'place', 'at', 'text', 'withdrawnAt', 'visibility'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  await find(readingOf(work), actor, row.matterId);
  if (!mayRead(actor, { visibility: row.visibility as Visibility, place: row.place })) throw notFound();
  if (!isOwn(actor, row)) throw refuse(403, 'not-yours', '只能改自己说的');
  if (row.withdrawnAt !== null) throw refuse(409, 'withdrawn', '这条意见已经收回');
  return row;
}

/** 十分钟内可以改，旧文留着。 @throws Refusal 403, 404 or 409 */
export async function editComment(work: Work, id: string, text: string): Promise<void> {
  const { tx, now } = work;
  const { at, text: was } = await own(work, id);
  if (!mayStillEdit(at, now)) throw refuse(409, 'too-late', `发出超过${editableMinutes}分钟的意见不能再改，可以收回或另发一条`);
  if (was === text) return;
  await tx.insertInto('commentPast').values({ id: newId(), commentId: id, text: was, until: now }).execute();
  await tx.updateTable('comment').set({ text, editedAt: now }).where('id', '=', id).execute();
}

/** 收回：话不再给人看，痕迹留着。 @throws Refusal 403, 404 or 409 */
export async function withdrawComment(work: Work, id: string): Promise<void> {
  await own(work, id);
  await work.tx.updateTable('comment').set({ withdrawnAt: work.now }).where('id', '=', id).execute();
}
