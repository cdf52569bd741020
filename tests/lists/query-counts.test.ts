import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chair } from '#server/demo/player.ts';
import { demoPassword } from '#server/demo/people.ts';
import { monthly, settle, startProject } from '#server/demo/studio-story.ts';
import { buildApp } from '#server/http/app.ts';
import { connect, type Db } from '#server/store/connection.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { inspectionStory } from '../support/inspection-story.ts';

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
  ['/api/archive', () => city.department[0]!],
  ['/api/plaques', () => city.department[0]!],
  ['/api/people', () => city.admins[0]!],
  ['/api/unions', () => city.admins[0]!],
  ['/api/notifications', () => city.department[0]!],
  ['/api/letters', () => city.department[0]!],
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

  it('of the review desk is the same for one and for three, and for few cases and many', async () => {
    const clerk = city.department[0]!;
    await city.sql("update matter set state = 'arranging', closed_at = null where kind = 'acceptance' and state in ('arranging', 'scoring', 'rectifying')");
    await city.sql(
      "update matter_party set office = 'department', studio_id = null, union_id = null, person_id = null where acts and matter_id in (select id from matter where kind = 'acceptance' and state = 'arranging')",
    );
    for (const path of ['/api/review/waiting', '/api/review/marks?year=2013']) {
      const mark = path.includes('?') ? '&' : '?';
      const [one, three] = [await cost(clerk, `${path}${mark}limit=1`), await cost(clerk, `${path}${mark}limit=3`)];
      expect([one.rows, three.rows], path).toEqual([1, 3]);
      expect(three.statements, path).toBe(one.statements);
    }
    expect((await cost(clerk, '/api/review?year=2013')).statements).toBe((await cost(clerk, '/api/review?year=2012')).statements);
  });

  it('of comments is the same for one and for three, with replies or without', async () => {
    const id = await city.matterOf(city.story('scoring'), 'acceptance');
    const cookie = await signedIn(city.department[0]!);
    const say = async (more: object) => {
      const answer = await app.inject({ method: 'POST', url: `/api/matters/${id}/comments`, headers: { cookie }, payload: { text: '请看材料', ...more } });
      expect(answer.statusCode, answer.body).toBe(201);
      return answer.json<{ id: string }>().id;
    };
    const first = await say({});
    for (let n = 0; n < 2; n += 1) await say({});
    await say({ parent: first });
    const [one, three] = [
      await cost(city.department[0]!, `/api/matters/${id}/comments?limit=1`),
      await cost(city.department[0]!, `/api/matters/${id}/comments?limit=3`),
    ];
    expect([one.rows, three.rows]).toEqual([1, 3]);
    expect(three.statements).toBe(one.statements);
  });

  it('of what one has not finished is the same for one and for three', async () => {
    const { lead, studio } = city.story('draft');
    for (const part of ['plans', 'members', 'activities'])
      await city.sql("insert into draft (person_id, place, typed, revision, saved_at) values ($1, $2, '{}', 1, now())", [
        lead.person,
        `/api/studios/${studio}/${part}`,
      ]);
    const [one, three] = [await cost(lead, '/api/drafts?limit=1'), await cost(lead, '/api/drafts?limit=3')];
    expect([one.rows, three.rows]).toEqual([1, 3]);
    expect(three.statements).toBe(one.statements);
    // Who asks, the drafts, the matters and the studios they are about.
    expect(three.statements).toBeLessThanOrEqual(4);
  });

  it('of the board as of a day is the same for one union and for all of them', async () => {
    const path = '/api/targets?year=2013&on=2013-11-01';
    const [own, all] = [await cost(city.unions[0]!.supervisor, path), await cost(city.department[0]!, path)];
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
    // Two that stand in the same place: what is offered there is looked up alike.
    const rows = await city.sql(
      "select above.id, above.state, count(*)::int as sheets from matter m join matter above on above.id = m.parent where m.kind = 'sheet' group by above.id order by above.state, above.id",
    );
    const [few, many] = rows
      .flatMap((one) => rows.filter(({ state, sheets }) => state === one['state'] && one['sheets'] === 3 && sheets === 5).map((other) => [one, other]))
      .at(0)!;
    const [three, five] = [
      await cost(city.department[0]!, `/api/matters/${String(few!['id'])}`),
      await cost(city.department[0]!, `/api/matters/${String(many!['id'])}`),
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

  it('of draws, experiences, challenges and what unions record is the same for one row and for three', async () => {
    const story = city.story('paid');
    const { grassroots } = story.unit;
    const [fact] = await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' limit 1", [story.studio]);
    for (const n of [1, 2, 3]) {
      await city.play.begin(city.department[0]!, 'reporters.draw', undefined, {
        occasion: `例会${n}`,
        take: 1,
        source: '次日上证综合指数收盘点位',
        drawOn: '2013-11-19',
      });
      await city.play.begin(story.secretary, 'experience.write', story.studio, {
        title: `返修率降下来的做法之${n}`,
        topic: '攻关创新',
        problem: '返修率偏高。',
        practice: '先量后改，找出夹具定位偏差，改进夹具并固化操作要点。',
        effect: '返修率降到1%以下。',
        evidence: [fact?.['id']],
      });
      await city.play.begin(grassroots, 'challenge.post', undefined, {
        title: `薄板焊接变形求解之${n}`,
        area: '工艺改造',
        text: '薄板焊接后翘曲超过3毫米。',
        until: '2013-12-18',
      });
      await city.play.begin(grassroots, 'agenda.record', undefined, { body: '主席办公会', date: '2013-11-10', title: `议题${n}`, decided: '同意安排经费。' });
    }
    for (const path of ['/api/draws', '/api/experiences', '/api/challenges', '/api/support/records']) {
      const [one, three] = [await cost(city.department[0]!, `${path}?limit=1`), await cost(city.department[0]!, `${path}?limit=3`)];
      expect([path, one.rows, three.rows]).toEqual([path, 1, 3]);
      expect([path, three.statements]).toEqual([path, one.statements]);
      expect(three.statements).toBeLessThanOrEqual(3);
    }
    const [own, all] = [await cost(city.unions[0]!.supervisor, '/api/support'), await cost(city.department[0]!, '/api/support')];
    expect(all.statements).toBe(own.statements);
  });

  it('of a commendation, of a plan and of a sheet on site does not grow with their rows', async () => {
    const clerk = city.department[0]!;
    const { matter = '' } = await city.play.begin(clerk, 'commendation.open', undefined, {
      year: 2013,
      honour: '优秀劳模创新工作室',
      basis: '示例批复〔2013〕1号',
      quota: 2,
    });
    const many = await cost(clerk, `/api/matters/${matter}`);
    await city.sql('delete from commendation_item where commendation_id = $1 and rank > 1', [matter]);
    expect((await cost(clerk, `/api/matters/${matter}`)).statements).toBe(many.statements);

    const story = inspectionStory(city);
    const inspector = city.experts[0]!;
    const all = await cost(clerk, `/api/matters/${await story.running('regular', [inspector])}`);
    const few = await cost(clerk, `/api/matters/${await story.running('regular', [inspector], { unions: [city.story('paid').unit.union.id] })}`);
    expect(few.statements).toBe(all.statements);

    const inspection = await city.matterOf(city.story('paid'), 'inspection');
    const path = `/api/inspections/${inspection}/sheet`;
    const blank = await cost(inspector, path);
    const person = await city.as(inspector);
    await story.sync(person, inspection, story.allFine(await story.sheet(person, inspection)));
    expect((await cost(inspector, path)).statements).toBe(blank.statements);
  });

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
