import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '#server/postgres/start-postgres.ts';
import { lingxian, type Command } from '../support/command.ts';

let dir: string;
const commands: Command[] = [];
const run = (...[args, env]: Parameters<typeof lingxian>) => {
  const command = lingxian(args, env);
  commands.push(command);
  return command;
};
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'lingxian-serve-'));
  chmodSync(dir, 0o755);
});
afterAll(async () => {
  for (const command of commands) await command.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** A PostgreSQL as an operator would bring it: two roles of its own, one database. */
async function twoRoles() {
  const running = await startPostgres(join(dir, 'operators'), { durable: false });
  const admin = new pg.Client({ connectionString: running.adminUrl });
  await admin.connect();
  for (const role of ['union_owner', 'union_server']) await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'pw'`);
  await admin.query('CREATE DATABASE unions OWNER union_owner');
  await admin.end();
  const url = (role: string) => running.adminUrl.replace(/\/\/[^@]+@/, `//${role}:pw@`).replace(/[^/]+$/, 'unions');
  return { running, urls: { owner: url('union_owner'), server: url('union_server') } };
}

describe('lingxian serve', () => {
  it('starts on an empty folder, gives one set-up link, answers, refuses a second, and stops at once', async () => {
    const service = run(['serve'], { DATA_DIR: dir, PORT: '0' });
    const [, url = ''] = await service.says(/领衔已启动 Lingxian is ready: (\S+)/);
    await service.says(/首次启动.*http:\/\/\S+/);
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ready: true });
    expect((await fetch(`${url}/api/demo/clock`)).status).toBe(404);

    const second = await run(['serve'], { DATA_DIR: dir, PORT: '0' }).ended;
    expect(second).toMatchObject({ code: 2, out: '' });
    expect(second.err).toMatch(/^数据目录 \S+ 正由另一个领衔程序（进程 \d+）使用[^\n]*\n$/);

    const { code, out } = await run(['db-url'], { DATA_DIR: dir }).ended;
    expect(code).toBe(0);
    const client = new pg.Client({ connectionString: out.trim() });
    await client.connect();
    expect((await client.query('SELECT current_user AS me')).rows).toEqual([{ me: 'lingxian_owner' }]);
    await client.end();

    expect(await service.stop('SIGTERM')).toMatchObject({ code: 0 });
    expect(existsSync(join(dir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('gives the set-up link only once, unless asked to give another', async () => {
    const again = await run(['setup-link'], { DATA_DIR: dir }).ended;
    expect({ code: again.code, out: again.out }).toEqual({ code: 2, out: '' });
    expect(again.err).toContain('已有一个未使用的初始化链接');
    const other = await run(['setup-link', '--again', '--json'], { DATA_DIR: dir, PUBLIC_URL: 'https://gh.example' }).ended;
    expect(JSON.parse(other.out)).toEqual({ link: expect.stringMatching(/^https:\/\/gh\.example\/.{20,}/) });
    const service = run(['serve'], { DATA_DIR: dir, PORT: '0' });
    await service.says(/Lingxian is ready/);
    expect((await service.stop()).err).not.toContain('首次启动');
  });

  it('says which address it cannot have, and leaves no database running', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const place = taken.address();
    const port = typeof place === 'object' && place !== null ? place.port : 0;
    const { code, err } = await run(['serve'], { DATA_DIR: dir, PORT: String(port) }).ended;
    taken.close();
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`127.0.0.1:${port} 不能监听`) });
    expect(existsSync(join(dir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });
});

describe('an external database', () => {
  it('is named by its setting when it cannot be reached, without its password', async () => {
    const { code, err } = await run(['serve'], { DATA_DIR: join(dir, 'external'), PORT: '0', DATABASE_URL: 'postgres://x:secret@127.0.0.1:9/y' }).ended;
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^DATABASE_URL 的数据库连不上[^\n]*\n$/) });
    expect(err).not.toContain('secret');
  });

  it('has its server kept to its rights, whatever its roles are called', async () => {
    const { running, urls } = await twoRoles();
    const service = run(['serve'], { DATA_DIR: join(dir, 'external'), PORT: '0', DATABASE_URL: urls.server, DATABASE_OWNER_URL: urls.owner });
    await service.says(/Lingxian is ready/);
    const client = new pg.Client({ connectionString: urls.server });
    await client.connect();
    await expect(client.query('DELETE FROM audit')).rejects.toThrow('permission denied');
    await expect(client.query('UPDATE city_clock SET demo = demo')).resolves.toMatchObject({ rowCount: 1 });
    await client.end();
    expect(await run(['db-url'], { DATABASE_URL: urls.server, DATABASE_OWNER_URL: urls.owner }).ended).toMatchObject({ code: 0, out: `${urls.owner}\n` });
    expect((await service.stop()).code).toBe(0);
    await running.stop();
  });
});

describe('lingxian', () => {
  it('helps with every verb, and says how a verb is used', async () => {
    const { code, out } = await run(['--help']).ended;
    expect(code).toBe(0);
    for (const verb of ['serve', 'demo', 'seed', 'setup-link', 'backup', 'restore', 'audit verify', 'audit head', 'invariants', 'db-url', 'policy'])
      expect(out).toContain(`lingxian ${verb} `);
    expect(await run(['serve', '--help']).ended).toMatchObject({ code: 0, out: expect.stringContaining('DATABASE_OWNER_URL'), err: '' });
    expect(await run([]).ended).toMatchObject({ code: 2, out: '' });
    expect(await run(['db-url', 'too', 'much']).ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining('lingxian db-url') });
    expect(await run(['serve', '--nonsense']).ended).toMatchObject({ code: 2, out: '' });
  });

  it('stops at a wrong setting before it makes anything', async () => {
    const { code, err } = await run(['serve'], { DATA_DIR: join(dir, 'never'), PORT: 'abc' }).ended;
    expect({ code, err, made: existsSync(join(dir, 'never')) }).toEqual({
      code: 2,
      err: '设置 PORT=abc 不对（监听端口；0 为任一空闲端口）。PORT=abc is not allowed: PORT takes a whole number from 0 to 65535.\n',
      made: false,
    });
  });

  it('prints the whole permission matrix for machines', async () => {
    const { code, out } = await run(['policy', '--json']).ended;
    const lines = JSON.parse(out) as { operation: string; state: string; office: string; allowed: boolean }[];
    expect(code).toBe(0);
    expect(lines).toContainEqual(expect.objectContaining({ operation: 'declaration.endorse', state: 'union-review', office: 'supervisor', allowed: true }));
    expect(lines).toContainEqual(expect.objectContaining({ operation: 'declaration.endorse', state: 'union-review', office: 'lead', allowed: false }));
    expect(new Set(lines.map(({ operation, state, office }) => `${operation} ${state} ${office}`)).size).toBe(lines.length);
  });
});
