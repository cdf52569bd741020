import { sql } from 'kysely';
import { lives, type Kind } from '#core/lives.ts';
import { officeZh, type Actor } from '#core/people/actor.ts';
import { knownTo } from '#core/people/incognito.ts';
import type { Event, Matter, Past } from '#core/shared/life.ts';
import { soundsOf } from '#server/kernel/pinyin.ts';
import { newId } from '#server/kernel/ids.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import type { Db, Tx } from './connection.ts';
import { kindStores } from './kinds/kinds.ts';
import { announce } from './outbox.ts';
import { partiesOf, redacted } from './parties.ts';
import { peopleOf } from './people-of.ts';
import { present, type Reading } from './reading.ts';
import { matterScope } from './scope.ts';
import { writeStood } from './stood.ts';

const header = [
  'id',
  'kind',
  'state',
  'version',
  'title',
  'parent',
  'studio',
  'hostUnion',
  'supervisingUnion',
  'standard',
  'dueOn',
  'openedAt',
  'since',
  'handling',
] as const;
type Header = Pick<Matter, (typeof header)[number]>;

/** A matter as core sees it: header, what is particular to its kind, and what its rules need to know. */
async function complete(reading: Reading, row: Header): Promise<Matter> {
  const { db } = reading;
  const kind = row.kind as Kind;
  const base = { ...present(row), people: await peopleOf(db, row.studio) };
  const store = kindStores[kind];
  const own = await sql<Record<string, unknown>>`select * from ${sql.table(store.table)} where id = ${row.id}`.execute(db);
  const joined = { ...present(own.rows[0] ?? {}), ...base } as Matter;
  return { ...joined, ...(await store.knows?.(reading, joined)) } as Matter;
}

/** One matter the actor may see.
 * @throws Refusal 404 when it is not there or not for this actor */
export async function find(reading: Reading, actor: Actor, id: string): Promise<Matter> {
  const row = await reading.db.selectFrom('matter').select(header).where('id', '=', id).where(matterScope(actor)).executeTakeFirst();
  if (!row) throw notFound();
  return complete(reading, row as Header);
}

/** The same, held against everybody else until the transaction ends.
 * @throws Refusal 404, or 409 when it is no longer as it was seen (says who and when) */
export async function lock(reading: Reading & { db: Tx }, actor: Actor, id: string, kind?: Kind, version?: number): Promise<Matter> {
  if (kind !== undefined && kindStores[kind].heldUnderParent) {
    await sql`select 1 from matter where id = (select parent from matter where id = ${id}) for no key update`.execute(reading.db);
  }
  let query = reading.db.selectFrom('matter').select(header).where('id', '=', id).where(matterScope(actor)).forUpdate();
  if (kind !== undefined) query = query.where('kind', '=', kind);
  const row = await query.executeTakeFirst();
  if (!row) throw notFound();
  if (version !== undefined && row.version !== version) throw await stale(reading.db, actor, id, version);
  return complete(reading, row as Header);
}

async function stale(db: Db, reader: Pick<Actor, 'id'> & { office: string }, id: string, seen: number) {
  const last = await db
    .selectFrom('matterEvent')
    .innerJoin('person', 'person.id', 'matterEvent.byPerson')
    .select(['person.id as person', 'person.name', 'matterEvent.byOffice as office', 'matterEvent.at'])
    .where('matterId', '=', id)
    .orderBy('matterEvent.id', 'desc')
    .executeTakeFirst();
  const who = last === undefined ? officeZh.clock : knownTo(reader, last) ? last.name : officeZh.expert;
  return refuse(409, 'stale', `您看到的是第${seen}版，${who}已于${(last?.at ?? '').slice(0, 16).replace('T', ' ')}更新，请刷新后再办`, 'version');
}

/** Sets what has not happened yet apart from what is wrong: who did what to this matter before. */
export const pastOf = async (db: Db, id: string) => {
  const rows = await db
    .selectFrom('matterEvent')
    .select(['transition', 'byPerson', 'at', 'toState', 'before'])
    .where('matterId', '=', id)
    .orderBy('id')
    .execute();
  return rows.map(({ transition, byPerson, at, toState, before }): Past => ({
    transition,
    by: byPerson,
    at,
    to: toState,
    ...(before === null ? {} : { before: before as NonNullable<Past['before']> }),
  }));
};

const pick = (matter: Matter, names: readonly string[], json: readonly string[]): Record<string, unknown> => {
  const record = matter as unknown as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, record[name] === undefined ? null : json.includes(name) ? JSON.stringify(record[name]) : record[name]]));
};
const isClosed = (kind: Kind, state: string): boolean => (lives[kind].states as Record<string, { closed?: true }>)[state]?.closed === true;

/** What a step changed, as it was: kept where the step can be taken back whole. */
function beforeOf(before: Matter, next: Matter, { columns, saves }: (typeof kindStores)[Kind]): Record<string, unknown> | undefined {
  if (saves !== undefined || before.state === next.state) return undefined;
  const [was, is] = [before, next].map((one) => one as unknown as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>];
  const names = ['state', 'dueOn', 'since', 'title', 'handling', ...columns];
  // undefined has no place in JSON: null stands for "was not there".
  return Object.fromEntries(names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name])).map((name) => [name, was[name] ?? null]));
}

/** What a step changed of the matter's own fields, before and after; what is personal stays a digest. Lists have their own tables. */
function changedBy(before: Matter, next: Matter, { columns, json = [] }: (typeof kindStores)[Kind]): Record<string, readonly [unknown, unknown]> {
  const [was, is] = [before, next].map((one) => one as unknown as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>];
  const names = ['dueOn', 'title', ...columns.filter((name) => !json.includes(name))].filter((name) => (was[name] ?? null) !== (is[name] ?? null));
  const [then, now] = [was, is].map((one) => redacted(Object.fromEntries(names.map((name) => [name, one[name] ?? null])))) as [typeof was, typeof is];
  return Object.fromEntries(names.map((name) => [name, [then[name], now[name]] as const]));
}

type Kept = Readonly<{ before?: Record<string, unknown> | undefined; changed?: Readonly<Record<string, unknown>> }>;
async function writeEvent(tx: Tx, matter: Matter, event: Event, { before, changed = {} }: Kept = {}): Promise<void> {
  await tx
    .insertInto('matterEvent')
    .values({
      id: newId(),
      matterId: matter.id,
      version: matter.version,
      transition: event.transition,
      fromState: event.from === event.to && event.transition === 'open' ? null : event.from,
      toState: event.to,
      byPerson: event.by,
      byOffice: event.office,
      at: event.at,
      brought: JSON.stringify(redacted(event.brought)),
      before: before === undefined ? null : JSON.stringify(before),
      changed: JSON.stringify(changed),
      onBehalf: event.onBehalf ?? null,
      inNameOf: event.inNameOf ?? null,
    })
    .execute();
  await announce(tx, matter, event);
}

/** Rewrites who holds and who sees, from the life's tables. */
export async function writeParties(tx: Tx, matter: Matter): Promise<void> {
  await tx.deleteFrom('matterParty').where('matterId', '=', matter.id).execute();
  const rows = partiesOf(matter);
  if (rows.length > 0) await tx.insertInto('matterParty').values(rows).execute();
}

/** A new matter; there is none without its first event. `search` is what lists find it by. */
export async function insert(tx: Tx, matter: Matter, event: Event, search: string): Promise<void> {
  const kind = matter.kind as Kind;
  const { table, columns, json = [], saves } = kindStores[kind];
  await tx
    .insertInto('matter')
    .values({
      ...(pick(matter, header, ['handling']) as Record<Exclude<(typeof header)[number], 'handling'>, string>),
      version: matter.version,
      closedAt: isClosed(kind, matter.state) ? event.at : null,
      search: `${search} ${soundsOf(matter.title)}`,
    })
    .execute();
  await tx
    .insertInto(table as 'sheet')
    .values({ id: matter.id, ...pick(matter, columns, json) } as never)
    .execute();
  await saves?.(tx, matter);
  await writeParties(tx, matter);
  await writeStood(tx, matter, event.at);
  await writeEvent(tx, matter, event);
}

/**
 * Saves a matter with what happened to it. The version is checked in the statement that writes.
 * @throws Refusal 409 when somebody was faster
 */
export async function save(tx: Tx, before: Matter, next: Matter, event: Event, { undoable = false } = {}): Promise<void> {
  const kind = next.kind as Kind;
  const { table, columns, json = [], saves } = kindStores[kind];
  const { state, version, dueOn, since, title } = next;
  const { numUpdatedRows } = await tx
    .updateTable('matter')
    .set({
      state,
      version,
      title,
      since,
      dueOn: dueOn ?? null,
      handling: next.handling === undefined ? null : JSON.stringify(next.handling),
      closedAt: isClosed(kind, state) ? event.at : null,
    })
    // What is called otherwise now is found by its new name.
    .$if(title !== before.title, (query) => query.set({ search: sql<string>`replace(search, ${before.title}, ${title}) || ' ' || ${soundsOf(title)}::text` }))
    .where('id', '=', next.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw await stale(tx, { id: event.by, office: event.office }, next.id, before.version);
  if (columns.length > 0)
    await tx
      .updateTable(table as 'sheet')
      .set(pick(next, columns, json) as never)
      .where('id', '=', next.id)
      .execute();
  await saves?.(tx, next);
  await writeParties(tx, next);
  await writeStood(tx, next, event.at);
  const store = kindStores[kind];
  await writeEvent(tx, next, event, { before: undoable ? beforeOf(before, next, store) : undefined, changed: changedBy(before, next, store) });
}
