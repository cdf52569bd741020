import { createHash } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotStart } from '../cannot-start.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { migrate } from '../store/migrate.ts';
import { buildDemoCity } from './build-city.ts';

type Log = (line: string) => void;

// Whatever these hold may change what the demonstration city looks like.
const sources = ['src/core', 'src/contract', 'src/server', 'migrations', 'standards'];

/** One key for all sources of the demo city. */
export function demoKey(root: string): string {
  const hash = createHash('sha256');
  for (const folder of sources.filter((source) => existsSync(join(root, source)))) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.(ts|json|sql)$/.test(name) || name.endsWith('.test.ts')) continue;
      hash.update(`${folder}/${name}\0`).update(readFileSync(join(root, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 24);
}

const copy = (from: string, to: string) => cpSync(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Does the work unless it is done; when another process is at it, waits for that one. */
async function oneBuilder(lock: string, isDone: () => boolean, log: Log, work: () => Promise<void>): Promise<void> {
  for (let waits = 0; !isDone(); waits += 1) {
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

/** Builds the city into a fresh temporary folder, cleanly stopped at the end. */
async function buildInto(folder: string, standardsDir: string, log: Log): Promise<void> {
  const postgres = await startPostgres(join(folder, 'postgres'), { durable: false, log });
  try {
    await migrate(postgres.ownerUrl);
    const accounts = await buildDemoCity({ serverUrl: postgres.serverUrl, ownerUrl: postgres.ownerUrl, dataDir: folder, standardsDir, log });
    writeFileSync(join(folder, 'accounts.json'), `${JSON.stringify(accounts, null, 2)}\n`);
  } finally {
    await postgres.stop();
  }
}

/**
 * The demo city as a folder to copy from, built once for each state of the sources, by one command at a time.
 * @returns a folder with postgres/ (stopped), files/ and accounts.json
 */
export async function demoTemplate(root: string, log: Log): Promise<string> {
  const cache = join(root, '.cache', 'demo');
  const ready = join(cache, demoKey(root));
  mkdirSync(cache, { recursive: true });
  await oneBuilder(
    `${ready}.builder`,
    () => existsSync(ready),
    log,
    async () => {
      log('正在搭建示范城市，只此一次… Building the demonstration city, once for these sources.');
      // Built outside the checkout: PostgreSQL's user may not be allowed into somebody's home.
      const workshop = mkdtempSync(join(tmpdir(), 'lingxian-city-'));
      try {
        await buildInto(workshop, join(root, 'standards'), log);
        const half = mkdtempSync(`${ready}.half-`);
        copy(workshop, half);
        renameSync(half, ready);
      } finally {
        rmSync(workshop, { recursive: true, force: true });
      }
    },
  );
  utimesSync(ready, new Date(), new Date());
  clearOld(cache);
  return ready;
}

const A_DAY_MS = 86_400_000;

/** What nobody has copied from for a day, and what a killed builder left. */
function clearOld(cache: string): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const used = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - used > A_DAY_MS) rmSync(path, { recursive: true, force: true });
  }
}

const inOrder = ['files', 'postgres', 'accounts.json'];
const copying = 'copying';

/**
 * Puts the city into DEMO_DIR, unless it is there already. A copy that was cut off is known by the file `copying`, and begun again.
 * @throws CannotStart when the folder holds anything else
 */
export async function settleIn(demoDir: string, template: () => Promise<string>): Promise<void> {
  const halfWay = existsSync(join(demoDir, copying));
  if (!halfWay && existsSync(join(demoDir, 'accounts.json'))) return;
  mkdirSync(demoDir, { recursive: true });
  const stranger = halfWay ? undefined : readdirSync(demoDir)[0];
  if (stranger !== undefined)
    throw new CannotStart(
      `DEMO_DIR=${demoDir} 里有别的东西（${stranger}），请另选空目录。DEMO_DIR holds something else (${stranger}): choose an empty folder.`,
    );
  const from = await template();
  writeFileSync(join(demoDir, copying), '');
  for (const name of inOrder) rmSync(join(demoDir, name), { recursive: true, force: true });
  for (const name of inOrder) copy(join(from, name), join(demoDir, name));
  rmSync(join(demoDir, copying));
}
