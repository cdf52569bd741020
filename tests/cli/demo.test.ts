import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeZh } from '#core/people/actor.ts';
import { CannotStart } from '#server/cannot-start.ts';
import { settleIn } from '#server/demo/settle-in.ts';
import { demoKey } from '#server/demo/template.ts';
import { lingxian, type Command } from '../support/command.ts';

let dir: string;
let running: Command | undefined;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'lingxian-demo-'));
});
afterAll(async () => {
  await running?.stop();
  rmSync(dir, { recursive: true, force: true });
});

type Account = Readonly<{ office: string; union: string; studio?: string; name: string; account: string; password: string }>;
const accounts = (): readonly Account[] => JSON.parse(readFileSync(join(dir, 'city', 'accounts.json'), 'utf8')) as Account[];
async function start(): Promise<string> {
  running = lingxian(['demo'], { DEMO_DIR: join(dir, 'city'), PORT: '0' });
  const [, url = ''] = await running.says(/领衔演示已启动 The demo is ready: (\S+)/, 200);
  return url;
}
async function signIn(url: string, { account, password }: Account): Promise<{ status: number; cookie: string }> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  });
  return { status: answer.status, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

describe('lingxian demo', () => {
  it('builds the city, names an account for every office, and each of them gets in', { timeout: 240_000 }, async () => {
    const url = await start();
    const offices = new Set(accounts().map(({ office }) => office));
    expect(Object.keys(officeZh).filter((office) => office !== 'clock' && !offices.has(office))).toEqual([]);
    const of = (wanted: string) => accounts().filter(({ office }) => office === wanted);
    expect({ supervisors: new Set(of('supervisor').map(({ union }) => union)).size > 1, experts: of('expert').length > 2 }).toEqual({
      supervisors: true,
      experts: true,
    });
    const [first] = of('lead');
    expect(of('lead').filter(({ union, account }) => union === first?.union && account !== first?.account)).not.toEqual([]);
    for (const office of offices) expect({ office, ...(await signIn(url, of(office)[0]!)) }).toMatchObject({ office, status: 200 });
  });

  it('stands on 18 November 2013, and its clock moves', async () => {
    const url = running!.out().match(/http:\/\/\S+/)?.[0] ?? '';
    const { cookie } = await signIn(url, accounts()[0]!);
    const today = async () => (await (await fetch(`${url}/api/demo/clock`, { headers: { cookie } })).json()) as { today: string };
    expect(await today()).toMatchObject({ today: '2013-11-18' });
    const moved = await fetch(`${url}/api/demo/clock`, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{"days":3}' });
    expect([moved.status, (await today()).today]).toEqual([200, '2013-11-21']);
  });

  it('stops at Ctrl-C, and starts again on its folder at once, where it was', async () => {
    expect((await running!.stop('SIGINT')).code).toBe(0);
    const started = Date.now();
    const url = await start();
    expect(Date.now() - started).toBeLessThan(process.env['CI'] === undefined ? 5_000 : 15_000);
    const { cookie } = await signIn(url, accounts()[0]!);
    expect(await (await fetch(`${url}/api/demo/clock`, { headers: { cookie } })).json()).toMatchObject({ today: '2013-11-21' });
  });
});

describe('the demo’s folder', () => {
  const template = async (): Promise<string> => {
    const from = join(dir, 'template');
    mkdirSync(join(from, 'postgres'), { recursive: true });
    mkdirSync(join(from, 'files'), { recursive: true });
    writeFileSync(join(from, 'postgres', 'keys.json'), '{}');
    writeFileSync(join(from, 'accounts.json'), '[]');
    return Promise.resolve(from);
  };

  it('is left as it is when the city lives there, and filled again when the copy was cut off', async () => {
    const home = join(dir, 'home');
    await settleIn(home, template);
    writeFileSync(join(home, 'postgres', 'kept'), '');
    await settleIn(home, () => Promise.reject(new Error('not needed')));
    expect(existsSync(join(home, 'postgres', 'kept'))).toBe(true);
    writeFileSync(join(home, 'copying'), '');
    await settleIn(home, template);
    expect([existsSync(join(home, 'postgres', 'kept')), existsSync(join(home, 'accounts.json'))]).toEqual([false, true]);
  });

  it('is never one that holds anything else', async () => {
    const other = join(dir, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'thesis.docx'), '');
    await expect(settleIn(other, template)).rejects.toThrow(CannotStart);
    expect(existsSync(join(other, 'thesis.docx'))).toBe(true);
    // A real city's DATA_DIR looks much the same, and has no accounts.json.
    const real = join(dir, 'real');
    mkdirSync(join(real, 'postgres'), { recursive: true });
    await expect(settleIn(real, template)).rejects.toThrow(CannotStart);
    expect(existsSync(join(real, 'postgres'))).toBe(true);
  });

  it('is never a real city, though that has no accounts.json either', async () => {
    const real = join(dir, 'real');
    mkdirSync(join(real, 'postgres'), { recursive: true });
    mkdirSync(join(real, 'files'));
    await expect(settleIn(real, template)).rejects.toThrow(CannotStart);
    expect(existsSync(join(real, 'postgres'))).toBe(true);
  });

  it('comes from a template that is known by its sources', () => {
    const root = join(dir, 'root');
    for (const folder of ['src/core', 'src/server', 'migrations', 'standards']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'src/core', 'a.ts'), '1');
    const key = demoKey(root);
    cpSync(join(root, 'src/core/a.ts'), join(root, 'src/core/a.test.ts'));
    expect(demoKey(root)).toBe(key);
    writeFileSync(join(root, 'src/core', 'a.ts'), '2');
    expect(demoKey(root)).not.toBe(key);
  });
});
