import { sql, type RawBuilder } from 'kysely';
import type { Actor, Office } from '#core/people/actor.ts';

/**
 * What an actor may see, as WHERE: the same rows open one matter and list all of them.
 * `matter` and `studio` are the table names or aliases in the surrounding query.
 */
const narrowed = (actor: Actor, alias: string): RawBuilder<boolean> => sql<boolean>`
  ${sql.ref(`${alias}.office`)} = ${actor.office}
  and (${sql.ref(`${alias}.unionId`)} is null or ${sql.ref(`${alias}.unionId`)} = ${actor.union ?? ''})
  and (${sql.ref(`${alias}.studioId`)} is null or ${sql.ref(`${alias}.studioId`)} = ${actor.studio ?? ''})
  and (${sql.ref(`${alias}.personId`)} is null or ${sql.ref(`${alias}.personId`)} in (${actor.id}, ${actor.standsFor ?? actor.id}))`;

/** Rows of a table of holders (matter_party, notification) that are this actor's. */
export const held = (actor: Actor, alias: string): RawBuilder<boolean> => narrowed(actor, alias);

/**
 * The same rows, spelt out place by place, so that an index finds one desk's among everybody's: every combination of
 * the actor's own place and "wherever".
 */
function atDesk(actor: Actor, alias: string): RawBuilder<boolean> {
  const column = (name: string, value: string | undefined) =>
    value === undefined ? sql<boolean>`${sql.ref(`${alias}.${name}`)} is null` : sql<boolean>`${sql.ref(`${alias}.${name}`)} = ${value}`;
  const places = (value: string | undefined) => (value === undefined ? [undefined] : [undefined, value]);
  const persons = actor.standsFor === undefined ? places(actor.id) : [undefined, actor.id, actor.standsFor];
  const branches = places(actor.union).flatMap((union) =>
    places(actor.studio).flatMap((studio) =>
      persons.map((person) => sql`(${column('unionId', union)} and ${column('studioId', studio)} and ${column('personId', person)})`),
    ),
  );
  return sql<boolean>`${sql.ref(`${alias}.office`)} = ${actor.office} and (${sql.join(branches, sql` or `)})`;
}

/** Where a desk is read on from, and how far: the due day and id of the last row seen. */
export type DeskPage = Readonly<{ after?: { after: string; id: string } | undefined; most?: number }>;

/** What lies on the actor's own desk, in order of urgency; with `most`, no more of it is read than a page needs. */
export function onDesk(actor: Actor, { after, most }: DeskPage = {}, matter = 'matter'): RawBuilder<boolean> {
  const further = after === undefined ? sql`` : sql`and (mine.due_key, mine.matter_id) > (${after.after}::date, ${after.id})`;
  const page = most === undefined ? sql`` : sql`limit ${most}`;
  return sql<boolean>`${sql.ref(`${matter}.id`)} = any(array(
    select desk.matter_id from (
      select distinct mine.due_key, mine.matter_id from matter_party mine
      where mine.acts and ${atDesk(actor, 'mine')} ${further} order by mine.due_key, mine.matter_id ${page}) desk))`;
}

/** A matter the actor may see. */
export const matterScope = (actor: Actor, matter = 'matter'): RawBuilder<boolean> =>
  actor.office === 'clock'
    ? sql<boolean>`true`
    : sql<boolean>`exists (select 1 from matter_party as seer where seer.matter_id = ${sql.ref(`${matter}.id`)} and ${narrowed(actor, 'seer')})`;

const wholeCity: readonly Office[] = ['department', 'leadership', 'finance', 'auditor', 'clock'];

/** A studio the actor may see: its own, those of its unit, its tree, its assignments, or all. */
export function studioScope(actor: Actor, studio = 'studio'): RawBuilder<boolean> {
  const is = (column: string, value: string | undefined) => sql<boolean>`${sql.ref(`${studio}.${column}`)} = ${value ?? ''}`;
  const { office } = actor;
  if (wholeCity.includes(office)) return sql<boolean>`true`;
  if (office === 'lead' || office === 'secretary' || office === 'member') return is('id', actor.studio);
  if (office === 'unit') return is('hostUnion', actor.union);
  // 共建单位的工会看得到共建的工作室（四.3）。
  if (office === 'grassroots')
    return sql<boolean>`(${is('hostUnion', actor.union)} or ${sql.ref(`${studio}.id`)} in (select joint.studio from partnership p join matter joint on joint.id = p.id
      where p.partner_union = ${actor.union ?? ''} and joint.state = 'in-force'))`;
  if (office === 'supervisor') return is('supervisingUnion', actor.union);
  if (office === 'expert')
    return sql<boolean>`exists (select 1 from matter as assigned join matter_party as seer on seer.matter_id = assigned.id
      where assigned.studio = ${sql.ref(`${studio}.id`)} and assigned.kind = 'acceptance' and ${narrowed(actor, 'seer')})`;
  return sql<boolean>`false`;
}
