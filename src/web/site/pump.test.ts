// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exclusively } from './exclusively.ts';
import { startPump, type Pump } from './pump.ts';
import type { Outcome } from './sync.ts';

let pump: Pump;
let tries = 0;
let outcome: Outcome = { kind: 'done' };
let online = true;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => online);
  [tries, outcome, online] = [0, { kind: 'done' }, true];
  pump = startPump(async () => {
    tries += 1;
    return outcome;
  });
});
afterEach(() => {
  pump.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('sends a moment after the last key, once', async () => {
  for (let key = 0; key < 5; key += 1) {
    pump.typed();
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(tries).toBe(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([tries, pump.state()]).toEqual([1, { phase: 'done' }]);
});

it('waits longer and longer while it fails, and starts anew when the network is back', async () => {
  outcome = { kind: 'offline' };
  await pump.now();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(tries).toBe(2);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(tries).toBe(2);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(tries).toBe(3);
  outcome = { kind: 'done' };
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(0);
  expect([tries, pump.state().phase]).toEqual([4, 'done']);
});

it('does not try without a network', async () => {
  online = false;
  await pump.now();
  pump.typed();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([tries, pump.state().phase]).toEqual([0, 'offline']);
});

it('waits as long as the server asks', async () => {
  outcome = { kind: 'busy', message: '系统正忙', wait: 90 };
  await pump.now();
  await vi.advanceTimersByTimeAsync(89_000);
  expect([tries, pump.state()]).toEqual([1, { phase: 'busy', message: '系统正忙', wait: 90 }]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(tries).toBe(2);
});

it('asks nobody to sign in twice: it goes on when somebody has', async () => {
  outcome = { kind: 'signed-out' };
  await pump.now();
  dispatchEvent(new Event('online'));
  pump.typed();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tries).toBe(1);
  outcome = { kind: 'done' };
  await pump.now();
  expect([tries, pump.state().phase]).toEqual([2, 'done']);
});

it('never runs two rounds at once', async () => {
  let done: () => void = () => undefined;
  const first = exclusively('a', () => new Promise<string>((resolve) => (done = () => resolve('first'))));
  expect(await exclusively('a', async () => 'second')).toBeUndefined();
  done();
  expect(await first).toBe('first');
  expect(await exclusively('a', async () => 'third')).toBe('third');
});
