import type { Calendar, CityTime } from '#core/shared/days.ts';
import type { Standards } from '#server/kernel/house.ts';
import type { Db } from './connection.ts';

/** What loading a matter may need besides its rows: today, the standards, the calendar. */
export type Reading = Readonly<{ db: Db; now: CityTime; standards: Standards; calendar: Calendar }>;

/** null → absent, so that core sees plain optional fields. */
export const present = <T extends object>(row: T): T => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
