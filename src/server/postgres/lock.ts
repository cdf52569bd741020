import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../cannot-start.ts';

/** What the programme that serves a folder writes down: itself, the socket that shows it is alive, and its run folder. */
const holderOf = z.object({ pid: z.number(), lock: z.string(), run: z.string(), port: z.number().optional() });
export type Holder = z.infer<typeof holderOf>;

const recordOf = (dir: string) => join(dir, 'supervisor.json');

// A process number can be taken by somebody else, above all in containers. A socket that answers cannot.
const answers = (lock: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(lock);
    const say = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.once('connect', () => say(true)).once('error', () => say(false));
  });

const read = (dir: string): Holder | undefined => {
  if (!existsSync(recordOf(dir))) return undefined;
  try {
    return holderOf.parse(JSON.parse(readFileSync(recordOf(dir), 'utf8')));
  } catch {
    // Half a record: its writer died while writing.
    return undefined;
  }
};

/** Who serves this folder now, if anybody is alive. */
export async function livingHolder(dir: string): Promise<Holder | undefined> {
  const holder = read(dir);
  return holder !== undefined && (await answers(holder.lock)) ? holder : undefined;
}

/** Refuses when another programme serves this folder; otherwise answers with the dead one that did, if any. */
export async function refuseSecond(dir: string): Promise<Holder | undefined> {
  const living = await livingHolder(dir);
  if (living === undefined) return read(dir);
  throw new CannotStart(
    `数据目录 ${dir} 正由另一个领衔程序（进程 ${living.pid}）使用，请先停止它，或另选目录。The folder ${dir} is in use by another Lingxian (process ${living.pid}): stop that one first, or choose another folder.`,
  );
}

/** Takes the folder: from here on a second start is refused. Answers with the way to let it go. */
export async function holdFolder(dir: string, holder: Holder): Promise<() => Promise<void>> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(holder.lock, resolve);
  });
  server.unref();
  writeFileSync(recordOf(dir), JSON.stringify(holder), { mode: 0o600 });
  return async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    rmSync(recordOf(dir), { force: true });
  };
}
