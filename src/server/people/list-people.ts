import { sql, type RawBuilder } from 'kysely';
import { officeZh, type Actor, type Office } from '#core/people/actor.ts';
import type { Day } from '#core/shared/days.ts';
import type { Page, PersonRow } from '#contract/shapes.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { cut, decodeCursor, has } from '#server/views/paging.ts';
import { optionsOnPerson } from './options.ts';

export type PeopleQuery = Readonly<{ limit: number; cursor?: string | undefined; q?: string | undefined; office?: Office | undefined }>;
type Chair = Readonly<{
  id: string;
  office: Office;
  unionId: string | null;
  union: string | null;
  studioId: string | null;
  studio: string | null;
  from: Day;
  to: Day | null;
}>;
type Row = Readonly<{ id: string; name: string; account: string | null; disabled: boolean; offices: readonly Chair[] }>;

const everybody: readonly Office[] = ['sysadmin', 'secadmin', 'auditadmin', 'department'];

/** 谁能看到哪些人：三员和经济部看全市，归口工会看本系统，基层工会看本单位，其他人不看。`o` is the office held. */
function scope({ office, union = '' }: Actor): RawBuilder<boolean> {
  if (everybody.includes(office)) return sql<boolean>`true`;
  const within = (place: RawBuilder<boolean>) => sql<boolean>`EXISTS (
    SELECT 1 FROM office_held o LEFT JOIN studio st ON st.id = o.studio_id LEFT JOIN union_parent up ON up.union_id = o.union_id AND up.to_on IS NULL
     WHERE o.person_id = p.id AND ${place})`;
  if (office === 'supervisor') return within(sql<boolean>`(o.union_id = ${union} OR up.parent_id = ${union} OR st.supervising_union = ${union})`);
  if (office === 'grassroots') return within(sql<boolean>`(o.union_id = ${union} OR st.host_union = ${union})`);
  return sql<boolean>`false`;
}

/** Who has these words in the name, its initials or the account, as a query of ids. */
export const called = (q: string): RawBuilder<unknown> =>
  sql`SELECT id FROM person WHERE ${has(sql`name || ' ' || initials`, q)} UNION ALL SELECT person_id FROM account WHERE ${has(sql`name`, q)}`;

const zh = sql.raw('COLLATE "zh-x-icu"');

function filters({ cursor, q, office }: PeopleQuery): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [sql<boolean>`p.id <> 'clock'`];
  if (q !== undefined && q !== '') parts.push(sql<boolean>`p.id IN (${called(q)})`);
  if (office !== undefined) parts.push(sql<boolean>`EXISTS (SELECT 1 FROM office_held h WHERE h.person_id = p.id AND h.office = ${office})`);
  const from = decodeCursor(cursor);
  if (from !== undefined) parts.push(sql<boolean>`(p.name ${zh} > ${from.after} OR (p.name = ${from.after} AND p.id > ${from.id}))`);
  return sql<boolean>`(${sql.join(parts, sql` AND `)})`;
}

// Offices that ended are left out: a list of people is about today and tomorrow.
const read = (db: Db | Tx, where: RawBuilder<boolean>, today: Day, limit: number) =>
  sql<Row>`
    SELECT p.id, p.name, a.name AS account, a.disabled_at IS NOT NULL AS disabled,
      (SELECT coalesce(json_agg(json_build_object('id', o.id, 'office', o.office, 'unionId', o.union_id, 'union', u.name, 'studioId', o.studio_id,
                                                  'studio', st.name, 'from', o.from_on, 'to', o.to_on) ORDER BY o.from_on, o.id), '[]')
         FROM office_held o LEFT JOIN union_org u ON u.id = o.union_id LEFT JOIN studio st ON st.id = o.studio_id
        WHERE o.person_id = p.id AND (o.to_on IS NULL OR o.to_on >= ${today})) AS offices
    FROM person p LEFT JOIN account a ON a.person_id = p.id
    WHERE ${where} ORDER BY p.name ${zh}, p.id LIMIT ${limit}`.execute(db);

const seat = ({ id, office, unionId, union, studioId, studio, from, to }: Chair): PersonRow['offices'][number] => ({
  id,
  office,
  officeZh: officeZh[office],
  ...(unionId === null ? {} : { union: { id: unionId, name: union ?? '' } }),
  ...(studioId === null ? {} : { studio: { id: studioId, name: studio ?? '' } }),
  from,
  to,
});

const show =
  (actor: Actor, today: Day) =>
  ({ id, name, account, disabled, offices }: Row): PersonRow => {
    const row = { id, name, account, disabled, offices: offices.map(seat) };
    return { ...row, options: optionsOnPerson(actor, row, today) };
  };

/** 人员和职务：按姓名排序，一次查询一页。Whoever may not see people gets an empty list. */
export async function listPeople(db: Db | Tx, actor: Actor, today: Day, query: PeopleQuery): Promise<Page<PersonRow>> {
  const { rows } = await read(db, sql<boolean>`${scope(actor)} AND ${filters(query)}`, today, query.limit + 1);
  return cut(rows, query.limit, ({ name: after, id }) => ({ after, id }), show(actor, today));
}

/** One person as the list shows it, where this actor may see it. */
export async function personSeenBy(db: Db | Tx, actor: Actor, today: Day, id: string): Promise<PersonRow | undefined> {
  const { rows } = await read(db, sql<boolean>`${scope(actor)} AND p.id = ${id} AND p.id <> 'clock'`, today, 1);
  return rows.map(show(actor, today))[0];
}
