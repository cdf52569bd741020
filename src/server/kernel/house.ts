import type { Calendar, CityTime, Day } from '#core/shared/days.ts';
import type { Actor } from '#core/people/actor.ts';
import type { Standard } from '#core/standard/standard.ts';
import type { FileStore } from '#server/files/file-store.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import type { CityClock } from './city-clock.ts';

/** The versions of the policy, and which applies when. */
export type Standards = Readonly<{ get: (id: string) => Standard; inForceOn: (day: Day) => Standard; all: readonly Standard[] }>;

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
  log: (line: string) => void;
}>;

/** One piece of work: one actor, one transaction, one moment of the city. */
export type Work = Readonly<{ house: House; tx: Tx; actor: Actor; now: CityTime }>;

/** The same for reading only: nothing is written, so the pool itself will do for a transaction. */
export const reading = (house: House, actor: Actor): Work => ({ house, tx: house.db as Tx, actor, now: house.clock.now() });
