import type { Office } from './actor.ts';

/**
 * 登录失败处理（等保二级）：同一账号在同一地点连错 5 次，锁 15 分钟；同一账号在各处累计失败的，逐步放慢；
 * 同一地点试错太多账号的，也放慢。锁的是“账号＋地点”，别人在别处输错，锁不住本人。
 * Moments are machine time in milliseconds.
 */
const MINUTE = 60_000;
const LOCK_AFTER = 5;
const LOCK_MS = 15 * MINUTE;
const FORGET_MS = 15 * MINUTE;
const SLOW_AFTER = 5;
const LONGEST_WAIT_MS = 30_000;
const CROWD_AFTER = 50;
const TRUST_MS = 90 * 24 * 60 * MINUTE;

/** What is remembered of one account at one place, of one account anywhere, or of one place for any account. */
export type Tries = Readonly<{ failures: number; lastFailureAt?: number; lockedUntil?: number; lastSuccessAt?: number }>;
export type TryRecord = Readonly<{ here: Tries; anywhere: Tries; fromHere: Tries }>;

const recent = ({ failures, lastFailureAt }: Tries, at: number): number => (lastFailureAt !== undefined && at - lastFailureAt < FORGET_MS ? failures : 0);
const knownPlace = ({ lastSuccessAt }: Tries, at: number): boolean => lastSuccessAt !== undefined && at - lastSuccessAt < TRUST_MS;

function slowedUntil(tries: Tries, allowed: number, at: number): number {
  const beyond = recent(tries, at) - allowed;
  if (beyond < 0 || tries.lastFailureAt === undefined) return 0;
  return tries.lastFailureAt + Math.min(1000 * 2 ** Math.min(beyond, 10), LONGEST_WAIT_MS);
}

/** How long this account has to wait at this place before it may be tried again; 0 when it may now. */
export function waitBeforeTrying({ here, anywhere, fromHere }: TryRecord, at: number): number {
  const until = Math.max(
    here.lockedUntil ?? 0,
    // 本人常用的地点不受别处试错的影响。
    knownPlace(here, at) ? 0 : slowedUntil(anywhere, SLOW_AFTER, at),
    slowedUntil(fromHere, CROWD_AFTER, at),
  );
  return Math.max(0, until - at);
}

/** The record after a wrong password. */
export function afterFailure({ here, anywhere, fromHere }: TryRecord, at: number): TryRecord {
  const failed = (tries: Tries): Tries => ({ ...tries, failures: recent(tries, at) + 1, lastFailureAt: at });
  const now = failed(here);
  const locks = now.failures >= LOCK_AFTER;
  return {
    here: locks ? { ...now, failures: 0, lockedUntil: at + LOCK_MS } : now,
    anywhere: failed(anywhere),
    fromHere: failed(fromHere),
  };
}

/** The record after the right password: this account is clear again, the place keeps what others did there. */
export const afterSuccess = ({ fromHere }: TryRecord, at: number): TryRecord => ({
  here: { failures: 0, lastSuccessAt: at },
  anywhere: { failures: 0 },
  fromHere,
});

const ABSOLUTE_MS = 12 * 60 * MINUTE;
const administrators: readonly Office[] = ['sysadmin', 'secadmin', 'auditadmin'];
export const isAdministrator = (office: Office): boolean => administrators.includes(office);

/** 空闲多久自动退出：三员 15 分钟，其他 30 分钟。 */
export const idleLimit = (office: Office): number => (isAdministrator(office) ? 15 : 30) * MINUTE;

/** Whether a session still lives: not idle too long, and not older than twelve hours. */
export const sessionLives = (session: { office: Office; createdAt: number; seenAt: number }, at: number): boolean =>
  at - session.seenAt < idleLimit(session.office) && at - session.createdAt < ABSOLUTE_MS;

/** A place as an address block: an IPv4 address, or the /64 an IPv6 address belongs to. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const groups = plain.includes('::') ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right] : left;
  return `${groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
