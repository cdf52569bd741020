import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { CannotStart } from '../cannot-start.ts';
import type { Binaries } from './binaries.ts';
import { reaches, type Lodger } from './lodger.ts';

const run = promisify(execFile);

/** Gives a path to the lodger, for it alone. */
export function handOver(path: string, mode: number, lodger: Lodger | undefined): void {
  if (lodger !== undefined) chownSync(path, lodger.uid, lodger.gid);
  chmodSync(path, mode);
}

/** Gives a whole data folder to the lodger: one that was copied belongs to whoever copied it. */
export function handOverData(data: string, lodger: Lodger | undefined): void {
  if (lodger === undefined || !existsSync(data) || statSync(data).uid === lodger.uid) return;
  for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' })) lchownSync(join(data, name), lodger.uid, lodger.gid);
  // The folder itself comes last: until then the next start would begin again.
  handOver(data, 0o700, lodger);
}

// The longest name in the run folder is socket/.s.PGSQL.5432.lock; the system allows 107 bytes in all.
const longestRunFolder = 80;

/** A fresh folder for sockets and library links: beside the data, or in the temporary folder when that is too deep or out of the lodger's reach. */
export function makeRunFolder(dir: string, lodger: Lodger | undefined): string {
  const beside = join(resolve(dir), 'run');
  const fits = Buffer.byteLength(beside) <= longestRunFolder && reaches(lodger, dir) && process.platform !== 'win32';
  rmSync(beside, { recursive: true, force: true });
  if (fits) mkdirSync(beside);
  const temporary = Buffer.byteLength(tmpdir()) <= longestRunFolder - 16 ? tmpdir() : '/tmp';
  const folder = fits ? beside : mkdtempSync(join(temporary, 'lingxian-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'socket'));
  handOver(join(folder, 'socket'), 0o700, lodger);
  return folder;
}

/**
 * How the lodger calls a data folder that its process already stands in: by its path, or, below somebody's private home,
 * by "here", which asks nothing of the folders above.
 */
export function dataPath(data: string, lodger: Lodger | undefined): string {
  if (reaches(lodger, join(data, '..'))) return data;
  if (process.platform === 'linux') return '/proc/self/cwd';
  throw new CannotStart(`PostgreSQL 的用户进不了 ${data}，请把数据目录放到别处。PostgreSQL's user cannot enter ${data}: choose a data folder elsewhere.`);
}

const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
/**
 * Which signs are letters is the system's word, also for the index that finds parts of words: in plain “C” no Chinese sign
 * is one, and every search would read its table from end to end. A system that has no such locale gets “C”, slower and no less right.
 */
const letters = 'C.UTF-8';

/** Makes the data folder at the first start. It appears whole or not at all, whatever interrupts. */
export async function createData(data: string, binaries: Binaries, runFolder: string, lodger: Lodger | undefined, password: string): Promise<void> {
  if (existsSync(data)) return;
  const half = `${data}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  handOver(half, 0o700, lodger);
  const secret = join(runFolder, 'socket', 'first');
  writeFileSync(secret, password, { mode: 0o600 });
  handOver(secret, 0o600, lodger);
  const options = ['--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256', '--data-checksums', '--no-instructions', ...locale];
  const init = (ctype: string): Promise<unknown> =>
    run(binaries.initdb, [...options, `--lc-ctype=${ctype}`, `--pgdata=${dataPath(half, lodger)}`], { cwd: half, env: binaries.env, ...lodger });
  try {
    // What fails leaves the folder as empty as it was.
    await init(letters).catch(() => init('C'));
  } finally {
    rmSync(secret, { force: true });
  }
  renameSync(half, data);
}
