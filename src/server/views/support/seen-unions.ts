import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#core/people/actor.ts';
import { notFound } from '#server/kernel/refusal.ts';

/**
 * Whose support, agenda and rules somebody sees, as WHERE over a union `u`: the city all, a supervising union its tree, a unit its own.
 * @throws Refusal 404 for offices that have no business with it
 */
export function seenUnions({ office, union = '' }: Actor): RawBuilder<boolean> {
  if (['department', 'leadership', 'auditor', 'finance'].includes(office)) return sql<boolean>`true`;
  if (office === 'supervisor')
    return sql<boolean>`(u.id = ${union} or exists (select 1 from union_parent t where t.union_id = u.id and t.parent_id = ${union} and t.to_on is null))`;
  if (office === 'grassroots' || office === 'unit') return sql<boolean>`u.id = ${union}`;
  throw notFound();
}
