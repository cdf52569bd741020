import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { announcements, eventTypes, testEvent, type EventType } from '#core/outside/events.ts';
import type { Delivery, Page, Webhook } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { letter } from '#server/store/outbox.ts';
import { cut, decodeCursor } from '#server/views/paging.ts';
import { readAddress } from './address.ts';

const MOST = 20;

/** 推送地址由系统管理员管。 */
function insistOnKeeper({ actor }: Work): void {
  if (actor.office !== 'sysadmin') throw refuse(403, 'not-your-office', '推送由系统管理员管理');
}

/** 推到哪里、推什么、还有几件没送到。 */
export async function listWebhooks(work: Work): Promise<{ items: Webhook[]; events: { type: EventType; zh: string }[] }> {
  insistOnKeeper(work);
  const { rows } = await sql<Webhook>`
    select w.id, w.url, w.events, w.made_at, case when w.paused_at is null then 'on' else 'paused' end as state, w.paused_why,
      (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.done_at is null and not d.given_up) as waiting
    from webhook w order by w.id`.execute(work.tx);
  return { items: rows, events: eventTypes.map((type) => ({ type, zh: announcements[type].zh })) };
}

type Wanted = Readonly<{ url: string; events: readonly EventType[] }>;
/**
 * Registers a receiver; the secret it verifies with is answered once.
 * @throws Refusal 422 for an address that is not in the public internet
 */
export async function addWebhook(work: Work, { url, events }: Wanted): Promise<{ id: string; secret: string }> {
  insistOnKeeper(work);
  const { tx, actor, house, now } = work;
  const { href } = readAddress(url, { allowed: house.mayReach, own: house.publicUrl });
  await sql`select pg_advisory_xact_lock(7037)`.execute(tx);
  const known = await tx.selectFrom('webhook').select('url').execute();
  if (known.some((one) => one.url === href)) throw refuse(409, 'webhook-already', '这个地址已经登记', 'url');
  if (known.length >= MOST) throw refuse(422, 'too-many-webhooks', `最多登记${MOST}个地址，请先删掉不用的`);
  const [id, secret] = [newId(), `whsec_${randomBytes(32).toString('base64')}`];
  await tx
    .insertInto('webhook')
    .values({ id, url: href, events: [...new Set(events)], secret, madeBy: actor.id, madeAt: now, pausedAt: null, pausedWhy: null })
    .execute();
  return { id, secret };
}

type Changed = Readonly<{ events?: readonly EventType[] | undefined; on?: boolean | undefined }>;
/** 改推送的事，暂停或恢复；恢复后，积下的照发。 */
export async function changeWebhook(work: Work, id: string, { events, on }: Changed): Promise<void> {
  insistOnKeeper(work);
  const stopped = on === undefined ? {} : on ? { pausedAt: null, pausedWhy: null, failures: 0 } : { pausedAt: work.now, pausedWhy: '管理员暂停' };
  const changed = { ...(events === undefined ? {} : { events: [...new Set(events)] }), ...stopped };
  if (Object.keys(changed).length === 0) throw refuse(422, 'nothing-to-change', '没有要改的');
  const { numUpdatedRows } = await work.tx.updateTable('webhook').set(changed).where('id', '=', id).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw notFound();
}

export async function dropWebhook(work: Work, id: string): Promise<void> {
  insistOnKeeper(work);
  const { numDeletedRows } = await work.tx.deleteFrom('webhook').where('id', '=', id).executeTakeFirst();
  if (numDeletedRows !== 1n) throw notFound();
}

async function insistOnWebhook({ tx }: Work, id: string): Promise<void> {
  if ((await tx.selectFrom('webhook').select('id').where('id', '=', id).executeTakeFirst()) === undefined) throw notFound();
}

/** 试发一次：和真的一样排队、签名、记录。 */
export async function testWebhook(work: Work, id: string): Promise<{ id: string }> {
  insistOnKeeper(work);
  await insistOnWebhook(work, id);
  const one = letter(testEvent, work.now, { webhook: id });
  await work.tx
    .insertInto('webhookDelivery')
    .values({ ...one, webhookId: id, doneAt: null, status: null, problem: null, triedAt: null })
    .execute();
  return { id: one.eventId };
}

/** 推送记录，新的在前。 */
export async function listDeliveries(work: Work, id: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<Delivery>> {
  insistOnKeeper(work);
  await insistOnWebhook(work, id);
  const after = decodeCursor(cursor);
  const { rows } = await sql<Delivery>`
    select event_id as id, type, made_at, tried_at, tries, status, problem,
      case when done_at is not null then 'sent' when given_up then 'given-up' else 'waiting' end as state
    from webhook_delivery where webhook_id = ${id} ${after === undefined ? sql`` : sql`and event_id < ${after.id}`}
    order by event_id desc limit ${limit + 1}`.execute(work.tx);
  return cut(
    rows,
    limit,
    (row) => ({ after: row.id, id: row.id }),
    (row) => row,
  );
}
