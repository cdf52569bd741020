import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { me, option, personRow } from '#contract/shapes.ts';
import { buildApp } from '#server/http/app.ts';
import { inCityTime } from '#core/shared/days.ts';
import type { House } from '#server/kernel/house.ts';
import { openHouse } from '#server/main.ts';
import { setupLink } from '#server/people/set-up.ts';
import { freshDatabase } from '../support/database.ts';

let house: House;
let app: FastifyInstance;
let close: () => Promise<void>;
let folder: string;
const faults: string[] = [];

beforeAll(async () => {
  const fresh = await freshDatabase();
  close = fresh.close;
  folder = await mkdtemp(join(tmpdir(), 'lingxian-http-'));
  house = await openHouse({
    serverUrl: fresh.serverUrl,
    standardsDir: 'standards',
    dataDir: folder,
    publicUrl: 'https://studio.example',
    demo: false,
    log: (line) => faults.push(line),
  });
  app = await buildApp(house, { webDir: 'nowhere' });
});
afterAll(async () => {
  await app.close();
  await house.db.destroy();
  await close();
  await rm(folder, { recursive: true, force: true });
});

type Sent = { cookie?: string; payload?: object; key?: string };
const send = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, { cookie, payload, key }: Sent = {}) =>
  app.inject({
    method,
    url,
    headers: { ...(cookie === undefined ? {} : { cookie }), ...(key === undefined ? {} : { 'idempotency-key': key }) },
    ...(payload === undefined ? {} : { payload }),
  });
const cookieIn = (answer: { cookies: readonly { name: string; value: string }[] }): string =>
  `lingxian=${answer.cookies.find(({ name }) => name === 'lingxian')?.value ?? ''}`;
const tokenIn = (link: string): string => link.slice(link.lastIndexOf('/') + 1);

describe('从空城到三员到位', () => {
  let sysadmin: string;
  let secadmin: string;

  it('sets the city up with the one-time link', async () => {
    const link = await setupLink(house.db, house.publicUrl, { now: inCityTime(new Date()), machine: new Date() });
    const token = tokenIn(link);
    expect((await send('GET', `/api/invitations/${token}`)).json()).toMatchObject({ kind: 'setup', name: null });
    const taken = await send('POST', `/api/invitations/${token}`, { payload: { name: '系统甲', account: 'sys.one', password: 'Founding-2013' } });
    expect(taken.statusCode).toBe(200);
    const [set] = taken.cookies;
    expect(set).toMatchObject({ name: 'lingxian', httpOnly: true, sameSite: 'Lax', path: '/', secure: true });
    sysadmin = cookieIn(taken);

    const { invitations } = taken.json<{ invitations: { office: string; href: string }[] }>();
    const second = await send('POST', `/api/invitations/${tokenIn(invitations[0]?.href ?? '')}`, {
      payload: { name: '安全乙', account: 'sec.one', password: 'Founding-2013' },
    });
    expect(second.statusCode).toBe(200);
    secadmin = cookieIn(second);
    expect((await send('POST', `/api/invitations/${token}`, { payload: { name: '某', account: 'x.one', password: 'Founding-2013' } })).statusCode).toBe(404);
  });

  it('lets the two do their own third: one adds a person, the other appoints', async () => {
    const { items } = (await send('GET', '/api/openings', { cookie: sysadmin })).json<{ items: unknown[] }>();
    const openings = items.map((one) => option.parse(one));
    expect(openings.map(({ name }) => name)).toContain('person.add');
    const city = await send('POST', '/api/unions', { cookie: sysadmin, payload: { input: { name: '示范市总工会', kind: 'city' } } });
    expect(city.statusCode).toBe(200);

    const added = await send('POST', '/api/people', { cookie: sysadmin, payload: { input: { name: '经济丙' } }, key: 'add-1' });
    const { invitation, id } = added.json<{ invitation: string; id: string }>();
    expect(invitation).toMatch(/^\/invitation\//);

    const early = await send('POST', `/api/invitations/${tokenIn(invitation)}`, { payload: { password: 'Founding-2013' } });
    expect([early.statusCode, early.json<{ reasons: { message: string }[] }>().reasons[0]?.message]).toEqual([401, '密码已设好。安全管理员为您任职后即可登录']);

    const row = personRow.parse((await send('GET', '/api/people?q=经济丙', { cookie: secadmin })).json<{ items: unknown[] }>().items[0]);
    const appoint = row.options.find(({ name }) => name === 'office.appoint');
    expect(appoint?.href).toBe(`/api/people/${id}/offices`);
    const appointed = await send('POST', appoint?.href ?? '', {
      cookie: secadmin,
      payload: { input: { office: 'department', from: inCityTime(new Date()).slice(0, 10) } },
    });
    expect(appointed.statusCode).toBe(200);

    const signedIn = await send('POST', '/api/session', { payload: { account: row.account, password: 'Founding-2013' } });
    expect(me.parse(signedIn.json())).toMatchObject({ acting: { office: 'department', union: { name: '示范市总工会' } } });
  });

  it('answers a repeat without the link, and writes the link down nowhere', async () => {
    const body = { input: { name: '只加一次' } };
    const first = await send('POST', '/api/people', { cookie: sysadmin, payload: body, key: 'add-2' });
    const repeat = await send('POST', '/api/people', { cookie: sysadmin, payload: body, key: 'add-2' });
    const { invitation, ...record } = first.json<{ invitation: string; id: string }>();
    expect(repeat.json()).toEqual(record);
    const kept = JSON.stringify([await house.db.selectFrom('idempotency').selectAll().execute(), await house.db.selectFrom('audit').selectAll().execute()]);
    expect(kept).not.toContain(tokenIn(invitation));
    expect((await send('GET', '/api/people?q=只加一次', { cookie: sysadmin })).json<{ items: unknown[] }>().items).toHaveLength(1);
  });

  it('locks after five failures with Retry-After, and says what to do', async () => {
    for (let time = 1; time <= 5; time += 1)
      expect((await send('POST', '/api/session', { payload: { account: 'sec.one', password: 'Wrong-2013' } })).statusCode).toBe(401);
    const locked = await send('POST', '/api/session', { payload: { account: 'sec.one', password: 'Founding-2013' } });
    expect([locked.statusCode, locked.headers['retry-after']]).toEqual([429, '900']);
    expect(locked.headers['content-type']).toContain('application/problem+json');
  });

  it('ends on signing out, and knows no cookie that was made up', async () => {
    expect((await send('GET', '/api/session', { cookie: sysadmin })).statusCode).toBe(200);
    expect((await send('DELETE', '/api/session', { cookie: sysadmin })).statusCode).toBe(204);
    expect((await send('GET', '/api/session', { cookie: sysadmin })).statusCode).toBe(401);
    for (const cookie of ['lingxian=', 'lingxian=x', `lingxian=${'A'.repeat(43)}`, `lingxian=${'A'.repeat(5000)}`])
      expect((await send('GET', '/api/session', { cookie })).statusCode).toBe(401);
  });

  it('bears malformed sign-ins', async () => {
    for (const payload of [
      {},
      { account: 1, password: 2 },
      { account: 'a', password: 'b', extra: 1 },
      { account: 'a'.repeat(65), password: 'b' },
      { account: '\u0000', password: '\u0000' },
    ]) {
      const { statusCode } = await send('POST', '/api/session', { payload });
      expect([400, 401, 422]).toContain(statusCode);
    }
    expect(faults).toEqual([]);
  });
});
