import { createHash } from 'node:crypto';
import { constants, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
 * The demo city as a folder to copy from, built once for each state of the sources.
 * @returns a folder with postgres/ (stopped), files/ and accounts.json
 */
export async function demoTemplate(root: string, log: Log): Promise<string> {
  const ready = join(root, '.cache', 'demo', demoKey(root));
  if (existsSync(ready)) return ready;
  log('正在搭建示范城市，只此一次… Building the demonstration city, once for these sources.');
  // Built outside the checkout: PostgreSQL's user may not be allowed into somebody's home.
  const workshop = mkdtempSync(join(tmpdir(), 'lingxian-city-'));
  try {
    await buildInto(workshop, join(root, 'standards'), log);
    rmSync(dirname(ready), { recursive: true, force: true });
    mkdirSync(dirname(ready), { recursive: true });
    copy(workshop, `${ready}.half`);
    renameSync(`${ready}.half`, ready);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
  return ready;
}

const ours = ['files', 'postgres', 'accounts.json'];
// Written first and removed last: only what bears this mark is a copy of ours that was cut off. A real city has no accounts.json either.
const copying = 'copying';

/**
 * Puts the city into DEMO_DIR, unless it is there already.
 * @throws CannotStart when the folder holds anything else, a real city above all
 */
export async function settleIn(demoDir: string, template: () => Promise<string>): Promise<void> {
  mkdirSync(demoDir, { recursive: true });
  const found = readdirSync(demoDir);
  const cutOff = found.includes(copying);
  if (found.includes('accounts.json') && !cutOff) return;
  const stranger = found.find((name) => !cutOff || ![...ours, copying].includes(name));
  if (stranger !== undefined) throw new CannotStart(`DEMO_DIR=${demoDir} 里有别的东西（${stranger}），请另选空目录。DEMO_DIR holds something else (${stranger}): choose an empty folder.`);
  const from = await template();
  writeFileSync(join(demoDir, copying), '');
  for (const name of ours) rmSync(join(demoDir, name), { recursive: true, force: true });
  for (const name of ours) copy(join(from, name), join(demoDir, name));
  rmSync(join(demoDir, copying));
}
