import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter, ScanReading } from '#contract/shapes.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';
import { scanPdf, scanned, type Sheet } from '../support/scanned.ts';

/** 盖章件回传：从系统打印，盖章，扫描，凭每页的码归位。 */
let city: ChainCity;
let union: Person;
let [mine, another]: [string, string] = ['', ''];
let [sheets, strays]: [Sheet[], Sheet[]] = [[], []];

const printed = async (person: Person, matter: string): Promise<Sheet[]> =>
  scanned(Buffer.from(await (await person.download(`/api/papers/matters/${matter}/declaration-form`)).arrayBuffer()));
const hand = async (person: Person, pages: readonly Sheet[], more: object = {}): Promise<{ status: number; body: ScanReading; file: string }> => {
  const file = await person.upload(scanPdf(pages), '盖章扫描件.pdf');
  const { status, body } = await person.send('POST', '/api/scans', { file, ...more });
  return { status, body: body as unknown as ScanReading, file };
};
const kept = async (): Promise<number> => Number((await city.sql('select count(*)::int as n from sealed_scan'))[0]!['n']);

beforeAll(async () => {
  city = await cloneChainCity();
  const story = city.story('union-review');
  mine = await city.matterOf(story, 'declaration');
  another = await city.matterOf(city.story('formal-check'), 'declaration');
  union = await city.as(story.unit.union.supervisor);
  sheets = await printed(union, mine);
  strays = await printed(await city.as(city.department[0]!), another);
});
afterAll(() => city?.close());

it('a scan that is not whole is not kept: missing, strayed and foreign pages are named, and nothing of what the reader may not see', async () => {
  expect(sheets.length).toBeGreaterThan(1);
  const short = await hand(union, sheets.slice(1));
  expect(short.status).toBe(200);
  expect(short.body.kept).toBe(false);
  expect(short.body.wrong.map(({ message }) => message)).toEqual([`共${sheets.length}页，缺第1页，请补扫后一起上传`]);

  const clerk = await city.as(city.department[0]!);
  const { title } = await clerk.get<Matter>(`/api/matters/${another}`);
  const mixed = await hand(clerk, [...sheets, strays[0]!]);
  expect(mixed.body.wrong.map(({ code }) => code)).toEqual(['page-of-another']);
  expect(mixed.body.wrong[0]?.message).toContain(title);

  const stranger = await city.as(
    city.stories.find((one) => one.unit.union.id !== city.story('formal-check').unit.union.id && one.goal === 'union-check')!.lead,
  );
  const foreign = await hand(stranger, strays);
  expect(foreign.body.wrong.map(({ code }) => code)).toEqual(['not-yours']);
  expect(JSON.stringify(foreign.body)).not.toContain(title);
  expect(foreign.body.document).toBeUndefined();
  expect(await kept()).toBe(0);
});

it('a whole scan goes where it belongs, once, and says what happened since it was printed', async () => {
  const first = await hand(union, [...sheets].toReversed());
  expect([first.status, first.body.kept, first.body.wrong]).toEqual([200, true, []]);
  expect(first.body.document?.title).toBe('劳模创新工作室创建申报表');
  expect(first.body.says).toMatch(/^《劳模创新工作室创建申报表》共\d+页，页码齐全，已于2013年11月18日收存到/);
  // The same scan again, under another file: known, not doubled.
  const again = await hand(union, [...sheets].toReversed());
  expect([again.body.kept, again.body.says]).toEqual([true, expect.stringContaining('先前已经收存')]);
  expect(await kept()).toBe(1);

  const seen = await union.get<Matter>(`/api/matters/${mine}`);
  expect(seen.scans).toMatchObject([
    { title: '劳模创新工作室创建申报表', file: { id: first.file, name: '盖章扫描件.pdf' }, pages: sheets.length, extra: 0, since: [] },
  ]);
  // Whoever sees the declaration reads its sealed copy; nobody else does.
  const lead = await city.as(city.story('union-review').lead);
  expect((await lead.download(`/api/files/${first.file}`)).status).toBe(200);
  expect((await (await city.as(city.story('formal-check').lead)).download(`/api/files/${first.file}`)).status).toBe(404);

  // It moves on; then the studio hands in its own print of before.
  const endorse = seen.options.find(({ name }) => name === 'declaration.endorse')!;
  const taken = await union.take(endorse as never, seen.version);
  expect(taken.status, JSON.stringify(taken.body)).toBe(200);
  const late = await hand(lead, sheets);
  expect(late.body.says).toContain(`印的是第${seen.version}版，事项现在是第${seen.version + 1}版`);
  expect((await lead.get<Matter>(`/api/matters/${mine}`)).scans?.map(({ since }) => since)).toEqual([['推荐'], []]);
});

it('a sealed page of another matter is not taken as this one’s', async () => {
  const story = city.story('union-review');
  const clerk = await city.as(city.department[0]!);
  const file = await clerk.upload(scanPdf(sheets), '盖章扫描件.pdf');
  const reading = await clerk.send('POST', '/api/scans', { file, matter: another, keep: false });
  expect((reading.body as unknown as ScanReading).wrong.map(({ code }) => code)).toEqual(['scan-of-another']);

  const other = city.stories.find((one) => one.goal === 'unit-publicity' || one.goal === 'unit-review')!;
  expect(other.studio).not.toBe(story.studio);
  const grassroots = await city.as(city.story('unit-publicity').unit.grassroots);
  const posted = await city.matterOf(city.story('unit-publicity'), 'declaration');
  const wrong = await grassroots.upload(scanPdf(sheets), '盖章扫描件.pdf');
  expect((await grassroots.send('POST', '/api/scans', { file: wrong, matter: posted, keep: false })).status).toBe(200);
  await city.house.clock.moveTo(city.house.db, '2013-12-02');
  const matter = await grassroots.get<Matter>(`/api/matters/${posted}`);
  const forward = matter.options.find(({ name }) => name === 'declaration.forward')!;
  const refused = await grassroots.send('POST', forward.href, {
    version: matter.version,
    input: { opinion: '同意上报。', proof: await grassroots.upload(), seal: wrong },
  });
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('属于另一件事项')]);
});

it('what is no scan, cannot be opened or has no code is said so', async () => {
  const clerk = await city.as(city.department[0]!);
  const answers: [string, number, string][] = [
    [await clerk.upload(), 415, '请上传扫描的 PDF 或图片'],
    [await clerk.upload(Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'), '坏的.pdf'), 422, '打不开'],
    [await clerk.upload(sheets[0]!.jpeg, '一页.jpg'), 200, '缺第'],
    [await clerk.upload(scanPdf([{ ...sheets[0]!, jpeg: await blankSheet(sheets[0]!) }]), '白纸.pdf'), 200, '没有读到页脚的二维码'],
  ];
  for (const [file, status, words] of answers) {
    const answer = await clerk.send('POST', '/api/scans', { file });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining(words)]);
  }
  expect((await clerk.send('POST', '/api/scans', { file: 'nobody-has-this' })).status).toBe(404);
  // An auditor reads, and keeps nothing.
  const auditor = await city.as(city.auditor);
  const visible = await city.matterOf(city.story('paid'), 'grant');
  const grant = await scanned(Buffer.from(await (await auditor.download(`/api/papers/matters/${visible}/grant-notice`)).arrayBuffer()));
  expect((await hand(auditor, grant)).status).toBe(403);
});

async function blankSheet({ width, height }: Sheet): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .greyscale()
    .jpeg()
    .toBuffer();
}
