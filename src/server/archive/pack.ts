import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile, type Options } from 'yazl';
import { MissingBytes, type FileStore } from '#server/files/file-store.ts';
import { refuse } from '#server/kernel/refusal.ts';

/** The largest package, in bytes. */
export const largestPackage = 1024 * 1024 * 1024;

/** One file of a package: bytes made here, or kept ones by their digest. */
export type Part = Readonly<{ path: string; title: string; size: number; sha256: string }> & Readonly<{ bytes: Buffer } | { stored: true }>;
export type Packed = Readonly<{ path: string; size: number; sha256: string }>;

export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
export const made = (path: string, title: string, bytes: Buffer): Part => ({ path, title, size: bytes.length, sha256: digestOf(bytes), bytes });

// The same bytes on every machine: nothing is deflated, for that depends on the library; no moment, no owner, and one moment for all,
// written as local time because that is how the format has it.
const sameEverywhere: Partial<Options> = { compress: false, forceDosTimestamp: true, mode: 0o100644, mtime: new Date(1980, 0, 1) };

/** Passes on what is what it should be, and stops at what is not. */
function checking({ title, sha256 }: Part): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush: (done) => done(hash.digest('hex') === sha256 ? null : refuse(409, 'file-damaged', `附件“${title}”与上传时不同，不能封存，请联系系统管理员`)),
  });
}
const lost = (error: unknown, { title }: Part): unknown =>
  error instanceof MissingBytes ? refuse(409, 'file-missing', `附件“${title}”的内容找不到了，不能封存，请联系系统管理员`) : error;

function add(zip: ZipFile, part: Part, files: FileStore, failed: (error: unknown) => void): void {
  if ('bytes' in part) return zip.addBuffer(part.bytes, part.path, sameEverywhere);
  zip.addReadStreamLazy(part.path, { ...sameEverywhere, size: part.size }, (give) => {
    files.open(part.sha256).then(
      (stream: Readable) => {
        const checked = checking(part);
        checked.once('error', failed);
        stream.once('error', failed);
        give(null, stream.pipe(checked));
      },
      (error: unknown) => failed(lost(error, part)),
    );
  });
}

/**
 * Writes a package into the spool, in the order given; the same parts give the same bytes.
 * @throws Refusal 409 where an attached file is not there or not what it was, 413 where it is too large
 */
export async function pack(files: FileStore, parts: readonly Part[]): Promise<Packed> {
  if (parts.reduce((sum, { size }) => sum + size, 0) > largestPackage) throw refuse(413, 'package-too-large', '附件合计超过 1 GB，请先把过大的附件另存');
  const path = join(files.spool, `archive-${randomUUID()}`);
  const zip = new ZipFile();
  const out = new PassThrough();
  const failed = (error: unknown): void => void out.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.once('error', failed);
  zip.outputStream.pipe(out);
  for (const part of parts) add(zip, part, files, failed);
  zip.end();
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(out, meter, createWriteStream(path, { mode: 0o600, flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, size, sha256: hash.digest('hex') };
}
