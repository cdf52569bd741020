import type { Outcome } from './sync.ts';

export type Phase = 'idle' | 'syncing' | Outcome['kind'];
export type PumpState = Readonly<{ phase: Phase; message?: string }>;
export type Pump = Readonly<{
  state: () => PumpState;
  listen: (listener: () => void) => () => void;
  /** Something was typed: sent a moment after the last key. */
  typed: () => void;
  /** Now: somebody pressed, signed in again, or came back to the page. */
  now: () => Promise<void>;
  stop: () => void;
}>;

const pause = 1_500;
const firstWait = 30_000;
const longestWait = 300_000;

/** What is no use trying again until somebody does something. */
const isFinal = ({ phase }: PumpState): boolean => phase === 'signed-out' || phase === 'revoked' || phase === 'shut';

/**
 * When to try: after typing, when the network comes back, when the page is looked at again, and every half minute with longer and longer waits.
 * @param work one attempt; `undefined` where another tab is at it
 */
export function startPump(work: () => Promise<Outcome | undefined>): Pump {
  let state: PumpState = { phase: navigator.onLine ? 'idle' : 'offline' };
  let wait = firstWait;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let asked = false;
  let stopped = false;
  const listeners = new Set<() => void>();
  const show = (next: PumpState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void now(), milliseconds);
  };

  async function attempt(): Promise<void> {
    if (!navigator.onLine) return show({ phase: 'offline' });
    show({ phase: 'syncing' });
    const outcome = await work().catch((): Outcome => ({ kind: 'busy', message: '系统出了点问题，本机的记录都在，稍后自动再传' }));
    if (outcome === undefined) {
      show({ phase: 'idle' });
      return later(firstWait);
    }
    const { kind, ...rest } = outcome;
    show({ phase: kind, ...rest });
    if (kind === 'offline' || kind === 'busy') {
      later(Math.max(wait, 'wait' in outcome ? (outcome.wait ?? 0) * 1000 : 0));
      wait = Math.min(wait * 2, longestWait);
    } else wait = firstWait;
  }
  async function now(): Promise<void> {
    clearTimeout(timer);
    // Typed while a round was under way: one more follows it.
    if (running !== undefined) {
      asked = true;
      return running;
    }
    running = attempt().finally(() => (running = undefined));
    await running;
    if (asked && !stopped) {
      asked = false;
      if (state.phase === 'done' || state.phase === 'idle') later(pause);
    }
  }

  const fresh = (): void => {
    wait = firstWait;
    if (!isFinal(state)) void now();
  };
  const seen = (): void => {
    if (document.visibilityState === 'visible') fresh();
  };
  const gone = (): void => show({ phase: 'offline' });
  addEventListener('online', fresh);
  addEventListener('offline', gone);
  document.addEventListener('visibilitychange', seen);

  return {
    state: () => state,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    typed: () => {
      // Where the last round failed, the next one has its time already.
      if (isFinal(state) || state.phase === 'offline' || state.phase === 'busy') return;
      if (running === undefined) later(pause);
      else asked = true;
    },
    now,
    stop() {
      stopped = true;
      clearTimeout(timer);
      removeEventListener('online', fresh);
      removeEventListener('offline', gone);
      document.removeEventListener('visibilitychange', seen);
    },
  };
}
