import { readFileSync } from 'node:fs';

const LOOK_MS = 1_000;

// npm runs a shell that runs us. Where /proc tells, the shell's own parent is looked at as well.
function parentsNow(): string {
  try {
    const afterName = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').replace(/^.*\) /s, '');
    return `${process.ppid} ${afterName.split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}

/**
 * Waits for Ctrl-C or a request to end. Repeats of it are not news: a terminal and npm both send one.
 * npm that is itself ended passes nothing on, so losing it counts as a request too.
 */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
    const parents = parentsNow();
    const timer = setInterval(() => parentsNow() !== parents && resolve(), LOOK_MS);
    timer.unref();
  });
