import { describe, expect, it } from 'vitest';
import { calendarOf, folded } from '#core/outside/calendar.ts';
import { isCreditCode, isRegionCode } from '#core/outside/codes.ts';
import { mayHave, scopeNeeded } from '#core/outside/scopes.ts';

describe('codes', () => {
  // Made for the test: a region, eight digits and a check character by the rule.
  it('takes a credit code with its check character, and none with another', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    for (const last of '0123456789ABCDEFGHJKLMNPQRTUWXY'.replace('3', '')) expect(isCreditCode(`91350100M000100Y4${last}`), last).toBe(false);
  });
  it.each(['', '91350100M000100Y4', '91350100M000100Y433', '91350100m000100y43', '9135010IM000100Y43', '91350100O000100Y43'])('refuses %j', (text) => {
    expect(isCreditCode(text)).toBe(false);
  });
  it('notices two neighbours that changed places', () => {
    expect(isCreditCode('91350100M001000Y43')).toBe(false);
  });
  it.each(['350200', '350203', '110000', '820000'])('%s is a region', (text) => expect(isRegionCode(text)).toBe(true));
  it.each(['3502', '3502000', '000000', '990000', '350001', '35020a'])('%s is none', (text) => expect(isRegionCode(text)).toBe(false));
});

describe('scopes', () => {
  it.each([
    ['GET', '/api/todos', 'read'],
    ['HEAD', '/api/studios/x', 'read'],
    ['GET', '/api/export/todos', 'export'],
    ['GET', '/api/papers/matters/x/opinion', 'export'],
    ['GET', '/api/files/x', 'export'],
    ['GET', '/api/archive/matters/x', 'export'],
    ['POST', '/api/declarations/x/endorse', 'act'],
    ['PUT', '/api/views', 'act'],
    ['POST', '/api/tokens', undefined],
    ['GET', '/api/drafts', undefined],
    ['PUT', '/api/drafts/one', undefined],
    ['GET', '/api/papers/form', undefined],
    ['DELETE', '/api/session', undefined],
    ['PUT', '/api/session/password', undefined],
    ['POST', '/api/calendar', undefined],
    ['PUT', '/api/webhooks/x', undefined],
  ] as const)('%s %s needs %s', (method, path, scope) => expect(scopeNeeded(method, path)).toBe(scope));
  it('never lets a program act for the three administrators', () => {
    for (const office of ['sysadmin', 'secadmin', 'auditadmin'] as const) expect([mayHave(office, 'act'), mayHave(office, 'read')]).toEqual([false, true]);
    expect(mayHave('department', 'act')).toBe(true);
  });
});

describe('the calendar', () => {
  it('folds between characters at 75 octets', () => {
    const line = `SUMMARY:${'劳模'.repeat(40)}𠮷x`;
    const lines = folded(line).split('\r\n');
    expect(lines.length).toBeGreaterThan(3);
    for (const one of lines) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
    expect(lines.map((one, n) => (n === 0 ? one : one.slice(1))).join('')).toBe(line);
    expect(lines.slice(1).every((one) => one.startsWith(' '))).toBe(true);
  });
  it('says a moment of the early morning in UTC as the day before', () => {
    const entry = { id: 'a', title: 't', state: 's', dueOn: '2013-12-31', href: 'http://x', changed: '2014-01-01T07:30:05.000+08:00', revision: 2 };
    const text = calendarOf('n', [entry]);
    expect(text).toContain('DTSTAMP:20131231T233005Z\r\n');
    expect(text).toContain('DTSTART;VALUE=DATE:20131231\r\nDTEND;VALUE=DATE:20140101\r\n');
  });
  it('cannot be broken by what stands in a title', () => {
    const entry = {
      id: 'a',
      title: 'x\r\nEND:VEVENT;a,b\\c',
      state: 's',
      dueOn: '2013-12-31',
      href: 'http://x',
      changed: '2013-11-18T09:00:00.000+08:00',
      revision: 1,
    };
    expect(calendarOf('n', [entry])).toContain('SUMMARY:x\\nEND:VEVENT\\;a\\,b\\\\c（s）\r\n');
  });
});
