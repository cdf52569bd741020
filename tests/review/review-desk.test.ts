import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssignmentPreview, DossierComparison, Matter, OwnNote, OwnSheets, Page, ReviewBoard, ReviewMark, WaitingCase } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import { cloneChainCity, chairsOf, type ChainCity } from '../support/chain-city.ts';
import { crawl, saidWhere } from '../support/crawl.ts';
import type { Person } from '../support/robot.ts';

/** 评审台：试排和分派，先声明再打开材料，重评前后都在，统计，私人备注。 */
let city: ChainCity;
let clerk: Person;
let acceptance = '';
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
  acceptance = await city.matterOf(city.story('arranging'), 'acceptance');
});
afterAll(() => city?.close());

const expertAt = (person: string): Chair => city.experts.find((one) => one.person === person)!;
const preview = async (given: object, by = clerk) =>
  (await by.send('POST', '/api/review/assignments/preview', { matters: [acceptance], each: 3, most: 5, ...given })) as unknown as {
    status: number;
    body: AssignmentPreview;
  };
const visit = () => ({ visitOn: city.play.today(), place: '工作室所在地' });
const planOf = ({ cases }: AssignmentPreview) =>
  cases.map(({ id: matter, version, seats }) => ({
    matter,
    version,
    experts: seats.map(({ expert }) => expert.id),
    leader: seats.find(({ leader }) => leader)!.expert.id,
  }));
const assign = (input: object, by = clerk) => by.send('POST', '/api/review/assignments', { input: { each: 3, most: 5, seed: '', common: visit(), ...input } });
const sheetsOf = () =>
  city.house.db
    .selectFrom('sheet')
    .innerJoin('matter', 'matter.id', 'sheet.id')
    .select(['sheet.id', 'expertId', 'matter.state'])
    .where('parent', '=', acceptance)
    .orderBy('sheet.id')
    .execute();
const waiting = () => clerk.get<Page<WaitingCase>>('/api/review/waiting');

describe('sharing out experts', () => {
  it('shows who would get what, changes nothing, and says who should step back and why', async () => {
    expect((await waiting()).items).toContainEqual(expect.objectContaining({ id: acceptance, seated: 0, need: 3 }));
    const entangled = city.experts[0]!.person;
    await city.sql("insert into office_held values ('also-there', $1, 'unit', $2, null, '2013-01-01', null)", [entangled, city.story('arranging').unit.id]);
    const { status, body } = await preview({});
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: true, skipped: [] });
    expect(body.rules.every(({ broken }) => broken === 0)).toBe(true);
    const [one] = body.cases;
    expect(one?.seats).toHaveLength(3);
    expect(one?.seats.filter(({ leader }) => leader)).toHaveLength(1);
    expect(one?.conflicts).toEqual([{ expert: { id: entangled, name: expect.any(String) }, reasons: ['同一单位'] }]);
    expect(Object.keys((body.asks as { properties: object }).properties)).toEqual(['visitOn', 'place']);
    expect((await waiting()).items).toContainEqual(expect.objectContaining({ id: acceptance, seated: 0 }));

    const cleared = await clerk.send('POST', one!.clear, { version: one!.version, input: { expert: entangled, reason: '仅为同一集团，无业务和隶属关系。' } });
    expect(cleared.status).toBe(200);
    const again = (await preview({})).body;
    expect(again.cases[0]).toMatchObject({ conflicts: [], cleared: [{ expert: { id: entangled }, reason: '仅为同一集团，无业务和隶属关系。' }] });
    expect((await assign({ plan: planOf(body) })).body).toMatchObject({ reasons: [{ code: 'stale' }] });
  });

  it('names the rule in its way and the smallest change that ends it', async () => {
    const many = city.experts.length;
    const { body } = await preview({ each: 9, most: 1 });
    expect(body).toMatchObject({ ok: false, relax: expect.stringContaining(`至少改为${body.least}件`) });
    expect((await preview({ each: 9, most: body.least ?? 0 })).body.ok).toBe(true);
    expect(many).toBeGreaterThanOrEqual(9);
  });

  it('is for the office that assigns; others, and bad input, are refused by name', async () => {
    for (const office of ['lead', 'supervisor', 'expert', 'leadership', 'auditor'] as const) {
      const other = await city.as(chairsOf(city, city.story('arranging'))[office]!);
      expect((await preview({}, other)).status).toBe(403);
      expect((await assign({ plan: [{ matter: acceptance, version: 1, experts: [] }] }, other)).status).toBe(403);
    }
    expect((await preview({ each: 2 })).status).toBe(422);
    expect((await preview({ matters: [] })).status).toBe(422);
    expect((await preview({ each: '三' })).status).toBe(400);
    const strange = (await preview({ matters: ['no-such-matter', await city.matterOf(city.story('passed'), 'acceptance')] })).body;
    expect(strange).toMatchObject({ ok: false, cases: [], skipped: [{ id: 'no-such-matter' }, { says: expect.stringContaining('不需要安排专家') }] });
  });

  it('happens all at once or not at all, and only as it was checked', async () => {
    const { body } = await preview({});
    const [plan] = planOf(body);
    const twice = await assign({ plan: [{ ...plan!, experts: [plan!.experts[0], plan!.experts[0], plan!.experts[1]] }] });
    expect(twice).toMatchObject({ status: 409, body: { reasons: [{ code: 'changed-meanwhile' }] } });
    expect((await assign({ plan: [plan], common: { place: '工作室所在地' } })).status).toBe(422);
    expect(await sheetsOf()).toEqual([]);
    expect(await assign({ plan: [plan] })).toMatchObject({ status: 201, body: { cases: 1, placed: 3 } });
    expect((await sheetsOf()).map(({ state }) => state)).toEqual(['declaring', 'declaring', 'declaring']);
    const [kept] = await city.sql('select content, sha256 from panel_assignment');
    expect(kept).toMatchObject({ content: { plan: [{ matter: acceptance }], rules: expect.any(Array) } });
    expect((await waiting()).items.map(({ id }) => id)).not.toContain(acceptance);
  });
});

describe('an expert who has been asked', () => {
  it('reads no more than title and unit until there is nothing to declare, on any channel', async () => {
    const story = city.story('arranging');
    const [sheet] = await sheetsOf();
    const expert = await city.as(expertAt(sheet!.expertId));
    const [fact] = await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' limit 1", [story.studio]);
    await city.sql('update fact_achievement set title = $2 where id = $1', [fact?.['id'], '声明以前看不到的成果']);
    await city.sql("update declaration set statement = '声明以前看不到的简介' where id = $1", [story.declaration]);
    const hidden = ['声明以前看不到的成果', '声明以前看不到的简介', acceptance];
    const before = await crawl(expert, [story.name, '声明以前看不到']);
    expect(saidWhere(before, hidden)).toEqual([]);
    expect(saidWhere(before, [story.name]).length).toBeGreaterThan(0);
    const [file] = await city.sql('select file_id from file_use where matter_id = $1 limit 1', [story.declaration]);
    const more = ['comments', 'dossiers', 'note'].map((part) => `/api/matters/${acceptance}/${part}`);
    const others = [
      `/api/files/${String(file?.['file_id'])}`,
      `/api/choices/experts?matter=${acceptance}`,
      `/api/papers/studios/${story.studio}/profile`,
      `/api/studios/${story.studio}/year`,
    ];
    for (const path of [...more, ...others, `/api/matters/${acceptance}`, `/api/studios/${story.studio}`, `/api/matters/${story.declaration}`])
      expect((await expert.send('GET', path)).status).toBe(404);

    // The studio is named, and no way is shown to a page that would not open.
    const asked = await expert.get<Matter>(`/api/matters/${sheet!.id}`);
    expect([asked.studio?.id, asked.studioHref]).toEqual([story.studio, undefined]);
    expect((await expert.get<OwnSheets>('/api/review/mine')).items).toContainEqual(expect.objectContaining({ id: sheet!.id, declared: false }));
    await city.play.step(expertAt(sheet!.expertId), 'sheet', sheet!.id, 'accept');
    expect((await expert.get<Matter>(`/api/matters/${sheet!.id}`)).studioHref).toBe(`/studios/${story.studio}`);
    expect(saidWhere(await crawl(expert, ['声明以前看不到']), hidden).length).toBeGreaterThan(0);
  });

  it('who declares a stake gives the place back to whoever assigns, and is not asked again', async () => {
    const [, second] = await sheetsOf();
    await city.play.step(expertAt(second!.expertId), 'sheet', second!.id, 'recuse', { reason: '与该单位有业务往来。' });
    expect((await waiting()).items).toContainEqual(expect.objectContaining({ id: acceptance, seated: 2, need: 1 }));
    const { items } = await clerk.get<Page<{ text: string }>>('/api/notifications');
    expect(items.map(({ text }) => text)).toContainEqual(expect.stringContaining('有一名专家声明利害关系'));
    expect(items.map(({ text }) => text).join()).not.toContain('业务往来');
    const { body } = await preview({ most: 20 });
    expect(body.cases[0]?.seats.filter(({ how }) => how === 'kept')).toHaveLength(2);
    expect(body.cases[0]?.conflicts).toContainEqual({ expert: expect.objectContaining({ id: second!.expertId }), reasons: ['本人声明过利害关系'] });
    const added = body.cases[0]!.seats.find(({ how }) => how === 'new')!.expert.id;
    expect((await assign({ plan: [{ matter: acceptance, version: body.cases[0]!.version, experts: [added] }], most: 20, common: {} })).status).toBe(201);
    expect((await sheetsOf()).map(({ state }) => state)).toEqual(['scoring', 'recused', 'declaring', 'declaring']);
  });

  it('hands in, is asked to do it again with a reason, and both sheets stay to be compared', async () => {
    const story = city.story('scoring');
    const parent = await city.matterOf(story, 'acceptance');
    const [row] = await city.sql(
      "select s.id, s.expert_id from sheet s join matter m on m.id = s.id where m.parent = $1 and m.state = 'scoring' order by s.id limit 1",
      [parent],
    );
    const [sheet, chair] = [String(row!['id']), expertAt(String(row!['expert_id']))];
    const expert = await city.as(chair);
    const submit = async (change: object = {}) => {
      const { version, options } = await expert.get<Matter>(`/api/matters/${sheet}`);
      const option = options.find(({ name }) => name === 'sheet.submit')!;
      const input = { ...((await expert.fill(option.input as Parameters<Person['fill']>[0])) as object), ...change };
      expect((await expert.send('POST', option.href, { version, input })).status).toBe(200);
      return option;
    };
    await submit({ advice: '第一次的意见。' });
    await city.play.step(city.department[0]!, 'sheet', sheet, 'reopen', { reason: '请核对第三项。' });
    const { properties } = (await expert.get<Matter>(`/api/matters/${sheet}`)).options.find(({ name }) => name === 'sheet.submit')!.input as {
      properties: Record<string, { default?: unknown }>;
    };
    expect(properties['advice']?.default).toBe('第一次的意见。');
    await submit({ advice: '第二次的意见。' });
    const { items } = await clerk.get<{ items: { id: string }[] }>(`/api/matters/${sheet}/dossiers`);
    expect(items).toHaveLength(2);
    const { parts } = await clerk.get<DossierComparison>(`/api/matters/${sheet}/dossiers/compare?from=${items[0]!.id}&to=${items[1]!.id}`);
    expect(parts).toEqual([{ title: '评分', differences: [{ label: '意见建议', before: '第一次的意见。', after: '第二次的意见。' }] }]);
  });

  it('may abstain with a reason, and the place is given back', async () => {
    const [first] = await sheetsOf();
    await city.play.step(expertAt(first!.expertId), 'sheet', first!.id, 'abstain', { reason: '专业不对口，难以判断。' });
    expect((await waiting()).items).toContainEqual(expect.objectContaining({ id: acceptance, need: 1 }));
    expect((await (await city.as(expertAt(first!.expertId))).send('GET', `/api/matters/${acceptance}`)).status).toBe(404);
  });
});

describe('the board', () => {
  it('says how far each case is, what its sheets say, and gives the sheets by code to whoever works it out again', async () => {
    const board = await clerk.get<ReviewBoard>('/api/review?year=2013');
    expect(board.cases.length).toBeGreaterThan(3);
    for (const one of board.cases.filter(({ in: handedIn }) => handedIn < board.fewest)) expect(one).not.toHaveProperty('mean');
    const full = board.cases.find(({ in: handedIn }) => handedIn >= board.fewest)!;
    expect(full).toMatchObject({ mean: expect.any(Number), spread: expect.any(Number), rank: expect.any(Number) });
    const marks: ReviewMark[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<ReviewMark> = await clerk.get(`/api/review/marks?year=2013&limit=5${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      marks.push(...page.items);
      cursor = page.next;
    }
    expect(marks).toHaveLength(board.in);
    const own = marks.filter(({ title }) => title === full.title).map(({ points }) => points);
    expect(Math.round((own.reduce((a, b) => a + b, 0) / own.length) * 100) / 100).toBe(full.mean);
    const names = board.judges.map(({ name }) => name);
    expect(names.filter((name) => JSON.stringify(marks).includes(name))).toEqual([]);
    expect(marks.every(({ sha256 }) => sha256 === undefined || /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });
  it('is for the department and the auditor, and is exported with a line in the audit', async () => {
    for (const office of ['lead', 'supervisor', 'expert', 'leadership', 'finance', 'sysadmin'] as const) {
      const other = await city.as(chairsOf(city, city.story('scoring'))[office]!);
      for (const path of ['/api/review', '/api/review/marks', '/api/export/review-marks']) expect((await other.send('GET', path)).status).toBe(403);
    }
    expect((await (await city.as(city.auditor)).download('/api/export/review-marks?format=csv')).status).toBe(200);
  });
});

describe('a private note', () => {
  it('is for whoever wrote it and nobody else, and never overwrites what another device wrote', async () => {
    const path = `/api/matters/${acceptance}/note`;
    const keep = (by: Person, text: string, base: number) => by.send('PUT', path, { text, base });
    expect(await keep(clerk, '只有我看得到的备注', 0)).toMatchObject({ status: 200, body: { text: '只有我看得到的备注', revision: 1 } });
    expect((await keep(clerk, '另一处写的', 0)).status).toBe(409);
    expect((await keep(clerk, '太长'.repeat(2001), 1)).status).toBe(422);
    expect((await keep(clerk, '看不见的\u0007', 1)).status).toBe(422);
    const channels = [
      `/api/matters/${acceptance}`,
      path,
      `/api/matters/${acceptance}/comments`,
      '/api/search?q=只有我看得到',
      '/api/matters?q=只有我看得到',
      '/api/notifications',
      '/api/export/matters?format=csv',
    ];
    for (const chair of [city.department[1]!, city.auditor, city.leaders[0]!]) {
      const other = await city.as(chair);
      for (const channel of [...channels, ...(chair === city.auditor ? ['/api/audit?limit=100'] : [])])
        expect(await (await other.download(channel)).text(), channel).not.toContain('只有我看得到的备注');
    }
    expect(await clerk.get<OwnNote>(path)).toMatchObject({ text: '只有我看得到的备注' });
    const stranger = await city.as(chairsOf(city, city.story('named'))['lead']!);
    expect((await stranger.send('GET', path)).status).toBe(404);
    expect((await keep(stranger, '别家的', 0)).status).toBe(404);
  });
});
