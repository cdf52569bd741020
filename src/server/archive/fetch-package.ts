import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MissingBytes } from '#server/files/file-store.ts';
import type { House } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import type { Typesetter } from '#server/papers/typeset.ts';
import { composePackage, type Composed } from './compose-package.ts';
import { pack, type Packed } from './pack.ts';
import type { Manifest } from './package-shape.ts';
import { lastSealed, type Sealed } from './sealed-packages.ts';

/** A package ready to leave: sealed or as of now. */
export type Fetched = Readonly<{ manifest: Manifest; sealed: boolean; size: number; sha256: string; stream: Readable }>;

/** What a package made now has that the sealed one has not, and the other way round, by title. */
export function differencesOf(sealed: Manifest, now: Manifest): readonly string[] {
  const before = new Map(sealed.files.map((file) => [file.path, file]));
  const after = new Map(now.files.map((file) => [file.path, file]));
  return [
    ...sealed.files.flatMap(({ path, title, sha256 }) =>
      !after.has(path) ? [`少了“${title}”`] : after.get(path)?.sha256 === sha256 ? [] : [`“${title}”变了`],
    ),
    ...now.files.flatMap(({ path, title }) => (before.has(path) ? [] : [`多了“${title}”`])),
  ];
}

/** The kept bytes, looked through before the first of them leaves; nothing when they are gone or changed. */
async function keptBytes({ files }: House, { sha256 }: Sealed): Promise<string | undefined> {
  const path = join(files.spool, `archive-${randomUUID()}`);
  const hash = createHash('sha256');
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(await files.open(sha256), meter, createWriteStream(path, { mode: 0o600 }));
    if (hash.digest('hex') === sha256) return path;
  } catch (error) {
    if (!(error instanceof MissingBytes)) throw error;
  }
  await rm(path, { force: true });
  return undefined;
}

/** Gone from the disk as soon as it is read to the end, or nobody reads on. */
function passing(path: string): Readable {
  const stream = createReadStream(path);
  stream.once('close', () => void rm(path, { force: true }));
  return stream;
}

async function packNow(house: House, typesetter: Typesetter, id: string): Promise<Composed & Packed> {
  const composed = await composePackage(house, typesetter, id);
  return { ...composed, ...(await pack(house.files, composed.parts)) };
}

/**
 * 一件事项的归档数据包：封存过的，就是封存的那些字节；没有封存的，是现在的。
 * Should the kept bytes be lost, the package is made again, and leaves only if it comes out the same.
 * @throws Refusal 404, 409 open still, or no longer what was sealed (says what differs)
 */
export async function fetchPackage(house: House, typesetter: Typesetter, id: string): Promise<Fetched> {
  const sealed = await lastSealed(house.db, id);
  const kept = sealed === undefined ? undefined : await keptBytes(house, sealed);
  if (sealed !== undefined && kept !== undefined)
    return { manifest: sealed.manifest, sealed: true, size: sealed.size, sha256: sealed.sha256, stream: passing(kept) };
  const { manifest, path, size, sha256 } = await packNow(house, typesetter, id);
  if (sealed !== undefined && sha256 !== sealed.sha256) {
    await rm(path, { force: true });
    throw refuse(409, 'package-changed', `封存的数据包找不到了，现在重做的与当时不同：${differencesOf(sealed.manifest, manifest).join('，') || '清单变了'}`);
  }
  return { manifest, sealed: sealed !== undefined, size, sha256, stream: passing(path) };
}
