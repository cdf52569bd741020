import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Choice, Matter, Me, Todo } from '#contract/shapes.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** 转办、会签、抄送、催办、驳回、撤销、代理，隔着 HTTP：每件事项都一样，不问是哪一类。 */
let city: ChainCity;
let [clerk, colleague, leader, accountant]: Person[] = [];
let id = '';
beforeAll(async () => {
  city = await cloneChainCity();
  [clerk, colleague] = await Promise.all([city.as(city.department[0]!), city.as(city.department[1]!)]);
  leader = await city.as(city.leaders[0]!);
  accountant = await city.as(city.finance[0]!);
  id = await city.matterOf(city.story('formal-check'), 'declaration');
});
afterAll(() => city?.close());

const read = (person: Person, which = id) => person.get<Matter>(`/api/matters/${which}`);
const named = (matter: Matter, verb: string) => matter.options.find(({ name }) => name === `matter.${verb}`);
const seatOf = async (person: Person, of: string, who: string): Promise<string> =>
  (await person.get<{ items: Choice[] }>(`/api/choices/${of}?matter=${id}&limit=100`)).items.find(({ label }) => label.startsWith(who))!.value;
const take = async (person: Person, verb: string, input: unknown, version?: number) =>
  person.send('POST', `/api/matters/${id}/${verb}`, { version: version ?? (await read(person)).version, input });
const onDesk = async (person: Person): Promise<boolean> => (await person.get<{ items: Todo[] }>('/api/todos?limit=100')).items.some((todo) => todo.id === id);
const nameOf = async (person: Person): Promise<string> => (await person.get<Me>('/api/session')).person.name;

it('is offered on every kind of matter that somebody has, without a word of which kind it is', async () => {
  const rows = await city.sql("select distinct on (kind) id, kind, state from matter where closed_at is null and kind <> 'publicity' order by kind, id desc");
  let seen = 0;
  for (const { id: which, kind, state } of rows as { id: string; kind: string; state: string }[]) {
    const desk = lifeOf(kind).states[state]!.desk;
    const matter = await clerk!.send('GET', `/api/matters/${which}`);
    if (matter.status !== 200) continue;
    const { options } = matter.body as unknown as Matter;
    const mine = options.filter(({ more }) => more === true).map(({ name }) => name);
    if (desk({} as never).some(({ office }) => office === 'department')) {
      expect(mine, kind).toEqual(expect.arrayContaining(['matter.circulate', 'matter.handOver', 'matter.copyTo']));
      seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(2);
});

it('handed over, it is on one desk; whoever handed it over takes it back', async () => {
  const who = await nameOf(colleague!);
  const before = await read(clerk!);
  expect(await take(clerk!, 'handOver', { to: await seatOf(clerk!, 'colleagues', who), reason: '我外出开会' })).toMatchObject({ status: 200 });
  expect([await onDesk(clerk!), await onDesk(colleague!)]).toEqual([false, true]);
  const mine = await read(clerk!);
  expect(mine.options.filter(({ more }) => more !== true)).toEqual([]);
  expect(mine.history.at(-1)).toMatchObject({
    zh: '转办',
    brought: [
      { label: '接办人', text: `${who}（市总经济部）` },
      { label: '说明', text: '我外出开会' },
    ],
  });
  // An old tab cannot do it again, and a made-up seat is nobody.
  expect((await take(clerk!, 'handOver', { to: 'department///nobody' }, before.version)).status).toBe(409);
  expect((await take(clerk!, 'handOver', { to: 'department///nobody' })).status).toBe(422);
  expect((await take(clerk!, 'takeOver', {})).status).toBe(200);
  expect([await onDesk(clerk!), await onDesk(colleague!)]).toEqual([true, true]);
});

it('delegated, a colleague of the same office does it in one’s name; it stays in view, and both names in the history', async () => {
  const [mine, theirs] = [await nameOf(clerk!), await nameOf(colleague!)];
  // Of the same office only: leaders and accountants are no choice.
  const { items: peers } = await clerk!.get<{ items: Choice[] }>(`/api/choices/peers?matter=${id}&limit=100`);
  expect(peers.every(({ label }) => label.includes('市总经济部'))).toBe(true);
  const [to, leadership] = [await seatOf(clerk!, 'peers', theirs), await seatOf(clerk!, 'signers', await nameOf(leader!))];
  expect((await take(clerk!, 'delegate', { to: leadership })).status).toBe(422);
  expect((await take(clerk!, 'delegate', { to, reason: '请代我核一核材料' })).status).toBe(200);
  expect([await onDesk(clerk!), await onDesk(colleague!)]).toEqual([false, true]);
  const seen = await read(clerk!);
  expect([seen.inNameOf, seen.holders.map(({ label }) => label)]).toEqual([mine, [`${theirs}（市总经济部）`]]);
  expect(seen.options.filter(({ more }) => more !== true)).toEqual([]);
  expect(seen.history.at(-1)).toMatchObject({ zh: '委派', brought: [{ label: '请谁办', text: `${theirs}（市总经济部）` }, { label: '说明' }] });
  const given = async (person: Person, q: string): Promise<boolean> =>
    (await person.get<{ items: { id: string }[] }>(`/api/matters?limit=100&q=${encodeURIComponent(q)}`)).items.some((row) => row.id === id);
  expect([await given(clerk!, '委派:是'), await given(colleague!, '委派:是'), await given(clerk!, '委派:否')]).toEqual([true, false, false]);
  // Taken back, given again, handed back with a word: told each time.
  const news = async (person: Person) => (await person.get<{ items: { text: string }[] }>('/api/notifications')).items[0]?.text;
  expect(await news(colleague!)).toMatch(/委派给您办理/);
  expect((await take(colleague!, 'recall', {})).status).toBe(403);
  expect((await take(clerk!, 'recall', {})).status).toBe(200);
  expect(await news(colleague!)).toMatch(/委派已收回/);
  expect((await take(clerk!, 'delegate', { to })).status).toBe(200);
  expect((await take(colleague!, 'handBack', { reason: '这一件我要回避' })).status).toBe(200);
  expect(await news(clerk!)).toMatch(/交还给您/);
  expect((await read(clerk!)).inNameOf).toBeUndefined();
  // Done in one's name: both names, and whoever answers for it is told.
  expect((await take(clerk!, 'delegate', { to })).status).toBe(200);
  const remarks = [{ field: '攻关项目', says: '请归口工会再核一次。' }];
  expect((await take(colleague!, 'returnTo', { to: 'union-review', remarks })).status).toBe(200);
  const moved = await read(clerk!);
  expect([moved.history.at(-1)?.by.name, moved.inNameOf]).toEqual([`${theirs}（受${mine}委派）`, undefined]);
  expect(await news(clerk!)).toMatch(/您委派的一步已办：归口工会审核/);
  expect(JSON.stringify(await city.sql('select in_name_of from matter_event where matter_id = $1 order by id desc limit 1', [id]))).not.toContain('null');
  const supervisor = await city.as(city.story('formal-check').unit.union.supervisor);
  const again = await read(supervisor);
  expect((await supervisor.take(again.options.find(({ name }) => name === 'declaration.endorse')! as never, again.version)).status).toBe(200);
});

it('handed round for signing, it waits for each; refused, it comes back with what was said', async () => {
  const signers = [await seatOf(clerk!, 'signers', await nameOf(leader!)), await seatOf(clerk!, 'signers', await nameOf(accountant!))];
  expect((await take(clerk!, 'circulate', { signers, mode: 'sequence', note: '请会签' })).status).toBe(200);
  expect([await onDesk(clerk!), await onDesk(leader!), await onDesk(accountant!)]).toEqual([false, true, false]);
  const [own] = (await read(clerk!)).options.filter(({ name }) => name === 'declaration.accept');
  expect(own).toBeUndefined();
  expect((await clerk!.send('POST', `/api/declarations/${id}/accept`, { version: (await read(clerk!)).version })).status).toBe(409);

  const asked = await read(leader!);
  expect(asked.options.filter(({ more }) => more !== true).map(({ name }) => name)).toEqual(['matter.countersign', 'matter.disagree']);
  const key = { 'idempotency-key': 'twice' };
  const sign = () => leader!.send('POST', `/api/matters/${id}/countersign`, { version: asked.version, input: { opinion: '同意。' } }, key);
  const [first, again] = [await sign(), await sign()];
  expect([first.status, again.status]).toEqual([200, 200]);
  expect([await onDesk(leader!), await onDesk(accountant!)]).toEqual([false, true]);
  expect((await take(accountant!, 'disagree', { opinion: '经费来源没有说明。' })).status).toBe(200);
  expect(await onDesk(clerk!)).toBe(true);
  expect((await read(clerk!)).history.slice(-3).map(({ zh }) => zh)).toEqual(['送会签', '会签同意', '会签不同意']);
  const [row] = await city.sql('select handling from matter where id = $1', [id]);
  expect(row!['handling']).toMatchObject({ rounds: [{ state: 'disagreed', signatures: [{ state: 'agreed' }, { state: 'disagreed' }] }] });
});

it('a copy lets somebody see it, a reminder tells whoever has it, once a day', async () => {
  const auditor = await city.as(city.auditor);
  expect((await auditor.send('POST', `/api/matters/${id}/urge`, { version: (await read(auditor)).version, input: {} })).status).toBe(403);
  const supervisor = await city.as(city.story('formal-check').unit.union.supervisor);
  const seen = await read(supervisor);
  expect(named(seen, 'urge')).toMatchObject({ tone: 'back', more: true });
  expect((await take(supervisor, 'urge', { reason: '单位等着' })).status).toBe(200);
  expect(named(await read(supervisor), 'urge')).toBeUndefined();
  const { items } = await clerk!.get<{ items: { text: string }[] }>('/api/notifications');
  expect(items[0]?.text).toMatch(/有人催办/);
  // Nobody hands it to somebody who may not see it: a seat of another union is no choice.
  const stranger = city.stories.find((one) => one.unit.union.id !== city.story('formal-check').unit.union.id)!;
  const seat = `supervisor/${stranger.unit.union.id}//${stranger.unit.union.supervisor.person}`;
  expect((await take(clerk!, 'copyTo', { to: [seat] })).status).toBe(422);
});

it('sent back to any step it went through, with remarks; taken back on the same day', async () => {
  const seen = await read(clerk!);
  const schema = named(seen, 'returnTo')!.input as { properties: { to: { 'x-labels': Record<string, string> } } };
  expect(Object.values(schema.properties.to['x-labels'])).toEqual(['单位行政审核', '基层工会审核', '单位公示', '归口工会审核']);
  const remarks = [{ field: '攻关项目', says: '请归口工会再核一次。' }];
  expect((await take(clerk!, 'returnTo', { to: 'union-review', remarks })).status).toBe(200);
  const moved = await read(clerk!);
  expect([moved.state.zh, moved.history.at(-1)?.zh]).toEqual(['归口工会审核', '驳回到前面某一步']);
  expect((await clerk!.send('POST', `/api/matters/${id}/returnTo`, { version: moved.version, input: { to: 'union-review', remarks } })).status).toBe(403);

  const supervisor = await city.as(city.story('formal-check').unit.union.supervisor);
  const endorse = (await read(supervisor)).options.find(({ name }) => name === 'declaration.endorse')!;
  expect((await supervisor.take(endorse as never, moved.version)).status).toBe(200);
  expect(named(await read(supervisor), 'undo')).toBeDefined();
  expect((await take(supervisor, 'undo', {})).status).toBe(200);
  expect((await read(supervisor)).state.zh).toBe('归口工会审核');
  expect(await onDesk(supervisor)).toBe(true);
  const again = await read(supervisor);
  expect((await supervisor.take(again.options.find(({ name }) => name === 'declaration.endorse')! as never, again.version)).status).toBe(200);
  // Somebody went on: too late.
  const next = await read(clerk!);
  expect(
    (await clerk!.send('POST', `/api/matters/${id}/copyTo`, { version: next.version, input: { to: [await seatOf(clerk!, 'signers', await nameOf(leader!))] } }))
      .status,
  ).toBe(200);
  expect(named(await read(supervisor), 'undo')).toBeUndefined();
});

it('a stand-in has the office until the last day, both names stay in the history, and nobody stands in for who is away', async () => {
  const { items } = await clerk!.get<{ items: { name: string; input: { properties: { standIn: { 'x-choices': string } } } }[] }>('/api/openings');
  const opening = items.find(({ name }) => name === 'standIn.name')!;
  const who = await nameOf(leader!);
  const { items: choices } = await clerk!.get<{ items: Choice[] }>(opening.input.properties.standIn['x-choices']);
  const standIn = choices.find(({ label }) => label.startsWith(who))!.value;
  const ask = (person: Person, input: object) => person.send('POST', '/api/stand-ins', { input });
  const me = (await clerk!.get<Me>('/api/session')).person;
  expect((await ask(clerk!, { standIn: me.id, from: '2013-11-18', to: '2013-11-20' })).status).toBe(422);
  expect((await ask(clerk!, { standIn: 'clock', from: '2013-11-18', to: '2013-11-20' })).status).toBe(422);
  expect((await ask(clerk!, { standIn, from: '2013-11-18', to: '2013-11-20' })).status).toBe(200);
  expect(JSON.stringify((await ask(leader!, { standIn: me.id, from: '2013-11-19', to: '2013-11-19' })).body)).toMatch(/自己也请人代理/);

  const seat = (await leader!.get<Me>('/api/session')).offices.find(({ standsFor }) => standsFor === me.name)!;
  expect(seat.officeZh).toBe('市总经济部');
  expect((await leader!.send('PUT', '/api/session/office', { office: seat.id })).status).toBe(200);
  const matter = await read(leader!);
  const correct = matter.options.find(({ name }) => name === 'declaration.correct')!;
  expect((await leader!.take(correct as never, matter.version)).status).toBe(200);
  expect((await read(clerk!)).history.at(-1)?.by.name).toBe(`${who}（代${me.name}）`);
  await city.house.clock.moveTo(city.house.db, '2013-11-21');
  expect((await leader!.send('GET', '/api/session')).status).toBe(401);
});
