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
import { startPostgres } from '../postgres/start-postgres.ts';
import { migrate } from '../store/migrate.ts';
import { buildDemoCity } from './build-city.ts';
import { oneBuilder, type Watched } from './one-builder.ts';

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

/** Where the file system can, without moving a byte. */
export const copyFolder = (from: string, to: string): void => cpSync(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });

const calledOff = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

/** Builds the city into a fresh temporary folder, cleanly stopped at the end, also when it is called off. */
async function buildInto(folder: string, standardsDir: string, { log, signal }: Watched): Promise<void> {
  const postgres = await startPostgres(join(folder, 'postgres'), { durable: false, log });
  try {
    await migrate(postgres.ownerUrl);
    const { ownerUrl, serverUrl } = postgres;
    // A city that is called off loses its database under its feet, and need not complain.
    const saying = (line: string) => (signal?.aborted ? undefined : log(line));
    const city = buildDemoCity({ serverUrl, ownerUrl, dataDir: folder, standardsDir, log: saying });
    const accounts = await Promise.race([city, calledOff(signal)]);
    writeFileSync(join(folder, 'accounts.json'), `${JSON.stringify(accounts, null, 2)}\n`);
  } finally {
    await postgres.stop();
  }
}

/**
 * The demo city as a folder to copy from, built once for each state of the sources, by one command at a time.
 * @param watched `signal` calls the building off: nothing of it is left
 * @returns a folder with postgres/ (stopped), files/ and accounts.json
 */
export async function demoTemplate(root: string, watched: Watched): Promise<string> {
  const cache = join(root, '.cache', 'demo');
  const ready = join(cache, demoKey(root));
  mkdirSync(cache, { recursive: true });
  await oneBuilder(
    `${ready}.builder`,
    () => existsSync(ready),
    watched,
    async () => {
      watched.log('正在搭建示范城市，只此一次… Building the demonstration city, once for these sources.');
      // Built outside the checkout: PostgreSQL's user may not be allowed into somebody's home.
      const workshop = mkdtempSync(join(tmpdir(), 'lingxian-city-'));
      try {
        await buildInto(workshop, join(root, 'standards'), watched);
        const half = mkdtempSync(`${ready}.half-`);
        copyFolder(workshop, half);
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
