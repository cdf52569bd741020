import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter } from '#contract/shapes.ts';
import { checkInvariants } from '#server/invariants/check-invariants.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { inspectionStory } from '../support/inspection-story.ts';
import { refused } from '../support/refused.ts';

/** 四.4 互查：不同归口、不互相查、每家查一家，结果自带证明；互查也是学习。摸底由基层工会填报。 */
let city: ChainCity;
let story: ReturnType<typeof inspectionStory>;
let plan: string;
beforeAll(async () => {
  city = await cloneChainCity();
  story = inspectionStory(city);
  plan = await story.plan('mutual');
  await story.step(story.clerk, 'inspectionPlan', plan, 'settle');
});
afterAll(() => city?.close());

type Pair = { inspector: string; inspected: string };
const pairs = async () => (await city.sql('select inspector, inspected from pairing where plan_id = $1 order by inspected', [plan])) as Pair[];
const shown = async () => (await city.as(story.clerk)).get<Matter>(`/api/matters/${plan}`);

it('pairs studios of different unions, nobody back, one each, and prints its own proof', async () => {
  await story.step(story.clerk, 'inspectionPlan', plan, 'pair', { capacity: 1 });
  const found = await pairs();
  const named = await city.sql("select s.id, s.supervising_union as union from studio s where standing in ('qualified', 'in-force', 'rectifying')");
  expect(found).toHaveLength(named.length);
  const unionOf = (id: string) => named.find((one) => one['id'] === id)?.['union'];
  for (const { inspector, inspected } of found) {
    expect(unionOf(inspector)).not.toBe(unionOf(inspected));
    expect(found).not.toContainEqual({ inspector: inspected, inspected: inspector });
  }
  expect(new Set(found.map(({ inspector }) => inspector)).size).toBe(found.length);
  const { sections } = await shown();
  expect(sections.find(({ title }) => title === '互查配对')?.rows).toHaveLength(found.length);
  const proof = sections.find(({ title }) => title.includes('必须遵守'))?.rows ?? [];
  expect(proof.length).toBeGreaterThanOrEqual(5);
  expect(proof.every(([, broken]) => broken === '0处')).toBe(true);
  const [sealed] = await city.sql('select purpose from dossier where matter_id = $1', [plan]);
  expect(sealed?.['purpose']).toBe('互查配对');
});

it('gives the same pairs for the same plan when it is taken back and paired again', async () => {
  const before = await pairs();
  await story.step(story.clerk, 'inspectionPlan', plan, 'unpair', { reason: '再核一遍。' });
  expect(await pairs()).toEqual([]);
  await story.step(story.clerk, 'inspectionPlan', plan, 'pair', { capacity: 1 });
  expect(await pairs()).toEqual(before);
});

it('is made by the paired studio, which says what it has learnt; its own studio it cannot inspect', async () => {
  await story.step(story.clerk, 'inspectionPlan', plan, 'send');
  const { studio, lead } = city.story('paid');
  const { inspected } = (await pairs()).find(({ inspector }) => inspector === studio)!;
  const [inspection] = (await story.childrenOf(plan, 'inspection')).filter((one) => one.studio === inspected);
  const person = await city.as(lead);
  const sheet = await story.sheet(person, inspection!.id);
  expect(sheet).toMatchObject({ open: true, mutual: true });
  await story.sync(person, inspection!.id, story.allFine(sheet));
  await expect(story.handIn(lead, inspection!.id)).rejects.toThrow(/学习体会/);
  await story.handIn(lead, inspection!.id, { learning: '对方把攻关节点挂在现场看板上，我们也照着做。' });
  await story.step(story.clerk, 'inspection', inspection!.id, 'confirm', {});
  expect((await shown()).sections.find(({ title }) => title === '学习体会')?.rows?.[0]?.[2]).toContain('现场看板');
  const [mine] = (await story.childrenOf(plan, 'inspection')).filter((one) => one.studio === studio);
  expect((await person.send('GET', `/api/inspections/${mine!.id}/sheet`)).status).toBe(404);
});

it('that cannot be done says which rule cannot be met, and changes nothing', async () => {
  const small = await story.plan('mutual', { unions: [city.story('paid').unit.union.id] });
  await story.step(story.clerk, 'inspectionPlan', small, 'settle');
  const no = await refused(story.step(story.clerk, 'inspectionPlan', small, 'pair', { capacity: 1 }));
  expect([no.status, no.reasons[0]?.message]).toEqual([422, expect.stringMatching(/[\u4e00-\u9fff]{6}/)]);
  expect((await city.sql('select state from matter where id = $1', [small]))[0]).toEqual({ state: 'ready' });
});

it('a census goes to the unions, which fill it in by the day; the plan ends when all have answered', async () => {
  const census = await story.plan('census', { unions: [city.story('paid').unit.union.id], note: '摸清牌匾和补助使用。' });
  await story.step(story.clerk, 'inspectionPlan', census, 'settle');
  await expect(story.step(story.clerk, 'inspectionPlan', census, 'assign', { inspectors: [city.experts[0]!.person], teamSize: 1 })).rejects.toThrow(
    /基层工会填报/,
  );
  await story.step(story.clerk, 'inspectionPlan', census, 'dispatch');
  const inspections = await story.childrenOf(census, 'inspection');
  expect(inspections.length).toBeGreaterThan(0);
  for (const { id, hostUnion } of inspections) {
    const { grassroots } = city.stories.find(({ unit }) => unit.id === hostUnion)!.unit;
    const sheet = await story.sheet(await city.as(grassroots), id);
    await story.sync(await city.as(grassroots), id, story.allFine(sheet));
    await story.handIn(grassroots, id);
    expect((await refused(story.step(story.clerk, 'inspectionPlan', census, 'close', { note: '摸底结束。' }))).reasons[0]?.message).toContain('没有检查完');
    await story.step(story.clerk, 'inspection', id, 'confirm', {});
  }
  await story.step(story.clerk, 'inspectionPlan', census, 'close', { note: '摸底已结束，情况已汇总。' });
  expect(await checkInvariants(city.house.db, city.house.files, city.house.standards)).toEqual([]);
});
