import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chair } from '#server/demo/player.ts';
import { demoPassword } from '#server/demo/people.ts';
import { monthly, settle, startProject } from '#server/demo/studio-story.ts';
import { buildApp } from '#server/http/app.ts';
import { connect, type Db } from '#server/store/connection.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';

/** A list of three rows asks the database no more often than a list of one. */
let city: ChainCity;
let db: Db;
let app: FastifyInstance;
const statements: string[] = [];
const cookies = new Map<string, string>();

beforeAll(async () => {
  city = await cloneChainCity();
  db = connect(
    city.database.serverUrl,
    () => {},
    4,
    (statement) => statements.push(statement),
  );
  app = await buildApp({ ...city.house, db }, { webDir: 'dist/none' });
});
afterAll(async () => {
  await app?.close();
  await db?.destroy();
  await city?.close();
});

async function signedIn({ person }: Chair): Promise<string> {
  const known = cookies.get(person);
  if (known !== undefined) return known;
  const { name } = await city.house.db.selectFrom('account').select('name').where('personId', '=', person).executeTakeFirstOrThrow();
  const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { account: name, password: demoPassword } });
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  cookies.set(person, cookie);
  return cookie;
}

/** The statements one request takes; the fewest of two, because a session is touched once a minute. */
async function cost(chair: Chair, url: string): Promise<{ statements: number; rows: number }> {
  const cookie = await signedIn(chair);
  const counts: number[] = [];
  let rows = 0;
  for (let n = 0; n < 2; n += 1) {
    statements.length = 0;
    const answer = await app.inject({ method: 'GET', url, headers: { cookie } });
    expect(answer.statusCode, answer.body).toBe(200);
    counts.push(statements.length);
    const body = answer.json<{ items?: unknown[] }>();
    rows = body.items?.length ?? 0;
  }
  return { statements: Math.min(...counts), rows };
}

const lists: readonly (readonly [string, () => Chair])[] = [
  ['/api/todos', () => city.department[0]!],
  ['/api/matters', () => city.department[0]!],
  ['/api/studios', () => city.department[0]!],
  ['/api/people', () => city.admins[0]!],
  ['/api/unions', () => city.admins[0]!],
  ['/api/notifications', () => city.department[0]!],
  ['/api/audit', () => city.auditor],
];

describe('the number of statements', () => {
  it.each(lists)('of %s is the same for one row and for three', async (path, chairOf) => {
    const [one, three] = [await cost(chairOf(), `${path}?limit=1`), await cost(chairOf(), `${path}?limit=3`)];
    expect([one.rows, three.rows]).toEqual([1, 3]);
    expect(three.statements).toBe(one.statements);
    expect(three.statements).toBeLessThanOrEqual(3);
  });

  it('of the targets is the same for one union and for all of them', async () => {
    const [own, all] = [await cost(city.unions[0]!.supervisor, '/api/targets?year=2013'), await cost(city.department[0]!, '/api/targets?year=2013')];
    expect([own.rows, all.rows]).toEqual([1, 15]);
    expect(all.statements).toBe(own.statements);
  });

  it('of a naming batch does not depend on how many studios it names', async () => {
    const batches = await city.house.db
      .selectFrom('designationItem')
      .select(({ fn }) => ['designationId', fn.countAll<number>().as('items')])
      .groupBy('designationId')
      .orderBy('items')
      .execute();
    const matters = batches.map(({ designationId }) => `/api/matters/${designationId}`);
    expect(Number(batches.at(-1)?.items)).toBeGreaterThan(Number(batches[0]?.items));
    const [few, many] = [await cost(city.leaders[0]!, matters[0]!), await cost(city.leaders[0]!, matters.at(-1)!)];
    expect(Math.abs(many.statements - few.statements)).toBeLessThanOrEqual(1);
  });

  it('of an acceptance does not depend on how many experts judge', async () => {
    const groups = await city.house.db
      .selectFrom('matter')
      .select(({ fn }) => ['parent', fn.countAll<number>().as('sheets')])
      .where('kind', '=', 'sheet')
      .groupBy('parent')
      .orderBy('sheets')
      .execute();
    expect([Number(groups[0]?.sheets), Number(groups.at(-1)?.sheets)]).toEqual([3, 5]);
    const [three, five] = [
      await cost(city.department[0]!, `/api/matters/${groups[0]?.parent}`),
      await cost(city.department[0]!, `/api/matters/${groups.at(-1)?.parent}`),
    ];
    expect(five.statements).toBe(three.statements);
  });

  it('of a studio does not grow with its ledger and its matters', async () => {
    const story = city.story('ledger', 1);
    const url = `/api/studios/${story.studio}`;
    const before = await cost(story.lead, url);
    await settle(city.play, story, false);
    await startProject(city.play, story, 2);
    for (let month = 0; month < 3; month += 1) await monthly(city.play, story, month);
    const after = await cost(story.lead, url);
    expect(after.statements).toBe(before.statements);
  });

  it.each(['/api/entries?figure=activities&year=2013&', '/api/entries?figure=benefit&year=2013&', '/api/year/studios?year=2013&'])(
    'of %s is the same for one row and for three',
    async (path) => {
      const [one, three] = [await cost(city.department[0]!, `${path}limit=1`), await cost(city.department[0]!, `${path}limit=3`)];
      expect([one.rows, three.rows]).toEqual([1, 3]);
      expect(three.statements).toBe(one.statements);
      expect(three.statements).toBeLessThanOrEqual(3);
    },
  );

  it('of a year is the same for one union and for all of them', async () => {
    const [own, all] = [await cost(city.unions[0]!.supervisor, '/api/year?year=2013'), await cost(city.department[0]!, '/api/year?year=2013')];
    expect(all.statements).toBe(own.statements);
  });

  it('of results with their flags is the same for one and for three', async () => {
    const { studio, secretary } = city.story('paid');
    const result = (n: number) => ({ title: `一种快速夹具之${n}`, kind: 'QC成果', completedOn: '2013-11-18', benefitFen: 1000 });
    for (const n of [1, 2, 3]) await city.play.fact(secretary, studio, 'achievement', result(n));
    const path = `/api/studios/${studio}/facts/achievement`;
    const [one, three] = [await cost(city.department[0]!, `${path}?limit=1`), await cost(city.department[0]!, `${path}?limit=3`)];
    expect([one.rows, three.rows]).toEqual([1, 3]);
    expect(three.statements).toBe(one.statements);
  });

  it('of one kind of the ledger is the same for one entry and for three', async () => {
    const { studio, lead } = city.story('ledger', 1);
    const [one, three] = [await cost(lead, `/api/studios/${studio}/facts/activity?limit=1`), await cost(lead, `/api/studios/${studio}/facts/activity?limit=3`)];
    expect([one.rows, three.rows]).toEqual([1, 3]);
    expect(three.statements).toBe(one.statements);
  });
});
