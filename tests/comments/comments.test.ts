import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Choice, CommentPage, Matter, Me } from '#contract/shapes.ts';
import { chairsOf, cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { crawl, saidWhere } from '../support/crawl.ts';
import { knock } from '../support/raw.ts';
import type { Person } from '../support/robot.ts';

/** 意见，隔着 HTTP：每件事项一样；说给谁听，就只有谁听得到。 */
let city: ChainCity;
let [clerk, colleague, lead, supervisor, judge]: Person[] = [];
let acceptance = '';
const planted = {
  office: '只在本部门说的一句话',
  panel: '只在评审组说的一句话',
  applicant: '说给申报单位听的一句话',
  withdrawn: '收回了的一句话',
  old: '改掉之前的一句话',
};
beforeAll(async () => {
  city = await cloneChainCity();
  const story = city.story('scoring');
  [clerk, colleague] = await Promise.all([city.as(city.department[0]!), city.as(city.department[1]!)]);
  lead = await city.as(story.lead);
  supervisor = await city.as(story.unit.union.supervisor);
  acceptance = await city.matterOf(story, 'acceptance');
  const [sheet] = await city.sql('select s.expert_id from sheet s join matter m on m.id = s.id where m.parent = $1 limit 1', [acceptance]);
  judge = await city.as(city.experts.find(({ person }) => person === sheet?.['expert_id'])!);
});
afterAll(() => city?.close());

const at = (id = acceptance) => `/api/matters/${id}/comments`;
const say = (person: Person, text: string, more: Record<string, unknown> = {}, id = acceptance) => person.send('POST', at(id), { text, ...more });
const read = (person: Person, query = '') => person.get<CommentPage>(`${at()}${query}`);
const textsOf = async (person: Person) => (await read(person, '?limit=100')).items.map(({ text }) => text);
const idOf = ({ body }: { body: unknown }): string => (body as { id: string }).id;

describe('what is said', () => {
  it('is read by whom it is said to, and by nobody else on any channel', async () => {
    expect((await say(clerk!, planted.office)).status).toBe(201);
    expect((await say(clerk!, planted.panel, { visibility: 'panel' })).status).toBe(201);
    const unsure = await say(clerk!, planted.applicant, { visibility: 'applicant' });
    expect(unsure.status).toBe(422);
    expect(JSON.stringify(unsure.body)).toMatch(/confirm-leaving.*领衔人/u);
    expect((await say(clerk!, planted.applicant, { visibility: 'applicant', confirmed: true })).status).toBe(201);

    expect(await textsOf(colleague!)).toEqual([planted.applicant, planted.panel, planted.office]);
    expect(await textsOf(judge!)).toEqual([planted.panel]);
    for (const person of [lead!, supervisor!]) expect(await textsOf(person)).toEqual([planted.applicant]);

    const { audiences } = await read(clerk!);
    expect(audiences.map(({ code, confirm }) => [code, confirm])).toEqual([
      ['office', false],
      ['panel', false],
      ['applicant', true],
    ]);
    expect((await read(judge!)).audiences.map(({ code }) => code)).toEqual(['panel']);
    const story = city.story('scoring');
    for (const office of ['lead', 'supervisor'] as const) {
      const told = await crawl(await city.as(chairsOf(city, story)[office]!), [planted.office, planted.panel]);
      expect(
        [...told.keys()].some((path) => path === `${at()}?limit=100`),
        office,
      ).toBe(true);
      expect(saidWhere(new Map([...told].filter(([path]) => !path.includes('?q='))), [planted.office, planted.panel]), office).toEqual([]);
    }
    expect(saidWhere(await crawl(judge!), [planted.office, planted.applicant])).toEqual([]);
    expect(await textsOf(await city.as(city.leaders[0]!))).toEqual([planted.applicant, planted.panel]);
  });

  it('is in no list, no search, no export and no paper', async () => {
    for (const path of [`/api/search?q=${encodeURIComponent('一句话')}`, `/api/matters?q=${encodeURIComponent('一句话')}`, '/api/matters?limit=100'])
      expect(JSON.stringify((await clerk!.send('GET', path)).body)).not.toMatch(/说的一句话|说给申报单位/u);
    const { papers = [], history } = await clerk!.get<Matter>(`/api/matters/${acceptance}`);
    expect(JSON.stringify(history)).not.toContain('一句话');
    expect(papers.length).toBeGreaterThan(0);
    for (const { href } of papers.slice(0, 3)) {
      const paper = await knock(city.url, 'GET', `${href}?format=html`, { session: clerk!.session });
      expect(paper.status, href).toBe(200);
      expect(paper.text).not.toContain('一句话');
    }
  });

  it('is neither read nor written from outside', async () => {
    const stranger = await city.as(city.story('objected').lead);
    expect((await stranger.send('GET', at())).status).toBe(404);
    expect((await say(stranger, '外人')).status).toBe(404);
    expect((await say(judge!, '专家对申报单位说', { visibility: 'applicant', confirmed: true })).status).toBe(403);
    expect((await say(lead!, '申报单位对评审组说', { visibility: 'panel' })).status).toBe(403);
    expect((await say(clerk!, '')).status).toBe(422);
  });
});

describe('whoever is mentioned', () => {
  const choices = (person: Person, visibility: string) => person.get<{ items: Choice[] }>(`/api/choices/mention-${visibility}?matter=${acceptance}&limit=100`);

  it('may read it, and is told that, not what', async () => {
    const { items } = await choices(clerk!, 'applicant');
    const name = (await lead!.get<Me>('/api/session')).person.name;
    const seat = items.find(({ label }) => label.startsWith(name))!;
    expect(items.some(({ value }) => value.startsWith('expert/'))).toBe(false);
    expect((await choices(clerk!, 'panel')).items.some(({ value }) => value.startsWith('expert/'))).toBe(true);
    expect((await choices(lead!, 'panel')).items).toEqual([]);
    // The same person cannot be mentioned where only the department reads, nor in an office that is not theirs.
    for (const visibility of ['office', 'panel']) expect((await say(clerk!, '提到', { visibility, mentions: [seat.value] })).status).toBe(422);
    expect((await say(clerk!, '提到', { mentions: ['department///nobody'] })).status).toBe(422);
    expect((await say(clerk!, `请看 @${name}`, { visibility: 'applicant', mentions: [seat.value], confirmed: true })).status).toBe(201);
    const [latest] = (await lead!.get<{ items: { text: string; href: string }[] }>('/api/notifications')).items;
    expect(latest).toMatchObject({ href: `/matters/${acceptance}` });
    expect(latest!.text).toMatch(/提到了您/u);
    expect(latest!.text).not.toContain('请看');
    expect((await read(lead!)).items[0]!.mentions[0]).toContain(name);
  });
});

describe('what was said', () => {
  it('can be mended, and what stood there is kept for the office that said it', async () => {
    const id = idOf(await say(clerk!, planted.old, { visibility: 'applicant', confirmed: true }));
    expect((await clerk!.send('PUT', `/api/comments/${id}`, { text: '改好的一句话' })).status).toBe(204);
    expect((await colleague!.send('PUT', `/api/comments/${id}`, { text: '别人的' })).status).toBe(403);
    expect((await read(colleague!)).items[0]).toMatchObject({ text: '改好的一句话', mayEdit: false, past: [{ text: planted.old }] });
    expect(JSON.stringify(await read(lead!))).not.toContain(planted.old);
    await city.sql("update comment set at = at - interval '11 minutes' where id = $1", [id]);
    expect((await clerk!.send('PUT', `/api/comments/${id}`, { text: '太晚了' })).status).toBe(409);
  });

  it('is withdrawn: the words are gone, the trace stays', async () => {
    const id = idOf(await say(clerk!, planted.withdrawn, { visibility: 'applicant', confirmed: true }));
    expect((await lead!.send('DELETE', `/api/comments/${id}`)).status).toBe(403);
    expect((await judge!.send('DELETE', `/api/comments/${id}`)).status).toBe(404);
    expect((await clerk!.send('DELETE', `/api/comments/${id}`)).status).toBe(204);
    for (const person of [clerk!, lead!]) {
      const page = await read(person);
      expect(page.items[0]).toMatchObject({ id, text: '', withdrawnAt: expect.any(String) });
      expect(JSON.stringify(page)).not.toContain(planted.withdrawn);
    }
    expect((await clerk!.send('DELETE', `/api/comments/${id}`)).status).toBe(409);
    expect((await say(lead!, '回复收回的', { parent: id })).status).toBe(422);
  });

  it('is answered one level deep, to the same readers', async () => {
    const id = idOf(await say(clerk!, '请补一张照片', { visibility: 'applicant', confirmed: true }));
    const panel = idOf(await say(clerk!, '请各位看', { visibility: 'panel' }));
    expect((await say(lead!, '偷看', { parent: panel })).status).toBe(404);
    const reply = idOf(await say(lead!, '明天补', { parent: id, visibility: 'office' }));
    expect((await say(clerk!, '好', { parent: reply, confirmed: true })).status).toBe(422);
    // An answer to the studio leaves the office as well.
    expect((await say(clerk!, '好', { parent: id })).status).toBe(422);
    expect((await say(clerk!, '好', { parent: id, confirmed: true })).status).toBe(201);
    const [answered] = (await read(supervisor!)).items;
    expect(answered).toMatchObject({ id, visibility: { code: 'applicant' }, replies: [{ text: '明天补' }, { text: '好' }] });
  });

  it('comes page by page, and the audit says who said something, never what', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await read(clerk!, `?limit=2${cursor}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
    } while (cursor !== '');
    const [{ count } = { count: 0 }] = (await city.sql('select count(*)::int as count from comment where matter_id = $1 and parent is null', [acceptance])) as {
      count: number;
    }[];
    expect(new Set(seen).size).toBe(count);
    expect(seen.length).toBe(count);
    const lines = await city.sql("select what, outcome, detail::text from audit where what like 'comment.%'");
    expect(lines.length).toBeGreaterThan(10);
    expect(JSON.stringify(lines)).not.toContain('一句话');
  });
});
