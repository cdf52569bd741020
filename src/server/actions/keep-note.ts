import type { OwnNote } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { find } from '#server/store/matters.ts';
import { readOwnNote } from '#server/views/own-note.ts';
import { readingOf } from './moment.ts';

/**
 * 存私人备注：只有本人看得到，不进检索、导出和办理经过。
 * @throws Refusal 404, or 409 when it was changed on another device meanwhile
 */
export async function keepNote(work: Work, id: string, { text, base }: { text: string; base: number }): Promise<OwnNote> {
  const { tx, actor, now } = work;
  await find(readingOf(work), actor, id);
  const values = { personId: actor.id, matterId: id, text, revision: base + 1, at: now };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ownNote')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'matterId'])
        .doUpdateSet({ text, revision: base + 1, at: now })
        .where('ownNote.revision', '=', base),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) throw refuse(409, 'stale', '这条备注已在另一处改过，请刷新后再存', 'base');
  return readOwnNote(work, id);
}
