import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { expectProblem, knock, type Answer } from '../support/raw.ts';

/** What comes to the door before anything is asked: who, from where, in what shape. */
let city: ChainCity;
let session: string;
const json = { 'content-type': 'application/json' };
const ask = (method: string, path: string, more: Parameters<typeof knock>[3] = {}): Promise<Answer> => knock(city.url, method, path, { session, ...more });

beforeAll(async () => {
  city = await cloneChainCity();
  session = (await city.as(city.story('ledger').lead)).session;
});
afterAll(() => city?.close());

describe('without a living session', () => {
  const paths = [
    '/api/session',
    '/api/openings',
    '/api/todos',
    '/api/matters',
    '/api/matters/x',
    '/api/studios',
    '/api/studios/x',
    '/api/search?q=x',
    '/api/targets',
    '/api/notifications',
    '/api/files/x',
    '/api/audit',
    '/api/choices/team',
    '/api/openapi.json',
    '/api/tokens',
    '/api/calendar',
    '/api/webhooks',
    '/api/webhooks/x/deliveries',
  ];
  const sessions = [undefined, 'lingxian=', 'lingxian=not-a-token', `lingxian=${'A'.repeat(43)}`];

  it('nothing is read and nothing is done', async () => {
    for (const path of paths)
      for (const cookie of sessions) expect((await knock(city.url, 'GET', path, cookie === undefined ? {} : { session: cookie })).status, path).toBe(401);
    for (const path of [
      '/api/declarations',
      '/api/declarations/x/submit',
      '/api/studios/x/members',
      '/api/files',
      '/api/notifications/read',
      '/api/people',
      '/api/tokens',
      '/api/calendar',
      '/api/webhooks',
    ])
      expect((await knock(city.url, 'POST', path, { headers: path === '/api/files' ? {} : json, body: '{}' })).status, path).toBe(401);
  });

  it('a session ends after half an hour without a sign of life, and after twelve hours anyway', async () => {
    const { session: idle } = await city.as(city.story('ledger').secretary);
    const mine = 'account_id = (select id from account where person_id = $1)';
    const { person } = city.story('ledger').secretary;
    expect((await knock(city.url, 'GET', '/api/session', { session: idle })).status).toBe(200);
    await city.sql(`update session set seen_at = now() - interval '31 minutes' where ${mine}`, [person]);
    expect((await knock(city.url, 'GET', '/api/session', { session: idle })).status).toBe(401);
    await city.sql(`update session set seen_at = now(), created_at = now() - interval '12 hours 1 minute' where ${mine}`, [person]);
    expect((await knock(city.url, 'GET', '/api/session', { session: idle })).status).toBe(401);
  });

  it('a session dies with the account and with the office', async () => {
    const { management } = city.story('ledger').unit;
    const { session: mine } = await city.as(management);
    await city.sql('update account set disabled_at = now() where person_id = $1', [management.person]);
    expect((await knock(city.url, 'GET', '/api/todos', { session: mine })).status).toBe(401);
    await city.sql('update account set disabled_at = null where person_id = $1', [management.person]);
    expect((await knock(city.url, 'GET', '/api/todos', { session: mine })).status).toBe(200);
    await city.sql("update office_held set to_on = '2013-11-17' where id = $1", [management.officeId]);
    expect((await knock(city.url, 'GET', '/api/todos', { session: mine })).status).toBe(401);
  });
});

describe('from elsewhere', () => {
  it.each(['https://elsewhere.example', 'null', 'not a url', 'http://127.0.0.1:1'])('a page at %s may not post', async (origin) => {
    for (const path of ['/api/declarations', '/api/session', '/api/files', '/api/demo/clock'])
      expect((await ask('POST', path, { headers: { ...json, origin }, body: '{}' })).status).toBe(403);
    expect((await ask('DELETE', '/api/session', { headers: { origin } })).status).toBe(403);
    expect((await ask('GET', '/api/session', { headers: { origin } })).status).toBe(200);
  });

  it('our own page may', async () => {
    expect((await ask('POST', '/api/declarations', { headers: { ...json, origin: city.url }, body: '{"input":{"unknown":1}}' })).status).toBe(400);
  });
});

describe('in the wrong shape', () => {
  const posts = ['/api/declarations', '/api/declarations/x/submit', '/api/session', '/api/notifications/read', '/api/demo/clock'];

  it.each([
    '',
    '{',
    'null,',
    '{"version":1,}',
    "{'version':1}",
    '{"version":NaN}',
    '\u0000',
    '{"__proto__":{"office":"department"}}',
    '{"constructor":{"prototype":{}}}',
  ])('%j is not JSON of ours', async (body) => {
    for (const path of posts) expect((await ask('POST', path, { headers: json, body })).status, path).toBe(400);
  });

  it.each(['[]', '"text"', '7', 'true'])('%s is JSON, but no object', async (body) => {
    for (const path of posts) expect((await ask('POST', path, { headers: json, body })).status, path).toBe(400);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'application/jsonp', 'nonsense'])(
    '%s is not taken',
    async (type) => {
      for (const path of posts) expect((await ask('POST', path, { headers: { 'content-type': type }, body: 'version=1' })).status, path).toBe(415);
    },
  );

  it('two megabytes are too much', async () => {
    const body = JSON.stringify({ input: { statement: '长'.repeat(700_000) } });
    expect(Buffer.byteLength(body)).toBeGreaterThan(2_000_000);
    for (const path of posts) expect((await ask('POST', path, { headers: json, body })).status, path).toBe(413);
  });

  it('a hundred thousand brackets are malformed, not a fault', async () => {
    const deep = `{"version":1,"input":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    for (const path of ['/api/declarations', `/api/declarations/x/fill`])
      expect((await ask('POST', path, { headers: json, body: deep })).status, path).toBe(400);
  });

  it('an upload is a form with one file', async () => {
    expect((await ask('POST', '/api/files', { headers: json, body: '{}' })).status).toBe(415);
    expect((await ask('POST', '/api/files', { body: new FormData() })).status).toBe(422);
  });

  it('who sends too much is heard out and told, and the line is good for the next request; without end, it is cut', async () => {
    const line = new Agent({ keepAlive: true, maxSockets: 1 });
    const lines = new Set<unknown>();
    const send = (path: string, megabytes: number) =>
      new Promise<{ status: number; text: string; kept: boolean }>((resolve, reject) => {
        const head = { cookie: session, 'content-type': 'multipart/form-data; boundary=edge' };
        const asked = request(`${city.url}${path}`, {
          agent: line,
          method: megabytes === 0 ? 'GET' : 'POST',
          headers: megabytes === 0 ? { cookie: session } : head,
        });
        asked.once('error', reject);
        asked.once('socket', (socket) => lines.add(socket));
        asked.once('response', (answer) => {
          answer.setEncoding('utf8');
          const said = answer.reduce((all: string, more: string) => all + more, '');
          const kept = answer.headers.connection !== 'close';
          void said.then((text) => resolve({ status: answer.statusCode ?? 0, text, kept }), reject);
        });
        if (megabytes === 0) return void asked.end();
        const start = '--edge\r\ncontent-disposition: form-data; name="file"; filename="大.pdf"\r\n\r\n%PDF-1.4';
        const bytes = Array.from({ length: megabytes }, () => Buffer.alloc(1024 * 1024, 32));
        Readable.from([Buffer.from(start), ...bytes, Buffer.from('\r\n--edge--\r\n')]).pipe(asked);
      });
    for (let time = 0; time < 3; time += 1) {
      const { status, text, kept } = await send('/api/files', 40);
      expect([status, text, kept]).toEqual([413, expect.stringContaining('30 MB'), true]);
      expect((await send('/api/session', 0)).status).toBe(200);
    }
    expect(lines.size).toBe(1);
    const cut = await send('/api/files', 120).then(
      ({ kept }) => !kept,
      ({ code }: NodeJS.ErrnoException) => code === 'EPIPE' || code === 'ECONNRESET',
    );
    expect(cut).toBe(true);
    line.destroy();
  });
});

describe('to nowhere', () => {
  it.each(['/api/nope', '/api', '/api/', '/nope', '/api/matters/x/y', '/api/todos/x', '/.env', '/api/../api/nope'])('%s is not there', async (path) => {
    expect((await ask('GET', path)).status).toBe(404);
  });

  it('an address that cannot be read is malformed', async () => {
    for (const path of ['/api/matters/%E0%A4%A', '/%', `/api/matters/${'x'.repeat(300)}`]) expect((await ask('GET', path)).status, path).toBe(400);
    for (const path of ['/api/matters/%00', '/api/studios/%00', '/api/files/%00', '/api/search?q=%00x', '/api/matters?q=%00', '/api/matters?studio=%00'])
      expect((await ask('GET', path)).status, path).toBe(400);
  });

  it('knows its methods', async () => {
    const wrong = [
      ['PUT', '/api/todos'],
      ['DELETE', '/api/matters/x'],
      ['PATCH', '/api/session'],
      ['POST', '/api/matters'],
      ['GET', '/api/declarations/x/submit'],
    ] as const;
    for (const [method, path] of wrong) expect((await ask(method, path)).status, path).toBe(404);
    expect(await ask('HEAD', '/api/session')).toMatchObject({ status: 200, text: '' });
    expect((await ask('HEAD', '/api/nope')).status).toBe(404);
    expect((await knock(city.url, 'HEAD', '/api/todos')).status).toBe(401);
    expect((await ask('HEAD', '/healthz')).status).toBe(200);
  });

  it('queries say what they know, and refuse the rest', async () => {
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'limit=1.5', 'sort=name', 'open=yes', `q=${'x'.repeat(201)}`])
      expect([400, 422], query).toContain((await ask('GET', `/api/matters?${query}`)).status);
    expect((await ask('GET', '/api/matters?unknown=1')).status).toBe(400);
    expect([400, 422]).toContain((await ask('GET', '/api/search')).status);
    for (const q of ['%', '_', '\\', "'; drop table studio; --", '"', '<script>'])
      expect((await ask('GET', `/api/search?q=${encodeURIComponent(q)}`)).status).toBe(200);
    expect(JSON.parse((await ask('GET', '/api/search?q=%25')).text)).toEqual({ items: [] });
  });
});

describe('noise', () => {
  it('is answered in the same shape, and the line is cut', async () => {
    const { hostname, port } = new URL(city.url);
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('this is no request\r\n\r\n'));
      let heard = '';
      socket.on('data', (chunk) => (heard += chunk.toString()));
      socket.on('close', () => resolve(heard)).on('error', reject);
    });
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head).toContain('400');
    expectProblem({ status: 400, type: /content-type: (.*)/i.exec(head)?.[1] ?? '', text: body, headers: new Headers() }, 'noise');
  });
});
