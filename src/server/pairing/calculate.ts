import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Job } from './job.ts';

/** `milliseconds` is the calculation alone, without the start of its process; nothing when it took too long. */
export type Calculated<T> = Readonly<{ answer: T | undefined; milliseconds: number }>;

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// From the sources the process reads TypeScript; in dist/ it is a bundle beside ours.
function start(): ChildProcess {
  const quiet = { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] as ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' as const };
  if (!import.meta.url.endsWith('.ts')) return fork(pathOf('./pairing-worker.mjs'), { ...quiet, execArgv: [] });
  const reader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(pathOf('./worker.ts'), { ...quiet, execArgv: ['--import', reader] });
}

/**
 * Has something calculated in a process of its own.
 * @param most how many milliseconds it may take; then it is ended
 * @throws when the process fails
 */
export function calculate<T>(job: Job, most: number): Promise<Calculated<T>> {
  const child = start();
  // Only the end of what it says: a solver that breaks prints its whole source before the reason.
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-2_000)));
  let timer: NodeJS.Timeout | undefined;
  const answer = new Promise<Calculated<T>>((resolve, reject) => {
    timer = setTimeout(() => resolve({ answer: undefined, milliseconds: most }), most);
    child.once('message', (calculated: Calculated<T>) => resolve(calculated));
    child.once('error', reject);
    child.once('close', (code, signal) => reject(new Error(`the calculation ended with ${signal ?? code}: ${said}`)));
    child.send(job, (error) => (error === null ? undefined : reject(error)));
  });
  return answer.finally(() => {
    clearTimeout(timer);
    child.kill('SIGKILL');
  });
}
