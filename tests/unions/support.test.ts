import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page, Studio, StudioYear, SupportBoard, UnionRecord } from '#contract/shapes.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { refused } from '../support/refused.ts';

/** 四.1：工会在人员、资金、物资、场地上给什么，议了什么，有什么制度；市总看得到谁给了什么。 */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const own = () => city.story('paid');
const supporting = (more: Record<string, unknown> = {}) => ({ head: '人员', content: '安排一名专职联络员，每月到室一次。', since: '2013-11-01', ...more });
const board = async (chair: Parameters<typeof city.as>[0]) => (await city.as(chair)).get<SupportBoard>('/api/support?year=2013');
const records = async (chair: Parameters<typeof city.as>[0], query = '') =>
  (await (await city.as(chair)).get<Page<UnionRecord>>(`/api/support/records?limit=50${query}`)).items;

it('is entered by the unions and the unit, for their own studios, with an amount where it is money', async () => {
  const { grassroots, management, union } = own().unit;
  await city.play.fact(grassroots, own().studio, 'support', supporting());
  await city.play.fact(management, own().studio, 'support', supporting({ head: '场地', content: '增加试验间一间', quantity: '20平方米' }));
  await city.play.fact(union.supervisor, own().studio, 'support', supporting({ head: '资金', content: '拨付活动经费', amountFen: 500_000 }));
  const noAmount = await refused(city.play.fact(grassroots, own().studio, 'support', supporting({ head: '资金' })));
  expect([noAmount.status, noAmount.reasons[0]?.message]).toEqual([422, '资金支持须填金额']);
  expect((await refused(city.play.fact(grassroots, own().studio, 'support', supporting({ until: '2013-10-01' })))).reasons[0]?.message).toBe('止日不早于起日');
  expect((await refused(city.play.fact(own().lead, own().studio, 'support', supporting()))).status).toBe(403);
  const stranger = city.stories.find(({ unit }) => unit.union.id !== union.id)!.unit.grassroots;
  expect((await refused(city.play.fact(stranger, own().studio, 'support', supporting()))).status).toBe(404);
});

it('stands on the studio’s page and in the year, and does not wake a ledger that sleeps', async () => {
  const page = await (await city.as(own().lead)).get<Studio>(`/api/studios/${own().studio}`);
  const group = page.facts.find(({ code }) => code === 'support');
  expect(group?.total).toBe(3);
  expect(group?.rows.flatMap(({ fields }) => fields.map(({ text }) => text))).toEqual(expect.arrayContaining([own().unit.name, own().unit.union.name]));
  const [studio] = await city.sql(
    'select last_entry_on::text as last, (select max(entered_at)::date::text from fact where studio_id = s.id and kind <> $2) as entered from studio s where id = $1',
    [own().studio, 'support'],
  );
  expect(studio?.['last']).toBe(studio?.['entered']);
  const { groups } = await (await city.as(own().lead)).get<StudioYear>(`/api/studios/${own().studio}/year?year=2013`);
  expect(groups.find(({ title }) => title === '工会保障')?.figures.map(({ value }) => value)).toEqual([3, 500_000]);
});

it('shows the city who gives what, union by union; every union only its own tree', async () => {
  const { union, grassroots } = own().unit;
  const row = async (chair: Parameters<typeof city.as>[0]) => (await board(chair)).rows.find(({ union: { id } }) => id === union.id || id === grassroots.union);
  expect(await row(city.department[0]!)).toMatchObject({
    supported: 1,
    heads: [
      { head: '人员', count: 1 },
      { head: '资金', count: 1, amountFen: 500_000 },
      { head: '物资', count: 0 },
      { head: '场地', count: 1 },
    ],
  });
  expect((await board(city.department[0]!)).rows).toHaveLength(15);
  expect((await board(union.supervisor)).rows.map(({ union: { id } }) => id)).toEqual([union.id]);
  expect((await board(grassroots)).rows).toMatchObject([{ union: { id: grassroots.union }, supported: 1 }]);
  const other = city.stories.find(({ unit }) => unit.union.id !== union.id)!.unit;
  expect((await records(other.union.supervisor)).map(({ studio }) => studio?.id)).not.toContain(own().studio);
  expect((await (await city.as(own().lead)).send('GET', '/api/support')).status).toBe(404);
});

it('keeps agenda items and working rules of every union; what was wrong is void with a reason and no longer counted', async () => {
  const { grassroots, union } = own().unit;
  const agenda = { body: '工会主席办公会', date: '2013-11-10', title: '研究工作室工作', decided: '同意安排专项经费三万元。' };
  await city.play.begin(grassroots, 'agenda.record', undefined, { ...agenda, file: await city.play.scan(grassroots, '纪要') });
  await city.play.begin(union.supervisor, 'agenda.record', undefined, agenda);
  await city.play.begin(union.supervisor, 'workingRule.record', undefined, { title: '工作室联系制度', edition: '2013年版', date: '2013-03-01' });
  expect((await board(city.department[0]!)).rows.find((row) => row.union.id === union.id)).toMatchObject({ agenda: 2, rules: 1 });
  const [mine] = (await records(grassroots, '&kind=agenda')).filter(({ options }) => options.length > 0);
  const file = mine?.fields.find(({ label }) => label === '文件')?.file ?? '';
  const status = async (chair: Parameters<typeof city.as>[0]) => (await (await city.as(chair)).download(`/api/files/${file}`)).status;
  const other = city.stories.find(({ unit }) => unit.union.id !== union.id)!.unit;
  expect([
    await status(grassroots),
    await status(union.supervisor),
    await status(city.department[0]!),
    await status(other.union.supervisor),
    await status(own().lead),
  ]).toEqual([200, 200, 200, 404, 404]);
  const [option] = mine!.options;
  const voided = await (await city.as(grassroots)).send('POST', option!.href, { input: { record: mine!.id, reason: '重复登记' } });
  expect(voided.status).toBe(201);
  expect(await records(grassroots, '&kind=agenda')).toHaveLength(0);
  const foreign = (await records(union.supervisor, '&kind=agenda'))[0]!;
  await expect(city.play.begin(grassroots, 'unionRecord.void', undefined, { record: foreign.id, reason: '试试' })).rejects.toThrow(/已不可选/);
});
