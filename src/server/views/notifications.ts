import { sql, type SqlBool } from 'kysely';
import type { Notification, Page } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { held, matterScope } from '#server/store/scope.ts';
import { cut, decodeCursor } from './paging.ts';

const mine = ({ tx, actor }: Work) =>
  tx
    .selectFrom('notification')
    .leftJoin('notificationRead', (join) =>
      join.onRef('notificationRead.notificationId', '=', 'notification.id').on('notificationRead.personId', '=', actor.id),
    )
    .where(held(actor, 'notification'));

/** A letter that has reached me says more than the notice that its step arrived, and takes its place. */
const notSaidBetter = ({ actor }: Work) => sql<boolean>`not (notification.letter_id is not null and notification.person_id is distinct from ${actor.id}
  and exists (select 1 from notification better where better.letter_id = notification.letter_id and better.kind = 'letter' and better.person_id = ${actor.id}))`;

/** What this office was told, newest first; a matter that is no longer visible takes its notice with it. */
export async function listNotifications(work: Work, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Notification>> {
  const after = decodeCursor(cursor);
  let query = mine(work)
    .innerJoin('matter', 'matter.id', 'notification.matterId')
    .where(matterScope(work.actor))
    .where(notSaidBetter(work))
    .select([
      'notification.id',
      'notification.text',
      'notification.at',
      'notification.kind',
      'notification.matterId',
      'notification.letterId',
      'notificationRead.personId as readBy',
    ])
    .orderBy('notification.id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('notification.id', '<', after.id);
  return cut(
    await query.execute(),
    limit,
    ({ id, at }) => ({ after: at, id }),
    ({ id, text, at, kind, matterId, letterId, readBy }) => ({
      id,
      text,
      at,
      href: kind === 'letter' && letterId !== null ? `/letters/${letterId}` : `/matters/${matterId}`,
      read: readBy !== null,
    }),
  );
}

/** As many as are listed unread. */
export async function countUnread(work: Work): Promise<number> {
  const row = await mine(work)
    .innerJoin('matter', 'matter.id', 'notification.matterId')
    .where(matterScope(work.actor))
    .where(notSaidBetter(work))
    .where('notificationRead.personId', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Marks as read; ids of others are passed over in silence. */
export async function markRead({ tx, actor, now }: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insertInto('notificationRead')
    .columns(['notificationId', 'personId', 'readAt'])
    .expression((eb) =>
      eb
        .selectFrom('notification')
        .select(['id', sql<string>`${actor.id}`.as('personId'), sql<string>`${now}::timestamptz`.as('readAt')])
        .where('id', 'in', ids)
        .where(held(actor, 'notification') as unknown as ReturnType<typeof sql<SqlBool>>),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
