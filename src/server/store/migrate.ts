import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { rootFolder } from '../root-folder.ts';
import { grantToServer } from './grants.ts';

type Step = Readonly<{ name: string; sql: string; sha256: string }>;
type Options = Readonly<{ folder?: string; serverUrl?: string; log?: (line: string) => void }>;

// Any number will do, as long as every copy of the programme waits at the same one.
const lock = 2_013_108;

async function stepsIn(folder: string): Promise<readonly Step[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const odd = names.find((name) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name));
  if (odd !== undefined) throw new CannotStart(`数据库迁移文件名不合规则：${odd}。A migration is called NNNN-verb-noun.sql, not ${odd}.`);
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex') };
    }),
  );
}

function compare(steps: readonly Step[], applied: ReadonlyMap<string, string>): readonly Step[] {
  const known = new Set(steps.map(({ name }) => name));
  for (const name of applied.keys()) {
    if (!known.has(name)) throw new CannotStart(`数据库比程序新：已执行过 ${name}。The database is newer than this programme: it already knows ${name}.`);
  }
  const changed = steps.find(({ name, sha256 }) => applied.has(name) && applied.get(name) !== sha256);
  if (changed !== undefined) {
    throw new CannotStart(
      `已执行的迁移 ${changed.name} 被改动过，请恢复原文件。The applied migration ${changed.name} was changed: restore it and write a new one.`,
    );
  }
  return steps.filter(({ name }) => !applied.has(name));
}

async function inTransaction(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function apply(client: pg.Client, { name, sql, sha256 }: Step): Promise<void> {
  await inTransaction(client, async () => {
    await client.query(sql);
    await client.query('INSERT INTO migration (name, sha256) VALUES ($1, $2)', [name, sha256]);
  }).catch((error: unknown) => {
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  });
}

async function migrateWith(client: pg.Client, { folder = join(rootFolder(), 'migrations'), serverUrl, log = () => {} }: Options): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [lock]);
  await client.query('CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())');
  const { rows } = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM migration');
  const missing = compare(await stepsIn(folder), new Map(rows.map(({ name, sha256 }) => [name, sha256])));
  for (const step of missing) {
    await apply(client, step);
    log(`migrated ${step.name}`);
  }
  await inTransaction(client, () => grantToServer(client, serverUrl, log));
}

/**
 * Brings the database to this programme's migrations, forward only, one transaction each, and gives the server's role what it may do.
 * Several copies may call it at once; they wait for each other.
 * @param ownerUrl the connection of the role that owns the tables
 * @param options `serverUrl` names the server's role (default: `lingxian_server`); `folder` other migrations than ours
 * @throws CannotStart when an applied file was changed, or the database is newer than the programme
 */
export async function migrate(ownerUrl: string, options: Options = {}): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=Asia/Shanghai -c client_min_messages=warning' });
  await client.connect();
  try {
    await migrateWith(client, options);
  } finally {
    await client.end();
  }
}
