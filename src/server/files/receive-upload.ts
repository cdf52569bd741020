import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse, type Refusal } from '#server/kernel/refusal.ts';
import { cleanName, withEnding } from './file-name.ts';
import { readPhoto, type Photo } from './clean-photo.ts';
import { judgeFile } from './file-kind.ts';
import type { FileStore } from './file-store.ts';

/** The largest file, in bytes. */
export const largestFile = 30 * 1024 * 1024;
const largestZh = '30 MB';

/** Bytes that are kept, not yet anybody's; of a photo also what it says, and the copy that says nothing. */
export type Received = Readonly<{ name: string; size: number; sha256: string; type: string }> & Partial<Photo>;

const full = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);
const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && full.has(String(error.code));

export const tooLarge = (): Refusal => refuse(413, 'file-too-large', `文件超过 ${largestZh}，请压缩或分成几个文件后再上传`, 'file');
const empty = (): Refusal => refuse(422, 'file-empty', '文件是空的，请检查后重新上传', 'file');

/** Counts and hashes what passes, and stops at the limit. */
function meter() {
  const hash = createHash('sha256');
  let size = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > largestFile ? tooLarge() : null, chunk);
    },
  });
  return { through, result: () => ({ size, sha256: hash.digest('hex') }) };
}

const besideOf = (path: string): string => `${path}-clean`;

async function keep(store: FileStore, path: string, source: Readable, givenName: string): Promise<Received> {
  const { through, result } = meter();
  // Only after flush: a file that was acknowledged survives a power cut.
  await pipeline(source, through, createWriteStream(path, { mode: 0o600, flush: true }));
  const { size, sha256 } = result();
  if (size === 0) throw empty();

  const name = cleanName(givenName);
  const judged = await judgeFile(path, name, size);
  if ('because' in judged) throw refuse(415, 'file-type-refused', judged.because, 'file');
  const photo = judged.kind.type.startsWith('image/') ? await readPhoto(path, besideOf(path), judged.kind.type) : {};
  if (photo.clean !== undefined) await store.put(photo.clean.sha256, besideOf(path));
  await store.put(sha256, path);
  return { name: withEnding(name, judged.kind.endings), size, sha256, type: judged.kind.type, ...photo };
}

/**
 * Takes in one uploaded file: written aside, measured, hashed, judged by content, then kept. Nothing is left behind when it fails.
 * @param source the bytes; when it ends early (`truncated`) the caller destroys it with an error
 * @throws Refusal 413 too large, in bytes or in pixels, 415 not allowed, 422 empty, 503 when the disk is full
 */
export async function receiveUpload(store: FileStore, source: Readable, name: string): Promise<Received> {
  const path = join(store.spool, randomUUID());
  try {
    return await keep(store, path, source, name);
  } catch (error) {
    if (!isFull(error)) throw error;
    throw refuse(503, 'disk-full', '服务器存储空间不足，文件没有保存，请联系系统管理员后再试');
  } finally {
    await rm(path, { force: true });
    await rm(besideOf(path), { force: true });
  }
}
