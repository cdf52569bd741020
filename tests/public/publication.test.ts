import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publications } from '#core/publication/basis.ts';
import { connect } from '#server/store/connection.ts';
import { publicPages } from '#server/public/public-pages.ts';
import { datasets } from '#server/public/open-data.ts';
import { refused } from '../support/refused.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';

/** 公开页面：公开什么、凭什么、到什么时候为止。 */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const get = async (path: string) => {
  const answer = await fetch(`${city.url}${path}`, { redirect: 'manual' });
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
};
const own = () => city.story('paid');
const step = (chair: Parameters<typeof city.play.step>[0], id: string, name: string, input?: unknown) => city.play.step(chair, 'experience', id, name, input);
const nameOf = async (studio: string) => String((await city.sql('select name from studio where id = $1', [studio]))[0]?.['name']);
const leadOf = async (studio: string) =>
  String((await city.sql('select p.name from studio s join person p on p.id = s.lead_id where s.id = $1', [studio]))[0]?.['name']);
const told = {
  topic: '攻关创新',
  problem: '总装线返修率偏高，影响交付。',
  practice: '先量后改：连续两周记录返修部位，\n找出夹具定位偏差，改进夹具并固化操作要点。',
  effect: '返修率降到1%以下。',
};
/** A case written by a studio; published when the department says so. */
async function write(story: ReturnType<typeof own>, title: string, published: boolean): Promise<string> {
  const evidence = (await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' limit 1", [story.studio])).map(({ id }) => id);
  const { matter = '' } = await city.play.begin(story.secretary, 'experience.write', story.studio, { ...told, title, evidence });
  await step(story.secretary, matter, 'submit');
  if (published) await step(city.department[0]!, matter, 'publish');
  return matter;
}

let shown: string;
describe('典型经验', () => {
  it('shows what is published by named studios, and nothing that is not', async () => {
    expect((await get('/public/cases')).body).toContain('目前还没有发布典型经验');
    shown = await write(own(), '返修率降到1%的<b>做法</b>', true);
    const draft = await write(own(), '还在审核的一篇做法', false);
    const early = await write(city.story('formal-check'), '还没命名的一家的做法', true);
    const list = await get('/public/cases');
    expect(list.body).toContain('返修率降到1%的&lt;b&gt;做法&lt;/b&gt;');
    for (const hidden of ['还在审核', '还没命名']) expect(list.body).not.toContain(hidden);
    for (const id of [draft, early, 'nowhere', '%00']) expect((await get(`/public/cases/${id}`)).status).toBe(404);
    const one = await get(`/public/cases/${shown}`);
    expect(one.body).toContain('<p>找出夹具定位偏差，改进夹具并固化操作要点。</p>');
    expect(one.body).toContain(await nameOf(own().studio));
    expect((await get(`/public/cases?q=${encodeURIComponent('返修')}`)).body).toContain('返修率降到');
    expect((await get('/public/cases?q=_/public/cases?q=%25&page=xpage=x')).body).toContain('没有找到');
  });

  it('disappears when a person it names joins later without having agreed, and when it is withdrawn', async () => {
    await city.sql("insert into person (id, name) values ('late-comer', '夹具定位')");
    await city.sql("insert into office_held values ('late-office', 'late-comer', 'member', $1, $2, '2013-01-01', null)", [own().unit.id, own().studio]);
    expect((await get('/public/cases')).body).not.toContain('返修率降到');
    expect((await get(`/public/cases/${shown}`)).status).toBe(404);
    await city.sql("delete from office_held where id = 'late-office'");
    expect((await get(`/public/cases/${shown}`)).status).toBe(200);
    const gone = await write(own(), '马上就撤下的一篇做法', true);
    await step(city.department[0]!, gone, 'withdraw', { reason: '做法已经过时。' });
    expect((await get('/public/cases')).body).not.toContain('马上就撤下');
  });
});

describe('目标任务', () => {
  it('shows the annex with what is reached once it is issued, and nothing before', async () => {
    const { body } = await get('/public/targets?year=2013');
    expect(body).toMatch(/思明区工会<\/th><td[^>]*>8<\/td>[^]*合计<\/th><td[^>]*>100<\/td><td[^>]*>\d+<\/td><td[^>]*>66<\/td>/);
    await city.play.begin(city.department[0]!, 'allocation.open', undefined, { year: 2014, basis: 'annual', createdTotal: 77, qualifiedTotal: 55 });
    const next = await get('/public/targets?year=2014');
    expect(next.body).toContain('2014年的目标任务尚未下达');
    expect(next.body).not.toContain('77');
    for (const year of ['x', '9999999', '']) expect((await get(`/public/targets?year=${year}`)).body).toContain('2013年');
  });
});

describe('公示结果', () => {
  it('names those named, and only counts those struck by an objection', async () => {
    const [notice] = await city.sql(
      "select p.id, p.snapshot from publicity p join matter m on m.id = p.id where m.state = 'ended' order by p.posted_on limit 1",
    );
    const struck = await nameOf(city.story('struck').studio);
    const { body } = await get(`/public/notices/${String(notice?.['id'])}`);
    expect(JSON.stringify(notice?.['snapshot'])).toContain(struck);
    expect(body).toMatch(/决定命名\d+家，2013年\d+月\d+日，厦工办〔2013〕\d+号/);
    expect(body).toContain('异议成立，不予命名1家');
    expect(body).toContain(await nameOf(own().studio));
    expect(body).not.toContain(struck);
  });
});

describe('名录', () => {
  it('is found by pinyin initials and narrowed to a union', async () => {
    const [{ initials, union }] = (await city.sql('select initials, supervising_union as union from studio where id = $1', [own().studio])) as [
      { initials: string; union: string },
    ];
    const name = await nameOf(own().studio);
    expect((await get(`/public?q=${initials.slice(0, 4)}`)).body).toContain(name);
    const { body } = await get(`/public?union=${union}`);
    expect(body).toContain(name);
    expect(body).not.toContain(await nameOf(city.story('named').studio));
    expect((await get('/public?union=nowhere')).body).toContain('没有找到');
    expect(await leadOf(own().studio)).not.toBe('');
  });
});

const sets = ['studios', 'targets', 'commendations', 'cases', 'draws'] as const;
type Whole = { dataset: string; licence: string; generatedOn: string; source: string; items: Record<string, unknown>[] };
/** Everything there is to take away, in both forms. */
async function everything(): Promise<string> {
  const answers = await Promise.all(sets.flatMap((set) => ['csv', 'json'].map((as) => get(`/public/data/${set}.${as}`))));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  return answers.map(({ body }) => body).join('\n');
}

describe('开放数据', () => {
  it('is described column by column', async () => {
    const { body } = await get('/public/data');
    for (const { code, columns } of datasets) {
      expect(body).toContain(`/public/data/${code}.csv`);
      for (const { name, title } of columns) expect(body).toMatch(new RegExp(`${title}</th><td[^>]*><code>${name}</code>`));
    }
    expect(body).toContain('可自由使用，注明来源');
  });

  it('is CSV with a mark and Chinese heads, and JSON with names that stay', async () => {
    const csv = await (await fetch(`${city.url}/public/data/targets.csv`)).arrayBuffer();
    expect([...new Uint8Array(csv).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(csv).split('\r\n');
    expect(lines[0]).toBe('年度,单位,计数口径,创建目标,已创建,达标目标,已达标');
    expect(lines[1]).toMatch(/^2013,思明区工会,累计到年末,8,\d+,4,\d+$/);
    const { headers, body } = await get('/public/data/studios.json');
    const whole = JSON.parse(body) as Whole;
    expect(whole).toMatchObject({ dataset: 'studios', licence: '可自由使用，注明来源', generatedOn: '2013-11-18' });
    expect(Object.keys(whole.items[0]!)).toEqual(['name', 'unit', 'union', 'lead', 'standing', 'plaqueNo', 'namedOn', 'endedOn']);
    const etag = headers.get('etag')!;
    expect((await fetch(`${city.url}/public/data/studios.json`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    for (const file of ['people.csv', 'studios.xlsx', 'studios', '%00', '..%2f..%2fetc']) expect((await get(`/public/data/${file}`)).status, file).toBe(404);
  });

  it('takes nothing a spreadsheet would calculate', async () => {
    await city.sql(`update matter set title = '=HYPERLINK("http://x")' where id = $1`, [shown]);
    const { body } = await get('/public/data/cases.csv');
    expect(body).toContain(`"'=HYPERLINK(""http://x"")"`);
    await city.sql("update matter set title = '返修率降到1%的做法' where id = $1", [shown]);
  });

  it('says nothing of people, drafts, cases unpublished, and studios under declaration', async () => {
    const secret = { phone: '13912345678', address: '湖滨示例路99号', unpublished: '还在审核的一篇做法' };
    await city.sql('update person set phone = $1 where id in (select lead_id from studio)', [secret.phone]);
    await city.sql(
      "insert into in_charge (id, union_id, name, post, phone, stand_in, from_on) select 'leak-' || id, id, '联系示例', '干事', $1, '', '2013-01-01' from union_org where id not in (select union_id from in_charge where to_on is null)",
      [secret.phone],
    );
    await city.sql('update objection set address = $1, phone = $2', [secret.address, secret.phone]);
    const named = new Set(
      (await city.sql("select name from studio where standing in ('qualified', 'in-force', 'rectifying')")).map(({ name }) => String(name)),
    );
    const others = (await city.sql('select name from studio')).map(({ name }) => String(name)).filter((name) => !named.has(name));
    expect(others.length).toBeGreaterThan(10);
    const all = await everything();
    expect(all).toContain(await nameOf(own().studio));
    for (const hidden of [...Object.values(secret), '联系示例', '还没命名的一家', ...others]) expect(all, hidden).not.toContain(hidden);
  });
});

describe('不上公开名录', () => {
  const begin = (chair: Parameters<typeof city.play.begin>[0], what: 'refuse' | 'allow') => city.play.begin(chair, `directory.${what}`, own().studio);
  const optionsOf = async (chair: Parameters<typeof city.as>[0]) =>
    (await (await city.as(chair)).get<{ options: { name: string }[]; profile: { label: string }[] }>(`/api/studios/${own().studio}`)).options.map(
      ({ name }) => name,
    );
  const code = async () =>
    String((await city.sql('select t.verify_code from title t join matter m on m.id = t.id where m.studio = $1', [own().studio]))[0]?.['verify_code']);
  const notice = async () => String((await city.sql('select id from publicity where ended_on is not null order by posted_on limit 1'))[0]?.['id']);

  it('is the lead’s own word: nobody else is offered it or may say it', async () => {
    expect(await optionsOf(own().lead)).toContain('directory.refuse');
    expect(await optionsOf(own().secretary)).not.toContain('directory.refuse');
    const others = [own().secretary, city.department[0]!, city.story('named').lead];
    const statuses: number[] = [];
    for (const chair of others) statuses.push((await refused(begin(chair, 'refuse'))).status);
    expect(statuses).toEqual([403, 403, 404]);
    expect((await refused(begin(own().lead, 'allow'))).reasons[0]?.code).toBe('said-already');
  });

  it('takes the studio out of the directory, the cases, the results and the lead off the plaque check, at once; what the law wants stays', async () => {
    const [name, lead, plaque, ended] = [await nameOf(own().studio), await leadOf(own().studio), await code(), await notice()];
    const pages = ['/public', '/public/cases', `/public/notices/${ended}`];
    for (const path of pages) expect((await get(path)).body, path).toContain(name);
    const before = await get('/public/data/studios.json');
    expect(await everything()).toContain(lead);
    expect((await get(`/verify/${plaque}`)).body).toContain(`<dd>${lead}</dd>`);

    const answer = await (await city.as(own().lead)).send('POST', `/api/studios/${own().studio}/directory/refuse`, {});
    expect(answer.status).toBe(201);
    for (const path of [...pages, `/public?q=${encodeURIComponent(lead)}`]) {
      const { body } = await get(path);
      expect(body.replace(/value="[^"]*"/, ''), path).not.toContain(lead);
    }
    expect((await get(`/public/cases/${shown}`)).status).toBe(404);
    expect(await everything()).not.toContain(lead);
    expect((await get('/public/data/studios.json')).headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect((await get(`/public/notices/${ended}`)).body).toContain('另有1家不在名录上显示');
    const checked = (await get(`/verify/${plaque}`)).body;
    expect(checked).toContain('牌匾属实');
    expect(checked).not.toContain(`<dd>${lead}</dd>`);

    const [line] = await city.sql("select outcome, which, person_id from audit where what = 'directory.refuse' and outcome = 'done'");
    expect(line).toMatchObject({ which: own().studio, person_id: own().lead.person });
    const studio = await (await city.as(own().lead)).get<{ profile: { label: string; text: string }[] }>(`/api/studios/${own().studio}`);
    expect(studio.profile).toContainEqual({ label: '公开名录', text: '领衔人不同意上名录（自2013-11-18），法定公示不受影响' });
  });

  it('can be taken back; and does not bind the next lead', async () => {
    const name = await nameOf(own().studio);
    const other = city.story('named').lead.person;
    await city.sql('update studio set lead_id = $2 where id = $1', [own().studio, other]);
    expect((await get('/public')).body).toContain(name);
    await city.sql('update studio set lead_id = $2 where id = $1', [own().studio, own().lead.person]);
    expect((await get('/public')).body).not.toContain(name);
    await begin(own().lead, 'allow');
    expect((await get('/public')).body).toContain(name);
    expect((await get(`/public/cases/${shown}`)).status).toBe(200);
    await expect(city.house.db.deleteFrom('directoryWord').execute()).rejects.toThrow(/permission denied/);
  });
});

describe('公开依据', () => {
  it('has a row for every page, and every page leads to its row', async () => {
    const { body } = await get('/public/basis');
    for (const { code, path } of publications) {
      expect(body).toContain(`id="${code}"`);
      const shownPage = await get(path);
      expect(shownPage.status, path).toBe(200);
      if (code !== 'notice-result') expect(shownPage.body).toContain(`href="/public/basis#${code}"`);
    }
    expect(publications.filter(({ refusal }) => refusal === undefined).map(({ code }) => code)).toEqual(expect.arrayContaining(['notice', 'commendations']));
  });
});

describe('the number of statements', () => {
  it.each([
    ['/public', '劳模创新工作室', () => nameOf(own().studio)],
    ['/public/cases', '做法', () => Promise.resolve('返修率降到')],
  ] as const)('of %s is the same for one row and for many', async (path, many, one) => {
    if (path === '/public/cases') for (const title of ['第二篇讲夹具的做法', '第三篇讲焊接的做法']) await write(own(), title, true);
    const statements: string[] = [];
    const db = connect(
      city.database.serverUrl,
      () => {},
      2,
      (statement) => statements.push(statement),
    );
    const pages = publicPages({ db, now: async () => city.house.clock.now(), object: () => Promise.reject(new Error('not asked')) });
    const cost = async (q: string) => {
      statements.length = 0;
      const { body } = await pages.find((page) => page.path === path)!.answer({ params: {}, query: { q }, form: {}, address: '', request: '' });
      return { statements: statements.length, rows: body.split(/<tr>\s*<th scope="row">|<li class="card">/).length - 1 };
    };
    const [few, more] = [await cost(await one()), await cost(many)];
    await db.destroy();
    expect([few.rows, more.rows >= 3]).toEqual([1, true]);
    expect(more.statements).toBe(few.statements);
    expect(more.statements).toBeLessThanOrEqual(3);
  });
});

describe('下载限次', () => {
  it('makes whoever takes too much wait, and says how long', async () => {
    let answer = await get('/public/data/draws.json');
    for (let time = 0; time < 60 && answer.status === 200; time += 1) answer = await get('/public/data/draws.json');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
