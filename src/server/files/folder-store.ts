import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MissingBytes, type FileStore } from './file-store.ts';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** What is renamed is only safe once its folder is on disk as well. */
async function settle(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const A_DAY_MS = 24 * 3_600_000;

/** Files in a folder: `ab/cd/abcd…`, written aside and moved into place, readable by the service only. */
export async function openFolderStore(folder: string): Promise<FileStore> {
  const spool = join(folder, 'incoming');
  await mkdir(spool, { recursive: true, mode: 0o700 });
  // What a crash left half written belongs to nobody. Younger ones may be on their way: a backup opens the store beside the service.
  for (const left of await readdir(spool)) {
    const path = join(spool, left);
    if (((await stat(path).catch(() => undefined))?.mtimeMs ?? Infinity) < Date.now() - A_DAY_MS) await rm(path, { force: true });
  }
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

  return {
    spool,
    has: (sha256) => exists(pathOf(sha256)),

    async put(sha256, path) {
      const target = pathOf(sha256);
      if (await exists(target)) return rm(path, { force: true });
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(path, target);
      await settle(dirname(target));
    },

    async open(sha256) {
      const stream = createReadStream(pathOf(sha256));
      await new Promise<void>((resolve, reject) => {
        stream.once('open', () => resolve());
        stream.once('error', (error) => reject(isMissing(error) ? new MissingBytes(sha256) : error));
      });
      return stream;
    },
  };
}
