const here = new Set<string>();

/**
 * Does the work unless this page or another tab is doing it already; `undefined` then.
 * Without locks (plain http) two tabs may both send: the server takes the same things once.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  if (here.has(name)) return undefined;
  here.add(name);
  try {
    if (navigator.locks === undefined) return await work();
    return await navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock === null ? undefined : await work()));
  } finally {
    here.delete(name);
  }
}
