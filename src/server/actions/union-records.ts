import type { AgendaForm, UnionRecordKind, VoidRecordForm, WorkingRuleForm } from '#core/support/records.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';

type Entry = Readonly<{ kind: UnionRecordKind; title: string; onDate: string; body: string; edition: string; file?: string | undefined }>;
async function write(work: Work, { file, ...entry }: Entry) {
  const { tx, actor, now } = work;
  const unionId = actor.union ?? (await tx.selectFrom('unionOrg').select('id').where('kind', '=', 'city').executeTakeFirstOrThrow()).id;
  const id = newId();
  await tx
    .insertInto('unionRecord')
    .values({ ...entry, id, unionId, file: file ?? null, enteredAt: now, enteredBy: actor.id, voidedAt: null, voidedBy: null })
    .execute();
  await attachFiles(tx, file === undefined ? [] : [file], { unionId });
  return { record: { id } };
}

export const recordAgenda = (work: Work, { body, date, title, decided, file }: AgendaForm) =>
  write(work, { kind: 'agenda', title: `${body}：${title}`, onDate: date, body: decided, edition: '', file });
export const recordWorkingRule = (work: Work, { title, edition, date, body = '', file }: WorkingRuleForm) =>
  write(work, { kind: 'rule', title, onDate: date, body, edition, file });

/** 作废：内容留着，不再计数。 */
export async function voidUnionRecord({ tx, actor, now }: Work, { record, reason }: VoidRecordForm) {
  const { numUpdatedRows } = await tx
    .updateTable('unionRecord')
    .set({ voidedAt: now, voidedBy: actor.id, voidReason: reason })
    .where('id', '=', record)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse(409, 'void', '这一条已作废，请刷新');
  return { record: { id: record } };
}
