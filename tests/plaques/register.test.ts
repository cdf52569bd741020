import { PDFiumLibrary } from '@hyzyla/pdfium';
import { readFile, writeFile } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Matter, PlaquePage } from '#contract/shapes.ts';
import { codeIn, readPlaqueCode } from '#core/title/plaque-code.ts';
import { inCityTime } from '#core/shared/days.ts';
import { rotatePlaqueKey } from '#server/store/plaque-keys.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { lingxian } from '../support/command.ts';
import type { Person } from '../support/robot.ts';

/** 牌匾登记簿：发放、遗失、换发、收回；码扫得出，真假今天是什么情况说得清。 */
let city: ChainCity;
let clerk: Person;
const dir = mkdtempSync(join(tmpdir(), 'lingxian-plaques-'));
let title = '';
let studio = '';
beforeAll(async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
  ({ studio } = city.story('paid'));
  title = await city.matterOf(city.story('paid'), 'title');
});
afterAll(async () => {
  await city?.close();
  rmSync(dir, { recursive: true, force: true });
});

const page = async (path: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${city.url}${path}`);
  return { status: answer.status, text: await answer.text() };
};
/** What a phone reads off the rendered page. */
async function scanOf(name: 'plaque' | 'certificate', dpi: number): Promise<string> {
  const answer = await clerk.download(`/api/papers/matters/${title}/${name}`);
  expect(answer.status).toBe(200);
  const document = await (await PDFiumLibrary.init()).loadDocument(Buffer.from(await answer.arrayBuffer()));
  const { data, width, height } = await document.getPage(0).render({ scale: dpi / 72, render: 'bitmap' });
  document.destroy();
  const codes = await readBarcodes({ data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' } as ImageData, { formats: ['QRCode'] });
  expect(codes.map(({ isValid }) => isValid)).toEqual([true]);
  return codes[0]!.text;
}
const register = (person: Person, query = ''): Promise<PlaquePage> => person.get(`/api/plaques?limit=100${query}`);
const take = async (name: string, input: object): Promise<Matter> => {
  const { version } = await clerk.get<Matter>(`/api/matters/${title}`);
  const { status, body } = await clerk.send('POST', `/api/titles/${title}/${name}`, { version, input });
  expect([status, JSON.stringify(body)]).toEqual([200, expect.anything()]);
  return body as unknown as Matter;
};

it('the code on plaque and certificate is read off the rendered page, and is the signed one', async () => {
  const [plaque, certificate] = [await scanOf('plaque', 60), await scanOf('certificate', 200)];
  expect(plaque).toBe(certificate);
  const says = readPlaqueCode(codeIn(plaque))!;
  const [row] = await city.sql('select plaque_no, verify_code from title where id = $1', [title]);
  expect([says.plaqueNo, says.code]).toEqual([row!['plaque_no'], row!['verify_code']]);
  const shown = await page(new URL(plaque).pathname);
  expect([shown.status, shown.text]).toEqual([200, expect.stringContaining('有效') as string]);
  expect(shown.text).toContain('二维码签名属实');
  // The short code, and every code printed before there were signatures, keeps answering.
  const short = await page(`/verify/${says.code}`);
  expect([short.status, short.text]).toEqual([200, expect.stringContaining('没有签名') as string]);
});

it('a forged code is told apart from an unknown one; a key that has retired still vouches for its plaques', async () => {
  const code = codeIn(await scanOf('certificate', 200));
  const [head, tail = ''] = code.split('.');
  const flipped = tail.slice(0, 60) + (tail[60] === 'A' ? 'B' : 'A') + tail.slice(61);
  for (const forged of [`${head}.${flipped}`, `ZZZZZZZZZZ.${tail}`, `${head}.${'A'.repeat(tail.length)}`, `${head}.`, `${code}.x`])
    expect((await page(`/verify/${forged}`)).text, forged).toContain('伪造');
  const unknown = await page('/verify/ZZZZZZZZZZ');
  expect([unknown.status, unknown.text.includes('查无此牌'), unknown.text.includes('伪造')]).toEqual([404, true, false]);

  await city.house.db.transaction().execute((tx) => rotatePlaqueKey(tx, inCityTime(new Date())));
  expect((await page(`/verify/${code}`)).text).toContain('二维码签名属实');
  const renewed = codeIn(await scanOf('certificate', 200));
  expect(readPlaqueCode(renewed)?.keyId).not.toBe(readPlaqueCode(code)?.keyId);
  expect((await page(`/verify/${renewed}`)).text).toContain('二维码签名属实');
  const { keys } = (await (await fetch(`${city.url}/verify/key`)).json()) as { keys: { id: string; until: string | null; pem: string }[] };
  expect(keys.map(({ until }) => until === null)).toEqual([true, false]);
  expect(keys[0]?.pem).toContain('BEGIN PUBLIC KEY');
  expect(await city.sql('select private_key from plaque_key where retired_at is not null')).toEqual([{ private_key: null }]);
  expect((await page('/verify')).text).toContain(keys[1]!.id);

  // The same on the command line, with nothing but the published keys.
  const [all, last] = [join(dir, 'keys.json'), join(dir, 'last.pem')];
  await writeFile(all, JSON.stringify({ keys }));
  await writeFile(last, keys[0]!.pem);
  const run = async (...args: string[]) => (await lingxian(['plaque', 'verify', ...args], { DATA_DIR: join(dir, 'nowhere') }).ended).code;
  expect(await Promise.all([run(code, '--key', all), run(renewed, '--key', last), run(code, '--key', last), run(code, '--key', dir)])).toEqual([0, 0, 1, 2]);
});

it('the page that works without a network asks nobody for anything, and runs under a policy of its own', async () => {
  const answer = await fetch(`${city.url}/verify/offline`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
  const text = await answer.text();
  expect(text).not.toMatch(/\ssrc=|url\(|https?:/);
  expect((await fetch(`${city.url}/verify/offline?save=1`)).headers.get('content-disposition')).toContain('attachment');
});

it('what is lost is void and made again under a new number; what is replaced is to be given back, and is given back', async () => {
  const old = (await register(clerk, `&q=${encodeURIComponent(city.story('paid').name)}`)).items[0]!;
  expect([old.state.code, old.receivedBy]).toEqual(['held', '工会主席']);
  const oldCode = codeIn(await scanOf('certificate', 200));
  const lost = await take('lose', { lostOn: '2013-11-15', why: '搬迁时遗失，单位已书面报告。' });
  expect(lost.state.code).toBe('plaque-due');
  const rows = (await register(clerk)).items.filter((row) => row.studio.id === studio);
  expect(rows.map(({ state, lostOn }) => [state.code, lostOn])).toEqual([
    ['due', undefined],
    ['lost', '2013-11-15'],
  ]);
  const scanned = await page(`/verify/${oldCode}`);
  expect(scanned.text).toContain('已换发');
  expect(scanned.text).toContain('登记遗失、作废');
  expect(scanned.text).toContain(rows[0]!.id);

  await take('award', { awardedOn: '2013-11-18', handedBy: '发示例', receivedBy: '签示例' });
  await city.sql("insert into old_plaque values ('厦劳创〔2012〕999', 'OLDCODE123', $1, '旧名示例工作室', '2013-06-01', '2013-01-01')", [title]);
  const before = await register(clerk);
  expect(before.counts).toMatchObject({ recall: 1, lost: 1 });
  expect((await clerk.get<Matter>(`/api/matters/${title}`)).options.map(({ name }) => name)).toContain('title.takeBack');
  await take('takeBack', { plaqueNo: '厦劳创〔2012〕999', returnedOn: '2013-11-18', returnedBy: '交示例', note: '边角变形' });
  const after = await register(clerk, '&state=returned');
  expect(after.items).toMatchObject([{ id: '厦劳创〔2012〕999', returnedOn: '2013-11-18', returnedBy: '交示例', note: '边角变形' }]);
  expect((await clerk.get<Matter>(`/api/matters/${title}`)).options.map(({ name }) => name)).not.toContain('title.takeBack');
  const receipt = await (await clerk.download(`/api/papers/matters/${title}/plaque-receipt?format=html`)).text();
  for (const words of ['牌匾签收单', '发示例', '签示例']) expect(receipt).toContain(words);
});

it('everybody sees the plaques of the studios they see, and no others', async () => {
  const { unit, lead } = city.story('paid');
  const whole = await register(clerk);
  const own = await register(await city.as(lead));
  expect(own.items.map(({ studio: one }) => one.id)).toEqual(whole.items.filter((row) => row.studio.id === studio).map(() => studio));
  const tree = await register(await city.as(unit.union.supervisor));
  expect(tree.items.length).toBeGreaterThan(0);
  expect(new Set(tree.items.map(({ union }) => union.id))).toEqual(new Set([unit.union.id]));
  expect(tree.counts?.handedOut).toBeLessThan(whole.counts!.handedOut);
  const elsewhere = city.stories.find((one) => one.unit.union.id !== unit.union.id && one.goal === 'ledger')!;
  expect((await register(await city.as(elsewhere.unit.grassroots))).items).toEqual([]);
  expect((await register(await city.as(city.admins[0]!))).items).toEqual([]);
  // Page by page, each once; the counts stand on the first page only.
  const first = await clerk.get<PlaquePage>('/api/plaques?limit=2');
  const second = await clerk.get<PlaquePage>(`/api/plaques?limit=2&cursor=${first.next}`);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(whole.items.slice(0, 4).map(({ id }) => id));
  expect([first.counts !== undefined, second.counts]).toEqual([true, undefined]);
  expect((await clerk.send('GET', '/api/plaques?state=stolen')).status).toBe(422);
});
