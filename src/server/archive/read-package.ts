import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { open, type Entry, type ZipFile } from 'yauzl';
import { manifestName, manifestShape, type Manifest } from './package-shape.ts';
import { largestPackage } from './pack.ts';

/** One file of a package that came back: whole, changed, missing, or not on the list. */
export type FileVerdict = Readonly<{ path: string; title: string; is: 'whole' | 'changed' | 'missing' | 'extra' }>;
export type PackageReading = Readonly<{ sha256: string; size: number } & ({ manifest: Manifest; files: readonly FileVerdict[] } | { wrong: string })>;

const mostEntries = 5000;
const largestManifest = 8 * 1024 * 1024;
type Found = Readonly<{ size: number; sha256: string }>;

/** What cannot be read as a package at all, as people read it. */
class Hostile extends Error {}
const sentences: readonly (readonly [RegExp, string])[] = [
  [/invalid relative path|absolute path|invalid characters in fileName/i, '包里有指向包外的文件名，可能是恶意构造的，没有读取'],
  [/encrypted/i, '包设了密码，请取消密码后再上传'],
  [/too (many|few) bytes|size mismatch/i, '包里的文件与声明的大小不符，可能是恶意构造的压缩包'],
];
const saysOf = (error: unknown): string => {
  if (error instanceof Hostile) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return sentences.find(([pattern]) => pattern.test(text))?.[1] ?? '这不是归档数据包，或已损坏，打不开';
};

const opened = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    open(path, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true, decodeStrings: true, autoClose: false }, (error, zip) =>
      error === null ? resolve(zip) : reject(error),
    ),
  );

async function bytesOf(zip: ZipFile, entry: Entry, keep: boolean): Promise<Found & { bytes: Buffer }> {
  const stream = await zip.openReadStreamPromise(entry);
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > entry.uncompressedSize) throw new Hostile('包里的文件与声明的大小不符，可能是恶意构造的压缩包');
    hash.update(chunk);
    if (keep) kept.push(chunk);
  }
  return { size, sha256: hash.digest('hex'), bytes: Buffer.concat(kept) };
}

/** Every entry's digest; what is declared too large is not unpacked at all. */
async function walk(zip: ZipFile): Promise<{ found: Map<string, Found>; manifest: Buffer | undefined }> {
  const found = new Map<string, Found>();
  let [total, manifest]: [number, Buffer | undefined] = [0, undefined];
  if (zip.entryCount > mostEntries) throw new Hostile(`包里的文件超过${mostEntries}个，不是归档数据包`);
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize } = entry;
    total += uncompressedSize;
    if (total > largestPackage) throw new Hostile('包解开以后超过 1 GB，可能是恶意构造的压缩包，没有解开');
    if (found.has(fileName)) throw new Hostile(`包里有两个同名的文件（${fileName}），不是归档数据包`);
    if (fileName.endsWith('/')) continue;
    if (fileName === manifestName && uncompressedSize > largestManifest) throw new Hostile('清单过大，不是归档数据包');
    const { bytes, ...sums } = await bytesOf(zip, entry, fileName === manifestName);
    // Nothing else in the package vouches for the list itself.
    if (fileName === manifestName && crc32(bytes) !== entry.crc32) throw new Hostile('清单读不懂，已损坏或被改动');
    found.set(fileName, sums);
    if (fileName === manifestName) manifest = bytes;
  }
  return { found, manifest };
}

function manifestIn(bytes: Buffer | undefined): Manifest {
  if (bytes === undefined) throw new Hostile('包里没有清单（manifest.json），不是本系统的归档数据包');
  try {
    return manifestShape.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw new Hostile('清单读不懂，已损坏或被改动');
  }
}

function judged({ files }: Manifest, found: ReadonlyMap<string, Found>): FileVerdict[] {
  const listed = files.map(({ path, title, size, sha256 }): FileVerdict => {
    const there = found.get(path);
    return { path, title, is: there === undefined ? 'missing' : there.size === size && there.sha256 === sha256 ? 'whole' : 'changed' };
  });
  const known = new Set([manifestName, ...files.map(({ path }) => path)]);
  return [...listed, ...[...found.keys()].filter((path) => !known.has(path)).map((path): FileVerdict => ({ path, title: path, is: 'extra' }))];
}

async function sumOf(path: string): Promise<Found> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    size += chunk.length;
    hash.update(chunk);
  }
  return { size, sha256: hash.digest('hex') };
}

/** 读一个归档数据包，逐个文件核对；什么也不写到盘上。A hostile one gets a sentence, never a crash. */
export async function readPackage(path: string): Promise<PackageReading> {
  const sums = await sumOf(path);
  let zip: ZipFile | undefined;
  try {
    zip = await opened(path);
    const { found, manifest: bytes } = await walk(zip);
    const manifest = manifestIn(bytes);
    return { ...sums, manifest, files: judged(manifest, found) };
  } catch (error) {
    return { ...sums, wrong: saysOf(error) };
  } finally {
    zip?.close();
  }
}
