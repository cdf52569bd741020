import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres, type Running } from '#server/postgres/start-postgres.ts';
import { migrate } from '#server/store/migrate.ts';

/** The database every test database is cloned from: all migrations, no rows beyond theirs. */
export const template = 'lingxian';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: Readonly<{ ownerUrl: string; serverUrl: string; adminUrl: string }>;
  }
}

type Shared = { users: number; started: Promise<{ running: Running; folder: string }> };
declare global {
  var lingxianTestPostgres: Shared | undefined;
}

async function start(): Promise<{ running: Running; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'lingxian-test-'));
  const running = await startPostgres(folder, { durable: false });
  await migrate(running.ownerUrl);
  const admin = new pg.Client({ connectionString: running.adminUrl });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
  await admin.end();
  return { running, folder };
}

/** One PostgreSQL for the whole run, whichever projects take part in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (globalThis.lingxianTestPostgres ??= { users: 0, started: start() });
  shared.users += 1;
  const { running, folder } = await shared.started;
  const { ownerUrl, serverUrl, adminUrl } = running;
  project.provide('postgres', { ownerUrl, serverUrl, adminUrl });
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globalThis.lingxianTestPostgres = undefined;
    await running.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
