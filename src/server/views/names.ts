import { officeZh, type Actor, type Office } from '#core/people/actor.ts';
import { knownTo } from '#core/people/incognito.ts';
import type { Holder } from '#core/people/desks.ts';
import type { Db } from '#server/store/connection.ts';

/** The names behind ids, fetched once for everything a page shows. */
export type Names = ReadonlyMap<string, string>;

/** Three statements at most, whatever the number of ids. */
export async function namesOf(db: Db, ids: readonly (string | undefined | null)[]): Promise<Names> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', wanted)
    .unionAll(db.selectFrom('studio').select(['id', 'name']).where('id', 'in', wanted))
    .unionAll(db.selectFrom('unionOrg').select(['id', 'name']).where('id', 'in', wanted))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);
/** What a choice of a matter or of an entry of the ledger is called; asked only for ids that are nobody's name. */
async function titlesOf(db: Db, ids: readonly string[]): Promise<Names> {
  const wanted = [...new Set(ids.filter(isId))];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('matter')
    .select(['id', 'title as name'])
    .where('id', 'in', wanted)
    .unionAll(db.selectFrom('factAchievement').select(['id', 'title as name']).where('id', 'in', wanted))
    .unionAll(
      db
        .selectFrom('meetingItem')
        .innerJoin('matter', 'matter.id', 'meetingItem.matterId')
        .select(['meetingItem.id', 'matter.title as name'])
        .where('meetingItem.id', 'in', wanted),
    )
    .unionAll(db.selectFrom('factActivity').select(['id', 'topic as name']).where('id', 'in', wanted))
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whatever these ids are called: people, studios and unions first, then matters and entries of the ledger. Two statements at most. */
export async function allNamesOf(db: Db, ids: readonly string[]): Promise<Names> {
  const named = await namesOf(db, ids);
  const rest = ids.filter((id) => !named.has(id));
  return new Map([...named, ...(await titlesOf(db, rest))]);
}

const refOf = (names: Names, id: string | undefined) => (id === undefined ? undefined : { id, name: names.get(id) ?? '' });
const known = <T extends object>(record: T): T => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

/** A holder in words: 思明区工会、专家张示例、海沧示范工作室领衔人. */
export function holderOf(reader: Actor, names: Names, { office, union, studio, person }: Holder) {
  const who = officeZh[office as Office];
  if (!knownTo(reader, { office, person })) return { office, officeZh: who, label: who };
  const where = person === undefined ? (names.get(studio ?? '') ?? names.get(union ?? '')) : names.get(person);
  const label = where === undefined ? who : office === 'supervisor' ? where : `${where}（${who}）`;
  return known({ office, officeZh: who, union: refOf(names, union), studio: refOf(names, studio), person: refOf(names, person), label });
}
export { known, refOf };
