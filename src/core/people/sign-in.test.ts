import { describe, expect, it } from 'vitest';
import { afterFailure, afterSuccess, placeOf, sessionLives, waitBeforeTrying, type TryRecord } from './sign-in.ts';

const none = { failures: 0 };
const clean: TryRecord = { here: none, anywhere: none, fromHere: none };
const MINUTE = 60_000;
const start = 1_384_736_400_000;

const fail = (record: TryRecord, times: number, at: number): TryRecord =>
  Array.from({ length: times }).reduce<TryRecord>((before) => afterFailure(before, at), record);

describe('登录失败处理', () => {
  it('locks an account at one place for fifteen minutes after five failures, no longer', () => {
    expect(waitBeforeTrying(fail(clean, 4, start), start)).toBe(0);
    const locked = fail(clean, 5, start);
    expect(waitBeforeTrying(locked, start)).toBe(15 * MINUTE);
    expect(waitBeforeTrying(locked, start + 15 * MINUTE)).toBe(0);
  });

  it('forgets failures after a quarter of an hour', () => {
    const old = fail(clean, 4, start);
    expect(waitBeforeTrying(afterFailure(old, start + 15 * MINUTE), start + 15 * MINUTE)).toBe(0);
  });

  it('lets the owner in from another place, after a short wait', () => {
    const { anywhere } = fail(clean, 8, start);
    const elsewhere: TryRecord = { ...clean, anywhere };
    expect(waitBeforeTrying(elsewhere, start)).toBe(8000);
    expect(waitBeforeTrying(elsewhere, start + 8000)).toBe(0);
  });

  it('never makes another place wait longer than half a minute', () => {
    const { anywhere } = fail(clean, 500, start);
    expect(waitBeforeTrying({ ...clean, anywhere }, start)).toBe(30_000);
  });

  it('does not slow a place from which the owner has signed in before', () => {
    const { here } = afterSuccess(clean, start);
    const { anywhere } = fail(clean, 100, start);
    expect(waitBeforeTrying({ here, anywhere, fromHere: none }, start + 1)).toBe(0);
  });

  it('slows a place that tries many accounts', () => {
    const { fromHere } = fail(clean, 51, start);
    expect(waitBeforeTrying({ ...clean, fromHere }, start)).toBe(2000);
  });

  it('clears the account on success, and keeps what the place did to others', () => {
    const record = afterSuccess(fail(clean, 3, start), start);
    expect(record.here).toEqual({ failures: 0, lastSuccessAt: start });
    expect(record.anywhere).toEqual({ failures: 0 });
    expect(record.fromHere.failures).toBe(3);
  });
});

describe('会话时限', () => {
  const opened = { createdAt: start, seenAt: start };

  it('ends after 30 idle minutes, for the three administrators after 15', () => {
    expect(sessionLives({ ...opened, office: 'lead' }, start + 30 * MINUTE - 1)).toBe(true);
    expect(sessionLives({ ...opened, office: 'lead' }, start + 30 * MINUTE)).toBe(false);
    expect(sessionLives({ ...opened, office: 'secadmin' }, start + 15 * MINUTE)).toBe(false);
  });

  it('ends after twelve hours however busy', () => {
    const late = start + 12 * 60 * MINUTE;
    expect(sessionLives({ office: 'lead', createdAt: start, seenAt: late - 1 }, late)).toBe(false);
  });
});

describe('地点', () => {
  it('is an IPv4 address, or the /64 of an IPv6 address', () => {
    expect(placeOf('::ffff:10.1.2.3')).toBe('10.1.2.3');
    expect(placeOf('2001:DB8:0:1::7')).toBe('2001:db8:0:1::/64');
    expect(placeOf('2001:db8:0000:0001:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:1::/64');
    expect(placeOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(placeOf('::1')).toBe('0:0:0:0::/64');
  });
});
