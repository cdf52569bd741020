import { inCityTime } from '#core/shared/days.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { looksLikeToken, newToken, tokenHash } from './tokens.ts';

const DAY_MS = 86_400_000;
/** 邀请链接七天内有效。 */
const INVITATION_MS = 7 * DAY_MS;
/** A set-up link stays until used; the column wants a day. */
const SETUP_MS = 3650 * DAY_MS;

/** Where a link leads: the page that asks for a password. */
export const pathOf = (token: string): string => `/invitation/${token}`;

async function issue(tx: Tx, kind: 'setup' | 'invitation', accountId: string | null, machine: Date): Promise<string> {
  const token = newToken();
  const lasts = kind === 'setup' ? SETUP_MS : INVITATION_MS;
  await tx
    .insertInto('invitation')
    .values({ tokenHash: tokenHash(token), kind, accountId, createdAt: inCityTime(machine), expiresAt: inCityTime(new Date(machine.getTime() + lasts)) })
    .execute();
  return pathOf(token);
}

/** A link for this account, good for seven days and one use; links given before stop working. Said once: only its hash is kept. */
export async function inviteTo(tx: Tx, accountId: string, machine: Date): Promise<string> {
  await tx.deleteFrom('invitation').where('accountId', '=', accountId).where('usedAt', 'is', null).execute();
  return issue(tx, 'invitation', accountId, machine);
}

export async function issueSetup(tx: Tx, machine: Date): Promise<string> {
  return issue(tx, 'setup', null, machine);
}

const nowhere = () => new Refusal(404, [{ code: 'invitation-gone', message: '链接无效、已使用或已过期，请向系统管理员索取新的链接' }]);

const found = (db: Db | Tx, token: string, machine: Date) =>
  db
    .selectFrom('invitation')
    .leftJoin('account', 'account.id', 'invitation.accountId')
    .leftJoin('person', 'person.id', 'account.personId')
    .select([
      'invitation.kind',
      'invitation.expiresAt',
      'account.id as accountId',
      'account.name as account',
      'account.password',
      'account.lastOffice',
      'person.id as personId',
      'person.name as name',
    ])
    .where('invitation.tokenHash', '=', tokenHash(looksLikeToken(token) ? token : ''))
    .where('invitation.usedAt', 'is', null)
    .where('invitation.expiresAt', '>', inCityTime(machine))
    .where('account.disabledAt', 'is', null);

export type Link = Readonly<{
  kind: string;
  expiresAt: string;
  accountId: string | null;
  account: string | null;
  password: string | null;
  lastOffice: string | null;
  personId: string | null;
  name: string | null;
}>;

/** @throws Refusal 404 when it is unknown, used, expired, or its account disabled: one sentence for all of them */
export async function linkBehind(db: Db, token: string, machine: Date): Promise<Link> {
  const link = await found(db, token, machine).executeTakeFirst();
  if (link === undefined) throw nowhere();
  return link;
}

/** The same, locked and used up: of two who come at once, one finds it gone. */
export async function useLink(tx: Tx, token: string, machine: Date): Promise<Link> {
  const link = await found(tx, token, machine).forUpdate('invitation').executeTakeFirst();
  if (link === undefined) throw nowhere();
  await tx
    .updateTable('invitation')
    .set({ usedAt: inCityTime(machine) })
    .where('tokenHash', '=', tokenHash(token))
    .execute();
  return link;
}
