import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import type { Config } from '../config.ts';
import { runningPostgres, startPostgres } from '../postgres/start-postgres.ts';
import { migrate } from '../store/migrate.ts';
import { note } from './verb.ts';

/** The connections of one city, and how to let go of them. */
export type OpenDatabase = Readonly<{ ownerUrl: string; serverUrl: string; stop: () => Promise<void> }>;

export const postgresIn = (dataDir: string): string => join(dataDir, 'postgres');

/** Tries an external connection, so that a wrong one is known by the name of its setting. */
async function insistOnConnection(name: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    const why = error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : String(error);
    throw new CannotStart(`${name} 的数据库连不上（${why}）。The database of ${name} cannot be reached: ${why}.`);
  }
}

/** The database of the service: the external one, or our own, started and brought up to date. */
export async function openDatabase({ database, dataDir }: Pick<Config, 'database' | 'dataDir'>, log: (line: string) => void = note): Promise<OpenDatabase> {
  if (database !== undefined) {
    await insistOnConnection('DATABASE_URL', database.serverUrl);
    await insistOnConnection('DATABASE_OWNER_URL', database.ownerUrl);
  }
  const running = database === undefined ? await startPostgres(postgresIn(dataDir), { log }) : { ...database, stop: () => Promise.resolve() };
  try {
    await migrate(running.ownerUrl, { serverUrl: running.serverUrl, log });
    return running;
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/**
 * The folder an operator's verb means: the demo's when only DEMO_DIR is given, else that of DATA_DIR.
 * A folder that is being served comes first.
 */
export async function folderMeant({ dataDir, demoDir }: Config, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const candidates = env['DATA_DIR'] ? [dataDir, ...(demoDir === undefined ? [] : [demoDir])] : demoDir === undefined ? [dataDir] : [demoDir];
  for (const candidate of candidates) if ((await runningPostgres(postgresIn(candidate))) !== undefined) return candidate;
  return candidates.find((candidate) => existsSync(postgresIn(candidate))) ?? candidates[0] ?? dataDir;
}

/** Lends a verb the city's database: beside a running service, or, when none runs, started for the while. */
export async function withDatabase<T>(config: Config, work: (open: Omit<OpenDatabase, 'stop'>, dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await folderMeant(config);
  if (config.database !== undefined) return work(config.database, dataDir);
  const serving = await runningPostgres(postgresIn(dataDir));
  if (serving !== undefined) return work(serving, dataDir);
  if (!existsSync(postgresIn(dataDir)))
    throw new CannotStart(`${dataDir} 里还没有数据库。There is no database in ${dataDir} yet: start the service there first.`);
  const open = await openDatabase({ database: undefined, dataDir });
  try {
    return await work(open, dataDir);
  } finally {
    await open.stop();
  }
}
