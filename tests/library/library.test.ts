import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChallengeRow, ExperienceRow, Matter, Page } from '#contract/shapes.ts';
import { namedIn } from '#core/library/names.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { refused } from '../support/refused.ts';

/** 四.2：总结推广成功经验和科技成果——有依据、点名的同意、别的单位采用；难题张榜，谁都可以揭。 */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const clerk = () => city.department[0]!;
const own = () => city.story('paid');
const elsewhere = () => city.stories.find(({ unit }) => unit.union.id !== own().unit.union.id)!;
const evidence = async () =>
  (await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' order by id limit 1", [own().studio])).map(({ id }) => String(id));
const leadName = async () =>
  String((await city.sql('select p.name from studio s join person p on p.id = s.lead_id where s.id = $1', [own().studio]))[0]?.['name']);
const text = {
  title: '总装线返修率从4%降到1%的做法',
  topic: '攻关创新',
  problem: '总装线返修率偏高，影响交付。',
  practice: '先量后改：连续两周记录返修部位，找出夹具定位偏差，改进夹具并固化操作要点。',
  effect: '返修率降到1%以下。',
};
const write = async (more: Record<string, unknown> = {}) =>
  (await city.play.begin(own().secretary, 'experience.write', own().studio, { ...text, evidence: await evidence(), ...more })).matter ?? '';
const step = (chair: Parameters<typeof city.play.step>[0], id: string, name: string, input?: unknown) => city.play.step(chair, 'experience', id, name, input);
/** What somebody was told about a matter. */
const told = async (chair: Parameters<typeof city.as>[0], id: string) =>
  (await (await city.as(chair)).get<Page<{ text: string; href?: string }>>('/api/notifications?limit=100')).items
    .filter(({ href = '' }) => href.endsWith(id))
    .map(({ text: words }) => words);
const listed = async (chair: Parameters<typeof city.as>[0], query = '') =>
  (await (await city.as(chair)).get<Page<ExperienceRow>>(`/api/experiences?limit=50${query}`)).items;

it('finds who is named in a text, whatever stands between the signs, and no one who is only part of a longer name', () => {
  const people = [
    { id: 'a', name: '张示例' },
    { id: 'b', name: '示例' },
    { id: 'c', name: '王' },
    { id: 'd', name: '阿·示范' },
  ];
  expect(namedIn('由张 示例带队', people).map(({ id }) => id)).toEqual(['a']);
  expect(
    namedIn('示例和张示例', people)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['a', 'b']);
  expect(namedIn('王师傅和阿示范', people).map(({ id }) => id)).toEqual(['d']);
  expect(namedIn('没有点名', people)).toEqual([]);
  expect(
    namedIn('李示例', [
      { id: 'x', name: '李示例' },
      { id: 'y', name: '李示例' },
    ]),
  ).toHaveLength(2);
});

let published: string;
it('is refused while it names a person without consent; with consent it is published for the whole city', async () => {
  const name = await leadName();
  const renamed = await write({ title: '先起的一个题目' });
  await step(own().secretary, renamed, 'rewrite', { ...text, title: '后改的一个题目', evidence: await evidence() });
  const found = async (q: string) =>
    (await (await city.as(own().lead)).get<Page<{ id: string }>>(`/api/matters?q=${encodeURIComponent(q)}`)).items.map(({ id }) => id);
  expect([await found('后改的一个'), await found('先起的一个')]).toEqual([[renamed], []]);
  published = await write({ practice: `${name}带队，先量后改：连续两周记录返修部位，找出夹具定位偏差。` });
  expect(await told(own().lead, published)).toContain(`《${text.title}》写到了您，请看过后决定是否同意公开姓名`);
  expect(await told(elsewhere().lead, published)).toEqual([]);
  const early = await refused(step(clerk(), published, 'publish'));
  expect(early.reasons.map(({ code }) => code)).toContain('not-handed-in');
  const no = await refused(step(own().secretary, published, 'submit'));
  expect([no.status, no.reasons[0]?.message]).toEqual([422, `文中写到${name}，还没有本人同意：请登记同意，或者改为不点名`]);
  await expect(step(own().secretary, published, 'agree')).rejects.toThrow(/不在您的办理范围/);
  await step(own().lead, published, 'agree');
  await step(own().secretary, published, 'submit');
  expect((await listed(elsewhere().lead)).map(({ id }) => id)).not.toContain(published);
  await step(clerk(), published, 'publish');
  const [card] = (await listed(elsewhere().lead, '&q=' + encodeURIComponent('返修'))).filter(({ id }) => id === published);
  expect(card).toMatchObject({ kind: { code: 'case' }, topic: '攻关创新', adoptions: 0, state: { code: 'published' } });
});

it('shows the evidence, and leads to it whoever may see the studio', async () => {
  const of = async (chair: Parameters<typeof city.as>[0]) =>
    (await (await city.as(chair)).get<Matter>(`/api/matters/${published}`)).sections.find(({ title }) => title === '依据')?.fields[0];
  expect((await of(own().lead))?.href).toBe(`/studios/${own().studio}`);
  expect(await of(elsewhere().lead)).toMatchObject({ label: '成果' });
  expect((await of(elsewhere().lead))?.href).toBeUndefined();
  const foreign = (await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' limit 1", [elsewhere().studio]))[0]?.['id'];
  await expect(write({ evidence: [foreign] })).rejects.toThrow(/已不可选/);
});

it('is adopted by other units, once each, with the effect now or later; not by its own', async () => {
  const adopt = (chair: Parameters<typeof city.play.step>[0], more: Record<string, unknown> = {}) =>
    step(chair, published, 'adopt', { usedAt: '二车间装配线', adoptedOn: '2013-11-18', ...more });
  expect((await refused(adopt(own().unit.grassroots))).reasons[0]?.message).toBe('本单位的经验不用登记采用');
  const { grassroots, management } = elsewhere().unit;
  await adopt(grassroots);
  expect((await refused(adopt(management))).reasons[0]?.message).toBe('本单位已登记采用');
  const other = city.stories.find(({ unit }) => ![own().unit.id, elsewhere().unit.id].includes(unit.id))!.unit.grassroots;
  await adopt(other, { effect: '返修率由3%降到1.2%。', benefitFen: 12_000_00 });
  const [mine] = await city.sql('select m.id, m.state from matter m join adoption a on a.id = m.id where m.parent = $1 and a.union_id = $2', [
    published,
    grassroots.union,
  ]);
  expect(mine?.['state']).toBe('adopted');
  await city.play.step(grassroots, 'adoption', String(mine?.['id']), 'prove', { effect: '半年后返修率降到1%。', benefitFen: 800_000 });
  expect((await listed(own().lead)).find(({ id }) => id === published)).toMatchObject({ adoptions: 2, benefitFen: 2_000_000 });
  const shown = await (await city.as(own().lead)).get<Matter>(`/api/matters/${published}`);
  expect(shown.children?.filter(({ kind }) => kind === 'adoption')).toHaveLength(2);
});

it('asks again who agreed to another text, and lets consent be taken back while it is being written', async () => {
  const name = await leadName();
  const draft = await write({ practice: `${name}带队，先量后改：连续两周记录返修部位，找出夹具定位偏差。` });
  await step(own().lead, draft, 'agree');
  await step(own().secretary, draft, 'rewrite', {
    ...text,
    practice: `${name}一个人做的：连续两周记录返修部位，找出夹具定位偏差。`,
    evidence: await evidence(),
  });
  expect((await refused(step(own().secretary, draft, 'submit'))).reasons[0]?.code).toBe('named-without-consent');
  await step(own().lead, draft, 'agree');
  await step(own().lead, draft, 'retract');
  expect((await refused(step(own().secretary, draft, 'submit'))).reasons[0]?.code).toBe('named-without-consent');
});

it('goes back to the desk when somebody named takes the consent back', async () => {
  await step(own().lead, published, 'retract');
  expect((await listed(elsewhere().lead)).map(({ id }) => id)).not.toContain(published);
  expect((await (await city.as(elsewhere().lead)).send('GET', `/api/matters/${published}`)).status).toBe(404);
  expect((await refused(step(own().secretary, published, 'submit'))).reasons[0]?.code).toBe('named-without-consent');
});

it('makes guidance of an answer worth sharing, which names nobody of the studio that asked', async () => {
  const { secretary, lead, studio } = own();
  const { matter = '' } = await city.play.begin(secretary, 'difficulty.raise', studio, {
    kind: '物资',
    title: '缺一台检测仪',
    text: '攻关试验需要检测仪，本单位没有。',
    wanted: '请协调借用。',
  });
  const difficulty = (chair: Parameters<typeof city.play.step>[0], name: string, input?: unknown) => city.play.step(chair, 'difficulty', matter, name, input);
  await difficulty(clerk(), 'assign', { to: 'department', answerBy: '2013-12-02' });
  await difficulty(clerk(), 'answer', { answer: '已协调示例单位借用三个月。' });
  await difficulty(lead, 'confirm');
  const name = await leadName();
  await difficulty(clerk(), 'share', {
    title: '缺检测仪怎么办',
    topic: '困难解决',
    practice: `可以像${name}那样向市总提出，由市总协调兄弟单位借用设备，办理借用手续。`,
  });
  expect(
    (
      await refused(
        difficulty(clerk(), 'share', { title: '缺检测仪怎么办', topic: '困难解决', practice: '向市总提出，由市总协调兄弟单位借用设备，办理手续。' }),
      )
    ).reasons[0]?.code,
  ).toBe('shared-already');
  const [guidance] = await city.sql('select id from experience where difficulty = $1', [matter]);
  const id = String(guidance?.['id']);
  expect((await refused(step(clerk(), id, 'publish'))).reasons[0]?.message).toContain(name);
  const { effect: _, ...advice } = text;
  await step(clerk(), id, 'rewrite', { ...advice, title: '缺检测仪怎么办', topic: '困难解决' });
  expect((await refused(step(clerk(), id, 'submit'))).reasons[0]?.code).toBe('own-guidance');
  await step(clerk(), id, 'publish');
  const linked = async (of: string) =>
    (await (await city.as(clerk())).get<Matter>(`/api/matters/${of}`)).sections.flatMap(({ fields }) => fields).flatMap(({ href }) => href ?? []);
  expect([await linked(matter), await linked(id)]).toEqual([[`/matters/${id}`], [`/matters/${matter}`]]);
  expect((await listed(elsewhere().lead, '&kind=guidance')).map(({ title }) => title)).toEqual(['缺检测仪怎么办']);
});

let challenge: string;
it('posts a problem that any studio may answer; the plan is between the two of them and the city', async () => {
  const poster = own().unit.grassroots;
  challenge =
    (
      await city.play.begin(poster, 'challenge.post', undefined, {
        title: '铝合金薄板焊接变形大，求解决办法',
        area: '工艺改造',
        text: '2毫米铝合金薄板焊接后翘曲超过3毫米。',
        until: '2013-12-18',
      })
    ).matter ?? '';
  const move = (chair: Parameters<typeof city.play.step>[0], name: string, input?: unknown) => city.play.step(chair, 'challenge', challenge, name, input);
  const [one, two] = city.stories.filter(({ unit }) => unit.id !== own().unit.id);
  for (const { secretary } of [one!, two!]) await move(secretary, 'answer', { plan: '先做两组工艺试验，比较焊接顺序和反变形量。' });
  expect((await refused(move(one!.secretary, 'answer', { plan: '先做两组工艺试验，比较焊接顺序和反变形量。' }))).reasons[0]?.code).toBe('bid-already');
  const board = (await (await city.as(two!.lead)).get<Page<ChallengeRow>>('/api/challenges?open=true')).items;
  expect(board).toMatchObject([{ id: challenge, bids: 2, mine: true, state: { code: 'open' } }]);
  const bids = await city.sql("select id, studio from matter where parent = $1 and kind = 'bid' order by id", [challenge]);
  const idOf = (studio: string) => String(bids.find((bid) => bid['studio'] === studio)?.['id']);
  expect((await (await city.as(two!.lead)).send('GET', `/api/matters/${idOf(one!.studio)}`)).status).toBe(404);
  await move(poster, 'choose', { bid: idOf(one!.studio) });
  const stateOf = async (id: string) => (await city.sql('select state from matter where id = $1', [id]))[0]?.['state'];
  expect([await stateOf(idOf(one!.studio)), await stateOf(idOf(two!.studio)), await stateOf(challenge)]).toEqual(['chosen', 'declined', 'matched']);
  expect(await told(two!.secretary, idOf(two!.studio))).toEqual([expect.stringContaining('未选中：张榜单位选定了其他方案')]);
  const chosen = (await (await city.as(poster)).get<Matter>(`/api/matters/${challenge}`)).history.flatMap(({ transition, brought }) =>
    transition === 'choose' ? brought.map(({ text: words }) => words) : [],
  );
  const { name } = (await city.sql('select name from studio where id = $1', [one!.studio]))[0]!;
  expect(chosen).toEqual([`铝合金薄板焊接变形大，求解决办法（${String(name)}揭榜）`]);
  const bid = (chair: Parameters<typeof city.play.step>[0], name: string, input?: unknown) => city.play.step(chair, 'bid', idOf(one!.studio), name, input);
  await bid(one!.lead, 'deliver', { outcome: '调整焊接顺序并加反变形工装，翘曲0.8毫米。' });
  await bid(poster, 'reopen', { reason: '换批料后翘曲仍超过1毫米。' });
  await bid(one!.lead, 'deliver', { outcome: '按料厚给出两组参数，翘曲都在0.8毫米以内。' });
  await bid(poster, 'confirm');
  expect(await stateOf(challenge)).toBe('solved');
});

it('is open again when the chosen studio gives up, and closed for the unanswered when it is withdrawn', async () => {
  const poster = own().unit.management;
  const { matter = '' } = await city.play.begin(poster, 'challenge.post', undefined, {
    title: '夜班返修率偏高求办法',
    area: '工艺改造',
    text: '近三个月夜班返修率在4%左右，影响交付。',
    until: '2013-11-20',
  });
  const { lead } = elsewhere();
  const move = (chair: Parameters<typeof city.play.step>[0], name: string, input?: unknown) => city.play.step(chair, 'challenge', matter, name, input);
  await move(lead, 'answer', { plan: '到现场量两周再定办法，先看夹具。' });
  const bid = async () => String((await city.sql("select id from matter where parent = $1 and kind = 'bid' order by id desc limit 1", [matter]))[0]?.['id']);
  await move(poster, 'choose', { bid: await bid() });
  await city.play.step(lead, 'bid', await bid(), 'withdraw', { reason: '人手不足。' });
  const stateOf = async (id: string) => (await city.sql('select state from matter where id = $1', [id]))[0]?.['state'];
  expect(await stateOf(matter)).toBe('open');
  await move(lead, 'answer', { plan: '人手补上了，仍按原来的办法做。' });
  await move(poster, 'close', { reason: '已自行解决。' });
  expect([await stateOf(matter), await stateOf(await bid())]).toEqual(['closed', 'declined']);
});
