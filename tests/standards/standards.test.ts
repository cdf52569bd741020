import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem, StandardDifference, StandardRow, StandardTrial } from '#contract/shapes.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import { addDays } from '#core/shared/days.ts';
import type { Standard } from '#core/standard/standard.ts';
import { tryCase } from '#server/standards/trial.ts';
import { loadStandards } from '#server/kernel/standards.ts';
import { renewStandards } from '#server/standards/renew.ts';
import { startProject } from '#server/demo/studio-story.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** 政策的变更：带进来、对照、试算、定施行日。 */
let city: ChainCity;
let clerk: Person;
let leader: Person;
let lead: Person;
beforeAll(async () => {
  city = await cloneChainCity();
  [clerk, leader, lead] = [await city.as(city.department[0]!), await city.as(city.leaders[0]!), await city.as(city.story('paid').lead)];
});
afterAll(() => city?.close());

const of2013 = (): Standard => city.house.standards.get('xm-2013');
/** The 2013 version, stricter in one floor: two specialists beside the lead instead of one. */
const stricter = (id: string, specialists = 99): Standard => ({
  ...of2013(),
  id,
  document: { ...of2013().document, number: '厦工办〔2014〕3号', year: 2014 },
  criteriaSet: {
    ...of2013().criteriaSet,
    criteria: of2013().criteriaSet.criteria.map((one) =>
      one.key === 'team' ? { ...one, thresholds: one.thresholds.map((floor) => ({ ...floor, value: specialists })) } : one,
    ),
  },
});
const bring = (person: Person, standard: unknown) => person.send('POST', '/api/standards', { text: typeof standard === 'string' ? standard : JSON.stringify(standard) });
const rows = async (person: Person) => new Map((await person.get<{ items: StandardRow[] }>('/api/standards')).items.map((row) => [row.id, row]));
const codes = ({ body }: { body: Record<string, unknown> }) => [...new Set((body['reasons'] as Problem['reasons']).map(({ code }) => code))];

describe('the versions', () => {
  it('are listed for everybody, with what is open under each, and may be changed by the department alone', async () => {
    for (const person of [clerk, leader, lead]) {
      const known = await rows(person);
      expect([known.get('xm-2013')?.state.code, known.get('xm-2019')?.state.code, known.get('xm-2019')?.from]).toEqual(['in-force', 'planned', '2019-01-01']);
      expect(known.get('xm-2013')!.open).toBeGreaterThan(0);
      expect(known.get('xm-2013')!.options).toEqual([]);
    }
    expect((await rows(clerk)).get('xm-2019')!.options.map(({ name }) => name)).toEqual(['standard.takeOver', 'standard.takeBack']);
    expect((await rows(lead)).get('xm-2019')!.options).toEqual([]);
    const day = { input: { from: '2015-01-01', reason: '不该成' } };
    for (const person of [leader, lead]) {
      expect((await bring(person, stricter('by-others'))).status).toBe(403);
      expect((await person.send('POST', '/api/standards/xm-2019/takeover', day)).status).toBe(403);
      expect((await person.send('POST', '/api/standards/xm-2019/takeback', { input: { reason: '不该成' } })).status).toBe(403);
    }
    expect((await rows(clerk)).has('by-others')).toBe(false);
  });

  it('comes in whole or not at all, and says what is wrong where', async () => {
    const cases: readonly (readonly [unknown, number, string])[] = [
      [{}, 422, 'not-a-standard'],
      [{ ...stricter('wrong-sum'), rubric: { items: of2013().rubric.items.slice(1) } }, 422, 'not-a-standard'],
      [{ ...stricter('wrong-kind'), subsidy: { ...of2013().subsidy, amountFen: '两万' } }, 422, 'not-a-standard'],
      [
        {
          ...stricter('no-metric'),
          criteriaSet: { ...of2013().criteriaSet, eligibility: [{ code: 'E', zh: '无', asks: '无', thresholds: [{ metric: 'toString', op: '>=', value: 1, unit: '', per: 'year' }] }] },
        },
        422,
        'not-a-standard',
      ],
      [{ ...stricter('no-step'), signing: { 'designation.stamp': { mode: 'all', offices: ['finance'] } } }, 422, 'not-a-standard'],
      [{ ...stricter('clock-step'), signing: { 'designation.close': { mode: 'all', offices: ['finance'] } } }, 422, 'not-a-standard'],
      [stricter('../etc'), 422, 'bad-id'],
      [stricter('xm-2013'), 409, 'known'],
      ['厦工办〔2014〕3号', 422, 'not-json'],
      ['[1, 2]', 422, 'not-a-standard'],
      ['[]'.padEnd(400_001), 422, 'invalid'],
    ];
    for (const [given, status, code] of cases) {
      const answer = await bring(clerk, given);
      expect([answer.status, codes(answer)[0]]).toEqual([status, code]);
    }
    const wrong = await bring(clerk, { ...stricter('x-1'), subsidy: { ...of2013().subsidy, amountFen: '两万' } });
    expect((wrong.body['reasons'] as Problem['reasons'])[0]).toMatchObject({ field: 'subsidy.amountFen' });
    expect((await rows(clerk)).size).toBe(2);
  });

  it('is brought, compared with the one in force, and downloaded as it was read', async () => {
    expect((await bring(clerk, stricter('xm-2014'))).status).toBe(201);
    expect((await bring(clerk, stricter('xm-2014'))).status).toBe(409);
    expect((await rows(lead)).get('xm-2014')?.state.code).toBe('trial');
    const { items } = await lead.get<{ items: StandardDifference[] }>('/api/standard-comparison?from=xm-2013&to=xm-2014');
    expect(items.map(({ what, change, before, after }) => [what, change, before, after])).toEqual([
      ['文号', 'changed', '厦工办〔2013〕6号', '厦工办〔2014〕3号'],
      ['年份', 'changed', '2013', '2014'],
      ['有创新团队：门槛', 'changed', '有专长的成员不少于1', '有专长的成员不少于99'],
    ]);
    expect(await lead.get('/api/standards/xm-2014')).toEqual(JSON.parse(JSON.stringify(stricter('xm-2014'))));
    expect((await lead.send('GET', '/api/standard-comparison?from=xm-2013&to=xm-1999')).status).toBe(404);
    expect((await lead.send('GET', '/api/standards/xm-1999')).status).toBe(404);
  });
});

describe('a dry run', () => {
  const tried = (person: Person, standard: string, rest = '&limit=100') =>
    person.get<StandardTrial>(`/api/standard-trial?standard=${standard}&year=2013${rest}`);

  it('judges what was frozen as it was judged then, when the version is its own', async () => {
    const { rows: frozen } = await sql<Parameters<typeof tryCase>[1]>`
      select content->'facts' as facts, content->'verdicts' as verdicts, content->'eligibility' as eligibility, content->'judged' as judged,
        (frozen_at at time zone 'Asia/Shanghai')::date as "on" from dossier where content ? 'verdicts'`.execute(city.house.db);
    expect(frozen.length).toBeGreaterThan(20);
    for (const one of frozen) expect(tryCase(of2013(), one).shift).toBe('same');
    const { counts } = await tried(clerk, 'xm-2013');
    expect(counts).toEqual({ all: counts.all, better: 0, same: counts.all, worse: 0 });
  });

  it('says who would fail under the new one, and why, and changes nothing', async () => {
    const before = await city.house.db.selectFrom('audit').select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow();
    const { counts, items, total } = await tried(leader, 'xm-2014');
    expect(counts.worse).toBeGreaterThan(10);
    expect([counts.better, total, counts.all]).toEqual([0, counts.worse, counts.worse + counts.same]);
    for (const { before: was, after, why } of items) {
      expect(was.code).not.toBe('unmet');
      expect(after.code).toBe('unmet');
      expect(why.map(({ title }) => title)).toContain('有创新团队');
    }
    const pages = [await tried(leader, 'xm-2014', '&limit=3')];
    while (pages.at(-1)!.next !== null) pages.push(await tried(leader, 'xm-2014', `&limit=3&cursor=${pages.at(-1)!.next!}`));
    expect(pages.flatMap((page) => page.items.map(({ matter }) => matter.id))).toEqual(items.map(({ matter }) => matter.id));
    expect(await city.house.db.selectFrom('audit').select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow()).toEqual(before);
  });

  it('is for those who look at the whole city', async () => {
    for (const chair of [city.story('paid').lead, city.story('paid').unit.union.supervisor, city.experts[0]!]) {
      const answer = await (await city.as(chair)).send('GET', '/api/standard-trial?standard=xm-2014&year=2013');
      expect([answer.status, answer.body['items']]).toEqual([403, undefined]);
    }
    expect((await clerk.send('GET', '/api/standard-trial?standard=xm-2014&year=去年')).status).toBe(400);
    expect((await clerk.send('GET', '/api/standard-trial?standard=nobody&year=2013')).status).toBe(404);
  });
});

describe('the day it takes over', () => {
  const set = (from: unknown, reason = '厦工办〔2014〕3号，2014年1月2日印发。', id = 'xm-2014') =>
    clerk.send('POST', `/api/standards/${id}/takeover`, { input: { from, reason } });

  it('lies ahead, is nobody else’s, and can be moved and taken back until it comes', async () => {
    expect(codes(await set(today))).toEqual(['invalid']);
    expect(codes(await set('2019-01-01'))).toEqual(['same-day']);
    expect(codes(await set('明天'))).toEqual(['invalid']);
    expect(codes(await set('2014-01-02', ''))).toEqual(['invalid']);
    expect((await set('2014-01-02', '印发。', 'nobody')).status).toBe(404);
    const moved = await set('2014-01-02');
    expect(moved.body).toMatchObject({ from: '2014-01-02', state: { code: 'planned' }, set: { reason: '厦工办〔2014〕3号，2014年1月2日印发。' } });
    const back = await clerk.send('POST', '/api/standards/xm-2014/takeback', { input: { reason: '通知推迟印发。' } });
    expect(back.body).toMatchObject({ state: { code: 'trial' } });
    expect(back.body['from']).toBeUndefined();
    expect(codes(await clerk.send('POST', '/api/standards/xm-2014/takeback', { input: { reason: '再收一次。' } }))).toEqual(['not-planned']);
    const [first, second] = await Promise.all([set('2013-11-20'), set('2013-11-20')]);
    expect([first.status, second.status]).toEqual([200, 200]);
  });

  it('is known to a process that starts later, and applies to what is opened from that day on, never before', async () => {
    const other = loadStandards('standards');
    await renewStandards({ db: city.house.db, standards: other, log: () => {} });
    expect([other.inForceOn('2013-11-19').id, other.inForceOn('2013-11-20').id, other.inForceOn('2019-06-01').id]).toEqual(['xm-2013', 'xm-2014', 'xm-2019']);
    const story = city.story('paid');
    const before = await city.house.db.selectFrom('matter').select(['id', 'standard']).execute();
    await moveDays(city.house, 2);
    expect(city.house.clock.now().slice(0, 10)).toBe(addDays(today, 2));
    expect((await rows(clerk)).get('xm-2014')).toMatchObject({ state: { code: 'in-force' }, options: [] });
    expect(codes(await set('2014-06-01'))).toEqual(['in-force']);
    await startProject(city.play, story, 2);
    const after = new Map((await city.house.db.selectFrom('matter').select(['id', 'standard']).execute()).map((row) => [row.id, row.standard]));
    for (const { id, standard } of before) expect(after.get(id)).toBe(standard);
    const news = [...after].filter(([id]) => !before.some((old) => old.id === id));
    expect(news.map(([, standard]) => standard)).toContain('xm-2014');
  });

  it('costs the list no more statements with more versions', async () => {
    await bring(clerk, stricter('xm-2015'));
    await bring(clerk, stricter('xm-2016'));
    expect((await rows(clerk)).size).toBe(5);
  });
});
