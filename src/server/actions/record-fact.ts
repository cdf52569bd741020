import { pinyin } from 'pinyin-pro';
import { z } from 'zod';
import { dayIn, daysBetween } from '#core/shared/days.ts';
import { words } from '#core/shared/fields.ts';
import { ledger, receiving, recognition, type FactKind, type LedgerContext } from '#core/studio/ledger.ts';
import { takeForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { factRows } from '#server/store/fact-rows.ts';
import { studioScope } from '#server/store/scope.ts';
import { choosable } from '#server/views/choices.ts';

type Brought = Record<string, unknown>;

/** The studio, held until the entry is in: entries of one studio queue, those of different studios do not. */
async function studioFor({ tx, actor }: Work, id: string, kind: FactKind) {
  const studio = await tx
    .selectFrom('studio')
    .select(['id', 'establishedOn', 'standing'])
    .where('id', '=', id)
    .where(studioScope(actor))
    .forUpdate()
    .executeTakeFirst();
  if (!studio) throw notFound();
  if (!(ledger[kind].by as readonly string[]).includes(actor.office)) throw refuse(403, 'not-your-ledger', `${ledger[kind].zh}不由您登记`);
  return studio;
}

/** The context of a form on this day, for this studio. */
export const ledgerContext = ({ house, now }: Pick<Work, 'house' | 'now'>, establishedOn: string): LedgerContext => ({
  today: dayIn(now),
  standard: house.standards.inForceOn(dayIn(now)),
  establishedOn,
});

/** 汉语拼音首字母，供检索。 */
export const initialsOf = (name: string): string => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase().slice(0, 60);

/** A member is a person first; what is personal stays in `person`. */
async function asPerson({ tx }: Work, { name, title, education, birth, department }: Brought, unit: string): Promise<string> {
  const id = newId();
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  await tx
    .insertInto('person')
    .values({
      id,
      name: text(name) ?? '',
      initials: initialsOf(text(name) ?? ''),
      title: text(title),
      education: text(education),
      birth: text(birth),
      post: text(department),
      unit,
    })
    .execute();
  return id;
}

async function unitOf({ tx }: Work, studio: string): Promise<string> {
  const row = await tx
    .selectFrom('studio')
    .innerJoin('unionOrg', 'unionOrg.id', 'studio.hostUnion')
    .select(({ fn, ref }) => fn.coalesce(ref('unionOrg.unitName'), ref('unionOrg.name')).as('unit'))
    .where('studio.id', '=', studio)
    .executeTakeFirstOrThrow();
  return row.unit;
}

/** 一条记录的入账：发生日期和登记时间都留。 */
async function enter(work: Work, studio: string, kind: FactKind, brought: Brought, replaces: string | null = null): Promise<string> {
  const { tx, actor, now } = work;
  const id = newId();
  const eventOn = String(brought[ledger[kind].event]);
  const { table, row } = factRows[kind];
  await tx.insertInto('fact').values({ id, studioId: studio, kind, eventOn, enteredAt: now, enteredBy: actor.id, replaces }).execute();
  await tx
    .insertInto(table as 'factSign')
    .values({ id, ...row(brought) } as never)
    .execute();
  await tx
    .updateTable('studio')
    .set(({ eb, fn, ref, val }) => ({
      factsVersion: eb('factsVersion', '+', 1),
      lastEntryOn: fn<string>('greatest', [fn.coalesce(ref('lastEntryOn'), val(dayIn(now))), val(dayIn(now))]),
    }))
    .where('id', '=', studio)
    .execute();
  return id;
}

/**
 * 记一笔：成员、场所、设备、制度、经费、成果、活动、师徒、计划。
 * @throws Refusal 403, 404, 400 or 422
 */
export async function recordFact(work: Work, studioId: string, kind: FactKind, input: unknown): Promise<{ id: string }> {
  const studio = await studioFor(work, studioId, kind);
  const form = ledger[kind].form(ledgerContext(work, studio.establishedOn));
  const { brought, files } = await takeForm(work, form as z.ZodType<Brought>, input, { studio: studioId }, choosable);
  if (brought === undefined) throw refuse(422, 'nothing-brought', '请填写内容');
  if (kind === 'mentorship') await mayTeach(work, studioId, brought);
  const row = kind === 'member' ? { ...brought, person: await asPerson(work, brought, await unitOf(work, studioId)) } : brought;
  const id = await enter(work, studioId, kind, row);
  await attachFiles(work.tx, files, { studioId });
  return { id };
}

/** 一名师傅同时带徒不超过五人，一名徒弟同时只有一名师傅（师带徒办法）。 */
async function mayTeach({ tx, now }: Work, studioId: string, { master, apprentice }: Brought): Promise<void> {
  const running = await tx
    .selectFrom('fact')
    .innerJoin('factMentorship', 'factMentorship.id', 'fact.id')
    .select(['masterId', 'apprenticeId'])
    .where('fact.studioId', '=', studioId)
    .where('fact.voidedAt', 'is', null)
    .where('factMentorship.endOn', '>=', dayIn(now))
    .execute();
  if (running.filter(({ masterId }) => masterId === master).length >= 5)
    throw refuse(422, 'too-many-apprentices', '这位师傅已带徒五人，出师或终止一人后再登记', 'master');
  if (running.some(({ apprenticeId }) => apprenticeId === apprentice))
    throw refuse(422, 'two-masters', '这位徒弟已有师傅，原协议到期或终止后再登记', 'apprentice');
}

async function factFor({ tx }: Work, studioId: string, factId: string, kind: FactKind) {
  const fact = await tx.selectFrom('fact').selectAll().where('id', '=', factId).where('studioId', '=', studioId).where('kind', '=', kind).executeTakeFirst();
  if (!fact) throw notFound();
  if (fact.voidedAt !== null) throw refuse(409, 'void', '这条记录已作废或已更正，请刷新');
  return fact;
}

/** What can be done with one entry afterwards, and the form it takes. */
export const amendments = {
  prove: { zh: '补全认可证明', kind: 'achievement', form: () => recognition },
  receive: { zh: '登记到账', kind: 'income', form: (context: LedgerContext) => receiving(context) },
  void: { zh: '作废', kind: undefined, form: () => z.strictObject({ reason: words('作废理由', { min: 2, max: 200, examples: ['重复登记'] }) }) },
  leave: {
    zh: '成员离队',
    kind: 'member',
    form: ({ today }: LedgerContext) =>
      z.strictObject({
        leftOn: z.iso
          .date()
          .refine((given) => given <= today, '日期不能在今天之后')
          .meta({ title: '离队日期', format: 'date', examples: [today] }),
      }),
  },
} as const;
export type Amendment = keyof typeof amendments;

/**
 * 补全、到账、离队、作废一条记录。作废留痕，不删除。
 * @throws Refusal 403, 404, 409 or 422
 */
export async function amendFact(work: Work, studioId: string, kind: FactKind, factId: string, amendment: Amendment, input: unknown): Promise<{ id: string }> {
  const { tx, actor, now } = work;
  const studio = await studioFor(work, studioId, kind);
  const { kind: only, form } = amendments[amendment];
  if (only !== undefined && only !== kind) throw notFound();
  await factFor(work, studioId, factId, kind);
  const { brought, files } = await takeForm(
    work,
    form(ledgerContext(work, studio.establishedOn)) as z.ZodType<Brought>,
    input,
    { studio: studioId },
    choosable,
  );
  if (brought === undefined) throw refuse(422, 'nothing-brought', '请填写内容');
  if (amendment === 'void')
    await tx
      .updateTable('fact')
      .set({ voidedAt: now, voidedBy: actor.id, voidReason: String(brought['reason']) })
      .where('id', '=', factId)
      .execute();
  if (amendment === 'leave')
    await tx
      .updateTable('factMember')
      .set({ leftOn: String(brought['leftOn']) })
      .where('id', '=', factId)
      .execute();
  if (amendment === 'prove') await tx.updateTable('factAchievement').set(brought).where('id', '=', factId).execute();
  if (amendment === 'receive') {
    await tx
      .updateTable('factIncome')
      .set({ received: true, voucherNo: String(brought['voucherNo']), voucher: (brought['voucher'] as string | undefined) ?? null })
      .where('id', '=', factId)
      .execute();
    await tx
      .updateTable('fact')
      .set({ eventOn: String(brought['receivedOn']) })
      .where('id', '=', factId)
      .execute();
  }
  await attachFiles(tx, files, { studioId });
  await tx
    .updateTable('studio')
    .set(({ eb }) => ({ factsVersion: eb('factsVersion', '+', 1) }))
    .where('id', '=', studioId)
    .execute();
  return { id: factId };
}

/** 逾期登记：事后三十日以上才登记的，注明。 */
export const isLate = (eventOn: string, enteredAt: string): boolean => daysBetween(eventOn, dayIn(enteredAt)) > 30;
