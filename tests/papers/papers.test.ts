import { writeFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter, Studio } from '#contract/shapes.ts';
import { compile, figures, periodOf } from '#core/year/figures.ts';
import { countedOf } from '#server/store/year.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { yearMatters } from '../support/year-matters.ts';

/** 文书都从数据里来：看得到事项的打得出，打出来的就是看到的。 */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
  await yearMatters(city);
});
afterAll(() => city?.close());

it('are offered for every matter and every studio, and each can be had as PDF, Word and page', async () => {
  const person = await city.as(city.department[0]!);
  const kinds = (await city.sql("select distinct on (kind) id, kind from matter where kind <> 'sheet' order by kind, id desc")) as {
    id: string;
    kind: string;
  }[];
  const sizes: Record<string, number> = {};
  for (const { id, kind } of kinds) {
    const { papers = [] } = await person.get<Matter>(`/api/matters/${id}`);
    expect(papers.length, kind).toBeGreaterThan(0);
    for (const { href, name, formats } of papers)
      for (const format of formats) {
        const answer = await person.download(`${href}?format=${format}`);
        expect(answer.status, `${href} ${format}`).toBe(200);
        const bytes = Buffer.from(await answer.arrayBuffer());
        sizes[`${kind} ${name} ${format}`] = bytes.length;
        if (process.env['LOOK'] !== undefined) writeFileSync(`${process.env['LOOK']}/${kind}-${name}.${format}`, bytes);
        if (format === 'pdf') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
        if (format === 'docx' || format === 'xlsx') expect(bytes.subarray(0, 2).toString()).toBe('PK');
      }
  }
  const { papers } = await person.get<Studio>(`/api/studios/${city.story('paid').studio}`);
  for (const { href } of papers) expect((await person.download(`${href}?format=pdf`)).status).toBe(200);
});

it('say no more than their reader may see, and are not there for whoever may not see the matter', async () => {
  const { lead, unit } = city.story('checking');
  const stranger = city.stories.find((one) => one.unit.union.id !== unit.union.id)!;
  const acceptance = await city.matterOf(city.story('scoring'), 'acceptance');
  expect((await (await city.as(stranger.lead)).download(`/api/papers/matters/${acceptance}/acceptance-form?format=html`)).status).toBe(404);
  expect((await fetch(`${city.url}/api/papers/matters/${acceptance}/acceptance-form`)).status).toBe(401);
  const person = await city.as(lead);
  const text = async (path: string) => (await person.download(path)).text();
  const report = await city.matterOf(city.story('checking'), 'report');
  expect(await text(`/api/papers/matters/${report}/annual-report?format=html`)).toContain('围绕总装线返修开展攻关');
  expect((await person.send('GET', `/api/papers/matters/${report}/no-such-paper`)).status).toBe(404);
  expect((await person.send('GET', `/api/papers/elsewhere/${report}/annual-report`)).status).toBe(404);
  const wrong = await person.send('GET', `/api/papers/matters/${report}/annual-report?format=exe`);
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([422, expect.stringContaining('format')]);

  // 验收得分在审定之前，申报一方打不出来。
  const scored = await city.matterOf(city.story('reviewed'), 'acceptance');
  const own = await (await city.as(city.story('reviewed').lead)).download(`/api/papers/matters/${scored}/acceptance-form?format=html`);
  expect(await own.text()).not.toContain('总分');
  const clerk = await (await city.as(city.department[0]!)).download(`/api/papers/matters/${scored}/acceptance-form?format=html`);
  expect(await clerk.text()).toContain('总分');
});

it('a letter takes its number and its day only when it is signed', async () => {
  const [first, second] = await city.sql(
    "select m.id, m.state, d.document_number from designation d join matter m on m.id = d.id where m.state in ('issued', 'publicity', 'signing') order by m.state",
  );
  const person = await city.as(city.department[0]!);
  const text = async (id: unknown) => (await person.download(`/api/papers/matters/${String(id)}/naming-decision?format=html`)).text();
  expect(first?.['state']).toBe('issued');
  const signed = await text(first?.['id']);
  expect(signed).toContain(String(first?.['document_number']));
  expect(signed).toMatch(/一、.+（\d+个）/);
  expect(await text(second?.['id'])).toContain('未签发，无文号');
});

it('the tables of a year are filled from what is known: a union prints its own, the department the city’s, a unit none', async () => {
  const clerk = await city.as(city.department[0]!);
  const board = await clerk.get<{ papers: { name: string; href: string; formats: string[] }[] }>('/api/targets?year=2013');
  expect(board.papers.map(({ name }) => name)).toEqual(['target-annex', 'recommendation-summary', 'creation-summary']);
  const text = async (person: typeof clerk, name: string) => (await person.download(`/api/papers/years/2013/${name}?format=html`)).text();
  for (const { href, name, formats } of board.papers)
    for (const format of formats) {
      const answer = await clerk.download(`${href}?format=${format}`);
      expect(answer.status, `${name} ${format}`).toBe(200);
      if (process.env['LOOK'] !== undefined) writeFileSync(`${process.env['LOOK']}/year-${name}.${format}`, Buffer.from(await answer.arrayBuffer()));
    }

  const named = city.story('named');
  const [row] = await city.sql('select name from studio where id = $1', [named.studio]);
  const whole = await text(clerk, 'creation-summary');
  expect(whole).toContain(String(row!['name']));
  expect(whole).toContain('达标');
  const elsewhere = city.stories.find((one) => one.unit.union.id !== named.unit.union.id)!;
  const own = await text(await city.as(named.unit.union.supervisor), 'creation-summary');
  const other = await text(await city.as(elsewhere.unit.union.supervisor), 'creation-summary');
  expect(own).toContain(String(row!['name']));
  expect(other).not.toContain(String(row!['name']));
  // What waits at the union is not yet recommended; what went up is, with its rank.
  const waiting = String((await city.sql('select name from studio where id = $1', [city.story('union-review').studio]))[0]!['name']);
  const sent = String((await city.sql('select name from studio where id = $1', [city.story('formal-check').studio]))[0]!['name']);
  const recommended = await text(clerk, 'recommendation-summary');
  expect(recommended).toContain(sent);
  expect(recommended).not.toContain(waiting);
  expect((await (await city.as(named.unit.grassroots)).download('/api/papers/years/2013/creation-summary')).status).toBe(403);
  expect((await clerk.download('/api/papers/years/1999/creation-summary')).status).toBe(404);
  expect((await clerk.download('/api/papers/years/2013/nothing')).status).toBe(404);
});

it('the return of statistics is the ledger by the days things happened: union year and calendar year part at the first of October', async () => {
  const clerk = await city.as(city.department[0]!);
  const { supervisor } = city.story('named').unit.union;
  const html = async (chair: typeof supervisor, name: string, year: number, cut: string) =>
    (await (await city.as(chair)).download(`/api/papers/years/${year}/${name}?cut=${cut}&format=html`)).text();
  /** The number of a row of the return, by its code. */
  const numberIn = (page: string, mark: string) => /<td[^>]*>([\d.]+)<\/td>/.exec(page.slice(page.indexOf(`>${mark}</td>`) + 6))?.[1];
  const activities = `B${String(figures.findIndex(({ code }) => code === 'activities') + 1).padStart(2, '0')}`;
  const { secretary, studio } = city.story('named');
  await city.play.fact(secretary, studio, 'activity', { kind: '培训', topic: '十月的一次培训', on: '2013-10-10' });
  const all = await countedOf(city.house.db, undefined, { from: '1949-10-01', to: '2099-12-31' });
  for (const [year, cut] of [
    [2013, 'calendar'],
    [2013, 'statistics'],
    [2014, 'statistics'],
  ] as const)
    expect(numberIn(await html(city.department[0]!, 'annual-return', year, cut), activities), `${year} ${cut}`).toBe(
      String(compile(all, periodOf(year, cut))['activities']),
    );
  expect(compile(all, periodOf(2014, 'statistics'))['activities']).toBeGreaterThan(0);
  expect(compile(all, periodOf(2013, 'statistics'))['activities']).not.toBe(compile(all, periodOf(2013, 'calendar'))['activities']);

  const board = await clerk.get<{ papers: { name: string; href: string; formats: string[] }[] }>('/api/year?year=2014&cut=statistics');
  expect(board.papers.map(({ name }) => name)).toEqual(['annual-return', 'census']);
  for (const { href, name, formats } of board.papers)
    for (const format of formats) {
      const answer = await clerk.download(`${href}&format=${format}`);
      expect(answer.status, `${name} ${format}`).toBe(200);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (process.env['LOOK'] !== undefined) writeFileSync(`${process.env['LOOK']}/statistics-${name}.${format}`, bytes);
      if (format === 'xlsx')
        expect((await readXlsx(bytes)).sheets.map(({ name: sheet }) => sheet)).toEqual(
          name === 'census' ? ['2014工会统计年劳模创新工作室摸底表'] : ['一、主要指标', '二、分单位'],
        );
    }

  const [own, other] = [city.story('named'), city.stories.find(({ unit }) => unit.union.id !== city.story('named').unit.union.id)!];
  const nameOf = async (studio: string) => String((await city.sql('select name from studio where id = $1', [studio]))[0]!['name']);
  const mine = await html(supervisor, 'census', 2014, 'statistics');
  expect(mine).toContain(await nameOf(own.studio));
  expect(mine).not.toContain(await nameOf(other.studio));
  const mineReturn = await html(supervisor, 'annual-return', 2014, 'statistics');
  expect(mineReturn).toContain('统计期间：2013年10月1日至2014年9月30日');
  expect(mineReturn).not.toContain(other.unit.union.name);
  const incubating = await nameOf(city.story('ledger').studio);
  expect(await html(city.department[0]!, 'census', 2013, 'calendar')).toContain(incubating);
  for (const name of ['annual-return', 'census'])
    expect((await (await city.as(own.unit.grassroots)).download(`/api/papers/years/2013/${name}`)).status).toBe(403);
  expect((await clerk.download('/api/papers/years/2013/census?cut=moon')).status).toBe(422);
});
