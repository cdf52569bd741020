import { placeOf, type Tries, type TryRecord } from '#core/people/sign-in.ts';
import { inCityTime } from '#core/shared/days.ts';
import type { Db, Tx } from '#server/store/connection.ts';

const ANY = '*';
/** Whether an account can be called that at all. */
export const isAccountName = (name: string): boolean => /^[a-z0-9._-]{3,32}$/.test(name);
// Names that cannot exist share one row, so that nonsense cannot fill the table.
const accountKey = (account: string): string => (isAccountName(account) ? account : '?');

type Row = Readonly<{
  account: string;
  place: string;
  failures: number;
  lastFailureAt: string | null;
  lockedUntil: string | null;
  lastSuccessAt: string | null;
}>;
type Key = Readonly<{ account: string; place: string }>;
const keysOf = (account: string, address: string): Readonly<Record<keyof TryRecord, Key>> => {
  const name = accountKey(account);
  const place = placeOf(address);
  return { here: { account: name, place }, anywhere: { account: name, place: ANY }, fromHere: { account: ANY, place } };
};

const moment = (text: string | null): number | undefined => (text === null ? undefined : Date.parse(text));
const text = (at: number | undefined): string | null => (at === undefined ? null : inCityTime(new Date(at)));

function triesIn(rows: readonly Row[], { account, place }: Key): Tries {
  const row = rows.find((one) => one.account === account && one.place === place);
  if (row === undefined) return { failures: 0 };
  return { failures: row.failures, lastFailureAt: moment(row.lastFailureAt), lockedUntil: moment(row.lockedUntil), lastSuccessAt: moment(row.lastSuccessAt) };
}

function recordFrom(rows: readonly Row[], keys: Readonly<Record<keyof TryRecord, Key>>): TryRecord {
  return { here: triesIn(rows, keys.here), anywhere: triesIn(rows, keys.anywhere), fromHere: triesIn(rows, keys.fromHere) };
}

/** A first look without a lock, so that a locked account costs no hashing. */
export async function seenTries(db: Db, account: string, address: string): Promise<TryRecord> {
  const keys = keysOf(account, address);
  const rows = await db
    .selectFrom('signInTries')
    .select(['account', 'place', 'failures', 'lastFailureAt', 'lockedUntil', 'lastSuccessAt'])
    .where((eb) => eb.or(Object.values(keys).map(({ account: name, place }) => eb.and({ account: name, place }))))
    .execute();
  return recordFrom(rows, keys);
}

/** The record with its rows locked: from here on, tries for this account and from this place wait for each other. */
export async function lockTries(tx: Tx, account: string, address: string, machine: Date): Promise<TryRecord> {
  const keys = keysOf(account, address);
  // Always '*' before names, and one statement: everybody takes the locks in the same order.
  const values = [keys.fromHere, keys.anywhere, keys.here].map((key) => ({ ...key, touchedAt: inCityTime(machine) }));
  const rows = await tx
    .insertInto('signInTries')
    .values(values)
    .onConflict((oc) => oc.columns(['account', 'place']).doUpdateSet((eb) => ({ touchedAt: eb.ref('excluded.touchedAt') })))
    .returning(['account', 'place', 'failures', 'lastFailureAt', 'lockedUntil', 'lastSuccessAt'])
    .execute();
  return recordFrom(rows, keys);
}

export async function saveTries(tx: Tx, account: string, address: string, record: TryRecord): Promise<void> {
  const keys = keysOf(account, address);
  for (const scope of ['fromHere', 'anywhere', 'here'] as const) {
    const { failures, lastFailureAt, lockedUntil, lastSuccessAt } = record[scope];
    await tx
      .updateTable('signInTries')
      .set({ failures, lastFailureAt: text(lastFailureAt), lockedUntil: text(lockedUntil), lastSuccessAt: text(lastSuccessAt) })
      .where('account', '=', keys[scope].account)
      .where('place', '=', keys[scope].place)
      .execute();
  }
}

/** Forgets what no longer matters: failures older than a day, places from which nobody signed in for 90 days. */
export async function sweepTries(tx: Tx, machine: Date): Promise<void> {
  const before = (days: number) => inCityTime(new Date(machine.getTime() - days * 86_400_000));
  await tx
    .deleteFrom('signInTries')
    .where('touchedAt', '<', before(1))
    .where((eb) => eb.or([eb('lastSuccessAt', 'is', null), eb('lastSuccessAt', '<', before(90))]))
    .execute();
}
