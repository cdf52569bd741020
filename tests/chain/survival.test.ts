import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cast, demoPassword } from '#server/demo/people.ts';
import { player, type Chair } from '#server/demo/player.ts';
import { found, type Story } from '#server/demo/studio-story.ts';
import { makeDemo } from '#server/kernel/city-clock.ts';
import { openHouse } from '#server/main.ts';
import { startPostgres } from '#server/postgres/start-postgres.ts';
import { connect } from '#server/store/connection.ts';
import { migrate } from '#server/store/migrate.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { everyRow } from '../support/crawl.ts';
import { lineTo, serveIn, type Line, type Living } from '../support/living.ts';
import { knock } from '../support/raw.ts';
import { Person } from '../support/robot.ts';

describe('kill -9 in the middle of concurrent writes', () => {
  let dataDir: string;
  let living: Living;
  let stories: Story[];
  let declaration: string;
  let accounts: Map<string, string>;

  /** A durable city of three studios in a folder of its own. */
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lingxian-survival-'));
    const postgres = await startPostgres(join(dataDir, 'postgres'));
    await migrate(postgres.ownerUrl);
    const db = connect(postgres.serverUrl);
    await makeDemo(db, today);
    await db.destroy();
    const house = await openHouse({ serverUrl: postgres.serverUrl, standardsDir: 'standards', dataDir, demo: true, log: () => {} });
    const people = await cast(house);
    const play = player(house, { name: '', size: 0, sha256: '', type: '' });
    stories = [];
    for (const n of [0, 1, 2]) stories.push(await found(house, play, people, await people.unit(people.unions[n]!, 0), 'ledger', n, today));
    declaration = (await play.begin(stories[0]!.lead, 'declaration.open', undefined)).matter ?? '';
    accounts = new Map((await house.db.selectFrom('account').select(['personId', 'name']).execute()).map(({ personId, name }) => [personId, name]));
    await house.db.destroy();
    await postgres.stop();
    living = await serveIn(dataDir);
  }, 180_000);
  afterAll(async () => {
    await living?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const signIn = ({ person, office, union = '' }: Chair) =>
    new Person(living.url, { office, account: accounts.get(person) ?? '', password: demoPassword, union }).signIn();

  it('loses nothing that was acknowledged, and leaves nothing half done', async () => {
    const acknowledged = new Set<string>();
    let version = 1;
    let killed = false;
    const note = async (story: Story, n: number) => {
      const person = await signIn(story.secretary);
      for (let k = 0; !killed; k += 1) {
        const content = `第${n}组第${k}份计划，写下就不能丢。`;
        const { status } = await person
          .send('POST', `/api/studios/${story.studio}/plans`, { input: { year: 2014, content, on: today } })
          .catch(() => ({ status: 0 }));
        if (status === 201) acknowledged.add(content);
      }
    };
    const fill = async () => {
      const person = await signIn(stories[0]!.lead);
      for (let k = 0; !killed; k += 1) {
        const input = {
          statement: `工作室简介第${k}稿，围绕生产难题攻关。`,
          goals: '每年完成攻关一至两项，三年内培养骨干。',
          ipStatement: '职务发明，归单位所有',
        };
        const { status, body } = await person
          .send('POST', `/api/declarations/${declaration}/fill`, { version, input })
          .catch(() => ({ status: 0, body: {} as Record<string, unknown> }));
        if (status === 200) version = Number(body['version']);
      }
    };
    const writers = [...stories.flatMap((story, n) => [note(story, n * 2), note(story, n * 2 + 1)]), fill()];
    while (acknowledged.size < 60 || version < 6) await wait(20);
    await living.kill();
    killed = true;
    await Promise.all(writers);

    living = await serveIn(dataDir);
    const kept: string[] = [];
    for (const { secretary, studio } of stories) {
      const rows = await everyRow<{ id: string; fields: { label: string; text: string }[] }>(await signIn(secretary), `/api/studios/${studio}/facts/plan`, 100);
      kept.push(...rows.map(({ fields }) => fields.find(({ label }) => label === '内容')?.text ?? ''));
    }
    expect([...acknowledged].filter((content) => !kept.includes(content))).toEqual([]);
    // At most what was on its way when the lights went out is there besides.
    expect(kept.length).toBeLessThanOrEqual(acknowledged.size + 6);
    expect(new Set(kept).size).toBe(kept.length);

    const after = await (await signIn(stories[0]!.lead)).get<{ version: number; history: unknown[] }>(`/api/matters/${declaration}`);
    expect([version, version + 1]).toContain(after.version);
    expect(after.history).toHaveLength(after.version);
  }, 180_000);

  it('goes on working afterwards', async () => {
    const person = await signIn(stories[1]!.secretary);
    expect(
      (await person.send('POST', `/api/studios/${stories[1]!.studio}/plans`, { input: { year: 2014, content: '断电之后照常登记的计划。', on: today } })).status,
    ).toBe(201);
    expect((await knock(living.url, 'GET', '/readyz')).status).toBe(200);
  });
});

describe('a database that goes away', () => {
  let city: ChainCity;
  let line: Line;
  let session: string;
  beforeAll(async () => {
    city = await cloneChainCity(async (url) => {
      line = await lineTo(url);
      return line.url;
    });
    session = (await city.as(city.story('ledger').secretary)).session;
  });
  afterEach(() => expect(knock(city.url, 'GET', '/healthz')).resolves.toMatchObject({ status: 200 }));
  afterAll(async () => {
    await city?.close();
    await line?.cut();
  });
  const plan = (content: string) => ({
    session,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input: { year: 2014, content, on: today } }),
  });
  const path = () => `/api/studios/${city.story('ledger').studio}/plans`;

  it('is answered with 503 and when to come again, by every kind of request', async () => {
    expect((await knock(city.url, 'GET', '/readyz')).status).toBe(200);
    await line.cut();
    for (const where of ['/readyz', '/api/session', '/api/todos', '/api/matters/x', '/api/files/x']) {
      const answer = await knock(city.url, 'GET', where, { session });
      expect([answer.status, answer.headers.get('retry-after')], where).toEqual([503, expect.stringMatching(/^\d+$/)]);
    }
    const posted = await knock(city.url, 'POST', path(), plan('没有数据库时的计划。'));
    expect([posted.status, posted.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect(
      (
        await knock(city.url, 'POST', '/api/session', {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ account: 'lead1', password: demoPassword }),
        })
      ).status,
    ).toBe(503);
    expect((await fetch(`${city.url}/public`)).status).toBe(503);
  });

  it('comes back by itself: nothing needs to be restarted, and the same key may be sent again', async () => {
    await line.mend();
    expect((await knock(city.url, 'GET', '/readyz')).status).toBe(200);
    const key = { 'idempotency-key': 'after-the-outage' };
    const request = plan('数据库回来之后的计划。');
    const twice = [
      await knock(city.url, 'POST', path(), { ...request, headers: { ...request.headers, ...key } }),
      await knock(city.url, 'POST', path(), { ...request, headers: { ...request.headers, ...key } }),
    ];
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(await city.sql('select 1 from fact_plan where content like $1', ['%数据库%'])).toHaveLength(1);
  });

  it('cut in the middle of many requests leaves each of them done or not done, and told so', async () => {
    const sent = Array.from({ length: 24 }, async (_, n) => ({
      n,
      status: (await knock(city.url, 'POST', path(), plan(`正在写时断开的第${n}份计划。`))).status,
    }));
    await wait(60);
    await line.cut();
    const answers = await Promise.all(sent);
    await line.mend();
    expect(answers.every(({ status }) => status === 201 || status === 503)).toBe(true);
    const there = (await city.sql("select content from fact_plan where content like '正在写时断开的%'")).map((row) => String(row['content']));
    for (const { n } of answers.filter(({ status }) => status === 201)) expect(there).toContain(`正在写时断开的第${n}份计划。`);
    const [orphans] = await city.sql('select count(*)::int as n from fact f where not exists (select 1 from fact_plan p where p.id = f.id) and f.kind = $1', [
      'plan',
    ]);
    expect(orphans?.['n']).toBe(0);
  });
});
