import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { refuse } from '#server/kernel/refusal.ts';
import { MissingBytes, type FileStore } from './file-store.ts';

/** Where the bucket is and who may write to it. */
export type Bucket = Readonly<{ endpoint: string; bucket: string; prefix: string; region: string; accessKeyId: string; secretAccessKey: string }>;

/**
 * `s3://key:secret@host[:port]/bucket[/prefix]?region=cn-south-1&tls=no`; TLS unless `tls=no`.
 * @returns nothing when it names no host, no bucket or no credentials
 */
export function bucketOf(text: string): Bucket | undefined {
  const { host, username, password, pathname, searchParams } = new URL(text);
  const [bucket = '', ...prefix] = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  if (host === '' || bucket === '' || username === '' || password === '') return undefined;
  return {
    endpoint: `${searchParams.get('tls') === 'no' ? 'http' : 'https'}://${host}`,
    bucket,
    prefix: prefix.map((part) => `${part}/`).join(''),
    region: searchParams.get('region') ?? 'us-east-1',
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  };
}

const away = () => refuse(503, 'files-away', '附件存储暂时连不上，文件没有保存或打开，请稍后再试');

/** Files in object storage, one object for each content, named by its SHA-256; the hash is signed with the upload, so that what arrives is what was hashed. */
export async function openS3Store({ endpoint, bucket, prefix, region, accessKeyId, secretAccessKey }: Bucket, spool: string): Promise<FileStore> {
  await mkdir(spool, { recursive: true, mode: 0o700 });
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const address = (sha256: string): string => `${endpoint}/${bucket}/${prefix}${sha256.slice(0, 2)}/${sha256}`;

  /** @throws Refusal 503 when the storage does not answer, or answers anything but yes and no */
  async function ask(sha256: string, init: RequestInit & { method: string }): Promise<Response | undefined> {
    const answer = await client.fetch(address(sha256), init).catch(() => {
      throw away();
    });
    if (answer.ok) return answer;
    await answer.body?.cancel();
    if (answer.status === 404) return undefined;
    throw away();
  }
  const has = async (sha256: string): Promise<boolean> => (await ask(sha256, { method: 'HEAD' })) !== undefined;

  return {
    spool,
    has,

    async put(sha256, path) {
      if (!(await has(sha256))) {
        const { size } = await stat(path);
        const body = Readable.toWeb(createReadStream(path)) as ReadableStream;
        const headers = { 'content-length': String(size), 'x-amz-content-sha256': sha256 };
        // A stream is sent once; whoever uploads is told and tries again.
        const once = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
        const request: RequestInit & { duplex: 'half' } = { method: 'PUT', body, headers, duplex: 'half' };
        const kept = await once.fetch(address(sha256), request).catch(() => undefined);
        await kept?.body?.cancel();
        if (kept?.ok !== true) throw away();
      }
      await rm(path, { force: true });
    },

    async open(sha256) {
      const answer = await ask(sha256, { method: 'GET' });
      if (answer?.body === undefined || answer.body === null) throw new MissingBytes(sha256);
      return Readable.fromWeb(answer.body as never);
    },
  };
}
