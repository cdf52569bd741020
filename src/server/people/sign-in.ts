import { afterFailure, afterSuccess, waitBeforeTrying, type TryRecord } from '#core/people/sign-in.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import type { Knock } from './knock.ts';
import { passwordMatches } from './passwords.ts';
import { endSessions, justOpened, openSession, type AccountOf, type Opened } from './sessions.ts';
import { isAccountName, lockTries, saveTries, seenTries } from './sign-in-tries.ts';

type Account = AccountOf & Readonly<{ password: string | null; disabledAt: string | null }>;
/** What came of a try, decided under the lock. A refusal is a value here, so that its count and its audit line are kept. */
type Outcome = Readonly<{ token: string } | { refusal: Refusal }>;

const unauthorized = (code: string, message: string) => new Refusal(401, [{ code, message }]);

function comeLater({ here }: TryRecord, wait: number, { machine }: Knock): Refusal {
  const seconds = Math.ceil(wait / 1000);
  return (here.lockedUntil ?? 0) > machine.getTime()
    ? new Refusal(
        429,
        [{ code: 'locked-here', message: `已连续输错5次密码，请${Math.ceil(seconds / 60)}分钟后再试；忘记密码请联系系统管理员重发链接` }],
        seconds,
      )
    : new Refusal(429, [{ code: 'too-many-tries', message: `尝试过于频繁，请${seconds}秒后再试` }], seconds);
}

function wrong({ here }: TryRecord, { machine }: Knock): Refusal {
  if ((here.lockedUntil ?? 0) > machine.getTime()) return unauthorized('wrong-password', '账号或密码不正确。已连续输错5次，请15分钟后再试');
  const left = 5 - here.failures;
  return unauthorized('wrong-password', left <= 2 ? `账号或密码不正确，再错${left}次将暂停登录15分钟` : '账号或密码不正确');
}

const fields = ['id', 'personId', 'lastOffice', 'password', 'disabledAt'] as const;
const find = async (db: Db, name: string): Promise<Account | undefined> =>
  isAccountName(name) ? db.selectFrom('account').select(fields).where('name', '=', name).executeTakeFirst() : undefined;

/** The right password: admitted, unless the account is disabled or the person holds no office today. */
async function admit(tx: Tx, seen: Account, knock: Knock): Promise<Outcome> {
  // Read again under lock: it may have been disabled, or its password changed, while we were hashing.
  const account = await tx.selectFrom('account').select(fields).where('id', '=', seen.id).where('password', '=', seen.password).forUpdate().executeTakeFirst();
  if (account === undefined) return { refusal: unauthorized('wrong-password', '账号或密码不正确') };
  if (account.disabledAt !== null) {
    await endSessions(tx, account.id);
    return { refusal: unauthorized('account-disabled', '账号已停用，请联系系统管理员') };
  }
  const token = await openSession(tx, account, knock);
  if (token !== undefined) return { token };
  await endSessions(tx, account.id);
  return { refusal: unauthorized('no-office', '您目前没有在任的职务，请联系安全管理员') };
}

async function decide(tx: Tx, name: string, account: Account | undefined, matches: boolean, knock: Knock): Promise<Outcome> {
  const record = await lockTries(tx, name, knock.address, knock.machine);
  const wait = waitBeforeTrying(record, knock.machine.getTime());
  // Whoever comes while it is locked learns nothing about the password, right or wrong.
  if (wait > 0) return { refusal: comeLater(record, wait, knock) };

  const known = account !== undefined && matches;
  const next = known ? afterSuccess(record, knock.machine.getTime()) : afterFailure(record, knock.machine.getTime());
  await saveTries(tx, name, knock.address, next);
  const outcome = known ? await admit(tx, account, knock) : { refusal: wrong(next, knock) };
  await trace(tx, account, outcome, knock);
  return outcome;
}

async function trace(tx: Tx, account: Account | undefined, outcome: Outcome, { now: cityAt, address, request }: Knock): Promise<void> {
  const refused = 'refusal' in outcome;
  await writeAudit(tx, {
    cityAt,
    personId: account?.personId ?? null,
    office: 'anyone',
    what: refused ? 'session.refused' : 'session.open',
    // An unknown name is not written down: people type their password into the wrong box.
    which: account?.id ?? 'unknown',
    outcome: refused ? 'refused' : 'done',
    detail: refused ? { because: outcome.refusal.reasons[0]?.code ?? '' } : {},
    address,
    request,
  });
}

/**
 * 登录。Counts, locks, session and audit line are one transaction; hashing happens before it, outside any lock.
 * @throws Refusal 401 (wrong, disabled, no office), 429 with seconds to wait, 503 when too many sign in at once
 */
export async function signIn(db: Db, given: { account: string; password: string }, knock: Knock): Promise<Opened> {
  const name = given.account.trim().toLowerCase();
  const seen = await seenTries(db, name, knock.address);
  const wait = waitBeforeTrying(seen, knock.machine.getTime());
  if (wait > 0) throw comeLater(seen, wait, knock);

  const account = await find(db, name);
  const matches = await passwordMatches(account?.password ?? undefined, given.password);
  const outcome = await db.transaction().execute((tx) => decide(tx, name, account, matches, knock));
  if ('refusal' in outcome) throw outcome.refusal;
  return justOpened(db, outcome.token, knock);
}
