import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

/** The service as an operator starts it, in a process of its own. */
export type Living = Readonly<{ url: string; kill: () => Promise<void>; stop: () => Promise<void> }>;

const ended = (child: ChildProcess): Promise<unknown> => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit'));
/** PostgreSQL's own process on a folder. */
const postmasterOf = (dataDir: string): number => Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Starts `lingxian serve` on a folder; `kill` is kill -9 of it and of its PostgreSQL, at once. */
export async function serveIn(dataDir: string): Promise<Living> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/cli.ts', 'serve'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /ready: (http\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return {
    url,
    async kill() {
      const postmaster = postmasterOf(dataDir);
      child.kill('SIGKILL');
      process.kill(postmaster, 'SIGKILL');
      await ended(child);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

/** A line to a database that can be cut and mended; `url` leads through it. */
export type Line = Readonly<{ url: string; cut: () => Promise<void>; mend: () => Promise<void> }>;

/** Puts a line of our own before a PostgreSQL: what reaches it can be cut off, as when it is stopped. */
export async function lineTo(url: string): Promise<Line> {
  const { username, password, pathname, searchParams, hostname, port } = new URL(url);
  const socketFolder = searchParams.get('host') ?? (hostname.startsWith('%2F') ? decodeURIComponent(hostname) : null);
  const open = new Set<Socket>();
  const listener = createServer((from) => {
    const to = socketFolder === null ? connect(Number(port), hostname) : connect(`${socketFolder}/.s.PGSQL.${port === '' ? 5432 : port}`);
    for (const socket of [from, to]) {
      open.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          open.delete(socket);
          from.destroy();
          to.destroy();
        });
    }
    from.pipe(to).pipe(from);
  });
  const listen = (at: number) => new Promise<void>((resolve) => listener.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const { port: ours } = listener.address() as AddressInfo;
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${ours}${pathname}`,
    async cut() {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
    mend: () => listen(ours),
  };
}
