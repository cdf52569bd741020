import { sql } from 'kysely';
import type { Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { like } from '#server/views/paging.ts';
import { everNamed, notRefused } from './listed.ts';

/** A named studio as everybody may see it. */
export type Named = Readonly<{ name: string; unit: string; lead: string; standing: string; endedOn?: Day | null }>;
export type Listed = Named & Readonly<{ union: string; plaqueNo: string | null; namedOn: Day | null }>;

export const standings: Readonly<Record<string, string>> = {
  qualified: '已命名',
  'in-force': '已授牌',
  rectifying: '整改中',
  revoked: '已撤销',
  dissolved: '已注销',
};

const PAGE = 20;
export type Sought = Readonly<{ q: string; union: string; page: number }>;

const found = (q: string) =>
  q === ''
    ? sql<boolean>`true`
    : sql<boolean>`(lower(s.name) LIKE ${like(q)} OR lower(p.name) LIKE ${like(q)} OR lower(coalesce(u.unit_name, u.name)) LIKE ${like(q)} OR (${/^[a-z]{2,}$/i.test(q)}::boolean AND s.initials LIKE ${like(q)}))`;
const from = sql`
  FROM studio s LEFT JOIN matter m ON m.studio = s.id AND m.kind = 'title' LEFT JOIN title t ON t.id = m.id
    JOIN union_org u ON u.id = s.host_union JOIN union_org above ON above.id = s.supervising_union JOIN person p ON p.id = s.lead_id
  WHERE ${everNamed} AND ${notRefused}`;
const columns = sql`s.name, coalesce(u.unit_name, u.name) AS unit, p.name AS lead, s.standing, t.ended_on AS "endedOn", above.name AS "union", t.plaque_no AS "plaqueNo", t.named_on AS "namedOn"`;
const order = sql`ORDER BY t.ended_on IS NOT NULL, s.name COLLATE "zh-x-icu", s.id`;

/** Named studios in Chinese order, one page of them, and how many there are. */
export async function namedStudios(db: Db, { q, union, page }: Sought): Promise<{ items: readonly Listed[]; total: number; pages: number }> {
  const narrowed = union === '' ? sql`` : sql`AND s.supervising_union = ${union}`;
  const { rows } = await sql<Listed & { total: number }>`
    SELECT ${columns}, (count(*) OVER ())::int AS total ${from} AND ${found(q)} ${narrowed} ${order} LIMIT ${PAGE} OFFSET ${(page - 1) * PAGE}`.execute(db);
  const total = rows[0]?.total ?? 0;
  return { items: rows.map(({ total: _, ...one }) => one), total, pages: Math.max(1, Math.ceil(total / PAGE)) };
}
/** All of them, to be taken away. */
export async function allNamed(db: Db, most: number): Promise<readonly Listed[]> {
  return (await sql<Listed>`SELECT ${columns} ${from} ${order} LIMIT ${most}`.execute(db)).rows;
}

/** The unions somebody can narrow the directory to. */
export const publicUnions = (db: Db): Promise<readonly { id: string; name: string }[]> =>
  db.selectFrom('unionOrg').select(['id', 'name']).where('kind', 'in', ['district', 'industry', 'zone']).orderBy('position').orderBy('id').execute();
