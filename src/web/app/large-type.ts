import { useSyncExternalStore } from 'react';

const kept = 'lingxian.large';
const listeners = new Set<() => void>();
const read = (): boolean => localStorage.getItem(kept) === 'yes';

/** 适老大字：记在这台机器上。 */
export function useLargeType(): readonly [boolean, (large: boolean) => void] {
  const large = useSyncExternalStore((listener) => (listeners.add(listener), () => void listeners.delete(listener)), read);
  const set = (next: boolean): void => {
    localStorage.setItem(kept, next ? 'yes' : 'no');
    for (const listener of listeners) listener();
  };
  return [large, set];
}
