import type { OwnNote } from '#contract/shapes.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { find } from '#server/store/matters.ts';

/** 本人对一个事项的备注；没有写过就是空的。 @throws Refusal 404 when the matter is not theirs to see */
export async function readOwnNote(work: Work, id: string): Promise<OwnNote> {
  await find(readingOf(work), work.actor, id);
  const row = await work.tx
    .selectFrom('ownNote')
    .select(['text', 'revision', 'at'])
    .where('personId', '=', work.actor.id)
    .where('matterId', '=', id)
    .executeTakeFirst();
  return row ?? { text: '', revision: 0 };
}
