import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Draw, Matter } from '#contract/shapes.ts';
import { verifyDraw } from '#core/draw/draw.ts';
import { digest } from '#server/kernel/ids.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { inspectionStory } from '../support/inspection-story.ts';
import { refused } from '../support/refused.ts';

/** 四.4：先公布名单摘要和随机数来源，再抽；谁都能重算，公布之后谁也改不了。 */
let city: ChainCity;
let story: ReturnType<typeof inspectionStory>;
beforeAll(async () => {
  city = await cloneChainCity();
  story = inspectionStory(city);
});
afterAll(() => city?.close());

const published = async (id: string): Promise<Draw> => (await (await fetch(`${city.url}/api/draws/${id}`)).json()) as Draw;
const record = ({ candidates, hash, randomness, take, result }: Draw) => ({ candidates, hash, value: randomness.value ?? '', take, result });
const stateOf = async (id: string) => (await city.house.db.selectFrom('matter').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;

it('is what a sampling inspection is made of: all of them are no sample', async () => {
  const all = await refused(story.plan('sampling', { ratioPercent: 100 }));
  expect([all.status, all.reasons[0]?.message]).toEqual([422, expect.stringContaining('抽查的，请填低于100%的比例')]);
});

let plan: string;
let draw: string;
it('is announced before the value is known, with who is left out and why; not before the day', async () => {
  plan = await story.plan('sampling', { ratioPercent: 50 });
  await story.step(story.clerk, 'inspectionPlan', plan, 'exclude', { studio: city.story('named').studio, reason: '本月刚接受过省总检查。' });
  expect((await refused(story.step(story.clerk, 'inspectionPlan', plan, 'settle'))).reasons[0]?.message).toContain('公开抽签');
  await story.step(story.clerk, 'inspectionPlan', plan, 'announce', { source: '次日上证综合指数收盘点位', drawOn: '2013-11-19' });
  draw = (await story.childrenOf(plan, 'draw'))[0]!.id;
  const open = await published(draw);
  expect(open).toMatchObject({
    result: [],
    randomness: { source: '次日上证综合指数收盘点位', value: null },
    excluded: [{ candidate: city.story('named').studio, reason: '本月刚接受过省总检查。' }],
  });
  expect(open.candidates).not.toContain(city.story('named').studio);
  expect(open.take).toBe(Math.ceil(open.candidates.length / 2));
  const early = await refused(story.step(story.clerk, 'draw', draw, 'draw', { value: '2193.13', witness: '监督员' }));
  expect(early.reasons[0]?.message).toContain('到那天再抽');
});

it('is drawn by the published rule; the plan gets exactly the drawn studios', async () => {
  await story.days(1);
  await story.step(story.clerk, 'draw', draw, 'draw', { value: '2193.13', witness: '监督员' });
  const done = await published(draw);
  expect(verifyDraw(record(done), digest)).toEqual([]);
  const { sample } = await city.house.db.selectFrom('inspectionPlan').select('sample').where('id', '=', plan).executeTakeFirstOrThrow();
  expect(sample).toEqual(done.result);
  expect(await stateOf(plan)).toBe('ready');
  await refused(story.step(story.clerk, 'draw', draw, 'draw', { value: '9999.99', witness: '监督员' }));
});

it('cannot be changed after it is published, not even in the database; what was tampered with does not verify', async () => {
  for (const change of ["candidates = '[]'", "hash = repeat('0', 64)", 'take = 1', "excluded = '[]'", "source = 'x'", "result = '[]'", "value = '1'"])
    await expect(city.sql(`update draw set ${change} where id = $1`, [draw])).rejects.toThrow(/cannot be changed/);
  const done = await published(draw);
  const tampered = { ...record(done), candidates: [...done.candidates.slice(1), city.story('named').studio] };
  expect(verifyDraw(tampered, digest).join()).toContain('摘要不符');
  expect(verifyDraw({ ...record(done), result: done.result.toReversed() }, digest)).toHaveLength(1);
});

it('that is void stays public with its reason, and the plan starts again', async () => {
  const other = await story.plan('irregular', { ratioPercent: 30 });
  await story.step(story.clerk, 'inspectionPlan', other, 'announce', { source: '次日上证综合指数收盘点位', drawOn: '2013-11-20' });
  const { id } = (await story.childrenOf(other, 'draw'))[0]!;
  await story.step(story.clerk, 'draw', id, 'void', { reason: '当日停市，没有这个数。' });
  expect(await published(id)).toMatchObject({ state: { code: 'void' }, voidReason: '当日停市，没有这个数。' });
  expect(await stateOf(other)).toBe('draft');
  await story.step(story.clerk, 'inspectionPlan', other, 'announce', { source: '次日上证综合指数收盘点位', drawOn: '2013-11-20' });
  const again = (await story.childrenOf(other, 'draw')).at(-1)!.id;
  await story.days(1);
  expect((await refused(story.step(story.clerk, 'draw', again, 'void', { reason: '结果不理想。' }))).reasons[0]?.message).toContain('由领导决定');
  await story.step(city.leaders[0]!, 'draw', again, 'annul', { reason: '当日停市，没有这个数。' });
  expect(await stateOf(other)).toBe('draft');
});

it('chooses who reports, and tells them', async () => {
  const { matter = '' } = await city.play.begin(story.clerk, 'reporters.draw', undefined, {
    occasion: '第四季度例会',
    take: 2,
    source: '次日上证综合指数收盘点位',
    drawOn: '2013-11-21',
  });
  await story.days(1);
  await story.step(story.clerk, 'draw', matter, 'draw', { value: '2206.61', witness: '监督员' });
  const { result } = await published(matter);
  expect(result).toHaveLength(2);
  const told = await city.sql("select studio_id from notification where matter_id = $1 and text like '%请准备汇报%' and office = 'lead'", [matter]);
  expect(told.map(({ studio_id: id }) => String(id)).toSorted()).toEqual(result.toSorted());
  await expect(
    city.play.begin(story.clerk, 'reporters.draw', undefined, { occasion: '例会', take: 100, source: '次日指数', drawOn: '2013-11-22' }),
  ).rejects.toThrow(/抽不出100家/);
});

it('chooses experts under names of its own that say nothing outside; only the drawn ones may then be appointed', async () => {
  const acceptance = await city.matterOf(city.story('arranging'), 'acceptance');
  const { matter = '' } = await city.play.begin(story.clerk, 'experts.draw', undefined, {
    acceptance,
    take: 4,
    source: '次日上证综合指数收盘点位',
    drawOn: '2013-11-22',
  });
  await story.days(1);
  await story.step(story.clerk, 'draw', matter, 'draw', { value: '2205.77', witness: '监督员' });
  const open = await published(matter);
  expect(verifyDraw(record(open), digest)).toEqual([]);
  const people = city.experts.map(({ person }) => person);
  const names = (await city.house.db.selectFrom('person').select('name').where('id', 'in', people).execute()).map(({ name }) => name);
  for (const leak of [...people, ...names]) expect(JSON.stringify(open)).not.toContain(leak);
  const lead = await (await city.as(city.story('arranging').lead)).send('GET', `/api/matters/${matter}`);
  for (const leak of [...people, ...names]) expect(JSON.stringify(lead.body)).not.toContain(leak);
  const seen = await (await city.as(story.clerk)).get<Matter>(`/api/matters/${matter}`);
  const told = seen.sections.find(({ title }) => title.startsWith('抽中的专家'))!;
  expect(told.rows).toHaveLength(4);

  const drawn = (
    await city.house.db.selectFrom('drawAlias').select('personId').where('drawId', '=', matter).where('candidate', 'in', open.result).execute()
  ).map(({ personId }) => personId);
  const other = people.find((one) => !drawn.includes(one))!;
  const appoint = (experts: readonly string[]) =>
    story.step(story.clerk, 'acceptance', acceptance, 'appoint', { experts, visitOn: '2013-11-22', place: '工作室' });
  await expect(appoint([...drawn.slice(0, 2), other])).rejects.toThrow(/抽签确定/);
  await appoint(drawn);
});
