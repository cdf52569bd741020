import type { House } from '#server/kernel/house.ts';
import { isStandard, readStandard } from '#server/kernel/standards.ts';
import type { Db } from '#server/store/connection.ts';

/** Every day that was ever set or taken back, in the order it was said. */
async function takeOvers(db: Db) {
  const rows = await db.selectFrom('standardTakeover').select(['standard', 'fromOn']).orderBy('id').execute();
  return rows.map(({ standard, fromOn }) => (fromOn === null ? { standard } : { standard, from: fromOn }));
}

/**
 * Reads what the city brought and set since the installation. Called at the start, after each change, and every minute:
 * a version takes over on a later day than it is set, so no process can be behind on the day it matters.
 * A version that this programme can no longer read is said in the log and left out.
 */
export async function renewStandards({ db, standards, log }: Pick<House, 'db' | 'standards' | 'log'>): Promise<void> {
  const rows = await db.selectFrom('standardVersion').select(['id', 'body']).orderBy('broughtAt').execute();
  const brought = rows.flatMap(({ id, body }) => {
    const standard = readStandard(body);
    if (isStandard(standard)) return [standard];
    log(`standards: ${id}：${standard.map(({ at, says }) => `${at} ${says}`).join('；')}`);
    return [];
  });
  standards.renew({ brought, takeOvers: await takeOvers(db) });
}
