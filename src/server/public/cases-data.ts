import { sql, type RawBuilder } from 'kysely';
import { withoutConsent } from '#core/library/experience.ts';
import type { Consent } from '#core/library/experience.ts';
import type { KnownPerson } from '#core/library/names.ts';
import type { Day } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { knownIn } from '#server/store/kinds/library.ts';
import { like } from '#server/views/paging.ts';
import { notRefused, stillNamed } from './listed.ts';

/** A published case as everybody may read it: no evidence, no consent form, no contact. */
export type Case = Readonly<{
  id: string;
  title: string;
  topic: string;
  problem: string;
  practice: string;
  effect: string;
  studio: string;
  unit: string;
  publishedOn: Day;
  adoptions: number;
}>;
type Row = Case & Readonly<{ named: readonly Consent[]; known: readonly KnownPerson[] | null }>;

const rowsWhere = (narrowed: RawBuilder<unknown>) => sql<Row>`
  SELECT m.id, m.title, e.topic, e.problem, e.practice, e.effect, s.name AS studio, coalesce(u.unit_name, u.name) AS unit, e.published_on AS "publishedOn", e.named,
    (SELECT count(*)::int FROM adoption a JOIN matter am ON am.id = a.id WHERE am.parent = m.id AND am.state <> 'ended') AS adoptions,
    (SELECT jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name)) FROM (${knownIn(sql<string>`s.id`)}) k) AS known
  FROM experience e JOIN matter m ON m.id = e.id JOIN studio s ON s.id = m.studio JOIN union_org u ON u.id = s.host_union
  WHERE e.published_on IS NOT NULL AND m.state = 'published' AND e.experience_kind = 'case' AND ${stillNamed} AND ${notRefused} ${narrowed}`;

/** 文中点了名的，此刻都还同意，才显示；后来入队的人也算。 */
const agreed = (rows: readonly Row[]): readonly Case[] =>
  rows.filter(({ known, ...row }) => withoutConsent({ ...row, known: known ?? [] }).length === 0).map(({ known: _, named: __, ...row }) => row);

const PAGE = 20;
/** 已发布的典型经验，新的在前，一页二十篇。 */
export async function publishedCases(db: Db, q: string, page: number): Promise<{ items: readonly Case[]; more: boolean }> {
  const found =
    q === '' ? sql`` : sql`AND lower(m.title || ' ' || e.topic || ' ' || e.problem || ' ' || s.name || ' ' || coalesce(u.unit_name, u.name)) LIKE ${like(q)}`;
  const { rows } = await sql<Row>`${rowsWhere(found)} ORDER BY e.published_on DESC, e.id DESC LIMIT ${PAGE + 1} OFFSET ${(page - 1) * PAGE}`.execute(db);
  return { items: agreed(rows.slice(0, PAGE)), more: rows.length > PAGE };
}
/** 一篇；没有发布的、撤下的、有人收回同意的，都没有。 */
export async function publishedCase(db: Db, id: string): Promise<Case | undefined> {
  return agreed((await rowsWhere(sql`AND m.id = ${id}`).execute(db)).rows)[0];
}
/** 全部，供下载。 */
export async function allCases(db: Db, most: number): Promise<readonly Case[]> {
  return agreed((await sql<Row>`${rowsWhere(sql``)} ORDER BY e.published_on DESC, e.id DESC LIMIT ${most}`.execute(db)).rows);
}
