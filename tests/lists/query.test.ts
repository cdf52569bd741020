import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MatterRow, SavedView, StudioRow } from '#contract/shapes.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** 一句话的查询，和存下来的视图：各人只在自己的范围里查。 */
let city: ChainCity;
let clerk: Person;
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
});
afterAll(() => city?.close());

const found = async (person: Person, q: string): Promise<MatterRow[]> =>
  (await person.get<{ items: MatterRow[] }>(`/api/matters?limit=100&q=${encodeURIComponent(q)}`)).items;
const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id).toSorted();
const bySql = async (where: string, values: readonly unknown[] = []): Promise<string[]> =>
  (await city.sql(`select m.id from matter m left join union_org u on u.id = m.supervising_union where ${where} order by m.id desc limit 100`, values))
    .map(({ id }) => String(id))
    .toSorted();

it('finds what the words say', async () => {
  expect(idsOf(await found(clerk, '类别:申报 状态:形式审查'))).toEqual(await bySql("m.kind = 'declaration' and m.state = 'formal-check'"));
  expect(idsOf(await found(clerk, '类别:申报 归口:思明'))).toEqual(await bySql("m.kind = 'declaration' and u.name like '%思明%'"));
  const old = await bySql("m.kind = 'declaration' and m.closed_at is null and (m.since at time zone 'Asia/Shanghai')::date < '2013-11-13'");
  expect(old.length).toBeGreaterThan(0);
  expect(idsOf(await found(clerk, '类别:申报 在办:是 天数>5'))).toEqual(old);
  const soon = await bySql("m.closed_at is null and m.due_on < '2013-11-25' and m.kind <> 'declaration'");
  expect(idsOf(await found(clerk, '剩余<7 -类别:申报'))).toEqual(soon);
  const [row] = await found(clerk, '类别:申报 状态:形式审查');
  expect(idsOf(await found(clerk, `工作室:${row!.studio!.name} 类别:申报`))).toContain(row!.id);
  const studios = await clerk.get<{ items: StudioRow[] }>(`/api/studios?limit=100&q=${encodeURIComponent('归口:思明 -现况:培育')}`);
  expect(studios.items.length).toBeGreaterThan(0);
  expect(studios.items.every(({ union, standing }) => union.name.includes('思明') && standing.code !== 'incubating')).toBe(true);
});

it('never leaves the reader’s own scope, and takes nothing it is given for anything but words', async () => {
  const { unit, lead } = city.story('formal-check');
  const supervisor = await city.as(unit.union.supervisor);
  const all = await found(supervisor, '类别:申报');
  expect(all.every(({ union }) => union?.id === unit.union.id)).toBe(true);
  const elsewhere = city.stories.find((one) => one.unit.union.id !== unit.union.id)!;
  expect(await found(supervisor, `归口:${elsewhere.unit.union.name}`)).toEqual([]);
  expect(await found(await city.as(lead), '-类别:申报 -状态:没有这个状态')).not.toContainEqual(expect.objectContaining({ studio: { id: elsewhere.studio } }));
  for (const q of ["'; drop table matter; --", '类别:%', '工作室:_', `"${'。'.repeat(150)}"`, '归口:“%” 甲']) expect(await found(clerk, q)).toEqual([]);
});

it('says what it does not know and what was probably meant; a title with a colon is found by the search that is no query', async () => {
  const refused = await clerk.send('GET', `/api/matters?q=${encodeURIComponent('状太:公示 天数>很久')}`);
  expect(refused.status).toBe(422);
  expect(JSON.stringify(refused.body)).toMatch(/您是不是要找“状态”.*应是天数/);
  expect((await clerk.send('GET', `/api/search?q=${encodeURIComponent('申报：林')}`)).status).toBe(200);
  expect((await clerk.send('GET', `/api/matters?q=${'字'.repeat(201)}`)).status).toBe(422);
});

it('a view is saved under a name, shared with who has the same office, and dropped by its owner alone', async () => {
  const [colleague, supervisor] = [await city.as(city.department[1]!), await city.as(city.story('formal-check').unit.union.supervisor)];
  const save = (person: Person, body: object) => person.send('PUT', '/api/views', { list: 'matters', ...body });
  const seen = async (person: Person) => (await person.get<{ items: SavedView[] }>('/api/views?list=matters')).items;
  expect((await save(clerk, { name: '超五天', address: 'q=天数>5', shared: false })).status).toBe(204);
  expect((await save(clerk, { name: '思明', address: 'q=归口:思明', shared: true })).status).toBe(204);
  expect((await seen(clerk)).map(({ name, mine }) => [name, mine])).toEqual([
    ['思明', true],
    ['超五天', true],
  ]);
  expect((await seen(colleague)).map(({ name, mine }) => [name, mine])).toEqual([['思明', false]]);
  expect(await seen(supervisor)).toEqual([]);
  // The same name again is the same view.
  expect((await save(clerk, { name: '思明', address: 'q=归口:思明 在办:是', shared: true })).status).toBe(204);
  const [view] = await seen(colleague);
  expect(view?.address).toBe('q=归口:思明 在办:是');
  expect((await colleague.send('DELETE', `/api/views/${view!.id}`)).status).toBe(404);
  expect((await clerk.send('DELETE', `/api/views/${view!.id}`)).status).toBe(204);
  expect(await seen(colleague)).toEqual([]);
  for (const body of [
    { name: '', address: '' },
    { name: '长'.repeat(31), address: '' },
    { list: 'people', name: '甲', address: '' },
    { name: '甲', address: 'x'.repeat(501) },
  ])
    expect((await save(clerk, body)).status).toBeGreaterThanOrEqual(400);
});
