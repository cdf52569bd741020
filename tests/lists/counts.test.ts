import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ListCounts, MatterRow, StudioRow } from '#contract/shapes.ts';
import { demoPassword } from '#server/demo/people.ts';
import type { Chair } from '#server/demo/player.ts';
import { buildApp } from '#server/http/app.ts';
import { connect, type Db } from '#server/store/connection.ts';
import { chairsOf, cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** 看图：一张清单各有多少，数的是筛出来的全部，各人只数得到自己看得到的。 */
let city: ChainCity;
let clerk: Person;
let db: Db;
let app: FastifyInstance;
const statements: string[] = [];
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
  db = connect(
    city.database.serverUrl,
    () => {},
    2,
    (statement) => statements.push(statement),
  );
  app = await buildApp({ ...city.house, db }, { webDir: 'dist/none' });
});
afterAll(async () => {
  await app?.close();
  await db?.destroy();
  await city?.close();
});

type Query = Readonly<Record<string, string>>;
const addressed = (query: Query): string => new URLSearchParams(query).toString();
const counted = (person: Person, list: string, query: Query = {}) => person.get<ListCounts>(`/api/counts/${list}?${addressed(query)}`);
/** Every row of the list of that filter. */
async function listed<T>(person: Person, path: string, query: Query): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: T[]; next: string | null } = await person.get(
      `${path}?${addressed({ ...query, limit: '100', ...(cursor === null ? {} : { cursor }) })}`,
    );
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}
const tally = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));
const heights = ({ bars }: ListCounts): Record<string, number> => Object.fromEntries(bars.map(({ label, value }) => [label, value]));

it('counts the whole list as it is filtered, not the page of it', async () => {
  const rows = await listed<MatterRow>(clerk, '/api/matters', { open: 'true' });
  expect(rows.length).toBeGreaterThan(20);
  const byKind = await counted(clerk, 'matters', { open: 'true', sort: 'dueOn' });
  expect([byKind.total, byKind.rest, byKind.by, byKind.unit]).toEqual([rows.length, 0, 'kind', '件']);
  expect(heights(byKind)).toEqual(tally(rows.map(({ kindZh }) => kindZh)));
  expect(byKind.bars.map(({ value }) => value)).toEqual(byKind.bars.map(({ value }) => value).toSorted((a, b) => b - a));
  expect(heights(await counted(clerk, 'matters', { open: 'true', by: 'state' }))).toEqual(tally(rows.map(({ kindZh, state }) => `${kindZh}：${state.zh}`)));
  const studios = await listed<StudioRow>(clerk, '/api/studios', { q: '-现况:培育' });
  expect(heights(await counted(clerk, 'studios', { q: '-现况:培育', by: 'union' }))).toEqual(tally(studios.map(({ union }) => union.name)));
});

it.each([
  ['matters', '/api/matters'],
  ['studios', '/api/studios'],
  ['plaques', '/api/plaques'],
  ['archive', '/api/archive'],
  ['year-studios', '/api/year/studios'],
])('of %s: what a bar narrows to is as many as the bar says', async (list, path) => {
  const { looks } = await counted(clerk, list);
  let pressed = 0;
  for (const { code } of looks) {
    const { bars } = await counted(clerk, list, { by: code });
    for (const { label, value, narrow } of bars) {
      if (narrow === undefined) continue;
      pressed += 1;
      expect([code, label, (await listed(clerk, path, narrow)).length]).toEqual([code, label, value]);
    }
  }
  expect(pressed).toBeGreaterThan(3);
});

it('a figure that adds up is looked at as what it adds up to', async () => {
  const query = { figure: 'benefit', year: '2013' };
  const rows = await listed<{ amount: number }>(clerk, '/api/entries', query);
  const { total, unit, bars } = await counted(clerk, 'entries', query);
  expect([unit, total]).toEqual(['fen', rows.reduce((sum, { amount }) => sum + amount, 0)]);
  const [bar] = bars;
  expect((await counted(clerk, 'entries', { ...query, ...bar!.narrow })).total).toBe(bar!.value);
});

it('never counts what its reader may not see, whatever is asked', async () => {
  const story = city.story('formal-check');
  for (const [office, chair] of Object.entries({ ...chairsOf(city, story), expert: city.experts[0]! })) {
    const person = await city.as(chair as Chair);
    for (const [list, path] of [
      ['matters', '/api/matters'],
      ['studios', '/api/studios'],
      ['plaques', '/api/plaques'],
      ['experiences', '/api/experiences'],
      ['support-records', '/api/support/records'],
    ] as const) {
      const [rowsOf, counts] = [await person.send('GET', path), await person.send('GET', `/api/counts/${list}`)];
      expect([office, list, counts.status]).toEqual([office, list, rowsOf.status]);
      if (rowsOf.status !== 200) continue;
      const rows = await listed(person, path, {});
      for (const { code } of (await counted(person, list)).looks)
        expect([office, list, code, (await counted(person, list, { by: code })).total]).toEqual([office, list, code, rows.length]);
    }
  }
  const supervisor = await city.as(story.unit.union.supervisor);
  const elsewhere = city.stories.find((one) => one.unit.union.id !== story.unit.union.id)!.unit.union;
  expect((await counted(clerk, 'matters', { union: elsewhere.id })).total).toBeGreaterThan(0);
  const there: readonly Query[] = [{ union: elsewhere.id }, { q: `归口=${elsewhere.name}` }];
  for (const query of there) {
    expect(await counted(supervisor, 'matters', { ...query, by: 'union' })).toMatchObject({ total: 0, bars: [] });
    expect(await counted(supervisor, 'studios', { ...query, by: 'union' })).toMatchObject({ total: 0, bars: [] });
  }
  for (const list of ['archive', 'audit']) expect((await supervisor.send('GET', `/api/counts/${list}`)).status).toBe(403);
});

it('says what it cannot be asked', async () => {
  const refused = async (path: string) => clerk.send('GET', `/api/counts/${path}`);
  expect((await refused('people')).status).toBe(404);
  expect((await refused('constructor')).status).toBe(404);
  expect(JSON.stringify((await refused('matters?by=weather')).body)).toMatch(/只能按类别、状态、归口工会/);
  expect((await refused(`matters?q=${encodeURIComponent('状太:公示')}`)).status).toBe(422);
  expect((await refused('studios?kind=declaration')).status).toBeGreaterThanOrEqual(400);
  expect((await refused('entries?figure=nothing')).status).toBe(404);
});

it('is one statement, for one row and for three', async () => {
  const { name } = await city.house.db.selectFrom('account').select('name').where('personId', '=', city.department[0]!.person).executeTakeFirstOrThrow();
  const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { account: name, password: demoPassword } });
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const cost = async (url: string) => {
    const counts: number[] = [];
    let total = 0;
    for (let n = 0; n < 2; n += 1) {
      statements.length = 0;
      const answer = await app.inject({ method: 'GET', url, headers: { cookie } });
      expect(answer.statusCode, answer.body).toBe(200);
      counts.push(statements.length);
      total = answer.json<ListCounts>().total;
    }
    return { total, statements: Math.min(...counts) };
  };
  const [one] = await listed<MatterRow>(clerk, '/api/matters', {});
  for (const by of ['kind', 'state', 'union', 'due', 'opened']) {
    const [few, many] = [await cost(`/api/counts/matters?by=${by}&kind=${one!.kind}&state=${one!.state.code}`), await cost(`/api/counts/matters?by=${by}`)];
    expect(many.total).toBeGreaterThan(few.total + 2);
    // Who asks, and the count.
    expect([by, few.statements, many.statements]).toEqual([by, few.statements, few.statements]);
    expect(many.statements).toBeLessThanOrEqual(2);
  }
});
