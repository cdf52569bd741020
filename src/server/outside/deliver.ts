import { sql } from 'kysely';
import { inCityTime } from '#core/shared/days.ts';
import type { House } from '#server/kernel/house.ts';
import { sendParcel, type Outcome, type Parcel } from './send.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** How long to wait after the first, second … failed try; after the last there is no further one. */
export const waitsMs = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * MINUTE_MS);
/** So many failed tries in a row, whatever the event, and a receiver is left alone until somebody looks. */
export const pauseAfter = 20;
/** The log is kept for a month. */
const keptMs = 30 * DAY_MS;
/** Whoever took a delivery and died leaves it to others after this. */
const leaseMs = 2 * MINUTE_MS;
const EVERY_MS = 2_000;

type Taken = Parcel & Readonly<{ webhookId: string; tries: number }>;

const reachOf = ({ mayReach, publicUrl }: House) => ({ allowed: mayReach, own: publicUrl });

/** Takes the oldest due delivery of every receiver that is not being served; nobody else takes them meanwhile. */
async function take({ db }: House, busy: readonly string[], machine: Date): Promise<readonly Taken[]> {
  const { rows } = await sql<Taken>`
    update webhook_delivery d set tries = d.tries + 1, tried_at = ${inCityTime(machine)}, next_at = ${inCityTime(new Date(machine.getTime() + leaseMs))}
    from webhook w, lateral (
      select one.event_id from webhook_delivery one
      where one.webhook_id = w.id and one.done_at is null and not one.given_up and one.next_at <= ${inCityTime(machine)}
      order by one.next_at, one.event_id limit 1 for update skip locked) due
    where w.paused_at is null and not (w.id = any (${sql.val(busy)}::text[])) and d.webhook_id = w.id and d.event_id = due.event_id
    returning d.webhook_id, d.event_id, d.body, d.tries, w.url, w.secret`.execute(db);
  return rows;
}

async function arrived({ db }: House, { webhookId, eventId }: Taken, { status }: Outcome, at: string): Promise<void> {
  await db
    .updateTable('webhookDelivery')
    .set({ doneAt: at, status, problem: null })
    .where('webhookId', '=', webhookId)
    .where('eventId', '=', eventId)
    .execute();
  await db.updateTable('webhook').set({ failures: 0 }).where('id', '=', webhookId).where('failures', '>', 0).execute();
}

async function failed({ db }: House, { webhookId, eventId, tries }: Taken, { status, problem }: Outcome, machine: Date): Promise<void> {
  const wait = waitsMs[tries - 1];
  const nextAt = inCityTime(new Date(machine.getTime() + (wait ?? 0)));
  await db
    .updateTable('webhookDelivery')
    .set({ status, problem, ...(wait === undefined ? { givenUp: true } : { nextAt }) })
    .where('webhookId', '=', webhookId)
    .where('eventId', '=', eventId)
    .execute();
  // 410: the receiver says that it is gone for good.
  await sql`
    update webhook set failures = failures + 1,
      paused_at = case when failures + 1 >= ${pauseAfter} or ${status === 410} then coalesce(paused_at, ${inCityTime(machine)}) else paused_at end,
      paused_why = case when ${status === 410} then '对方说这个地址不再使用' when failures + 1 >= ${pauseAfter} then ${`连续${pauseAfter}次没有送达`} else paused_why end
    where id = ${webhookId}`.execute(db);
}

async function serve(house: House, parcel: Taken, ending: AbortSignal): Promise<void> {
  const outcome = await sendParcel(parcel, reachOf(house), new Date(), ending);
  // Going down is nobody's failure: the lease runs out and it is tried again.
  if (ending.aborted && outcome.status === null) return;
  const machine = new Date();
  await (outcome.problem === null ? arrived(house, parcel, outcome, inCityTime(machine)) : failed(house, parcel, outcome, machine));
}

export type Postman = Readonly<{ round: (machine: Date) => Promise<void>; settled: () => Promise<void>; stop: () => Promise<void> }>;

/** Serves every receiver by itself, one delivery at a time: one that hangs keeps nobody waiting but itself. */
export function postman(house: House): Postman {
  const ending = new AbortController();
  const busy = new Map<string, Promise<void>>();
  const settled = async (): Promise<void> => {
    while (busy.size > 0) await Promise.all(busy.values());
  };
  const round = async (machine: Date): Promise<void> => {
    for (const parcel of await take(house, [...busy.keys()], machine)) {
      const served = serve(house, parcel, ending.signal)
        .catch((error: unknown) => house.log(`webhook: ${error instanceof Error ? error.message : String(error)}`))
        .finally(() => busy.delete(parcel.webhookId));
      busy.set(parcel.webhookId, served);
    }
  };
  return {
    round,
    settled,
    async stop() {
      ending.abort();
      await settled();
    },
  };
}

/** Forgets what was sent or given up a month ago, and what waited for so long. */
export async function sweepDeliveries({ db }: House, machine: Date): Promise<void> {
  await db
    .deleteFrom('webhookDelivery')
    .where('madeAt', '<', inCityTime(new Date(machine.getTime() - keptMs)))
    .execute();
}

/** Delivers while the server runs: every other second, and again at once while there is more. */
export function keepDelivering(house: House): () => Promise<void> {
  const post = postman(house);
  let swept = 0;
  let running: Promise<void> | undefined;
  const tick = async (): Promise<void> => {
    const machine = new Date();
    if (machine.getTime() - swept > DAY_MS) {
      swept = machine.getTime();
      await sweepDeliveries(house, machine);
    }
    await post.round(machine);
  };
  const timer = setInterval(() => {
    running ??= tick()
      .catch((error: unknown) => house.log(`webhook: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => (running = undefined));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
    await post.stop();
  };
}
