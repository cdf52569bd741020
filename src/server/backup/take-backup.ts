import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { inCityTime } from '#core/shared/days.ts';
import { MissingBytes, type FileStore } from '../files/file-store.ts';
import { isKept, total, type Head, type Moved, type Sums } from './contents.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

type Content = AsyncIterable<Buffer> | Iterable<Buffer>;
type Archive = Readonly<{ sums: Record<string, string>; add: (name: string, size: number, content: Content) => Promise<void>; close: () => Promise<void> }>;

/** Writes entries to a gzipped tar and keeps the digest of each. */
function openArchive(path: string): Archive {
  const gzip = createGzip({ level: 6 });
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  const written = finished(gzip.pipe(file));
  written.catch(() => {});
  file.once('error', (error) => gzip.destroy(error));
  const write = async (bytes: Buffer): Promise<void> => {
    if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), written]);
  };
  const sums: Record<string, string> = {};
  const pour = async (name: string, size: number, content: Content, hash: Hash): Promise<void> => {
    let left = size;
    for await (const chunk of content) {
      left -= chunk.length;
      hash.update(chunk);
      await write(chunk);
    }
    if (left !== 0) throw new Error(`${name} has ${size - left} bytes instead of ${size}`);
  };
  return {
    sums,
    async add(name, size, content) {
      await write(tarHeader(name, size));
      const hash = createHash('sha256');
      await pour(name, size, content, hash);
      sums[name] = hash.digest('hex');
      await write(tarPadding(size));
    },
    async close() {
      gzip.end(tarEnd);
      await written;
    },
  };
}

const addText = (archive: Archive, name: string, text: string): Promise<void> => {
  const bytes = Buffer.from(text);
  return archive.add(name, bytes.length, [bytes]);
};

async function headOf(client: pg.Client): Promise<Head> {
  const columns = await client.query<{ name: string; columns: string[] }>(
    `SELECT table_name::text AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
       FROM information_schema.columns JOIN pg_tables ON schemaname = table_schema AND tablename = table_name
      WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name`,
  );
  const migrations = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM migration ORDER BY name');
  const tables = Object.fromEntries(columns.rows.filter(({ name }) => isKept(name)).map((row) => [row.name, row.columns]));
  return { format: 'lingxian-backup', version: 1, takenAt: inCityTime(new Date()), migrations: migrations.rows, tables };
}

const portion = 1_000;

/** A row as PostgreSQL writes it (`(1,"a b",)`), one JSON string a line: exact for every type, and portable between versions. */
async function addTable(client: pg.Client, archive: Archive, table: string): Promise<number> {
  const name = pg.escapeIdentifier(table);
  await client.query(`DECLARE portions NO SCROLL CURSOR FOR SELECT ${name}::text AS row FROM ${name}`);
  let count = 0;
  for (let number = 1; ; number += 1) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${portion} FROM portions`);
    if (rows.length === 0) break;
    count += rows.length;
    await addText(archive, `tables/${table}/${String(number).padStart(6, '0')}.rows`, rows.map(({ row }) => JSON.stringify(row)).join('\n'));
  }
  await client.query('CLOSE portions');
  return count;
}

async function addFiles(client: pg.Client, archive: Archive, files: FileStore): Promise<readonly string[]> {
  const { rows } = await client.query<{ sha256: string; size: number }>(
    `SELECT sha256, size::float8 AS size FROM stored_file UNION SELECT clean_sha256, clean_size::float8 FROM stored_file WHERE clean_sha256 IS NOT NULL ORDER BY sha256`,
  );
  const missing: string[] = [];
  for (const { sha256, size } of rows) {
    try {
      await archive.add(`files/${sha256}`, size, await files.open(sha256));
    } catch (error) {
      if (!(error instanceof MissingBytes)) throw error;
      missing.push(sha256);
      continue;
    }
    if (archive.sums[`files/${sha256}`] !== sha256) throw new Error(`附件 ${sha256} 的内容已被改动。The content of file ${sha256} is not what was stored.`);
  }
  return missing;
}

async function fill(archive: Archive, client: pg.Client, files: FileStore): Promise<Moved> {
  const head = await headOf(client);
  await addText(archive, 'head.json', JSON.stringify(head, null, 1));
  const rows: Record<string, number> = {};
  for (const table of Object.keys(head.tables)) rows[table] = await addTable(client, archive, table);
  const missing = await addFiles(client, archive, files);
  const { sums } = archive;
  await addText(archive, 'sums.json', JSON.stringify({ sums: { ...sums }, rows, missing: [...missing] } satisfies Sums, null, 1));
  await archive.close();
  return {
    takenAt: head.takenAt,
    tables: Object.keys(rows).length,
    rows: total(rows),
    files: Object.keys(sums).filter((name) => name.startsWith('files/')).length,
    missing,
  };
}

/** What is renamed is only safe once it is on disk. */
async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}

/**
 * Writes all tables, as of one moment, and all files into one archive (gzipped tar). The service may go on meanwhile.
 * @param path appears only once the archive is complete; an existing file is not overwritten
 * @returns what it holds; `missing` names files whose bytes are gone
 */
export async function takeBackup(ownerUrl: string, files: FileStore, path: string): Promise<Moved> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601 -c extra_float_digits=3' });
  const half = `${path}.half`;
  await client.connect();
  try {
    await rm(half, { force: true });
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const moved = await fill(openArchive(half), client, files);
    await settle(half);
    await rename(half, path);
    return moved;
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}
