import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiToken } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import { perMinute } from '#server/http/bearer.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { knock, reasonsOf, type Answer } from '../support/raw.ts';

/** What a program may with somebody's token: what they may in this office, or less; never more, and never longer. */
let city: ChainCity;
const json = { 'content-type': 'application/json' };
type Made = ApiToken & { token: string };

beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

async function make(chair: Chair, scopes: readonly string[] = ['read'], days = 30): Promise<Made> {
  const { status, body } = await (await city.as(chair)).send('POST', '/api/tokens', { name: '接口测试', scopes, days });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as Made;
}
const ask = (token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  knock(city.url, method, path, {
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : json), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const codeOf = (answer: Answer): string | undefined => reasonsOf(answer)[0]?.code;

describe('a token', () => {
  it('reads what its owner reads in that office, and no more', async () => {
    const { lead } = city.story('ledger');
    const { token } = await make(lead);
    const owner = await city.as(lead);
    for (const path of ['/api/todos', '/api/studios?limit=100', '/api/matters?limit=100', '/api/people', '/api/unions'])
      expect(JSON.parse((await ask(token, 'GET', path)).text), path).toEqual((await owner.send('GET', path)).body);
    const foreign = await city.matterOf(city.story('paying'), 'grant');
    expect((await ask(token, 'GET', `/api/matters/${foreign}`)).status).toBe(404);
  });

  it('is kept as its SHA-256 alone, and said once', async () => {
    const { lead } = city.story('ledger');
    const person = await city.as(lead);
    const body = { name: '只说一次', days: 1 };
    const first = await person.send('POST', '/api/tokens', body, { 'idempotency-key': 'once' });
    const again = await person.send('POST', '/api/tokens', body, { 'idempotency-key': 'once' });
    const { token, ...record } = first.body as unknown as Made;
    expect(again.body).toEqual(record);
    const rows = await city.sql('select row_to_json(t)::text as row, t.token_hash from api_token t where id = $1', [record.id]);
    expect(rows[0]?.['row']).not.toContain(token.slice(4));
    expect(rows[0]!['token_hash']).toEqual(createHash('sha256').update(token).digest());
    for (const table of ['audit', 'idempotency']) expect(JSON.stringify(await city.sql(`select * from ${table}`))).not.toContain(token.slice(4));
  });

  it('only reads unless more was asked for', async () => {
    const { token } = await make(city.department[0]!);
    const reads = [
      await ask(token, 'GET', '/api/export/todos'),
      await ask(token, 'GET', `/api/files/x`),
      await ask(token, 'POST', '/api/allocations', {}),
      await ask(token, 'POST', '/api/notifications/read', { ids: [] }),
    ];
    expect(reads.map((one) => [one.status, codeOf(one)])).toEqual(reads.map(() => [403, 'scope-missing']));
  });

  it('exports with the scope to export', async () => {
    const { token } = await make(city.department[0]!, ['read', 'export']);
    expect((await ask(token, 'GET', '/api/export/todos?format=csv')).status).toBe(200);
    const only = await make(city.department[0]!, ['export']);
    expect(codeOf(await ask(only.token, 'GET', '/api/todos'))).toBe('scope-missing');
  });

  it('acts with the scope to act, once for one key, and the audit says which token', async () => {
    const payer = city.finance[1]!;
    const { token, id } = await make(payer, ['read', 'act']);
    const grant = await city.matterOf(city.story('paying'), 'grant');
    const { version } = JSON.parse((await ask(token, 'GET', `/api/matters/${grant}`)).text) as { version: number };
    const body = { version, input: { paidOn: '2013-11-18', voucherNo: '银付字第8号' } };
    const key = { 'idempotency-key': 'pay-8' };
    const first = await ask(token, 'POST', `/api/grants/${grant}/pay`, body, key);
    expect(first.status, first.text).toBe(200);
    const again = await ask(token, 'POST', `/api/grants/${grant}/pay`, body, key);
    expect([again.status, JSON.parse(again.text)]).toEqual([200, JSON.parse(first.text)]);
    const lines = await city.sql("select detail from audit where what = 'grant.pay' and which = $1 and outcome = 'done'", [grant]);
    expect(lines.map(({ detail }) => detail)).toEqual([{ token: '接口测试', tokenId: id }]);
  });

  it('notes its last use at most once a minute', async () => {
    const { token, id } = await make(city.story('ledger').lead);
    const used = async () => (await city.sql('select used_at from api_token where id = $1', [id]))[0]?.['used_at'];
    expect(await used()).toBeNull();
    await ask(token, 'GET', '/api/todos');
    const first = await used();
    expect(first).not.toBeNull();
    await ask(token, 'GET', '/api/todos');
    expect(await used()).toEqual(first);
    await city.sql("update api_token set used_at = used_at - interval '61 seconds' where id = $1", [id]);
    await ask(token, 'GET', '/api/todos');
    expect(await used()).not.toEqual(first);
  });
});

describe('is refused', () => {
  it('beside a session: whose request it is must not be guessed', async () => {
    const { lead } = city.story('ledger');
    const [{ token }, { session }] = [await make(lead), await city.as(city.department[0]!)];
    const both = await knock(city.url, 'GET', '/api/session', { session, headers: { authorization: `Bearer ${token}` } });
    expect([both.status, codeOf(both)]).toEqual([400, 'two-identities']);
    // What a proxy in front asks of browsers is no token of ours.
    expect((await knock(city.url, 'GET', '/api/session', { session, headers: { authorization: 'Basic eDp5' } })).status).toBe(200);
  });

  it.each(['', 'x', `lxt_${'A'.repeat(43)}`, 'A'.repeat(43), `lxt_${'A'.repeat(5000)}`, "lxt_' or 1=1 --"])('%j, which is none', async (token) => {
    const answer = await ask(token, 'GET', '/api/todos');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('at once when it is revoked, by its owner or by who keeps the accounts', async () => {
    const { lead, secretary } = city.story('ledger');
    const [mine, theirs] = [await make(lead), await make(lead)];
    expect((await (await city.as(secretary)).send('DELETE', `/api/tokens/${mine.id}`)).status).toBe(404);
    expect((await ask(mine.token, 'GET', '/api/todos')).status).toBe(200);
    expect((await (await city.as(lead)).send('DELETE', `/api/tokens/${mine.id}`)).status).toBe(204);
    expect((await (await city.as(city.admins[1]!)).send('DELETE', `/api/tokens/${theirs.id}`)).status).toBe(204);
    for (const { token } of [mine, theirs]) expect((await ask(token, 'GET', '/api/todos')).status).toBe(401);
  });

  it('when it has expired, when the office has ended, when the account is disabled', async () => {
    const { management } = city.story('named').unit;
    const { token, id } = await make(management);
    const status = async () => (await ask(token, 'GET', '/api/todos')).status;
    await city.sql("update office_held set to_on = '2013-11-17' where id = $1", [management.officeId]);
    expect(await status()).toBe(401);
    await city.sql('update office_held set to_on = null where id = $1', [management.officeId]);
    expect(await status()).toBe(200);
    await city.sql("update api_token set made_at = now() - interval '2 days', expires_at = now() - interval '1 second' where id = $1", [id]);
    expect(await status()).toBe(401);
    const other = await make(management);
    const disabled = await (await city.as(city.admins[0]!)).send('POST', `/api/people/${management.person}/disable`, {});
    expect(disabled.status, JSON.stringify(disabled.body)).toBe(200);
    await city.sql('update account set disabled_at = null where person_id = $1', [management.person]);
    expect((await ask(other.token, 'GET', '/api/todos')).status, 'stays ended').toBe(401);
  });

  it('for what is done in person', async () => {
    const { token, id } = await make(city.department[0]!, ['read', 'export', 'act']);
    const inPerson = [
      ['POST', '/api/session'],
      ['PUT', '/api/session/office'],
      ['PUT', '/api/session/password'],
      ['DELETE', '/api/session'],
      ['POST', '/api/tokens'],
      ['DELETE', `/api/tokens/${id}`],
      ['POST', '/api/calendar'],
      ['POST', '/api/webhooks'],
    ] as const;
    for (const [method, path] of inPerson) expect(codeOf(await ask(token, method, path, {})), path).toBe('in-person-only');
  });

  it('with act, of the three administrators, made so or become so', async () => {
    for (const admin of city.admins) {
      const person = await city.as(admin);
      expect((await person.send('POST', '/api/tokens', { name: 'x', scopes: ['act'], days: 1 })).status).toBe(403);
      const { token, id } = await make(admin);
      await city.sql("update api_token set scopes = '{read,act}' where id = $1", [id]);
      expect(codeOf(await ask(token, 'POST', '/api/people', {}))).toBe('scope-missing');
    }
  });

  it.each([
    [{ name: '', days: 1 }, 422],
    [{ name: '长'.repeat(41), days: 1 }, 422],
    [{ name: 'x' }, 422],
    [{ name: 'x', days: 0 }, 422],
    [{ name: 'x', days: 366 }, 422],
    [{ name: 'x', days: 1.5 }, 400],
    [{ name: 'x', days: 1, scopes: [] }, 422],
    [{ name: 'x', days: 1, scopes: ['admin'] }, 422],
    [{ name: 'x', days: 1, office: 'department' }, 400],
  ])('%j cannot be made', async (body, status) => {
    expect((await (await city.as(city.story('ledger').lead)).send('POST', '/api/tokens', body)).status).toBe(status);
  });

  it('to see others’ tokens, except by the three administrators', async () => {
    const mine = await make(city.story('ledger').lead);
    const other = await city.as(city.story('ledger').secretary);
    expect((await other.send('GET', '/api/tokens?whose=all')).status).toBe(403);
    expect(JSON.stringify((await other.send('GET', '/api/tokens?limit=100')).body)).not.toContain(mine.id);
    expect(JSON.stringify((await (await city.as(city.admins[2]!)).send('GET', '/api/tokens?whose=all&limit=100')).body)).toContain(mine.id);
  });

  it('when it asks too often, with the seconds to wait', async () => {
    const [{ token }, other] = [await make(city.story('ledger').lead), await make(city.story('ledger').lead)];
    let answer = await ask(token, 'GET', '/api/notifications?limit=1');
    for (let n = 0; n < perMinute && answer.status === 200; n += 50)
      [answer] = (await Promise.all(Array.from({ length: 50 }, () => ask(token, 'HEAD', '/api/notifications?limit=1')))).slice(-1) as [Answer];
    const stopped = await ask(token, 'GET', '/api/todos');
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(other.token, 'GET', '/api/todos')).status).toBe(200);
  });
});
