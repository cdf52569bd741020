import type { Me } from '#contract/shapes.ts';

const kept = 'lingxian.site.me';
const isMe = (value: unknown): value is Me =>
  typeof value === 'object' && value !== null && 'person' in value && 'acting' in value && 'offices' in value && 'today' in value;

function read(): Me | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(kept) ?? 'null');
    return isMe(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Who was signed in last on this device: an on-site page opens for them where there is no network to ask. */
export const knownMe = {
  read,
  keep(me: Me): void {
    try {
      localStorage.setItem(kept, JSON.stringify(me));
    } catch {
      // A full device still serves whoever is online.
    }
  },
  /** Signed out: nobody opens these sheets on this device until somebody signs in. */
  forget: (): void => localStorage.removeItem(kept),
  /** Somebody else signed in. */
  meet(me: Me): void {
    const before = read();
    if (before !== undefined && before.person.id !== me.person.id) localStorage.removeItem(kept);
  },
};
