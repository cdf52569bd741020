import type { Calendar, CityTime, Day } from '#core/shared/days.ts';
import type { Actor } from '#core/people/actor.ts';
import type { Schedule, Standard } from '#core/standard/standard.ts';
import type { TakeOver } from '#core/standard/takeover.ts';
import type { FileStore } from '#server/files/file-store.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import type { CityClock } from './city-clock.ts';

/** The versions of the policy, and which applies when: those that are shipped, and what the city brought and set since. */
export type Standards = Readonly<{
  /** @throws Error when there is no such version */
  get: (id: string) => Standard;
  has: (id: string) => boolean;
  inForceOn: (day: Day) => Standard;
  all: readonly Standard[];
  shipped: Schedule;
  schedule: () => Schedule;
  renew: (since: Readonly<{ brought: readonly Standard[]; takeOvers: readonly TakeOver[] }>) => void;
}>;

/** `url`: smtp(s)://user:password@host:port; `from`: the sender's address. */
export type MailServer = Readonly<{ url: string; from: string }>;

/** What the whole server stands on; made once in main.ts. */
export type House = Readonly<{
  db: Db;
  standards: Standards;
  calendar: Calendar;
  clock: CityClock;
  files: FileStore;
  demo: boolean;
  publicUrl: string;
  /** Hosts that may be pushed to though they are not in the public internet. */
  mayReach: readonly string[];
  /** Where mail is handed over, and in whose name; without it nothing is mailed. */
  mail?: MailServer | undefined;
  /** How long a letter waits in the outbox before it leaves by itself: minutes of machine time. */
  letterHold: number;
  log: (line: string) => void;
}>;

/** One piece of work: one actor, one transaction, one moment of the city. */
export type Work = Readonly<{ house: House; tx: Tx; actor: Actor; now: CityTime }>;

/** The same for reading only: nothing is written, so the pool itself will do for a transaction. */
export const reading = (house: House, actor: Actor): Work => ({ house, tx: house.db as Tx, actor, now: house.clock.now() });
