import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { prepareBinaries } from './binaries.ts';
import { createData, handOverData, makeRunFolder } from './folder.ts';
import { keysOfFolder, urlOf, type Address, type Keys } from './keys.ts';
import { findLodger, type Lodger } from './lodger.ts';
import { holdFolder, livingHolder, refuseSecond } from './lock.ts';
import { stopOrphan } from './orphan.ts';
import { supervise } from './supervise.ts';

/** Connection strings: `owner` migrates, `server` works, `admin` is PostgreSQL's own superuser (tests make databases with it). */
export type Urls = Readonly<{ ownerUrl: string; serverUrl: string; adminUrl: string }>;
export type Running = Urls & Readonly<{ stop: () => Promise<void> }>;

const urlsOf = (address: Address, keys: Keys): Urls => ({
  ownerUrl: urlOf(address, 'lingxian_owner', keys.owner, 'lingxian'),
  serverUrl: urlOf(address, 'lingxian_server', keys.server, 'lingxian'),
  adminUrl: urlOf(address, 'postgres', keys.postgres, 'postgres'),
});

const freePort = (): Promise<number> =>
  new Promise((found, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const place = server.address();
      server.close(() => (typeof place === 'object' && place !== null ? found(place.port) : reject(new Error('no free port'))));
    });
  });

const addressIn = async (run: string): Promise<Address> => (process.platform === 'win32' ? { port: await freePort() } : { socket: join(run, 'socket') });

// Repeated at every start, so that a first start that was interrupted mends itself.
async function provision({ adminUrl }: Urls, keys: Keys): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
    const roles = new Set(rows.map(({ rolname }) => rolname));
    for (const [role, password] of [
      ['lingxian_owner', keys.owner],
      ['lingxian_server', keys.server],
    ] as const) {
      if (!roles.has(role)) await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
    }
    const found = await client.query("SELECT FROM pg_database WHERE datname = 'lingxian'");
    if (found.rowCount === 0) await client.query('CREATE DATABASE lingxian OWNER lingxian_owner');
  } finally {
    await client.end();
  }
}

async function serve(dir: string, run: string, lodger: Lodger | undefined, durable: boolean, log: (line: string) => void) {
  const keys = keysOfFolder(dir);
  const data = join(dir, 'data');
  const binaries = prepareBinaries(run, lodger);
  const address = await addressIn(run);
  const lock = process.platform === 'win32' ? `\\\\.\\pipe\\lingxian-${process.pid}-${Date.now()}` : join(run, 'lock');
  const release = await holdFolder(dir, { pid: process.pid, lock, run, ...('port' in address ? address : {}) });
  try {
    await stopOrphan(data, log);
    handOverData(data, lodger);
    await createData(data, binaries, run, lodger, keys.postgres);
    const stop = await supervise({ binaries, data, address, lodger, password: keys.postgres, durable, logFile: join(dir, 'postgres.log'), log });
    const urls = urlsOf(address, keys);
    await provision(urls, keys).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { ...urls, stop, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * The programme's own PostgreSQL on one folder: made at the first start, recovered after a crash, restarted when it dies.
 * @param dir holds the data, its passwords and its log
 * @param options `durable: false` trades safety against power loss for speed (tests only)
 * @throws CannotStart when another living programme serves the folder
 */
export async function startPostgres(dir: string, options: { durable?: boolean; log?: (line: string) => void } = {}): Promise<Running> {
  const { durable = true, log = () => {} } = options;
  const folder = resolve(dir);
  mkdirSync(folder, { recursive: true });
  const dead = await refuseSecond(folder);
  const lodger = findLodger();
  const data = join(folder, 'data');
  if (dead !== undefined) {
    await stopOrphan(data, log);
    rmSync(dead.run, { recursive: true, force: true });
  }
  const run = makeRunFolder(folder, lodger);
  const clear = () => rmSync(run, { recursive: true, force: true });
  let stopping: Promise<void> | undefined;
  try {
    const { stop, release, ...urls } = await serve(folder, run, lodger, durable, log);
    return { ...urls, stop: () => (stopping ??= stop().then(release).then(clear)) };
  } catch (error) {
    clear();
    throw error;
  }
}

/** The connections of a folder that somebody serves right now; undefined when nobody does. */
export async function runningPostgres(dir: string): Promise<Urls | undefined> {
  const folder = resolve(dir);
  const holder = await livingHolder(folder);
  if (holder === undefined) return undefined;
  return urlsOf(holder.port === undefined ? { socket: join(holder.run, 'socket') } : { port: holder.port }, keysOfFolder(folder));
}
