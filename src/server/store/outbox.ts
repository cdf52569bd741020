import { sql } from 'kysely';
import { announced } from '#core/outside/events.ts';
import type { Event, Matter } from '#core/shared/life.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Db } from './connection.ts';

/** One thing told to one receiver: the same id for every receiver and every try. */
export type Letter = Readonly<{ eventId: string; type: string; body: string }>;
export const letter = (type: string, timestamp: string, data: object): Letter => ({
  eventId: newId(),
  type,
  body: JSON.stringify({ type, timestamp, data }),
});

/**
 * Puts what other systems are told of a step into the outbox of everybody who wants to hear it: one statement, in the
 * step's own transaction, so that nothing is told that did not happen and nothing that happened is left out.
 */
export async function announce(tx: Db, matter: Matter, event: Event): Promise<void> {
  const letters = announced(matter, event).map(({ type, data }) => letter(type, event.at, data));
  if (letters.length === 0) return;
  await sql`
    insert into webhook_delivery (event_id, webhook_id, type, body)
    select said.id, w.id, said.type, said.body from webhook w
    join (values ${sql.join(letters.map(({ eventId, type, body }) => sql`(${eventId}::text, ${type}::text, ${body}::text)`))}) as said (id, type, body)
      on said.type = any (w.events)`.execute(tx);
}
