const here = new Set<string>();

/**
 * Does the work unless this page or another tab is doing it already; `undefined` then.
 * Without locks (plain http) two tabs may both send: the server takes the same things once.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  if (here.has(name)) return undefined;
  here.add(name);
  try {
    // The types promise locks everywhere; browsers keep them for https.
    const locks: LockManager | null | undefined = navigator.locks;
    if (!locks) return await work();
    return await locks.request(name, { ifAvailable: true }, async (lock) => (lock === null ? undefined : await work()));
  } finally {
    here.delete(name);
  }
}
