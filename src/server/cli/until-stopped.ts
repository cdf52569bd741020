const LOOK_MS = 1_000;

/**
 * Waits for Ctrl-C or a request to end. Repeats of it are not news: a terminal and npm both send one.
 * npm that is itself ended passes nothing on, so losing it counts as a request too.
 */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    const parent = process.ppid;
    if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
    const timer = setInterval(() => process.ppid !== parent && resolve(), LOOK_MS);
    timer.unref();
  });
