import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MissingBytes, type FileStore } from '#server/files/file-store.ts';
import { openFileStore } from '#server/files/open-store.ts';
import { bucketOf } from '#server/files/s3-store.ts';

/** Against an object store that speaks the protocol. */
let folder: string;
let server: S3rver;
let port: number;
let store: FileStore;
const url = (over = '') => `s3://S3RVER:S3RVER@127.0.0.1:${port}/files/lingxian?tls=no${over}`;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lingxian-s3-'));
  server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 'objects'), configureBuckets: [{ name: 'files', configs: [] }] });
  ({ port } = await server.run());
  store = await openFileStore(folder, url());
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const digest = (content: string) => createHash('sha256').update(content).digest('hex');
async function spooled(content: string): Promise<string> {
  const path = join(store.spool, digest(content));
  await writeFile(path, content);
  return path;
}

describe('files in object storage', () => {
  it('are kept by their hash, read back, and taken out of the spool', async () => {
    const content = '一页扫描件，含生僻字𬭎。'.repeat(5000);
    expect(await store.has(digest(content))).toBe(false);
    await store.put(digest(content), await spooled(content));
    expect(await store.has(digest(content))).toBe(true);
    expect(await text(await store.open(digest(content)))).toBe(content);
    expect(await readdir(store.spool)).toEqual([]);
  });
  it('are kept once, however often they come', async () => {
    const content = '同一份证明';
    const copies = await Promise.all(
      ['one', 'other'].map(async (name) => {
        const path = join(store.spool, name);
        await writeFile(path, content);
        return path;
      }),
    );
    await Promise.all(copies.map((path) => store.put(digest(content), path)));
    await store.put(digest(content), await spooled(content));
    expect(await text(await store.open(digest(content)))).toBe(content);
  });
  it('that are not there are said to be missing', async () => {
    await expect(store.open('0'.repeat(64))).rejects.toBeInstanceOf(MissingBytes);
  });
  it('are refused with a sentence when the key is wrong or nobody answers', async () => {
    const stranger = await openFileStore(folder, url().replace('S3RVER:', 'nobody:'));
    await expect(stranger.put(digest('x'), await spooled('x'))).rejects.toMatchObject({ status: 503, reasons: [{ code: 'files-away' }] });
    expect(await store.has(digest('x'))).toBe(false);
    await rm(join(store.spool, digest('x')));
    const nobody = await openFileStore(folder, 's3://a:b@127.0.0.1:1/files?tls=no');
    await expect(nobody.put(digest('y'), await spooled('y'))).rejects.toMatchObject({ status: 503 });
    await rm(join(store.spool, digest('y')));
  }, 20_000);
});

describe('the address of a bucket', () => {
  it('carries endpoint, bucket, prefix, region and credentials', () => {
    expect(bucketOf('s3://key:se%2Fcret@oss.example:9000/files/a/b?region=cn-south-1')).toEqual({
      endpoint: 'https://oss.example:9000',
      bucket: 'files',
      prefix: 'a/b/',
      region: 'cn-south-1',
      accessKeyId: 'key',
      secretAccessKey: 'se/cret',
    });
  });
  it.each(['s3://host/bucket', 's3://key:secret@host/', 's3://key@host/bucket'])('%s is none', (text_) => expect(bucketOf(text_)).toBeUndefined());
});
