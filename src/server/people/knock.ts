import type { CityTime } from '#core/shared/days.ts';

/**
 * Somebody at the door, not yet known: from which address, in which request, and the two clocks —
 * city time for offices and the audit line, machine time for sessions, locks and links.
 */
export type Knock = Readonly<{ address: string; request: string; now: CityTime; machine: Date }>;
