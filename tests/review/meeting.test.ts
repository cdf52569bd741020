import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter, Option } from '#contract/shapes.ts';
import { cloneChainCity, chairsOf, type ChainCity } from '../support/chain-city.ts';
import { crawl, saidWhere } from '../support/crawl.ts';
import type { Person } from '../support/robot.ts';

/** 会议：议程、当场议定、发布以前谁都不知道、发布时才办、情况变了说清楚。 */
let city: ChainCity;
let clerk: Person;
let leader: Person;
let batch = '';
let id = '';
beforeAll(async () => {
  city = await cloneChainCity();
  [clerk, leader] = [await city.as(city.department[0]!), await city.as(city.leaders[0]!)];
  // Two batches wait for the leaders, beside whatever else lies on their desk.
  const { house, play, department } = city;
  await play.begin(department[0]!, 'round.open', undefined, { year: 2013 });
  const { id: round } = await house.db.selectFrom('matter').select('id').where('kind', '=', 'round').executeTakeFirstOrThrow();
  await city.sql("update matter set state = 'meeting' where id = $1", [round]);
  await city.sql("insert into matter_party (matter_id, office, acts, due_key) values ($1, 'leadership', true, '2013-11-20')", [round]);
  batch = round;
});
afterAll(() => city?.close());

const show = (by = clerk) => by.get<Matter>(`/api/matters/${id}`);
const take = async (by: Person, name: string, input?: object) => {
  const { version, options } = await show(by);
  const option = options.find((one: Option) => one.name === `meeting.${name}`);
  return by.send('POST', option?.href ?? `/api/meetings/${id}/${name}`, { version, ...(input === undefined ? {} : { input }) });
};
const itemOf = async (matter = batch) => (await show()).meeting!.items.find((one) => one.matter.id === matter)!;
const stands = async () =>
  (
    await city.sql('select state, version, (select count(*)::int from matter_event e where e.matter_id = m.id) as steps from matter m where id = $1', [batch])
  )[0];
const told = async () => (await city.sql('select (select count(*)::int from notification) as notices, (select count(*)::int from milestone) as milestones'))[0];

it('draws its agenda from what waits on the desk; the order is changed by hand', async () => {
  const begun = await clerk.send('POST', '/api/meetings', { input: { body: 'leadership', heldOn: city.play.today(), place: '三楼会议室' } });
  expect(begun.status).toBe(201);
  ({ id } = begun.body as { id: string });
  const { meeting, state } = await show();
  expect(state.code).toBe('prepared');
  expect(meeting!.items.map(({ matter }) => matter.id)).toContain(batch);
  expect(meeting!.items.map(({ matter }) => matter.id)).not.toContain(id);
  const order = meeting!.items.map((one) => one.id).toReversed();
  expect((await take(clerk, 'order', { items: order })).status).toBe(200);
  expect((await show()).meeting!.items.map((one) => one.id)).toEqual(order);
  expect((await take(clerk, 'order', { items: ['no-such-item'] })).status).toBe(422);
});

it('lets only who holds it decide, and only when it is under way', async () => {
  const item = (await itemOf()).id;
  expect((await leader.send('POST', `/api/meetings/${id}/decide`, { version: 1, input: { item, step: 'announce' } })).status).toBe(409);
  const [chair] = (await clerk.get<{ items: { value: string }[] }>(`/api/choices/meeting-people?matter=${id}`)).items;
  expect((await take(clerk, 'begin', { chair: chair!.value, present: [chair!.value], guests: '示例区总工会方示例' })).status).toBe(200);
  expect((await show()).meeting).toMatchObject({ minutesNo: '2013年第1号', guests: '示例区总工会方示例' });
  expect((await clerk.send('POST', `/api/meetings/${id}/decide`, { version: (await show()).version, input: { item, step: 'announce' } })).status).toBe(403);
});

it('holds what was decided: the matter stays as it is, and nobody outside learns of it on any channel', async () => {
  const before = [await stands(), await told()];
  const item = (await itemOf()).id;
  const secret = '纪要里才有的编号9号';
  expect(await take(leader, 'decide', { item, step: 'announce', input: {} })).toMatchObject({ status: 422, body: { reasons: [{ field: 'minutesNo' }] } });
  expect(await take(leader, 'decide', { item, step: 'rank', input: {} })).toMatchObject({ status: 409 });
  expect(await take(leader, 'decide', { item, step: 'no-such-step', input: {} })).toMatchObject({ status: 422 });
  expect((await take(leader, 'decide', { item, step: 'announce', input: { minutesNo: secret }, note: '只在会上说的话' })).status).toBe(200);
  expect([await stands(), await told()]).toEqual(before);
  expect(await itemOf()).toMatchObject({
    state: { code: 'decided' },
    changed: false,
    step: { code: 'announce' },
    said: [{ text: secret }],
    note: '只在会上说的话',
  });
  for (const office of ['lead', 'supervisor', 'expert', 'auditor'] as const) {
    const other = await crawl(await city.as(chairsOf(city, city.story('named'))[office]!), ['主席办公会', '纪要里才有', '只在会上']);
    // The audit says that there was a meeting, to whoever reads the audit; never what it said.
    expect(saidWhere(other, office === 'auditor' ? [secret, '只在会上说的话'] : [secret, '只在会上说的话', id])).toEqual([]);
  }
  expect(JSON.stringify(await show(leader))).toContain(secret);
});

it('may be decided otherwise before it is released; what was decided before stays', async () => {
  const item = (await itemOf()).id;
  expect((await take(leader, 'decide', { item, step: 'sendBack', input: { reason: '请核对两家的扣分理由。' } })).status).toBe(200);
  const { version: seen } = await itemOf();
  expect(await take(leader, 'defer', { item, note: '材料待补，下次再议。', at: seen - 1 })).toMatchObject({
    status: 409,
    body: { reasons: [{ code: 'stale' }] },
  });
  expect((await itemOf()).version).toBe(seen);
  expect((await itemOf()).past).toEqual([{ text: '会议通过，通报：只在会上说的话', until: expect.any(String) }]);
  expect((await take(leader, 'decide', { item, step: 'announce', input: { minutesNo: '主席办公会2013年第1号' }, note: '原则同意。' })).status).toBe(200);
});

it('shows before it is released whom it will tell and how: the very letter of the step, to whoever may release it', async () => {
  const item = (await itemOf()).id;
  const preview = (by: Person, body: object) => by.send('POST', '/api/letters/preview', body);
  const held = { matter: id, step: 'meeting.release', input: { item } };
  const before = await told();
  const shown = await preview(leader, held);
  expect(shown.status).toBe(200);
  expect(shown.body).toEqual((await preview(leader, { matter: batch, step: 'round.announce', input: { minutesNo: '主席办公会2013年第1号' } })).body);
  expect((await preview(clerk, held)).status).toBe(403);
  expect((await preview(leader, { ...held, input: { item: batch } })).status).toBe(404);
  await city.sql('update matter set version = version + 1 where id = $1', [batch]);
  expect((await preview(leader, held)).status).toBe(409);
  await city.sql('update matter set version = version - 1 where id = $1', [batch]);
  expect(await told()).toEqual(before);
});

it('carries out what was decided when it is released, and names what has become impossible', async () => {
  const item = (await itemOf()).id;
  await city.sql('update matter set version = version + 1 where id = $1', [batch]);
  expect((await itemOf()).changed).toBe(true);
  const stale = await take(leader, 'release', { item });
  expect(stale).toMatchObject({ status: 409 });
  expect(JSON.stringify(stale.body)).toContain('按议定的办不了');
  expect(await itemOf()).toMatchObject({ state: { code: 'decided' } });
  await city.sql('update matter set version = version - 1 where id = $1', [batch]);
  expect((await take(clerk, 'release', { item })).status).toBe(403);
  expect((await take(leader, 'release', { item })).status).toBe(200);
  expect(await stands()).toMatchObject({ state: 'announced' });
  expect(await itemOf()).toMatchObject({ state: { code: 'released' } });
  expect((await take(leader, 'release', { item })).status).toBe(409);
});

it('adjourns, keeps what was not discussed for the next time, and writes its minutes', async () => {
  expect((await take(clerk, 'remark', { remarks: '会议听取了年度工作汇报。' })).status).toBe(200);
  expect((await take(clerk, 'adjourn')).status).toBe(200);
  const { state, meeting, papers } = await show();
  expect(state.code).toBe('closed');
  expect(meeting!.items.filter(({ state: is }) => is.code === 'pending')).toEqual([]);
  const [paper] = papers!.filter(({ name }) => name === 'minutes');
  const text = await (await clerk.download(`${paper!.href}?format=html`)).text();
  for (const words of ['主席办公会纪要', '2013年第1号', '示例区总工会方示例', '会议通过，通报', '原则同意。', '会议听取了年度工作汇报。'])
    expect(text).toContain(words);
  for (const format of ['pdf', 'docx']) expect((await clerk.download(`${paper!.href}?format=${format}`)).status).toBe(200);
  expect((await (await city.as(city.auditor)).send('GET', `/api/matters/${id}`)).status).toBe(200);
  expect((await (await city.as(city.story('named').lead)).send('GET', `/api/matters/${id}`)).status).toBe(404);
});

it('is held by any office over its own desk; a file brought with a decision is released by a colleague too', async () => {
  const begun = await clerk.send('POST', '/api/meetings', { input: { body: 'department', heldOn: city.play.today(), place: '三楼会议室' } });
  ({ id } = begun.body as { id: string });
  const title = await city.matterOf(city.story('named'), 'title');
  const [chair] = (await clerk.get<{ items: { value: string }[] }>(`/api/choices/meeting-people?matter=${id}`)).items;
  expect((await take(clerk, 'begin', { chair: chair!.value, present: [chair!.value] })).status).toBe(200);
  const award = (await clerk.get<Matter>(`/api/matters/${title}`)).options.find(({ name }) => name === 'title.award')!;
  const { properties } = award.input as { properties: Record<string, { format?: string }> };
  const [file] = Object.entries(properties).find(([, { format }]) => format === 'file')!;
  const input = { ...((await clerk.fill(award.input as Parameters<Person['fill']>[0])) as object), [file]: await clerk.upload() };
  const item = (await itemOf(title)).id;
  expect((await take(clerk, 'decide', { item, step: 'award', input })).status).toBe(200);
  expect((await leader.send('GET', `/api/matters/${id}`)).status).toBe(404);
  const colleague = await city.as(city.department[1]!);
  expect(
    (await colleague.send('POST', `/api/titles/${title}/award`, { version: (await colleague.get<Matter>(`/api/matters/${title}`)).version, input })).status,
  ).toBe(422);
  // The file is the clerk’s: what a meeting holds is previewed by whoever may release it, all the same.
  const shown = await colleague.send('POST', '/api/letters/preview', { matter: id, step: 'meeting.release', input: { item } });
  expect(shown).toMatchObject({ status: 200, body: { letter: { told: expect.arrayContaining([expect.objectContaining({ as: 'to' })]) } } });
  expect((await leader.send('POST', '/api/letters/preview', { matter: id, step: 'meeting.release', input: { item } })).status).toBe(404);
  expect((await take(colleague, 'release', { item })).status).toBe(200);
  const [sent] = await city.sql('select subject from letter where matter_id = $1 order by id desc limit 1', [title]);
  expect(sent!['subject']).toBe((shown.body['letter'] as { subject: string }).subject);
  expect((await colleague.get<Matter>(`/api/matters/${title}`)).state.code).toBe('in-force');
});
