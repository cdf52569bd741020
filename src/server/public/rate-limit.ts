import { placeOf } from '#core/people/sign-in.ts';

const MOST_PLACES = 20_000;

/**
 * Lets each place do something `most` times within `windowMs`; in memory, per process, on machine time.
 * @returns seconds to wait, 0 when it may go ahead (and is counted)
 */
export function rateLimit(most: number, windowMs: number) {
  const seen = new Map<string, readonly number[]>();
  return (address: string, at: number): number => {
    const place = placeOf(address);
    const recent = (seen.get(place) ?? []).filter((moment) => at - moment < windowMs);
    const oldest = recent[0];
    if (recent.length >= most && oldest !== undefined) return Math.ceil((oldest + windowMs - at) / 1000);
    // Taken out and put in again, so that the map stays in the order of last use.
    seen.delete(place);
    seen.set(place, [...recent, at]);
    const [stalest] = seen.keys();
    if (seen.size > MOST_PLACES && stalest !== undefined) seen.delete(stalest);
    return 0;
  };
}
