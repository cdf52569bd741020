// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import type { Option } from '#contract/shapes.ts';
import { addressOf } from './paths.ts';
import { sessionEnded } from './session-ended.ts';
import { takeOption } from './take.ts';
import { Trouble, troubleOf } from './trouble.ts';

// The browser's own fetch stands for the network here; everything of ours is real.
const real = globalThis.fetch;
afterEach(() => void (globalThis.fetch = real));
type Seen = { address: string; headers: Record<string, string>; body: unknown };
function answering(status: number, body: unknown): Seen[] {
  const seen: Seen[] = [];
  globalThis.fetch = async (address, init) => {
    seen.push({ address: String(address), headers: Object.fromEntries(new Headers(init?.headers)), body: JSON.parse(String(init?.body)) });
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'retry-after': '7' } });
  };
  return seen;
}

const option = (href: string, input: Option['input'] = {}): Option => ({ name: 'x', title: '推荐', tone: 'forward', method: 'POST', href, input });
const matter = { id: 'd1', version: 7 };

it('sends the version seen with what moves the matter, and its key', async () => {
  const [seen] = [answering(200, {})];
  await takeOption({ option: option('/api/declarations/d1/endorse'), input: { opinion: '同意' }, matter, key: 'k1' });
  expect(seen).toEqual([
    {
      address: '/api/declarations/d1/endorse',
      headers: expect.objectContaining({ 'idempotency-key': 'k1' }),
      body: { version: 7, input: { opinion: '同意' } },
    },
  ]);
});

it('sends no version with a remedy that moves another thing, and no input where none is asked', async () => {
  const seen = answering(200, {});
  await takeOption({ option: option('/api/studios/s1/premises', null), input: undefined, matter, key: 'k1' });
  expect(seen[0]?.body).toEqual({});
});

it('reads the links that are said once', async () => {
  answering(200, { person: 'p1', name: '演示甲', invitation: '/invitation/abc' });
  expect(await takeOption({ option: option('/api/people/p1/invite'), input: {}, key: 'k' })).toEqual({
    invitations: [{ label: '演示甲', href: '/invitation/abc' }],
  });
});

it('opens the sign-in dialog when the session is over, and passes the reasons on', async () => {
  answering(401, { reasons: [{ code: 'not-signed-in', message: '请登录' }] });
  let told = 0;
  const stop = sessionEnded.listen(() => (told += 1));
  const trouble = await takeOption({ option: option('/api/declarations/d1/endorse'), input: {}, matter, key: 'k' }).catch((error: unknown) => error);
  stop();
  expect([told, trouble instanceof Trouble && [trouble.status, trouble.message]]).toEqual([1, [401, '请登录']]);
});

it('tells how long to wait, and speaks in sentences even where the server could not', async () => {
  answering(429, { reasons: [] });
  const trouble = await takeOption({ option: option('/api/x'), input: {}, key: 'k' }).catch((error: unknown) => error);
  expect(trouble).toMatchObject({ status: 429, retryAfter: 7, message: '操作太频繁，请稍等再试' });
  expect([troubleOf(0, null).message, troubleOf(500, '<html>').message]).toEqual([
    '网络不通。已填的内容保存在本机，连上后请再试一次',
    '系统出了点问题，已填的内容没有丢，请稍后再试',
  ]);
});

it('writes addresses with their parameters and only what was asked', () => {
  expect(addressOf('/api/matters/{id}', { id: 'a/b' })).toBe('/api/matters/a%2Fb');
  expect(addressOf('/api/matters', {}, { q: '焊 接', kind: undefined, open: '', limit: 20 })).toBe('/api/matters?q=%E7%84%8A+%E6%8E%A5&limit=20');
});
