import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Moved } from '../backup/contents.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { CannotStart } from '../cannot-start.ts';
import { readConfig, type Config } from '../config.ts';
import { openFileStore } from '../files/open-store.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { postgresIn } from './place.ts';
import { answer, note, type Verb } from './verb.ts';

async function insistOnEmptyDatabase(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM pg_tables WHERE schemaname = 'public' LIMIT 1`).finally(() => client.end());
  if (rowCount !== 0)
    throw new CannotStart('DATABASE_URL 的数据库不是空的，不能恢复到其中。The database of DATABASE_URL is not empty: restore into an empty one.');
}

function insistOnEmptyFolder(dataDir: string): void {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return;
  throw new CannotStart(`数据目录 ${dataDir} 不是空的，不能恢复到其中。The folder ${dataDir} is not empty: restore into an empty one (DATA_DIR).`);
}

/** Our own PostgreSQL is filled under another name and takes its place at the end: a service never finds half a city. */
async function restoreFolder(file: string, { dataDir, filesUrl }: Config): Promise<Moved> {
  insistOnEmptyFolder(dataDir);
  mkdirSync(dataDir, { recursive: true });
  const half = join(dataDir, 'postgres.half');
  try {
    const postgres = await startPostgres(half, { log: note });
    const moved = await openFileStore(dataDir, filesUrl)
      .then((files) => restoreBackup(file, { ...postgres, files, log: () => {} }))
      .finally(postgres.stop);
    renameSync(half, postgresIn(dataDir));
    return moved;
  } catch (error) {
    for (const name of readdirSync(dataDir)) rmSync(join(dataDir, name), { recursive: true, force: true });
    throw error;
  }
}

async function restoreDatabase(file: string, { dataDir, filesUrl }: Config, database: NonNullable<Config['database']>): Promise<Moved> {
  await insistOnEmptyDatabase(database.ownerUrl);
  return restoreBackup(file, { ...database, files: await openFileStore(dataDir, filesUrl), log: () => {} });
}

export const verb: Verb = {
  about: '把备份恢复到空的数据目录 DATA_DIR（或空的外部数据库）；逐项核对摘要',
  words: ['FILE'],
  options: { json: { type: 'boolean' } },
  async run({ values, words: [name = ''] }) {
    const file = resolve(name);
    if (!existsSync(file)) throw new CannotStart(`没有 ${file} 这个文件。There is no file ${file}.`);
    const config = readConfig();
    const moved = await (config.database === undefined ? restoreFolder(file, config) : restoreDatabase(file, config, config.database));
    answer(values['json'] === true, { dataDir: config.dataDir, ...moved }, () =>
      [
        ...moved.missing.map((sha256) => `✗ 附件 ${sha256} 备份时已丢失`),
        `已恢复 ${moved.takenAt} 的备份：${moved.rows} 行、${moved.files} 个附件。启动服务即可使用。`,
      ].join('\n'),
    );
    return moved.missing.length === 0 ? 0 : 1;
  },
};
