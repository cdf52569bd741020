import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { z } from 'zod';
import { CannotStart } from '../cannot-start.ts';
import type { FileStore } from '../files/file-store.ts';
import { rootFolder } from '../root-folder.ts';
import { migrate } from '../store/migrate.ts';
import { headSchema, sumsSchema, total, type Head, type Moved, type Sums } from './contents.ts';
import { insistOnSameTables, loadRows, untie } from './load-tables.ts';
import { CutOff, tarEntries, whole, type Entry } from './tar.ts';

export type Target = Readonly<{ ownerUrl: string; serverUrl: string; files: FileStore; log: (line: string) => void }>;
type Read = { sums: Record<string, string>; rows: Record<string, number>; files: number };

const damaged = (what: string) => new CannotStart(`备份文件损坏：${what}。The backup is damaged: ${what}.`);
const isCutOff = (error: unknown): boolean => error instanceof CutOff || (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'));
const parse = <T>(schema: z.ZodType<T>, bytes: Buffer, what: string): T => {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw damaged(what);
  }
};

/** Brings an empty database to the state of the tables that the backup was taken from. */
async function migrateAsThen({ migrations }: Head, { ownerUrl, serverUrl, log }: Target): Promise<void> {
  const ours = join(rootFolder(), 'migrations');
  const then = await mkdtemp(join(tmpdir(), 'lingxian-migrations-'));
  try {
    for (const { name, sha256 } of migrations) {
      const sql = /^\d{4}-[a-z0-9-]+\.sql$/.test(name) ? await readFile(join(ours, name), 'utf8').catch(() => undefined) : undefined;
      if (sql === undefined) throw new CannotStart(`备份来自更新的程序（${name}）。The backup was taken by a newer programme: it knows ${name}.`);
      if (createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex') !== sha256)
        throw new CannotStart(`迁移 ${name} 与备份时不同。The migration ${name} is not the one the backup was taken with.`);
      await copyFile(join(ours, name), join(then, name));
    }
    await migrate(ownerUrl, { folder: then, serverUrl, log });
  } finally {
    await rm(then, { recursive: true, force: true });
  }
}

async function keepFile({ name, bytes }: Entry, files: FileStore): Promise<string> {
  const path = join(files.spool, randomUUID());
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      await handle.write(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  const digest = hash.digest('hex');
  if (name !== `files/${digest}`) throw damaged(name);
  await files.put(digest, path);
  return digest;
}

/** Takes one entry in; answers with the last one, which says what all the others should have been. */
async function takeIn(entry: Entry, read: Read, client: pg.Client, files: FileStore): Promise<Sums | undefined> {
  const { name, bytes } = entry;
  if (name.startsWith('files/')) {
    read.sums[name] = await keepFile(entry, files);
    read.files += 1;
    return undefined;
  }
  const content = await whole(bytes);
  if (name === 'sums.json') return parse(sumsSchema, content, name);
  const table = /^tables\/(\w+)\/\d{6}\.rows$/.exec(name)?.[1];
  if (table === undefined) throw damaged(name);
  read.sums[name] = createHash('sha256').update(content).digest('hex');
  const lines = content.toString('utf8').split('\n');
  await loadRows(
    client,
    table,
    lines.map((line) => z.string().parse(JSON.parse(line))),
  );
  read.rows[table] = (read.rows[table] ?? 0) + lines.length;
  return undefined;
}

function compare(read: Read, sums: Sums | undefined): void {
  if (sums === undefined) throw damaged('sums.json');
  const names = new Set([...Object.keys(read.sums), ...Object.keys(sums.sums)].filter((name) => name !== 'head.json'));
  for (const name of names) if (read.sums[name] !== sums.sums[name]) throw damaged(name);
  for (const [table, count] of Object.entries(sums.rows)) if ((read.rows[table] ?? 0) !== count) throw damaged(`tables/${table}`);
}

async function load(entries: AsyncGenerator<Entry>, head: Head, client: pg.Client, files: FileStore): Promise<{ read: Read; sums: Sums | undefined }> {
  const read: Read = { sums: {}, rows: {}, files: 0 };
  let sums: Sums | undefined;
  await client.query('BEGIN');
  await insistOnSameTables(client, head);
  const tie = await untie(client, Object.keys(head.tables));
  for await (const entry of { [Symbol.asyncIterator]: () => entries }) sums = await takeIn(entry, read, client, files);
  compare(read, sums);
  await tie();
  await client.query('COMMIT');
  return { read, sums };
}

async function headFrom(entries: AsyncGenerator<Entry>): Promise<Head> {
  const first = await entries.next();
  if (first.done === true || first.value.name !== 'head.json') throw damaged('head.json');
  return parse(headSchema, await whole(first.value.bytes), 'head.json');
}

/**
 * Fills an empty database and a file store from a backup; every digest is checked, and the tables appear whole or not at all.
 * @throws CannotStart when the archive is damaged, from a newer programme, or not ours
 */
export async function restoreBackup(path: string, target: Target): Promise<Moved> {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  const entries = tarEntries(source.pipe(gunzip));
  const head = await headFrom(entries).catch(() => {
    throw new CannotStart(`${path} 不是领衔的备份文件。${path} is not a backup of Lingxian.`);
  });
  await migrateAsThen(head, target);
  const client = new pg.Client({ connectionString: target.ownerUrl, options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601' });
  await client.connect();
  try {
    const { read, sums } = await load(entries, head, client, target.files);
    await migrate(target.ownerUrl, { serverUrl: target.serverUrl, log: target.log });
    return { takenAt: head.takenAt, tables: Object.keys(head.tables).length, rows: total(read.rows), files: read.files, missing: sums?.missing ?? [] };
  } catch (error) {
    throw isCutOff(error) ? damaged('文件不完整 incomplete') : error;
  } finally {
    source.destroy();
    await client.end();
  }
}
