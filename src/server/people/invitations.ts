import type { CityTime } from '#core/shared/days.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import { Refusal, type RefusalReason } from '#server/kernel/refusal.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { soundsOf } from '#server/kernel/pinyin.ts';
import { insistOnPassword } from './change-password.ts';
import type { Knock } from './knock.ts';
import { linkBehind, useLink, type Link } from './links.ts';
import { hashPassword } from './passwords.ts';
import { endSessions, justOpened, openSession, type AccountOf, type Opened } from './sessions.ts';
import { setUp, unnamed, type OfficeLink } from './set-up.ts';

export type Invitation = Readonly<{ kind: 'setup' | 'invitation'; name: string | null; account: string | null; expiresAt: CityTime }>;
export type Taken = Opened & Readonly<{ invitations: readonly OfficeLink[] }>;
type Wishes = Readonly<{ name?: string | undefined; account?: string | undefined; password: string }>;

const isUnnamed = (name: string | null): boolean => name === null || name.startsWith(unnamed);

/** What the page shows before a password is chosen; `name: null` asks for one. */
export async function showInvitation(db: Db, token: string, machine: Date): Promise<Invitation> {
  const { kind, name, account, expiresAt } = await linkBehind(db, token, machine);
  return { kind: kind === 'setup' ? 'setup' : 'invitation', name: isUnnamed(name) ? null : name, account, expiresAt };
}

/** Who it will be: the name where none is known yet, the account as wished the first time, and unchanged afterwards. */
function settle(link: Link, wishes: Wishes): { name: string; account: string } {
  const name = isUnnamed(link.name) ? (wishes.name?.trim() ?? '') : (link.name ?? '');
  const account = link.password === null ? (wishes.account ?? link.account ?? '') : (link.account ?? '');
  const missing: RefusalReason[] = [];
  if (name === '') missing.push({ code: 'name-missing', message: '请填写姓名', field: 'name' });
  if (account === '') missing.push({ code: 'account-missing', message: '请设定账号', field: 'account' });
  if (missing.length > 0) throw new Refusal(422, missing);
  return { name, account };
}

async function insistOnFreeName(tx: Tx, account: string, accountId: string | null): Promise<void> {
  const other = await tx.selectFrom('account').select('id').where('name', '=', account).executeTakeFirst();
  if (other !== undefined && other.id !== accountId) throw accountTaken();
}
const accountTaken = () => new Refusal(409, [{ code: 'account-taken', message: '这个账号已有人使用，请换一个', field: 'account' }]);

async function move(tx: Tx, link: Link, chosen: { name: string; account: string }, knock: Knock): Promise<AccountOf & { invitations: readonly OfficeLink[] }> {
  if (link.accountId === null || link.personId === null) {
    const { accountId, personId, invitations } = await setUp(tx, chosen, knock);
    return { id: accountId, personId, lastOffice: null, invitations };
  }
  const { name, account } = chosen;
  await tx.updateTable('account').set({ name: account }).where('id', '=', link.accountId).execute();
  if (name !== link.name)
    await tx
      .updateTable('person')
      .set({ name, initials: soundsOf(name) })
      .where('id', '=', link.personId)
      .execute();
  return { id: link.accountId, personId: link.personId, lastOffice: link.lastOffice, invitations: [] };
}

async function settleIn(tx: Tx, token: string, wishes: Wishes, hash: string, knock: Knock) {
  const link = await useLink(tx, token, knock.machine);
  const chosen = settle(link, wishes);
  await insistOnFreeName(tx, chosen.account, link.accountId);
  const { invitations, ...account } = await move(tx, link, chosen, knock);
  await tx.updateTable('account').set({ password: hash }).where('id', '=', account.id).execute();
  await endSessions(tx, account.id);
  const { now: cityAt, address, request } = knock;
  const what = link.kind === 'setup' ? 'setup.take' : 'invitation.take';
  await writeAudit(tx, { cityAt, personId: account.personId, office: 'anyone', what, which: account.id, outcome: 'done', detail: {}, address, request });
  return { session: await openSession(tx, account, knock), invitations };
}

// Two who wish for the same free name at once: the database lets one through.
const isTaken = (error: unknown): boolean => error instanceof Error && 'constraint' in error && error.constraint === 'account_name_key';

/**
 * 接受邀请：设定账号和密码，随即登录。Used once; setting a new password ends what sessions there were.
 * @throws Refusal 404 gone, 409 account taken, 422 name, account or password amiss, 401 set but without an office yet
 */
export async function takeInvitation(db: Db, token: string, wishes: Wishes, knock: Knock): Promise<Taken> {
  const { account } = settle(await linkBehind(db, token, knock.machine), wishes);
  insistOnPassword(wishes.password, account);
  const hash = await hashPassword(wishes.password);
  const { session, invitations } = await db
    .transaction()
    .execute((tx) => settleIn(tx, token, wishes, hash, knock))
    .catch((error: unknown) => {
      throw isTaken(error) ? accountTaken() : error;
    });
  if (session === undefined) throw new Refusal(401, [{ code: 'no-office', message: '密码已设好。安全管理员为您任职后即可登录' }]);
  return { ...(await justOpened(db, session, knock)), invitations };
}
