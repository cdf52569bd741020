import type { z } from 'zod';
import { dayIn, daysBetween } from '#core/shared/days.ts';
import { amendmentOf, type Amendment, type EntryRow } from '#core/studio/amendments.ts';
import { ledger, type FactKind, type LedgerContext } from '#core/studio/ledger.ts';
import { takeForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { soundsOf } from '#server/kernel/pinyin.ts';
import { newId } from '#server/kernel/ids.ts';
import { notFound, refusalOf, refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { factRows } from '#server/store/fact-rows.ts';
import { studioScope } from '#server/store/scope.ts';
import { choosable } from '#server/views/choices.ts';
import { ledgerRules } from './ledger-rules.ts';

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

/** A member is a person first; what is personal stays in `person`. */
export async function asPerson({ tx }: Work, { name, title, education, birth, department }: Brought, unit: string): Promise<string> {
  const id = newId();
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  await tx
    .insertInto('person')
    .values({
      id,
      name: text(name) ?? '',
      initials: soundsOf(text(name) ?? ''),
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
export async function enter(work: Work, studio: string, kind: FactKind, brought: Brought, replaces: string | null = null): Promise<string> {
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
      // What a union gives does not wake a ledger that sleeps.
      ...('byUnions' in ledger[kind] ? {} : { lastEntryOn: fn<string>('greatest', [fn.coalesce(ref('lastEntryOn'), val(dayIn(now))), val(dayIn(now))]) }),
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
  const reasons = (await ledgerRules[kind]?.(work, studioId, brought)) ?? [];
  if (reasons.length > 0) throw refusalOf(reasons);
  const row =
    kind === 'member'
      ? {
          ...brought,
          person: await asPerson(work, brought, typeof brought['unit'] === 'string' && brought['unit'] !== '' ? brought['unit'] : await unitOf(work, studioId)),
        }
      : kind === 'support'
        ? { ...brought, union: work.actor.union }
        : brought;
  const id = await enter(work, studioId, kind, row);
  await attachFiles(work.tx, files, { studioId });
  return { id };
}

async function factFor({ tx }: Work, studioId: string, factId: string, kind: FactKind) {
  const fact = await tx.selectFrom('fact').selectAll().where('id', '=', factId).where('studioId', '=', studioId).where('kind', '=', kind).executeTakeFirst();
  if (!fact) throw notFound();
  if (fact.voidedAt !== null) throw refuse(409, 'void', '这条记录已作废或已更正，请刷新');
  return fact;
}

/**
 * 补全、到账、离队、出师、确认、作废一条记录；每一次的前后两个值都留下，不删除、不覆盖经过。
 * @throws Refusal 403, 404, 409 or 422
 */
export async function amendFact(work: Work, studioId: string, kind: FactKind, factId: string, name: Amendment, input: unknown): Promise<{ id: string }> {
  const { tx, actor, now } = work;
  const studio = await studioFor(work, studioId, kind);
  const { kinds, by, form, open, row: changes, event, zh } = amendmentOf(name);
  if (kinds !== undefined && !kinds.includes(kind)) throw notFound();
  if (by !== undefined && !by.includes(actor.office)) throw refuse(403, 'not-your-ledger', `“${zh}”不由您办理`);
  const fact = await factFor(work, studioId, factId, kind);
  const table = factRows[kind].table as 'factSign';
  const own = (await tx.selectFrom(table).selectAll().where('id', '=', factId).executeTakeFirstOrThrow()) as EntryRow;
  const before: EntryRow = { ...own, eventOn: fact.eventOn, confirmedAt: fact.confirmedAt };
  if (!open(before)) throw refuse(409, 'done-already', `“${zh}”已办过，请刷新`);
  const asked = form(ledgerContext(work, studio.establishedOn), before) as z.ZodType<Brought>;
  const { brought = {}, files } = await takeForm(work, asked, input, { studio: studioId }, choosable);

  const next = changes?.(brought) ?? {};
  const day = event?.(brought);
  if (Object.keys(next).length > 0)
    await tx
      .updateTable(table)
      .set(next as never)
      .where('id', '=', factId)
      .execute();
  await tx
    .updateTable('fact')
    .set({
      eventOn: day ?? fact.eventOn,
      ...(name === 'void' ? { voidedAt: now, voidedBy: actor.id, voidReason: String(brought['reason']) } : {}),
      ...(name === 'confirm' ? { confirmedAt: now, confirmedBy: actor.id } : {}),
    })
    .where('id', '=', factId)
    .execute();
  const was = Object.fromEntries(Object.keys(next).map((key) => [key, before[key] ?? null]));
  await tx
    .insertInto('factChange')
    .values({
      id: newId(),
      factId,
      amendment: name,
      before: JSON.stringify(day === undefined ? was : { ...was, eventOn: fact.eventOn }),
      after: JSON.stringify(brought),
      at: now,
      byPerson: actor.id,
    })
    .execute();
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
