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
  and (${sql.ref(`${alias}.personId`)} is null or ${sql.ref(`${alias}.personId`)} = ${actor.id})`;

/** Rows of a table of holders (matter_party, notification) that are this actor's. */
export const held = (actor: Actor, alias: string): RawBuilder<boolean> => narrowed(actor, alias);

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
  if (office === 'unit' || office === 'grassroots') return is('hostUnion', actor.union);
  if (office === 'supervisor') return is('supervisingUnion', actor.union);
  if (office === 'expert')
    return sql<boolean>`exists (select 1 from matter as assigned join matter_party as seer on seer.matter_id = assigned.id
      where assigned.studio = ${sql.ref(`${studio}.id`)} and assigned.kind = 'acceptance' and ${narrowed(actor, 'seer')})`;
  return sql<boolean>`false`;
}
