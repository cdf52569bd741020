import { passwordProblems } from '#core/people/password.ts';
import { afterFailure, afterSuccess, waitBeforeTrying } from '#core/people/sign-in.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import type { SignedIn } from './actor-of.ts';
import type { Knock } from './knock.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { endSessions } from './sessions.ts';
import { lockTries, saveTries } from './sign-in-tries.ts';

type Change = Readonly<{ current: string; next: string }>;

/** Refuses a password that breaks the rule, with every obstacle at once. */
export function insistOnPassword(password: string, account: string, field = 'password'): void {
  const problems = passwordProblems(password, account);
  if (problems.length > 0)
    throw new Refusal(
      422,
      problems.map(({ code, zh }) => ({ code, message: zh, field })),
    );
}

/** A wrong current password counts like a wrong sign-in: a screen left open is no way to guess. */
async function replace(tx: Tx, { actor, accountId, me }: SignedIn, token: string, matches: boolean, hash: string, knock: Knock): Promise<Refusal | undefined> {
  const record = await lockTries(tx, me.account, knock.address, knock.machine);
  const wait = Math.ceil(waitBeforeTrying(record, knock.machine.getTime()) / 1000);
  if (wait > 0) return new Refusal(429, [{ code: 'too-many-tries', message: `尝试过于频繁，请${wait}秒后再试`, field: 'current' }], wait);

  const next = matches ? afterSuccess(record, knock.machine.getTime()) : afterFailure(record, knock.machine.getTime());
  await saveTries(tx, me.account, knock.address, next);
  if (matches) {
    await tx.updateTable('account').set({ password: hash }).where('id', '=', accountId).execute();
    await endSessions(tx, accountId, token);
  }
  const { now: cityAt, address, request } = knock;
  const outcome = matches ? 'done' : 'refused';
  await writeAudit(tx, { cityAt, personId: actor.id, office: actor.office, what: 'account.password', which: accountId, outcome, detail: {}, address, request });
  return matches ? undefined : new Refusal(422, [{ code: 'wrong-password', message: '原密码不正确', field: 'current' }]);
}

/**
 * 修改密码：须知原密码，新密码合规且与原密码不同；其他地方的登录随即退出。
 * @throws Refusal 422 with every obstacle, 429 after too many wrong ones
 */
export async function changePassword(db: Db, token: string, signedIn: SignedIn, { current, next }: Change, knock: Knock): Promise<void> {
  insistOnPassword(next, signedIn.me.account, 'next');
  if (current === next) throw new Refusal(422, [{ code: 'password-unchanged', message: '新密码不能与原密码相同', field: 'next' }]);
  const account = await db.selectFrom('account').select('password').where('id', '=', signedIn.accountId).executeTakeFirst();
  const matches = await passwordMatches(account?.password ?? undefined, current);
  const hash = matches ? await hashPassword(next) : '';
  const refusal = await db.transaction().execute((tx) => replace(tx, signedIn, token, matches, hash, knock));
  if (refusal !== undefined) throw refusal;
}
