import { sql, type RawBuilder } from 'kysely';
import type { Actor, Office } from '#core/people/actor.ts';
import type { UnionKind } from '#core/people/appointment.ts';
import type { Day } from '#core/shared/days.ts';
import type { Page, UnionNode } from '#contract/shapes.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { cut, decodeCursor, has, like } from '#server/views/paging.ts';
import { optionsOnUnion } from './options.ts';

export type UnionsQuery = Readonly<{
  limit: number;
  cursor?: string | undefined;
  q?: string | undefined;
  parent?: string | undefined;
  without?: 'inCharge' | undefined;
  code?: string | undefined;
}>;
type Row = Readonly<{
  id: string;
  name: string;
  kind: UnionKind;
  parent: string | null;
  inCharge: UnionNode['inCharge'];
  studios: number;
  codes: UnionNode['codes'];
  place: string;
}>;

const everybody: readonly Office[] = ['sysadmin', 'secadmin', 'auditadmin', 'department'];

/** 谁能看到哪些工会：三员和经济部看全市，归口工会看本系统，基层工会看自己，其他人不看。 */
function scope({ office, union = '' }: Actor): RawBuilder<boolean> {
  if (everybody.includes(office)) return sql<boolean>`true`;
  if (office === 'supervisor') return sql<boolean>`(u.id = ${union} OR up.parent_id = ${union})`;
  if (office === 'grassroots') return sql<boolean>`u.id = ${union}`;
  return sql<boolean>`false`;
}

const rank = sql.raw(`array_position(ARRAY['city', 'district', 'industry', 'zone', 'grassroots'], u.kind)`);
// Kind and position as one text that sorts as they do.
const order = sql<string>`lpad(${rank}::text, 2, '0') || lpad(u.position::text, 9, '0')`;

/** A union by what another system calls it: `code` in whichever system, or `system:code`. */
function called(text: string): RawBuilder<boolean> {
  const [, system, code] = /^([a-z0-9-]{2,20}):(.+)$/.exec(text) ?? [undefined, undefined, text];
  const inSystem = system === undefined ? sql`` : sql`AND c.system = ${system}`;
  return sql<boolean>`u.id IN (SELECT c.union_id FROM outside_code c WHERE c.code = ${code} ${inSystem})`;
}

function filters({ cursor, q, parent, without, code }: UnionsQuery): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [sql<boolean>`true`];
  if (q !== undefined && q !== '') parts.push(sql<boolean>`(${has(sql`u.name || ' ' || coalesce(u.unit_name, '')`, q)} OR lower(u.code) LIKE ${like(q)})`);
  if (parent !== undefined) parts.push(sql<boolean>`up.parent_id = ${parent}`);
  if (without === 'inCharge') parts.push(sql<boolean>`ic.id IS NULL`);
  if (code !== undefined && code !== '') parts.push(called(code));
  const from = decodeCursor(cursor);
  if (from !== undefined) parts.push(sql<boolean>`(${order}, u.id) > (${from.after}, ${from.id})`);
  return sql<boolean>`(${sql.join(parts, sql` AND `)})`;
}

const read = (db: Db | Tx, where: RawBuilder<boolean>, today: Day, limit: number) =>
  sql<Row>`
    SELECT u.id, u.name, u.kind, up.parent_id AS parent, ${order} AS place,
      CASE WHEN ic.id IS NOT NULL THEN json_build_object('name', ic.name, 'post', ic.post, 'phone', ic.phone, 'from', ic.from_on, 'to', ic.to_on, 'standIn', ic.stand_in) END AS in_charge,
      (SELECT count(*) FROM studio s WHERE s.standing <> 'dissolved'
         AND CASE u.kind WHEN 'city' THEN true WHEN 'grassroots' THEN s.host_union = u.id ELSE s.supervising_union = u.id END) AS studios,
      (SELECT coalesce(json_agg(json_build_object('system', c.system, 'code', c.code) ORDER BY c.system), '[]') FROM outside_code c WHERE c.union_id = u.id) AS codes
    FROM union_org u
    LEFT JOIN union_parent up ON up.union_id = u.id AND up.from_on <= ${today} AND (up.to_on IS NULL OR up.to_on >= ${today})
    LEFT JOIN LATERAL (SELECT * FROM in_charge i WHERE i.union_id = u.id AND i.from_on <= ${today} AND (i.to_on IS NULL OR i.to_on >= ${today})
                        ORDER BY i.from_on DESC, i.id DESC LIMIT 1) ic ON true
    WHERE ${where} ORDER BY place, u.id LIMIT ${limit}`.execute(db);

const show =
  (actor: Actor, today: Day) =>
  ({ id, name, kind, parent, inCharge, studios, codes }: Row): UnionNode => {
    const node = { id, name, kind, parent, inCharge, studios, codes };
    return { ...node, options: optionsOnUnion(actor, node, today) };
  };

/** 工会：市、区、产业、开发区、基层依次，带专人负责和工作室数，一次查询一页。 */
export async function listUnions(db: Db | Tx, actor: Actor, today: Day, query: UnionsQuery): Promise<Page<UnionNode>> {
  const { rows } = await read(db, sql<boolean>`${scope(actor)} AND ${filters(query)}`, today, query.limit + 1);
  return cut(rows, query.limit, ({ place: after, id }) => ({ after, id }), show(actor, today));
}

/** One union as the list shows it, where this actor may see it. */
export async function unionSeenBy(db: Db | Tx, actor: Actor, today: Day, id: string): Promise<UnionNode | undefined> {
  const { rows } = await read(db, sql<boolean>`${scope(actor)} AND u.id = ${id}`, today, 1);
  return rows.map(show(actor, today))[0];
}
