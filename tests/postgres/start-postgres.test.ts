import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CannotStart } from '#server/cannot-start.ts';
import { runningPostgres, startPostgres, type Running } from '#server/postgres/start-postgres.ts';

let dir: string;
const started: Running[] = [];
const start = async (folder = dir, log?: (line: string) => void): Promise<Running> => {
  const running = await startPostgres(folder, log === undefined ? {} : { log });
  started.push(running);
  return running;
};
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lingxian-pg-'));
  chmodSync(dir, 0o755);
});
afterEach(async () => {
  for (const running of started.splice(0)) await running.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
const postmaster = () => Number(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
async function until(condition: () => boolean | Promise<boolean>, seconds = 15): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(25)) if (await condition()) return;
  throw new Error('did not happen in time');
}

/** Another process that starts PostgreSQL on the folder, says so, and waits. */
async function startElsewhere(): Promise<{ pid: number; kill: () => Promise<void> }> {
  const code = `import { startPostgres } from '#server/postgres/start-postgres.ts'; await startPostgres(${JSON.stringify(dir)}); console.log('up'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (exit) => reject(new Error(`ended with ${exit}`)));
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

describe('the built-in PostgreSQL', () => {
  it('keeps what was committed, with checksums and fsync on, and sorts Chinese', async () => {
    const first = await start();
    await ask(first.ownerUrl, "CREATE TABLE kept AS SELECT unnest(array['张', '李', '阿']) AS name");
    await first.stop();
    const { ownerUrl } = await start();
    expect(
      await ask(
        ownerUrl,
        "SELECT string_agg(name, '' ORDER BY name COLLATE \"zh-x-icu\") AS names, current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync FROM kept",
      ),
    ).toEqual([{ names: '阿李张', checksums: 'on', fsync: 'on' }]);
  });

  it('takes Chinese signs for letters, or no index would find parts of a name', async () => {
    const { ownerUrl } = await start();
    await ask(ownerUrl, 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
    const [{ trigrams } = { trigrams: [] }] = await ask<{ trigrams: string[] }>(ownerUrl, "SELECT show_trgm('林示壬劳模') AS trigrams");
    expect(trigrams).toHaveLength(6);
  });

  it('gives the server a role that can make nothing and cannot become another', async () => {
    const { serverUrl } = await start();
    await expect(ask(serverUrl, 'CREATE TABLE mine (id int)')).rejects.toThrow('permission denied for schema public');
    await expect(ask(serverUrl, 'CREATE DATABASE mine')).rejects.toThrow('permission denied to create database');
    await expect(ask(serverUrl, 'SET ROLE lingxian_owner')).rejects.toThrow('permission denied to set role');
  });

  it('keeps its passwords and its socket to whoever runs it', async () => {
    const { serverUrl } = await start();
    expect(statSync(join(dir, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dir, 'run', 'socket')).mode & 0o777).toBe(0o700);
    await expect(ask(serverUrl.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('says in one sentence that another programme serves the folder, and leaves that one alone', async () => {
    const other = await startElsewhere();
    try {
      const refusal = await startPostgres(dir).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(CannotStart);
      expect(String(refusal)).toContain(`正由另一个领衔程序（进程 ${other.pid}）使用`);
      expect(await ask((await runningPostgres(dir))?.ownerUrl ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await other.kill();
    }
    await start();
  });

  it('stops the PostgreSQL of a programme that was killed, and starts its own on the same data', async () => {
    const other = await startElsewhere();
    await ask((await runningPostgres(dir))?.ownerUrl ?? '', 'CREATE TABLE kept AS SELECT 7 AS seven');
    const orphan = postmaster();
    await other.kill();
    expect({ orphan: isAlive(orphan), running: await runningPostgres(dir) }).toEqual({ orphan: true, running: undefined });
    const { ownerUrl } = await start();
    expect(isAlive(orphan)).toBe(false);
    expect(await ask(ownerUrl, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
  });

  it('comes back by itself at the same address when PostgreSQL is killed, with everything committed', async () => {
    const lines: string[] = [];
    const { ownerUrl, serverUrl } = await start(dir, (line) => lines.push(line));
    await ask(ownerUrl, 'CREATE TABLE kept (n int); GRANT ALL ON kept TO lingxian_server');
    for (const n of [1, 2, 3]) {
      await ask(serverUrl, `INSERT INTO kept VALUES (${n})`);
      const before = lines.length;
      process.kill(postmaster(), 'SIGKILL');
      await until(() => lines.slice(before).includes('PostgreSQL answers again'));
      expect((await ask<{ n: number }>(serverUrl, 'SELECT n FROM kept')).length).toBe(n);
    }
  });

  it('begins again after a first start that was cut off, and after a process number that now belongs to a stranger', async () => {
    const first = await start();
    await first.stop();
    rmSync(join(dir, 'data'), { recursive: true });
    writeFileSync(join(dir, 'supervisor.json'), '{"pid": 1, "lo');
    const second = await start();
    await second.stop();
    // As a restarted container leaves it: the number in postmaster.pid is somebody else's (here our own).
    writeFileSync(join(dir, 'data', 'postmaster.pid'), `${process.pid}\n${join(dir, 'data')}\n1\n5432\n${join(dir, 'run', 'socket')}\n\n  1 1\nready\n`);
    const third = await start();
    expect(await ask(third.serverUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('leaves nothing behind when it stops', async () => {
    const running = await start();
    const pid = postmaster();
    await running.stop();
    expect([isAlive(pid), existsSync(join(dir, 'run')), existsSync(join(dir, 'supervisor.json'))]).toEqual([false, false, false]);
  });

  it('lives below a folder that only its owner may enter, and at a path too long for a socket', async () => {
    const deep = join(dir, 'private', '很深的文件夹'.repeat(8));
    mkdirSync(deep, { recursive: true });
    chmodSync(join(dir, 'private'), 0o700);
    const { serverUrl, stop } = await start(deep);
    expect(await ask(serverUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await stop();
  });
});
