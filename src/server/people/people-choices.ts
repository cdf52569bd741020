import { sql } from 'kysely';
import type { Choice } from '#contract/shapes.ts';
import type { Office } from '#core/people/actor.ts';
import { standInOffices } from '#core/people/stand-in.ts';
import { dayIn } from '#core/shared/days.ts';
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
export const peopleChoices: Readonly<Record<'unions' | 'studios' | 'people' | 'stand-ins' | 'my-stand-ins', Provider>> = {
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

  /** 可以代理我的人：同一个工会里有账号的同事；市总的各部门互相可以；三员、经审不代理。 */
  async 'stand-ins'({ tx, actor, now }, _, { q, limit = MOST } = {}) {
    const today = dayIn(now);
    const { rows } = await sql<Choice>`
      SELECT p.id AS value, p.name || '（' || string_agg(DISTINCT coalesce(st.name, u.name, ''), '，') || '）' AS label
      FROM office_held o JOIN person p ON p.id = o.person_id JOIN account a ON a.person_id = p.id AND a.disabled_at IS NULL
        LEFT JOIN union_org u ON u.id = o.union_id LEFT JOIN studio st ON st.id = o.studio_id
      WHERE o.union_id = ${actor.union ?? ''} AND o.stands_for IS NULL AND o.from_on <= ${today} AND (o.to_on IS NULL OR o.to_on >= ${today})
        AND o.office = ANY(${standInOffices as Office[]}::text[]) AND p.id <> ${actor.id} AND ${matches(sql`p.name`, q)}
        AND NOT EXISTS (SELECT 1 FROM office_held x WHERE x.person_id = p.id AND x.office IN ('sysadmin', 'secadmin', 'auditadmin', 'auditor') AND (x.to_on IS NULL OR x.to_on >= ${today}))
      GROUP BY p.id, p.name ORDER BY p.name COLLATE "zh-x-icu", p.id LIMIT ${limit}`.execute(tx);
    return rows;
  },

  /** 正在或将要代理我的人。 */
  async 'my-stand-ins'({ tx, actor, now }) {
    const { rows } = await sql<Choice>`
      SELECT o.id AS value, p.name || '（' || to_char(o.from_on, 'YYYY-MM-DD') || ' 至 ' || to_char(o.to_on, 'YYYY-MM-DD') || '）' AS label
      FROM office_held o JOIN person p ON p.id = o.person_id WHERE o.stands_for = ${actor.id} AND o.to_on >= ${dayIn(now)} ORDER BY o.from_on, o.id`.execute(
      tx,
    );
    return rows;
  },
};
