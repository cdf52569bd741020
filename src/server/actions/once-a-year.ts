import { sql } from 'kysely';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';

/** What there is once a year: its table, a lock of its own, and the state in which it no longer counts. */
type Yearly = Readonly<{ table: 'allocation' | 'round' | 'commendation'; lock: number; given?: string; zh: string }>;
const yearly = {
  allocation: { table: 'allocation', lock: 7003, given: 'discarded', zh: '的目标任务已经有了' },
  round: { table: 'round', lock: 7004, zh: '度考核已经发起' },
  commendation: { table: 'commendation', lock: 7005, given: 'cancelled', zh: '度的表彰已经发起' },
} as const satisfies Record<string, Yearly>;

/**
 * Two clerks who begin the same year at the same moment find each other.
 * @throws Refusal 409 when the year is taken
 */
export async function onceAYear({ tx }: Work, what: keyof typeof yearly, year: number): Promise<void> {
  const { table, lock, zh, given = '' }: Yearly = yearly[what];
  await sql`select pg_advisory_xact_lock(${lock}, ${year})`.execute(tx);
  const { rows } =
    await sql`select 1 from ${sql.table(table)} one join matter on matter.id = one.id where one.year = ${year} and matter.state <> ${given} limit 1`.execute(
      tx,
    );
  if (rows.length > 0) throw refuse(409, 'year-taken', `${year}年${zh}`, 'year');
}
