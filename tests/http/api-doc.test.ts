import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announcements, testEvent } from '#core/outside/events.ts';
import { signatureOf } from '#server/outside/send.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';

/** docs/api.md: every example runs, one after the other, and answers what stands below it. */
const text = readFileSync('docs/api.md', 'utf8');
type Example = Readonly<{ command: string; status: number; fields: readonly string[] }>;
const examples: readonly Example[] = [...text.matchAll(/```sh\n(.+?)\n```\n\nAnswers `(\d+)`([^\n]*)\.\n/gs)].map(([, command = '', status, fields = '']) => ({
  command,
  status: Number(status),
  fields: [...fields.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
}));

let city: ChainCity;
let values: Readonly<Record<string, string>>;
beforeAll(async () => {
  city = await cloneChainCity();
  const clerk = await city.as(city.department[0]!);
  const matter = await city.matterOf(city.story('named'), 'title');
  values = {
    BASE: city.url,
    TOKEN: String((await clerk.send('POST', '/api/tokens', { name: 'api.md', scopes: ['read', 'export', 'act'], days: 1 })).body['token']),
    CALENDAR: String((await clerk.send('POST', '/api/calendar')).body['href']),
    NEXT: (await clerk.get<{ next: string }>('/api/studios?limit=2')).next,
    MATTER: matter,
    VERSION: String((await clerk.get<{ version: number }>(`/api/matters/${matter}`)).version),
    UNION: city.story('ledger').unit.id,
  };
});
afterAll(() => city?.close());

/** The words of a command line as a shell reads them: quotes, variables, lines that go on. */
function wordsOf(command: string): string[] {
  const words: string[] = [];
  for (const [word] of command.replaceAll('\\\n', ' ').matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g))
    words.push(
      [...word.matchAll(/'([^']*)'|"([^"]*)"|([^'"]+)/g)]
        .map(([, plain, quoted, bare]) => plain ?? (quoted ?? bare ?? '').replaceAll(/\$([A-Z]+)/g, (_, name: string) => values[name] ?? `missing ${name}`))
        .join(''),
    );
  return words;
}

async function curl(command: string): Promise<Response> {
  const [program, ...words] = wordsOf(command);
  if (program !== 'curl') throw new Error(`not curl: ${program}`);
  const headers: Record<string, string> = {};
  let [method, body, url] = ['GET', undefined as string | undefined, ''];
  while (words.length > 0) {
    const word = words.shift()!;
    if (word === '-X') method = words.shift()!;
    else if (word === '-d') body = words.shift();
    else if (word === '-H') {
      const [name = '', ...value] = words.shift()!.split(': ');
      headers[name] = value.join(': ');
    } else if (word.startsWith('-') || url !== '') throw new Error(`not understood: ${word}`);
    else url = word;
  }
  return fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
}

describe('docs/api.md', () => {
  it('has an answer below every example', () => {
    expect(examples.length).toBe([...text.matchAll(/```sh\n/g)].length);
    expect(examples.length).toBeGreaterThanOrEqual(10);
  });

  it.each(examples)('answers $status to $command', async ({ command, status, fields }) => {
    const answer = await curl(command);
    const said = await answer.text();
    expect(answer.status, said).toBe(status);
    if (fields.length > 0) expect(Object.keys(JSON.parse(said) as object)).toEqual(expect.arrayContaining([...fields]));
    else expect(said.length).toBeGreaterThan(20);
  });

  it('gives the first answer again to the same key', async () => {
    const award = examples.find(({ command }) => command.includes('Idempotency-Key'))!;
    expect((await curl(award.command)).status).toBe(200);
    expect((await city.sql("select 1 from audit where what = 'title.award' and which = $1", [values['MATTER']])).length).toBe(1);
  });

  it('verifies what is sent, and neither something else, nor with another secret, nor late', async () => {
    const [, code = ''] = /```js\n(.+?)```/s.exec(text) ?? [];
    type Verify = (headers: Record<string, string>, body: string, secret: string, now: number) => boolean;
    const { verify } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { verify: Verify };
    const [secret, eventId, body] = [`whsec_${Buffer.alloc(32, 7).toString('base64')}`, 'e1', '{"type":"webhook.test"}'];
    const headers = { 'webhook-id': eventId, 'webhook-timestamp': '1000', 'webhook-signature': signatureOf({ secret, eventId, body }, 1000) };
    expect(verify(headers, body, secret, 1100)).toBe(true);
    expect(verify({ ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }, body, secret, 1100)).toBe(true);
    expect(verify(headers, `${body} `, secret, 1100)).toBe(false);
    expect(verify({ ...headers, 'webhook-id': 'e2' }, body, secret, 1100)).toBe(false);
    expect(verify(headers, body, `whsec_${Buffer.alloc(32, 8).toString('base64')}`, 1100)).toBe(false);
    expect(verify(headers, body, secret, 1301)).toBe(false);
  });

  it('lists every event there is', () => {
    for (const type of [...Object.keys(announcements), testEvent]) expect(text).toContain(`| \`${type}\` |`);
  });
});
