import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Paired, PairingInput } from '#core/inspection/pairing.ts';

/** `milliseconds` is the calculation alone, without the start of its process. */
export type Timed = Readonly<{ paired: Paired; milliseconds: number }>;

const patience = 120_000;
const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

// From the sources the process reads TypeScript; in dist/ it is a bundle beside ours.
function start(): ChildProcess {
  const quiet = { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] as ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' as const };
  if (!import.meta.url.endsWith('.ts')) return fork(pathOf('./pairing-worker.mjs'), { ...quiet, execArgv: [] });
  const reader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(pathOf('./worker.ts'), { ...quiet, execArgv: ['--import', reader] });
}

const tooLong = (most: number): Timed => ({
  paired: { ok: false, rule: 'time', zh: `配对算了${Math.ceil(most / 1000)}秒还没有结果，请缩小范围或分批互查` },
  milliseconds: most,
});

/**
 * 互查配对，连同计算用时。
 * @param most how many milliseconds it may take; then it is ended and the answer says so
 * @throws when the process fails
 */
export function pairTimed(input: PairingInput, most = patience): Promise<Timed> {
  const child = start();
  // Only the end of what it says: a solver that breaks prints its whole source before the reason.
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-2_000)));
  let timer: NodeJS.Timeout | undefined;
  const answer = new Promise<Timed>((resolve, reject) => {
    timer = setTimeout(() => resolve(tooLong(most)), most);
    child.once('message', (timed: Timed) => resolve(timed));
    child.once('error', reject);
    child.once('close', (code, signal) => reject(new Error(`the pairing ended with ${signal ?? code}: ${said}`)));
    child.send(input, (error) => (error === null ? undefined : reject(error)));
  });
  return answer.finally(() => {
    clearTimeout(timer);
    child.kill('SIGKILL');
  });
}

/** 互查配对：不占用服务的线程，两分钟算不完就结束。 */
export const pair = async (input: PairingInput): Promise<Paired> => (await pairTimed(input)).paired;
