import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Earlier, Matter, Studio } from '#contract/shapes.ts';
import { chairsOf, cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { knock } from '../support/raw.ts';
import type { Option, Person } from '../support/robot.ts';

/** 表单和材料清单，隔着 HTTP：问什么、缺什么、退回时说了什么、上一次填了什么、印出来是什么。 */
let city: ChainCity;
let [lead, supervisor, clerk]: Person[] = [];
let declaration = '';
beforeAll(async () => {
  city = await cloneChainCity();
  const story = city.story('returned');
  [lead, supervisor, clerk] = await Promise.all([city.as(story.lead), city.as(story.unit.union.supervisor), city.as(city.department[0]!)]);
  declaration = await city.matterOf(story, 'declaration');
});
afterAll(() => city?.close());

const show = (person: Person, id = declaration) => person.get<Matter>(`/api/matters/${id}`);
const option = ({ options }: Matter, name: string): Option => options.find((one) => one.name === name)! as unknown as Option;
const part = ({ checklist = [] }: Matter, title: RegExp) => checklist.find((one) => title.test(one.title));
const keep = (person: Person, at: string, values: unknown) => person.send('PUT', `/api/drafts/one?at=${encodeURIComponent(at)}`, { values, revision: 0 });
const paper = (person: Person, at: string, fill: string, format = 'html') =>
  knock(city.url, 'GET', `/api/papers/form?at=${encodeURIComponent(at)}&fill=${fill}&format=${format}`, { session: person.session });

describe('after a return with remarks', () => {
  it('whoever fills in again is told field by field, until it is handed in again', async () => {
    const returned = await show(lead!);
    expect(returned.remarks).toMatchObject({
      zh: '退回修改',
      by: { office: 'supervisor' },
      items: [{ field: '工作室简介', says: '请写明本年度攻关项目的进展。' }],
    });
    expect(part(returned, /^退回修改：工作室简介$/)).toMatchObject({
      state: 'wrong',
      stateZh: '有误',
      field: 'statement',
      remedies: [{ name: 'declaration.fill' }],
    });

    const fill = option(returned, 'declaration.fill');
    const input = {
      statement: '围绕总装线返修开展攻关，本年度已完成两项，进展顺利。',
      goals: '每年完成一至两项攻关，三年内培养骨干五名。',
      ipStatement: '职务发明，归单位所有',
    };
    expect((await lead!.send('POST', fill.href, { version: returned.version, input })).status).toBe(200);
    const filled = await show(lead!);
    expect([filled.remarks?.items.length, part(filled, /^退回修改：工作室简介$/)?.state]).toEqual([1, 'done']);
    expect(part(filled, /^工作室简介$/)).toMatchObject({ state: 'done', by: expect.stringMatching(/./) });

    expect((await lead!.send('POST', option(filled, 'declaration.submit').href, { version: filled.version, input: { pledge: true } })).status).toBe(200);
    expect((await show(lead!)).remarks).toBeUndefined();
  });

  it('every kind is told the same, wherever the verb that every matter has sends it back to', async () => {
    const union = city.story('union-review');
    const id = await city.matterOf(union, 'declaration');
    const chief = await city.as(union.unit.union.supervisor);
    const before = await show(chief, id);
    const back = option(before, 'matter.returnTo');
    const said = { to: 'union-check', remarks: [{ field: '公示地点', says: '请写明哪个厂区的公开栏。' }] };
    expect((await chief.send('POST', back.href, { version: before.version, input: said })).status).toBe(200);
    const there = await show(await city.as(union.unit.grassroots), id);
    expect(there.remarks).toMatchObject({ items: said.remarks });
    expect(part(there, /^驳回到前面某一步：公示地点$/)).toMatchObject({ state: 'wrong' });
    expect(option(there, 'declaration.post').input?.properties).toHaveProperty('place');
  });
});

describe('the checklist', () => {
  it('says of every part whether it is there, who touched it last and what mends it, and is for whoever hands it in', async () => {
    const story = city.story('draft');
    const id = await city.matterOf(story, 'declaration');
    const mine = await show(await city.as(story.lead), id);
    const { checklist = [] } = mine;
    expect(checklist.map(({ sort }) => sort)).toEqual(expect.arrayContaining(['criterion', 'prose', 'form']));
    expect(checklist.filter(({ sort }) => sort === 'criterion').map(({ title }) => title)).toEqual(mine.verdicts?.map(({ title }) => title));
    for (const { state, remedies, title } of checklist.filter(({ sort }) => sort === 'criterion'))
      expect([title, state === 'done' ? 0 : Math.min(1, remedies.length)]).toEqual([title, state === 'done' ? 0 : 1]);
    expect(checklist.some(({ sort, state, by, at }) => sort === 'criterion' && state === 'done' && by !== undefined && at !== undefined)).toBe(true);
    expect((await show(clerk!, id)).checklist).toBeUndefined();
    expect((await show(await city.as(story.unit.union.supervisor), id)).checklist).toBeUndefined();
  });

  it('knows what is in the reader’s own draft, what is wrong with it, and nobody else’s', async () => {
    const story = city.story('union-check');
    const id = await city.matterOf(story, 'declaration');
    const grassroots = await city.as(story.unit.grassroots);
    const post = option(await show(grassroots, id), 'declaration.post');
    expect(part(await show(grassroots, id), /要填的/)).toMatchObject({ state: 'missing', says: '还差公示至、公示地点' });
    await keep(grassroots, post.href, { place: '栏', until: '2013-11-19' });
    const seen = part(await show(grassroots, id), /要填的/);
    expect(seen).toMatchObject({ state: 'wrong', draft: true, field: 'until' });
    expect(seen?.says).toMatch(/公示至：.*不早于.*公示地点：.*至少2个字/);
    expect(JSON.stringify((await show(await city.as(story.lead), id)).checklist ?? null)).not.toContain('不早于');
  });

  it('lists each paper for itself', async () => {
    const story = city.story('unit-review');
    const unit = await city.as(chairsOf(city, story).unit!);
    const { checklist = [] } = await show(unit, await city.matterOf(story, 'declaration'));
    expect(checklist.map(({ sort, title, state }) => [sort, title, state])).toEqual([
      ['form', '“同意申报”要填的（0/1）', 'missing'],
      ['paper', '盖章件', 'missing'],
    ]);
  });
});

describe('a field that is asked only sometimes', () => {
  const add = (input: unknown) => lead!.send('POST', `/api/studios/${city.story('returned').studio}/incomes`, { input });
  const income = { source: '单位行政', amountFen: 500_000, on: '2013-11-18' };
  it('is insisted on when it is asked for, and dropped when it is not', async () => {
    expect(await add({ ...income, received: true })).toMatchObject({ status: 422, body: { reasons: [{ field: 'voucherNo', message: '请填写凭证号' }] } });
    const { status, body } = await add({ ...income, received: false, voucherNo: '记字第9号', voucher: 'no-such-file' });
    expect(status, JSON.stringify(body)).toBe(201);
    const [row] = await city.sql('select voucher_no, voucher from fact_income where id = $1', [(body as { id: string }).id]);
    expect(row).toEqual({ voucher_no: '', voucher: null });
  });
  it('is in what a program must send that goes by the examples', async () => {
    const { options } = await lead!.get<Studio>(`/api/studios/${city.story('returned').studio}`);
    const { input } = options.find(({ name }) => name === 'income.add')!;
    expect(input).toMatchObject({
      required: expect.arrayContaining(['voucherNo']),
      properties: { voucherNo: { 'x-when': { field: 'received', is: [true] } } },
    });
  });
});

describe('what was filled in before', () => {
  const earlier = async (person: Person, at: string) =>
    person.send('GET', `/api/earlier?at=${encodeURIComponent(at)}`) as Promise<{ status: number; body: { earlier?: Earlier | null } }>;
  it('can be brought over: the last entry of the kind, without days and files', async () => {
    const { studio } = city.story('returned');
    const { status, body } = await earlier(lead!, `/api/studios/${studio}/activities`);
    expect(status).toBe(200);
    const names = body.earlier?.fields.map(({ name }) => name) ?? [];
    expect(names).toEqual(expect.arrayContaining(['kind', 'topic', 'inside']));
    expect(names).not.toEqual(expect.arrayContaining(['on']));
    expect(names.filter((name) => ['on', 'photo'].includes(name))).toEqual([]);
    const [last] = await city.sql('select a.topic from fact f join fact_activity a on a.id = f.id where f.studio_id = $1 order by f.id desc limit 1', [studio]);
    expect(body.earlier?.values['topic']).toBe(last?.['topic']);
  });
  it('is of one’s own studio, and asked only by whoever fills the form in', async () => {
    const other = city.story('objected');
    expect((await earlier(lead!, `/api/studios/${other.studio}/activities`)).status).toBe(404);
    expect((await earlier(clerk!, `/api/studios/${city.story('returned').studio}/activities`)).status).toBe(404);
    expect((await earlier(lead!, '/api/nothing/here')).body).toEqual({ earlier: null });
    expect((await earlier(supervisor!, `/api/declarations/${declaration}/fill`)).status).toBe(404);
  });
});

describe('a form on paper', () => {
  it('is printed blank and filled, by whoever fills it in, with the draft only in one’s own', async () => {
    const story = city.story('union-check');
    const id = await city.matterOf(story, 'declaration');
    const [grassroots, chief] = await Promise.all([city.as(story.unit.grassroots), city.as(story.unit.union.supervisor)]);
    const { href } = option(await show(grassroots, id), 'declaration.post');
    const draft = (await grassroots.get<{ draft: { revision: number } | null }>(`/api/drafts/one?at=${encodeURIComponent(href)}`)).draft;
    await grassroots.send('PUT', `/api/drafts/one?at=${encodeURIComponent(href)}`, { values: { place: '厂务公开栏<b>' }, revision: draft?.revision ?? 0 });
    const [blank, filled] = [await paper(grassroots, href, 'blank'), await paper(grassroots, href, 'filled')];
    expect([blank.status, filled.status]).toEqual([200, 200]);
    expect(blank.text).toMatch(/公示地点/);
    expect(blank.text).not.toContain('厂务公开栏');
    expect(filled.text).toContain('厂务公开栏&lt;b&gt;');
    expect((await paper(grassroots, href, 'filled', 'pdf')).type).toBe('application/pdf');
    expect((await paper(chief, href, 'filled')).status).toBe(404);
    expect((await paper(grassroots, `/api/declarations/${id}/concur`, 'blank')).status).toBe(404);
    expect((await paper(grassroots, href, 'half')).status).toBe(422);
    expect((await knock(city.url, 'GET', `/api/papers/form?at=${encodeURIComponent(href)}`)).status).toBe(401);
  });
});

describe('why a field is asked', () => {
  type Asked = { properties?: Record<string, Asked>; items?: Asked };
  type Whys = { items: { field: string; says: string; source: string }[] };
  const fieldsOf = (schema: Asked, path: readonly string[] = []): readonly string[] =>
    Object.entries(schema.properties ?? {}).flatMap(([name, one]) => [
      [...path, name].join('.'),
      ...fieldsOf(one, [...path, name]),
      ...fieldsOf(one.items ?? {}, [...path, name]),
    ]);
  const ask = (person: Person, form: string, fields: readonly string[], matter?: string) =>
    person.send('GET', `/api/why?${new URLSearchParams({ form, fields: fields.join(','), ...(matter === undefined ? {} : { matter }) }).toString()}`);

  it('is said for every field of everything anybody is offered', async () => {
    const story = city.story('named');
    const chairs = [...Object.values(chairsOf(city, story)), ...city.department, ...city.experts.slice(0, 4)];
    const seen = new Map<string, string>();
    for (const chair of chairs) {
      const person = await city.as(chair);
      const { items: todos } = await person.get<{ items: { id: string; href: string }[] }>('/api/todos?limit=100');
      const matters = await Promise.all(todos.map(({ href }) => person.get<Matter>(href)));
      const { items: begun } = await person.get<{ items: Matter['options'] }>('/api/openings');
      const { options: noted = [] } = chair.studio !== undefined ? await person.get<Studio>(`/api/studios/${story.studio}`) : {};
      const offered = [
        ...matters.flatMap(({ id, options }) => options.map((one) => ({ ...one, matter: id }))),
        ...begun,
        ...noted,
      ] as (Matter['options'][number] & { matter?: string })[];
      for (const { name, input, matter } of offered) {
        const fields = fieldsOf((input ?? {}) as Asked);
        if (fields.length === 0 || seen.has(`${name} ${fields.join()}`)) continue;
        const { status, body } = await ask(person, name, fields, matter);
        expect([status, (body as Whys).items.map(({ field }) => field)], name).toEqual([200, fields]);
        seen.set(`${name} ${fields.join()}`, name);
      }
    }
    expect(new Set(seen.values()).size).toBeGreaterThan(60);
  });

  it('names the standard the matter keeps, is for whoever is signed in, and says nothing of what is not theirs to see', async () => {
    const { body } = await ask(lead!, 'declaration.fill', ['statement', 'nothing', 'goals', 'goals'], declaration);
    expect(body).toEqual({
      items: [
        { field: 'statement', says: '专长、团队、主攻方向一段话，审核的人先看这一段。', source: '厦工办〔2013〕6号 一' },
        { field: 'goals', says: '每年要有攻关项目，年度计划和三年目标先定下来。', source: '厦工办〔2013〕6号 三.4 有攻关项目' },
      ],
    });
    const stranger = await city.as(city.story('named').lead);
    expect((await ask(stranger, 'declaration.fill', ['goals'], declaration)).status).toBe(404);
    expect((await ask(lead!, '../etc', ['goals'])).status).toBe(422);
    expect((await knock(city.url, 'GET', '/api/why?form=declaration.fill&fields=goals')).status).toBe(401);
  });
});
