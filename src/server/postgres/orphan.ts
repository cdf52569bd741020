import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

// PostgreSQL works inside its data folder; a process with the same number that does not is a stranger.
function worksIn(pid: number, data: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    if (process.platform === 'win32') return true;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(data);
  } catch {
    return false;
  }
}

async function ends(pid: number, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(20)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}

/**
 * Stops a PostgreSQL whose programme died without stopping it. Only for whoever holds the folder.
 * @param data the data folder; its postmaster.pid says who serves it
 */
export async function stopOrphan(data: string, log: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  // Of a dead one the file stays: PostgreSQL reads in it which shared memory its last children must have left.
  if (!Number.isInteger(pid) || !isAlive(pid)) return;
  if (!worksIn(pid, data)) return rmSync(file, { force: true });
  log(`stopping the PostgreSQL that an earlier run left behind (process ${pid})`);
  process.kill(pid, 'SIGINT');
  if (await ends(pid, 20)) return;
  process.kill(pid, 'SIGQUIT');
  if (!(await ends(pid, 10))) throw new Error(`process ${pid} does not stop`);
}
