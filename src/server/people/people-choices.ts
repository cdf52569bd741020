import { sql } from 'kysely';
import type { Choice } from '#contract/shapes.ts';
import type { Office } from '#core/people/actor.ts';
import type { Work } from '#server/kernel/house.ts';
import { studioScope } from '#server/store/scope.ts';
import { like } from '#server/views/paging.ts';

type Search = Readonly<{ q?: string | undefined; limit?: number | undefined }>;
type Provider = (work: Work, place?: unknown, search?: Search) => Promise<readonly Choice[]>;

const MOST = 5000;
const wholeCity: readonly Office[] = ['sysadmin', 'secadmin', 'auditadmin', 'department'];
const matches = (label: ReturnType<typeof sql>, q: string | undefined) =>
  q === undefined || q === '' ? sql<boolean>`true` : sql<boolean>`lower(${label}) LIKE ${like(q)}`;

/** What the forms on people refer to, for GET /api/choices/{of}: `unions`, `studios`, `people`. */
export const peopleChoices: Readonly<Record<'unions' | 'studios' | 'people', Provider>> = {
  /** 可以任职、可作上级的工会：三员和经济部为全市选，其他人只看到自己的。 */
  async unions({ tx, actor }, _, { q, limit = MOST } = {}) {
    const mine = wholeCity.includes(actor.office) ? sql<boolean>`true` : sql<boolean>`u.id = ${actor.union ?? ''}`;
    const { rows } = await sql<Choice>`
      SELECT u.id AS value, u.name AS label FROM union_org u WHERE ${mine} AND ${matches(sql`u.name`, q)}
      ORDER BY array_position(ARRAY['city', 'district', 'industry', 'zone', 'grassroots'], u.kind), u.position, u.id LIMIT ${limit}`.execute(tx);
    return rows;
  },

  /** 可以任职的工作室：安全管理员为全市任命，其他人只看到自己能看的。 */
  async studios({ tx, actor }, _, { q, limit = MOST } = {}) {
    const seen = actor.office === 'secadmin' ? sql<boolean>`true` : studioScope(actor);
    const { rows } = await sql<Choice>`
      SELECT studio.id AS value, studio.name || '（' || coalesce(u.unit_name, u.name) || '）' AS label
      FROM studio JOIN union_org u ON u.id = studio.host_union
      WHERE studio.standing <> 'dissolved' AND ${seen} AND ${matches(sql`studio.name`, q)} ORDER BY studio.name COLLATE "zh-x-icu", studio.id LIMIT ${limit}`.execute(
      tx,
    );
    return rows;
  },

  /** 申报亲属时可选的人：只给姓名和单位，不说任什么职务。 */
  async people({ tx, actor }, _, { q, limit = MOST } = {}) {
    const { rows } = await sql<Choice>`
      SELECT p.id AS value, p.name || CASE WHEN coalesce(p.unit, '') = '' THEN '' ELSE ' · ' || p.unit END AS label
      FROM person p WHERE p.id <> 'clock' AND p.id <> ${actor.id} AND ${matches(sql`p.name`, q)}
        AND NOT EXISTS (SELECT 1 FROM kinship k WHERE k.person_id = ${actor.id} AND k.kin_id = p.id)
      ORDER BY p.name COLLATE "zh-x-icu", p.id LIMIT ${limit}`.execute(tx);
    return rows;
  },
};
