import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter, SiteChanges } from '#contract/shapes.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { inspectionStory } from '../support/inspection-story.ts';
import type { Person } from '../support/robot.ts';

/** 四.4：现场检查——一条收一次，别人改过的不覆盖，清单换了也照收；问题下达、整改、复查，严重的进限期整改。 */
let city: ChainCity;
let story: ReturnType<typeof inspectionStory>;
let expert: Person;
let inspection: string;
let plan: string;

beforeAll(async () => {
  city = await cloneChainCity();
  story = inspectionStory(city);
  expert = await city.as(city.experts[0]!);
  plan = await story.running('regular', [city.experts[0]!], { extras: [{ title: '安全用电', asks: '看接线是否规范。' }] });
  inspection = await city.matterOf(city.story('paid'), 'inspection');
});
afterAll(() => city?.close());

const at = '2013-11-18T10:00:00+08:00';
const finding = (key: string, more: Partial<SiteChanges['findings'][number]> = {}): SiteChanges['findings'][number] => ({
  key,
  item: 'C3.1',
  level: 'minor',
  text: '场所负责人没有公示。',
  advice: '请公示。',
  photos: [],
  base: 0,
  at,
  removed: false,
  ...more,
});
const rows = (table: string) => city.sql(`select * from ${table} where inspection_id = $1`, [inspection]);

it('has a checklist from criteria, rubric and the department, and a sheet for the inspectors alone', async () => {
  const sheet = await story.sheet(expert, inspection);
  expect(sheet.checklist.items.map(({ from }) => from)).toEqual(expect.arrayContaining(['criterion', 'rubric', 'extra']));
  expect(new Set(sheet.checklist.items.map(({ code }) => code)).size).toBe(sheet.checklist.items.length);
  expect(sheet).toMatchObject({ open: true, mutual: false });
  expect(sheet.submit?.lacks?.[0]?.message).toContain('没有检查');
  for (const chair of [city.experts[1]!, city.story('paid').lead, city.story('named').lead])
    expect((await (await city.as(chair)).send('GET', `/api/inspections/${inspection}/sheet`)).status).toBe(404);
  const department = await story.sheet(await city.as(story.clerk), inspection);
  expect(department.open).toBe(false);
});

it('takes every finding once, however often it is sent', async () => {
  const { checklist } = await story.sheet(expert, inspection);
  const changes: SiteChanges = {
    checklist: checklist.hash,
    answers: [{ item: 'C3.1', result: 'problem', note: '', base: 0, at }],
    findings: [finding('finding-0001'), finding('finding-0002', { text: '制度没有上墙。' })],
  };
  const first = await story.sync(expert, inspection, changes);
  expect([first.taken, first.already]).toEqual([['C3.1', 'finding-0001', 'finding-0002'], []]);
  const again = await story.sync(expert, inspection, changes);
  expect([again.taken, again.already, again.conflicts]).toEqual([[], ['C3.1', 'finding-0001', 'finding-0002'], []]);
  await Promise.all([story.sync(expert, inspection, changes), story.sync(expert, inspection, changes)]);
  expect(await rows('inspection_note')).toHaveLength(2);
});

it('shows both sides of what somebody else changed meanwhile, and overwrites neither', async () => {
  const { checklist } = await story.sheet(expert, inspection);
  const change = (base: number, text: string) => ({ checklist: checklist.hash, answers: [], findings: [finding('finding-0001', { base, text })] });
  await story.sync(expert, inspection, change(1, '负责人没有公示，电话也没有。'));
  const stale = await story.sync(expert, inspection, change(1, '另一台设备上写的。'));
  expect(stale.conflicts).toMatchObject([{ what: 'finding', key: 'finding-0001', revision: 2 }]);
  expect(stale.conflicts[0]?.message).toContain('负责人没有公示，电话也没有。');
  expect(stale.sheet.findings.find(({ key }) => key === 'finding-0001')?.text).toBe('负责人没有公示，电话也没有。');
  const mine = await story.sync(expert, inspection, change(2, '另一台设备上写的。'));
  const kept = await city.sql(
    "select revision, content->>'text' as text from site_revision where inspection_id = $1 and key = 'finding-0001' order by revision",
    [inspection],
  );
  expect(kept.map(({ text }) => text)).toEqual(['场所负责人没有公示。', '负责人没有公示，电话也没有。', '另一台设备上写的。']);
  expect(mine.sheet.findings.find(({ key }) => key === 'finding-0001')?.text).toBe('另一台设备上写的。');
});

it('takes what an offline device wrote on an old checklist, and says what changed', async () => {
  const old = await story.sheet(expert, inspection);
  await story.step(story.clerk, 'inspectionPlan', plan, 'amend', {
    extras: [
      { title: '消防通道', asks: '看是否畅通。' },
      { title: '安全用电', asks: '看接线。' },
    ],
  });
  const merged = await story.sync(expert, inspection, {
    checklist: old.checklist.hash,
    answers: [{ item: 'X9', result: 'ok', note: '', base: 0, at }],
    findings: [finding('finding-0003', { item: 'X9', text: '清单上已没有的项。' })],
  });
  expect(merged.notices.join()).toMatch(/调整过.*1项已不在清单里/);
  expect(merged.sheet.findings.find(({ key }) => key === 'finding-0003')).toMatchObject({ item: '', text: '清单上已没有的项。' });
  expect(merged.sheet.checklist.items.filter(({ from }) => from === 'extra').map(({ title }) => title)).toEqual(['消防通道', '安全用电']);
});

it('refuses bad input with a sentence', async () => {
  const { checklist } = await story.sheet(expert, inspection);
  const put = (body: unknown) => expert.send('PUT', `/api/inspections/${inspection}/sheet`, body);
  const wrong = async (body: unknown) => {
    const { status, body: said } = await put(body);
    return [status, JSON.stringify(said)] as const;
  };
  expect((await wrong({}))[0]).toBe(422);
  expect((await wrong({ checklist: 1, answers: [], findings: [] }))[0]).toBe(400);
  const [photo, said] = await wrong({ checklist: checklist.hash, answers: [], findings: [finding('finding-0009', { photos: [{ file: 'no-such-file' }] })] });
  expect([photo, said]).toEqual([422, expect.stringContaining('没有这张照片')]);
  expect((await wrong({ checklist: checklist.hash, answers: [], findings: [finding('finding-0009', { text: ' ' })] }))[1]).toContain('请写明问题');
  expect(await rows('inspection_note')).toHaveLength(3);
});

it('is handed in once with both signatures, confirmed, and its findings are mended and checked again; a red one reaches the title', async () => {
  const sheet = await story.sheet(expert, inspection);
  const photo = await city.play.scan(city.experts[0]!, '现场照片');
  const fine = story.allFine(sheet);
  await story.sync(expert, inspection, {
    ...fine,
    answers: fine.answers.filter(({ item }) => item !== 'C3.1'),
    findings: [
      finding('finding-0004', { level: 'red', text: '试验台漏电。', item: 'X1', photos: [{ file: photo, takenAt: at, place: '24.48,118.09' }] }),
      finding('finding-0003', { base: 1, item: '', text: '清单上已没有的项。', removed: true }),
    ],
  });
  await story.handIn(city.experts[0]!, inspection);
  await expect(story.handIn(city.experts[0]!, inspection)).rejects.toThrow(/现为“待市总审核”/);
  const late = await expert.send('PUT', `/api/inspections/${inspection}/sheet`, {
    checklist: sheet.checklist.hash,
    answers: [],
    findings: [finding('finding-0099')],
  });
  expect([late.status, JSON.stringify(late.body)]).toEqual([409, expect.stringContaining('还在您的设备上')]);

  await story.step(story.clerk, 'inspection', inspection, 'confirm', { mendBy: '2013-12-10' });
  const found = await story.childrenOf(inspection, 'finding');
  expect(found.map(({ title }) => title)).toEqual(expect.arrayContaining(['严重问题：试验台漏电', '一般问题：制度没有上墙']));
  expect(found).toHaveLength(3);
  const { lead, studio } = city.story('paid');
  const person = await city.as(lead);
  const red = found.find(({ title }) => title.startsWith('严重'))!;
  const shown = await person.get<Matter>(`/api/matters/${red.id}`);
  expect(shown.sections[0]?.fields.find(({ file }) => file === photo)?.text).toBe('2013年11月18日 10:00，北纬24.48°、东经118.09°');
  expect((await person.download(`/api/files/${photo}`)).status).toBe(200);
  const [rectification] = await city.sql(
    "select r.ground, r.reason from rectification r join matter m on m.id = r.id where m.studio = $1 and m.state = 'proposed'",
    [studio],
  );
  expect(rectification).toMatchObject({ ground: 'red-finding', reason: expect.stringContaining('试验台漏电') });

  for (const { id } of found) await story.step(lead, 'finding', id, 'mend', { measures: '已按要求整改完毕。' });
  await story.step(story.clerk, 'finding', found[0]!.id, 'again', { mendBy: '2013-12-20', reason: '照片上看不清。' });
  await story.step(lead, 'finding', found[0]!.id, 'mend', { measures: '已重新拍照。' });
  for (const { id } of found.slice(0, 2)) await story.step(story.clerk, 'finding', id, 'pass', { opinion: '同意销号。' });
  expect((await city.sql('select state from matter where id = $1', [inspection]))[0]).toEqual({ state: 'mending' });
  await story.step(story.clerk, 'finding', found[2]!.id, 'pass', { opinion: '同意销号。' });
  expect((await city.sql('select state from matter where id = $1', [inspection]))[0]).toEqual({ state: 'closed' });
});

it('asks next time about what was found last time', async () => {
  const next = await story.running('irregular', [city.experts[1]!]);
  const [again] = await city.sql('select m.id from matter m where m.parent = $1 and m.studio = $2', [next, city.story('paid').studio]);
  const sheet = await story.sheet(await city.as(city.experts[1]!), String(again?.['id']));
  expect(sheet.checklist.items.filter(({ from }) => from === 'last-finding').map(({ title }) => title)).toEqual(
    expect.arrayContaining([expect.stringContaining('试验台漏电')]),
  );
  // 不定期检查，被查的一方事先不知道。
  expect((await (await city.as(city.story('paid').lead)).send('GET', `/api/matters/${String(again?.['id'])}`)).status).toBe(404);
});
