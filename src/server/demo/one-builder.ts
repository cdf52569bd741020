import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Who follows the work, and may call it off. */
export type Watched = Readonly<{ log: (line: string) => void; signal?: AbortSignal | undefined }>;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Does the work unless it is done; when another process is at it, waits for that one. */
export async function oneBuilder(lock: string, isDone: () => boolean, { log, signal }: Watched, work: () => Promise<void>): Promise<void> {
  for (let waits = 0; !isDone(); waits += 1) {
    signal?.throwIfAborted();
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return await work().finally(() => rmSync(lock, { force: true }));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST' && 'path' in error && error.path === lock)) throw error;
    }
    const builder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (builder > 0 && !isAlive(builder)) rmSync(lock, { force: true });
    if (waits === 0) log('另一条命令正在搭建示范城市，稍候… Another command is building the city; waiting for it.');
    await wait(300);
  }
}
