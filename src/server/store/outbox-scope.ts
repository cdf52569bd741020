import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#core/people/actor.ts';
import { matterScope } from './scope.ts';

const sentFrom = (actor: Actor): RawBuilder<boolean> => sql<boolean>`
  l.office = ${actor.office} and l.union_id is not distinct from ${actor.union ?? null} and l.studio_id is not distinct from ${actor.studio ?? null}`;
const toldTo = (actor: Actor): RawBuilder<boolean> => sql<boolean>`
  l.state = 'sent' and exists (select 1 from notification told where told.letter_id = l.id and told.kind = 'letter' and told.person_id = ${actor.id})`;

/** The outbox of the actor's own office, of matters that may be opened: rows of `letter l` beside `matter`. */
export const ofOutbox = (actor: Actor): RawBuilder<boolean> => sql<boolean>`${sentFrom(actor)} and ${matterScope(actor)}`;

/** Letters that have reached the actor, of matters that may still be opened. */
export const hasReached = (actor: Actor): RawBuilder<boolean> => sql<boolean>`${toldTo(actor)} and ${matterScope(actor)}`;

/** Letters of the own outbox and those that have reached the actor. */
export const mayRead = (actor: Actor): RawBuilder<boolean> => sql<boolean>`((${sentFrom(actor)}) or (${toldTo(actor)})) and ${matterScope(actor)}`;
