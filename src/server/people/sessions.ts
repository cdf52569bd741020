import { dayIn, inCityTime, type Day } from '#core/shared/days.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { actorOf, type SignedIn } from './actor-of.ts';
import type { Knock } from './knock.ts';
import { newToken, tokenHash } from './tokens.ts';

/** The cookie's name. */
export const cookieName = 'lingxian';
/** How the session cookie is set; `Secure` where the city is reached over https. */
export const cookieOptions = (publicUrl: string) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') }) as const;

export type Opened = SignedIn & Readonly<{ token: string }>;
export type AccountOf = Readonly<{ id: string; personId: string; lastOffice: string | null }>;
const SESSIONS_PER_ACCOUNT = 10;

const held = (db: Db | Tx, personId: string, today: Day) =>
  db
    .selectFrom('officeHeld')
    .select(['id', 'office'])
    .where('personId', '=', personId)
    .where('fromOn', '<=', today)
    .where((eb) => eb.or([eb('toOn', 'is', null), eb('toOn', '>=', today)]))
    .orderBy('fromOn')
    .orderBy('id')
    .execute();

/** Ends the sessions of an account, at once; all but the one in hand where `except` is given. */
export async function endSessions(tx: Tx, accountId: string, except?: string): Promise<void> {
  let sessions = tx.deleteFrom('session').where('accountId', '=', accountId);
  if (except !== undefined) sessions = sessions.where('tokenHash', '!=', tokenHash(except));
  await sessions.execute();
}

/**
 * A new session in the office last acted in, or else the first that is held; the oldest sessions go where there are too many.
 * @returns the token, which nobody sees again; nothing when the person holds no office today
 */
export async function openSession(tx: Tx, account: AccountOf, { now, machine, address }: Knock): Promise<string | undefined> {
  const offices = await held(tx, account.personId, dayIn(now));
  const officeId = (offices.find(({ id }) => id === account.lastOffice) ?? offices[0])?.id;
  if (officeId === undefined) return undefined;

  const token = newToken();
  const at = inCityTime(machine);
  await tx
    .insertInto('session')
    .values({ tokenHash: tokenHash(token), accountId: account.id, officeId, createdAt: at, seenAt: at, address })
    .execute();
  const newest = tx
    .selectFrom('session')
    .select('tokenHash')
    .where('accountId', '=', account.id)
    .orderBy('createdAt', 'desc')
    .orderBy('tokenHash')
    .limit(SESSIONS_PER_ACCOUNT);
  await tx.deleteFrom('session').where('accountId', '=', account.id).where('tokenHash', 'not in', newest).execute();
  await tx.updateTable('account').set({ lastOffice: officeId }).where('id', '=', account.id).execute();
  return token;
}

/** What a fresh session shows of its owner. */
export async function justOpened(db: Db, token: string, { now, machine }: Knock): Promise<Opened> {
  const signedIn = await actorOf(db, token, dayIn(now), machine);
  if (signedIn === null) throw new Refusal(401, [{ code: 'not-signed-in', message: '请重新登录' }]);
  return { ...signedIn, token };
}

/** 切换职务：一人可任几职，一次以一职行事；下次登录记得。 */
export async function switchOffice(db: Db, token: string, { actor, accountId }: SignedIn, officeId: string, knock: Knock): Promise<Opened> {
  await db.transaction().execute(async (tx) => {
    const to = (await held(tx, actor.id, dayIn(knock.now))).find(({ id }) => id === officeId);
    if (to === undefined) throw new Refusal(404, [{ code: 'office-not-held', message: '您目前不任此职务', field: 'office' }]);
    await tx.updateTable('session').set({ officeId }).where('tokenHash', '=', tokenHash(token)).execute();
    await tx.updateTable('account').set({ lastOffice: officeId }).where('id', '=', accountId).execute();
    const { now: cityAt, address, request } = knock;
    await writeAudit(tx, {
      cityAt,
      personId: actor.id,
      office: actor.office,
      what: 'session.switch',
      which: accountId,
      outcome: 'done',
      detail: { to: to.office, officeId },
      address,
      request,
    });
  });
  return justOpened(db, token, knock);
}

/** 退出。 */
export async function signOut(db: Db, token: string, { actor, accountId }: SignedIn, { now: cityAt, address, request }: Knock): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('session').where('tokenHash', '=', tokenHash(token)).execute();
    await writeAudit(tx, {
      cityAt,
      personId: actor.id,
      office: actor.office,
      what: 'session.close',
      which: accountId,
      outcome: 'done',
      detail: {},
      address,
      request,
    });
  });
}

/** Removes sessions older than twelve hours; the rest end by themselves when asked for. */
export async function sweepSessions(tx: Tx, machine: Date): Promise<void> {
  await tx
    .deleteFrom('session')
    .where('createdAt', '<', inCityTime(new Date(machine.getTime() - 12 * 3_600_000)))
    .execute();
}
