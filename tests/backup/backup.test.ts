import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { takeBackup } from '#server/backup/take-backup.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { openFolderStore } from '#server/files/folder-store.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let folder: string;
let city: TestDatabase;
let files: FileStore;
let archive: string;
const made: string[] = [];

async function query<T extends pg.QueryResultRow>(url: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query<T>(statement).finally(() => client.end())).rows;
}

/** A database with nothing in it at all, as a restore wants it. */
async function emptyDatabase() {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  const { adminUrl, ownerUrl, serverUrl } = inject('postgres');
  await query(adminUrl, `CREATE DATABASE ${name} OWNER lingxian_owner`);
  made.push(name);
  const at = (url: string) => url.replace(/[^/]+$/, name);
  return { ownerUrl: at(ownerUrl), serverUrl: at(serverUrl) };
}

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
async function put(content: string): Promise<string> {
  const path = join(files.spool, randomUUID());
  await writeFile(path, content);
  await files.put(hashOf(content), path);
  return hashOf(content);
}
async function store(content: string): Promise<string> {
  const sha256 = await put(content);
  await query(
    city.ownerUrl,
    `INSERT INTO stored_file VALUES ('${randomUUID()}', '证书.pdf', ${Buffer.byteLength(content)}, '${sha256}', 'application/pdf', 'clock', now())`,
  );
  return sha256;
}

/** Everything in a database, as text. */
async function everything(url: string): Promise<Record<string, string[]>> {
  const tables = await query<{ name: string }>(
    url,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration' ORDER BY 1`,
  );
  const rows: Record<string, string[]> = {};
  for (const { name } of tables)
    rows[name] = (await query<{ row: string }>(url, `SELECT "${name}"::text AS row FROM "${name}" ORDER BY 1`)).map(({ row }) => row);
  return rows;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'h1-backup-'));
  archive = join(folder, 'city.tar.gz');
  city = await freshDatabase();
  files = await openFolderStore(join(folder, 'files'));
  const awkward = { text: '引号"、逗号,、括号()、反斜杠\\、\n换行', empty: '', nothing: null, rare: '𬭎' };
  for (let line = 0; line < 2_500; line += 1) {
    await writeAudit(city.db, {
      cityAt: '2013-11-18T09:00:00.000+08:00',
      personId: null,
      office: 'clock',
      what: 'job.run',
      which: String(line),
      outcome: 'done',
      detail: awkward,
      address: '',
      request: '',
    });
  }
  await query(
    city.ownerUrl,
    `INSERT INTO union_org (id, code, name, kind) VALUES ('city', '350200', '示范市总工会', 'city'), ('district', '350203', '示范区总工会', 'district');
    INSERT INTO union_parent VALUES ('district', 'city', '2013-01-01', null)`,
  );
  // A photo: the copy for others is a file of its own.
  await store('甲');
  await query(city.ownerUrl, `UPDATE stored_file SET clean_sha256 = '${await put('甲，无位置')}', clean_size = ${Buffer.byteLength('甲，无位置')}`);
  await store('乙'.repeat(100_000));
  await takeBackup(city.ownerUrl, files, archive);
}, 60_000);

afterAll(async () => {
  await city.drop();
  for (const name of made) await query(inject('postgres').adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  await rm(folder, { recursive: true, force: true });
});

const restoreInto = async (path: string, name: string) => {
  const urls = await emptyDatabase();
  const restoredFiles = await openFolderStore(join(folder, name));
  return { urls, restoredFiles, moved: await restoreBackup(path, { ...urls, files: restoredFiles, log: () => {} }) };
};

describe('backup and restore', () => {
  it('brings back every row and every file', async () => {
    const { urls, restoredFiles, moved } = await restoreInto(archive, 'restored');
    expect(await everything(urls.ownerUrl)).toEqual(await everything(city.ownerUrl));
    expect(moved).toMatchObject({ files: 3, missing: [] });
    for (const content of ['甲', '甲，无位置']) expect(await restoredFiles.has(hashOf(content))).toBe(true);
  });

  it('ties the tables together again, and guards history as before', async () => {
    const { urls } = await restoreInto(archive, 'tied');
    const ties = `SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' ORDER BY 2, 1`;
    expect(await query(urls.ownerUrl, ties)).toEqual(await query(city.ownerUrl, ties));
    await expect(query(urls.serverUrl, 'DELETE FROM audit')).rejects.toThrow('permission denied');
  });

  it('refuses an archive that was cut off, and leaves the tables as they were', async () => {
    const cut = join(folder, 'cut.tar.gz');
    const bytes = await readFile(archive);
    await writeFile(cut, bytes.subarray(0, bytes.length - 400));
    const urls = await emptyDatabase();
    await expect(restoreBackup(cut, { ...urls, files: await openFolderStore(join(folder, 'cut')), log: () => {} })).rejects.toThrow('备份文件损坏');
    expect((await query<{ count: string }>(urls.ownerUrl, 'SELECT count(*) FROM audit'))[0]).toEqual({ count: '0' });
  });

  it('says so when the file is something else', async () => {
    const other = join(folder, 'other.tar.gz');
    await writeFile(other, 'not a backup');
    await expect(restoreInto(other, 'other')).rejects.toThrow('不是领衔的备份文件');
  });

  it('names the files whose bytes are gone, and keeps the rest', async () => {
    const gone = await store('丙');
    await rm(join(folder, 'files', gone.slice(0, 2), gone.slice(2, 4), gone));
    const moved = await takeBackup(city.ownerUrl, files, join(folder, 'gone.tar.gz'));
    expect(moved).toMatchObject({ files: 3, missing: [gone] });
  });

  it('refuses to pack a file whose bytes were changed', async () => {
    const changed = await store('丁');
    await writeFile(join(folder, 'files', changed.slice(0, 2), changed.slice(2, 4), changed), '戊');
    await expect(takeBackup(city.ownerUrl, files, join(folder, 'changed.tar.gz'))).rejects.toThrow(changed);
  });
});
