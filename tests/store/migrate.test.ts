import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CannotStart } from '#server/cannot-start.ts';
import { migrate } from '#server/store/migrate.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.ts';

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('what the server’s role may do', () => {
  let city: TestDatabase;
  beforeAll(async () => {
    city = await freshDatabase();
  });
  afterAll(() => city.drop());

  it.each(['matter_event', 'audit', 'audit_seal', 'audit_leaf', 'dossier', 'milestone'])('adds to %s and never changes or deletes there', async (table) => {
    await expect(ask(city.serverUrl, `SELECT * FROM ${table}`)).resolves.toEqual([]);
    await expect(ask(city.serverUrl, `DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(ask(city.serverUrl, `TRUNCATE ${table}`)).rejects.toThrow('permission denied');
    const [{ column } = { column: '' }] = await ask<{ column: string }>(
      city.ownerUrl,
      `SELECT attname AS column FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum = 1`,
    );
    await expect(ask(city.serverUrl, `UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow('permission denied');
    expect(await ask(city.ownerUrl, `SELECT has_table_privilege('lingxian_server', '${table}', 'INSERT') AS may`)).toEqual([{ may: true }]);
  });

  it('reads which migrations were applied and cannot touch them', async () => {
    expect((await ask(city.serverUrl, 'SELECT name FROM migration')).length).toBeGreaterThan(5);
    await expect(ask(city.serverUrl, 'DELETE FROM migration')).rejects.toThrow('permission denied');
    await expect(ask(city.serverUrl, "INSERT INTO migration (name, sha256) VALUES ('x', 'x')")).rejects.toThrow('permission denied');
  });

  it('works on every other table of the programme', async () => {
    const closed = await ask<{ name: string }>(
      city.ownerUrl,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND NOT (SELECT bool_and(has_table_privilege('lingxian_server', pg_class.oid, may)) FROM unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS may) ORDER BY 1`,
    );
    expect(closed.map(({ name }) => name)).toEqual([
      'archive_package',
      'audit',
      'audit_leaf',
      'audit_seal',
      'comment_past',
      'directory_word',
      'dossier',
      'letter_past',
      'letter_template',
      'matter_event',
      'matter_stood',
      'meeting_item_past',
      'migration',
      'milestone',
      'panel_assignment',
      'sealed_scan',
      'standard_takeover',
      'standard_version',
      'studio_stood',
    ]);
  });

  it.each([
    'CREATE TABLE mine (id int)',
    'ALTER TABLE person ADD COLUMN more text',
    'DROP TABLE audit',
    'CREATE INDEX ON person (name)',
    'ALTER TABLE audit DISABLE TRIGGER ALL',
  ])('changes no structure: %s', async (ddl) => {
    await expect(ask(city.serverUrl, ddl)).rejects.toThrow(/permission denied|must be owner/);
  });
});

describe('migrations', () => {
  let folder: string;
  let empty: TestDatabase;
  const put = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
  const tables = async () =>
    (await ask<{ name: string }>(empty.ownerUrl, "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map(({ name }) => name);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lingxian-migrations-'));
    empty = await emptyDatabase();
    put('0001-create-a.sql', 'CREATE TABLE a (id int); CREATE TABLE audit (id int);');
  });
  afterEach(async () => {
    await empty.drop();
    rmSync(folder, { recursive: true });
  });

  it('run once, in order, each whole or not at all', async () => {
    put('0002-fill-a.sql', 'INSERT INTO a VALUES (1);');
    put('0003-break.sql', 'CREATE TABLE b (id int); SELECT * FROM nowhere;');
    await expect(migrate(empty.ownerUrl, { folder })).rejects.toThrow('migration 0003-break.sql failed: relation "nowhere" does not exist');
    expect(await tables()).toEqual(['a', 'audit', 'migration']);
    put('0003-break.sql', 'CREATE TABLE b (id int);');
    await migrate(empty.ownerUrl, { folder });
    await migrate(empty.ownerUrl, { folder });
    expect({ tables: await tables(), rows: await ask(empty.ownerUrl, 'SELECT id FROM a') }).toEqual({
      tables: ['a', 'audit', 'b', 'migration'],
      rows: [{ id: 1 }],
    });
  });

  it('are waited for, when several copies start at once', async () => {
    put('0002-slow.sql', 'SELECT pg_sleep(0.3); CREATE TABLE c (id int);');
    await expect(Promise.all([1, 2, 3].map(() => migrate(empty.ownerUrl, { folder })))).resolves.toHaveLength(3);
  });

  it('stop the start when an applied one was changed, but not when only its line ends were', async () => {
    put('0001-create-a.sql', 'CREATE TABLE a (id int);\nCREATE TABLE audit (id int);\n');
    await migrate(empty.ownerUrl, { folder });
    put('0001-create-a.sql', 'CREATE TABLE a (id int);\r\nCREATE TABLE audit (id int);\r\n');
    await migrate(empty.ownerUrl, { folder });
    put('0001-create-a.sql', 'CREATE TABLE a (id bigint);\nCREATE TABLE audit (id int);\n');
    const refusal = await migrate(empty.ownerUrl, { folder }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(CannotStart);
    expect(String(refusal)).toContain('0001-create-a.sql 被改动过');
  });

  it('stop the start when the database is newer than the programme, or a file has a name of its own', async () => {
    put('0002-create-d.sql', 'CREATE TABLE d (id int);');
    await migrate(empty.ownerUrl, { folder });
    rmSync(join(folder, '0002-create-d.sql'));
    await expect(migrate(empty.ownerUrl, { folder })).rejects.toThrow('数据库比程序新：已执行过 0002-create-d.sql');
    put('0002-create-d.sql', 'CREATE TABLE d (id int);');
    put('later.sql', 'SELECT 1;');
    await expect(migrate(empty.ownerUrl, { folder })).rejects.toThrow('later.sql');
  });

  it('take away what the server’s role had too much, and warn where the roles are one', async () => {
    await migrate(empty.ownerUrl, { folder });
    await ask(empty.ownerUrl, 'GRANT ALL ON audit TO lingxian_server');
    const lines: string[] = [];
    await migrate(empty.ownerUrl, { folder, serverUrl: empty.serverUrl, log: (line) => lines.push(line) });
    await expect(ask(empty.serverUrl, 'DELETE FROM audit')).rejects.toThrow('permission denied');
    expect(lines).toEqual([]);
    await migrate(empty.ownerUrl, { folder, serverUrl: empty.ownerUrl, log: (line) => lines.push(line) });
    expect(lines).toEqual([expect.stringContaining('属主角色与服务角色相同')]);
  });
});
