import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { open, type ZipFile as Unpacking } from 'yauzl';
import { ZipFile } from 'yazl';
import type { ArchivePreview, ArchiveRow, ArchiveVerdict } from '#contract/shapes.ts';
import { manifestShape, type Manifest } from '#server/archive/package-shape.ts';
import { chairsOf, cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { lingxian } from '../support/command.ts';
import { everyRow } from '../support/crawl.ts';
import type { Person } from '../support/robot.ts';

/** 归档：一件一包，封存的就是那些字节；回来的逐个核对，坏的、假的说得清。 */
let city: ChainCity;
let clerk: Person;
let dir = '';
let [declaration, open_] = ['', ''];
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
  dir = await mkdtemp(join(tmpdir(), 'lingxian-archive-'));
  declaration = await city.matterOf(city.story('paid'), 'declaration');
  open_ = await city.matterOf(city.story('union-review'), 'declaration');
});
afterAll(async () => {
  await city?.close();
  await rm(dir, { recursive: true, force: true });
});

const fetched = async (id: string, person = clerk): Promise<{ status: number; bytes: Buffer; sealed: string | null }> => {
  const answer = await person.download(`/api/archive/matters/${id}`);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), sealed: answer.headers.get('x-archive-sealed') };
};
const seal = async (ids: string[], more: object = {}): Promise<ArchivePreview[]> => {
  const { status, body } = await clerk.send('POST', '/api/archive/seal', { ids, ...more });
  expect([status, JSON.stringify(body)]).toEqual([200, expect.anything()]);
  return (body as { items: ArchivePreview[] }).items;
};
async function check(bytes: Buffer, person = clerk): Promise<{ status: number; body: ArchiveVerdict }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), '归档.zip');
  const answer = await fetch(`${city.url}/api/archive/verify`, { method: 'POST', headers: { cookie: person.session }, body: form });
  return { status: answer.status, body: (await answer.json()) as ArchiveVerdict };
}
type Content = Map<string, Buffer>;
async function unpacked(bytes: Buffer): Promise<Content> {
  const path = join(dir, 'unpacked.zip');
  await writeFile(path, bytes);
  const zip = await new Promise<Unpacking>((resolve, reject) =>
    open(path, { lazyEntries: true }, (error, one) => (error === null ? resolve(one) : reject(error))),
  );
  const content: Content = new Map();
  for await (const entry of zip.eachEntry()) content.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return content;
}
const packed = async (content: Content, compress = false): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [path, bytes] of content) zip.addBuffer(bytes, path, { compress });
  zip.end();
  return buffer(zip.outputStream);
};
const manifestOf = (content: Content): Manifest => manifestShape.parse(JSON.parse(content.get('manifest.json')!.toString()));

it('holds papers, attachments, dossier, history and metadata, each with its digest; the same matter gives the same bytes', async () => {
  const [first, again] = [await fetched(declaration), await fetched(declaration)];
  expect([first.status, first.sealed]).toEqual([200, 'false']);
  expect(first.bytes.equals(again.bytes)).toBe(true);
  const content = await unpacked(first.bytes);
  const { files, term, matter } = manifestOf(content);
  expect([term, matter.kind]).toEqual(['years-30', 'declaration']);
  expect(files.map(({ path }) => path).toSorted()).toEqual([...content.keys()].filter((path) => path !== 'manifest.json').toSorted());
  const folders = new Set(files.map(({ path }) => path.split('/')[0]));
  expect(folders).toEqual(new Set(['dossier', 'files', 'history.json', 'metadata.xml', 'papers']));
  const paper = [...content.entries()].find(([path]) => path.startsWith('papers/'))![1].toString('latin1');
  expect(paper).toMatch(/<pdfaid:part>2<\/pdfaid:part>/);
  const xml = content.get('metadata.xml')!.toString();
  for (const words of ['<题名>', '<责任者>', '<保管期限>30年</保管期限>', '<密级>无</密级>', '<类别>申报</类别>', '<行为>受理</行为>'])
    expect(xml).toContain(words);
  expect((await check(first.bytes)).body).toMatchObject({ whole: true, known: 'unknown' });
});

it('is looked at before it is sealed; sealed once; what is open, sealed already or not there is said so, and the rest is sealed', async () => {
  const grant = await city.matterOf(city.story('paid'), 'grant');
  const preview = await seal([declaration, open_, 'nobody'], { preview: true });
  expect(preview.map(({ outcome }) => outcome)).toEqual(['ready', 'refused', 'refused']);
  expect(preview[0]?.contents).toContain('劳模创新工作室创建申报表');
  expect(preview[1]?.says).toContain('还没有办结');
  expect(await city.sql('select 1 from archive_package')).toEqual([]);

  const before = (await fetched(declaration)).bytes;
  const sealed = await seal([declaration, declaration, open_, grant]);
  expect(sealed.map(({ outcome }) => outcome)).toEqual(['sealed', 'refused', 'sealed']);
  expect((await seal([declaration]))[0]).toMatchObject({ outcome: 'already', sha256: sealed[0]!.sha256 });
  const lines = await city.sql("select which from audit where what = 'archive.seal' and outcome = 'done' order by id");
  expect(lines.map(({ which }) => which)).toEqual([...[declaration, grant].toSorted(), '3件', '1件']);
  expect((await check(before)).body).toMatchObject({
    whole: true,
    known: 'sealed',
    says: expect.stringContaining('与本系统2013年11月18日封存的完全一致') as string,
  });
});

it('what was sealed stays what it was, whatever becomes of the ledger; when it is lost it is made again or said what differs', async () => {
  const sealed = await fetched(declaration);
  expect(sealed.sealed).toBe('true');
  await city.sql('update studio set name = $1 where id = $2', ['改名示例劳模创新工作室', city.story('paid').studio]);
  expect((await fetched(declaration)).bytes.equals(sealed.bytes)).toBe(true);
  const { items } = await clerk.get<{ items: ArchiveRow[] }>('/api/archive?show=sealed&limit=50');
  const { sha256 } = items.find(({ id }) => id === declaration)!.sealed!;
  const path = join(city.house.files.spool, '..', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  await writeFile(path, 'somebody wrote over it');
  const changed = await clerk.send('GET', `/api/archive/matters/${declaration}`);
  expect([changed.status, JSON.stringify(changed.body)]).toEqual([409, expect.stringContaining('“元数据”变了')]);
  await city.sql('update studio set name = $1 where id = $2', [city.story('paid').name, city.story('paid').studio]);
  expect((await fetched(declaration)).bytes.equals(sealed.bytes)).toBe(true);
});

it('one byte changed, a file missing, one too many: each is named', async () => {
  const whole = await unpacked((await fetched(declaration)).bytes);
  const paper = [...whole.keys()].find((path) => path.startsWith('papers/'))!;
  const bent = Buffer.from(whole.get(paper)!);
  bent[bent.length - 1]! ^= 1;
  const changed = await check(await packed(new Map([...whole, [paper, bent]])));
  expect(changed.body).toMatchObject({ whole: false, known: 'other', says: expect.stringContaining('被改动1个') as string });
  expect(changed.body.files.find(({ is }) => is === 'changed')?.path).toBe(paper);
  const short = await check(await packed(new Map([...whole].filter(([path]) => path !== 'history.json'))));
  expect(short.body.files.filter(({ is }) => is !== 'whole')).toMatchObject([{ path: 'history.json', zh: '缺失' }]);
  const more = await check(await packed(new Map([...whole, ['files/99-夹带.txt', Buffer.from('x')]])));
  expect(more.body.files.filter(({ is }) => is !== 'whole')).toMatchObject([{ path: 'files/99-夹带.txt', zh: '清单以外' }]);
  // Packed again by another program: whole, but not the bytes that were sealed.
  expect((await check(await packed(whole, true))).body).toMatchObject({ whole: true, known: 'other' });
});

it('a hostile package gets a sentence: a bomb, a path out of it, no list, a broken list, a lie about sizes, no package at all', async () => {
  const whole = await unpacked((await fetched(declaration)).bytes);
  const says = async (bytes: Buffer) => (await check(bytes)).body.wrong;
  const bomb = await packed(
    new Map([
      ['manifest.json', whole.get('manifest.json')!],
      ['bomb', Buffer.alloc(30_000_000)],
    ]),
    true,
  );
  const declared = Buffer.from(bomb);
  // The directory says 4 GB for what unpacks to 30 MB.
  declared.writeUInt32LE(0xfffffff0, declared.lastIndexOf('PK\u0001\u0002') + 24);
  expect(await says(declared)).toContain('超过 1 GB');
  const lying = Buffer.from(bomb);
  lying.writeUInt32LE(10, lying.lastIndexOf('PK\u0001\u0002') + 24);
  expect(await says(lying)).toContain('与声明的大小不符');
  const out = await packed(new Map([...whole, ['aa/aa/aa/x', Buffer.from('x')]]));
  expect(await says(Buffer.from(out.toString('latin1').replaceAll('aa/aa/aa/x', '../../../x'), 'latin1'))).toContain('指向包外');
  expect(await says(await packed(new Map([...whole].filter(([path]) => path !== 'manifest.json'))))).toContain('没有清单');
  expect(await says(await packed(new Map([...whole, ['manifest.json', Buffer.from('{"format":"other"}')]])))).toContain('清单读不懂');
  for (const bytes of [Buffer.from('not a zip'), (await fetched(declaration)).bytes.subarray(0, 2000)]) expect(await says(bytes)).toContain('打不开');
  expect((await clerk.send('POST', '/api/archive/verify', {})).status).toBe(415);
});

it('is for the department; the auditor reads; nobody else gets a list, a package or a verdict, and every download is on record', async () => {
  const chairs = Object.entries(chairsOf(city, city.story('paid')));
  for (const [office, chair] of chairs) {
    const person = await city.as(chair);
    const reads = office === 'department' || office === 'auditor';
    expect((await person.send('GET', '/api/archive')).status, office).toBe(reads ? 200 : 403);
    expect((await fetched(declaration, person)).status, office).toBe(reads ? 200 : 403);
    expect((await check(Buffer.from('x'), person)).status, office).toBe(reads ? 200 : 403);
    for (const preview of [true, false])
      expect((await person.send('POST', '/api/archive/seal', { ids: [declaration], preview })).status, office).toBe(office === 'department' ? 200 : 403);
  }
  expect((await fetch(`${city.url}/api/archive/matters/${declaration}`)).status).toBe(401);
  expect((await fetched(open_)).status).toBe(409);
  expect((await fetched('nobody')).status).toBe(404);
  const [row] = await city.sql("select count(*)::int as n from audit where what = 'archive.download' and which = $1 and office = 'auditor'", [declaration]);
  expect(row).toEqual({ n: 1 });
  const bodies: [object, number][] = [
    [{}, 422],
    [{ ids: [] }, 422],
    [{ ids: Array.from({ length: 21 }, (_, n) => `${n}`) }, 422],
    [{ ids: [declaration], more: 1 }, 400],
  ];
  for (const [body, status] of bodies) expect((await clerk.send('POST', '/api/archive/seal', body)).status).toBe(status);
});

it('lists what is closed and not yet sealed, oldest first, with term and last day; filters and pages', async () => {
  const due = await everyRow<ArchiveRow>(clerk, '/api/archive', 3);
  expect(due.length).toBeGreaterThan(5);
  expect(new Set(due.map(({ id }) => id)).size).toBe(due.length);
  expect(due.every(({ sealed, dueBy, overdue }) => sealed === undefined && dueBy === '2014-06-30' && !overdue)).toBe(true);
  expect(due.map(({ id }) => id)).not.toContain(declaration);
  const [{ n }] = (await city.sql("select count(*)::int as n from matter where closed_at is not null and kind = 'declaration'")) as [{ n: number }];
  expect((await everyRow<ArchiveRow>(clerk, '/api/archive?show=all&kind=declaration', 50)).length).toBe(n);
  await city.house.clock.moveTo(city.house.db, '2014-07-01');
  expect((await everyRow<ArchiveRow>(clerk, '/api/archive?year=2013', 50)).every(({ overdue }) => overdue)).toBe(true);
  await city.sql('update matter set version = version + 1 where id = $1', [declaration]);
  expect((await everyRow<ArchiveRow>(clerk, '/api/archive?show=moved')).map(({ id }) => id)).toEqual([declaration]);
});

it('is verified on the command line too, away from any city: 0 whole, 1 not, 2 no such file', async () => {
  const path = join(dir, 'package.zip');
  const bytes = await packed(await unpacked((await fetched(await city.matterOf(city.story('paid'), 'grant'))).bytes));
  await writeFile(path, bytes);
  const run = (args: string[]) => lingxian(args, { DATA_DIR: join(dir, 'nowhere') }).ended;
  const whole = await run(['archive', 'verify', path, '--json']);
  expect([whole.code, JSON.parse(whole.out)]).toMatchObject([0, { asked: false, whole: true }]);
  bytes[200]! ^= 1;
  await writeFile(path, bytes);
  expect(await run(['archive', 'verify', path])).toMatchObject({ code: 1, out: expect.stringContaining('清单读不懂') as string });
  expect(await run(['archive', 'verify', join(dir, 'none.zip')])).toMatchObject({ code: 2 });
});
