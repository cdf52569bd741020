// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { drafts } from './drafts.ts';
import { onceKey } from './once-key.ts';

beforeEach(() => localStorage.clear());

const href = '/api/declarations/d1/fill';
const draft = { values: { statement: '围绕生产难题攻关' }, at: '2013-11-18T06:03:00.000Z', version: 3, revision: 2 };

it('keeps what was typed, for this person and this form only', () => {
  expect(drafts.keep('p1', href, draft)).toBe(true);
  expect([drafts.of('p1', href), drafts.of('p2', href), drafts.of('p1', '/api/declarations/d2/fill')]).toEqual([draft, undefined, undefined]);
});

it('forgets it once it was sent', () => {
  drafts.keep('p1', href, draft);
  drafts.drop('p1', href);
  expect(drafts.of('p1', href)).toBeUndefined();
});

it('sweeps what is older than a month, and what nobody can read, and nothing else', () => {
  drafts.keep('p1', 'old', { ...draft, at: '2013-10-01T00:00:00.000Z' });
  drafts.keep('p1', 'new', draft);
  localStorage.setItem('lingxian.draft:p1:broken', '{"values":');
  localStorage.setItem('somebody else', 'stays');
  drafts.sweep(new Date('2013-11-20T00:00:00.000Z'));
  expect(Object.keys({ ...localStorage }).sort()).toEqual(['lingxian.draft:p1:new', 'somebody else']);
});

it('gives the same content the same key until it is done, and other content another', () => {
  const key = onceKey();
  const first = key.for({ input: { opinion: '同意' } });
  expect(key.for({ input: { opinion: '同意' } })).toBe(first);
  const second = key.for({ input: { opinion: '不同意' } });
  expect(second).not.toBe(first);
  key.done();
  expect(key.for({ input: { opinion: '不同意' } })).not.toBe(second);
});
