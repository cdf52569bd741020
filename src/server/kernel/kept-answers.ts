import { inCityTime } from '#core/shared/days.ts';
import type { Tx } from '#server/store/connection.ts';
import type { Answer } from './perform.ts';

/** A repeat is recognised for a day of machine time; the answers kept for it hold what people wrote, so they go then. */
const KEPT_MS = 24 * 3_600_000;
const oldest = (machine: Date): string => inCityTime(new Date(machine.getTime() - KEPT_MS));

export type Kept = Readonly<{ bodyHash: string; status: number; answer: unknown }>;

/** What was answered to this key within the day. */
export const keptAnswer = async (tx: Tx, person: string, key: string, machine: Date): Promise<Kept | undefined> =>
  tx
    .selectFrom('idempotency')
    .select(['bodyHash', 'status', 'answer'])
    .where('personId', '=', person)
    .where('key', '=', key)
    .where('at', '>=', oldest(machine))
    .executeTakeFirst();

/** Keeps the answer to a success; one that is a day old makes room. */
export async function keepAnswer(tx: Tx, person: string, key: string, bodyHash: string, answer: Answer, machine: Date): Promise<void> {
  const row = { bodyHash, status: answer.status, answer: JSON.stringify('kept' in answer ? answer.kept : answer.body), at: machine.toISOString() };
  await tx
    .insertInto('idempotency')
    .values({ personId: person, key, ...row })
    .onConflict((conflict) => conflict.columns(['personId', 'key']).doUpdateSet(row))
    .execute();
}

/** Removes what is older than a day. */
export async function sweepAnswers(tx: Tx, machine: Date): Promise<void> {
  await tx.deleteFrom('idempotency').where('at', '<', oldest(machine)).execute();
}
