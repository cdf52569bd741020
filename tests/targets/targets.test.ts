import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveDays } from '#server/jobs/run-day.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Option, Person } from '../support/robot.ts';

type Count = { target: number; reached: number; forecast: number };
type Row = { union: { id: string; name: string }; created: Count; qualified: Count; pipeline: Record<string, number> };
type Board = { year: number; basis: string; note: string; documentNumber?: string; matter?: string; items: Row[]; total: Omit<Row, 'union'> };

let city: ChainCity;
let clerk: Person;
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
});
afterAll(() => city?.close());

const boardOf = (person: Person, year = 2013) => person.get<Board>(`/api/targets?year=${year}`);
const milestones = async (kind: string): Promise<Map<string, number>> => {
  const rows = await city.house.db
    .selectFrom('milestone')
    .select(({ fn }) => ['unionId', fn.countAll<number>().as('count')])
    .where('kind', '=', kind)
    .groupBy('unionId')
    .execute();
  return new Map(rows.map(({ unionId, count }) => [unionId, Number(count)]));
};

describe('the board of 2013', () => {
  it('is the annex: fifteen unions in its order, a hundred and sixty-six', async () => {
    const board = await boardOf(clerk);
    expect(board.items.map(({ union, created, qualified }) => `${union.name} ${created.target} ${qualified.target}`).join('\n')).toMatchInlineSnapshot(`
      "思明区工会 8 4
      湖里区工会 7 4
      海沧区工会 6 4
      集美区工会 7 4
      同安区工会 8 5
      翔安区工会 6 4
      机化能工委 8 6
      电子信息工委 6 4
      财贸工委 6 4
      轻医烟工委 6 4
      交建工委 9 5
      市直工委 5 4
      科文卫体工委 8 6
      开发区工委 5 3
      教育工会 5 5"
    `);
    expect([board.items.length, board.total.created.target, board.total.qualified.target, board.basis]).toEqual([15, 100, 66, 'cumulative']);
    const annex = city.house.standards.get('xm-2013').targets!.units;
    expect(board.items.map(({ created, qualified }) => [created.target, qualified.target])).toEqual(
      annex.map(({ created, qualified }) => [created, qualified]),
    );
    expect(board.documentNumber).toMatch(/^厦工办〔2013〕\d+号$/);
    expect(board.note).toContain('累计');
  });

  it('counts each studio once as created, on the day it was accepted, and once as qualified, on the day it was named', async () => {
    const board = await boardOf(clerk);
    const [created, qualified] = [await milestones('created'), await milestones('qualified')];
    expect(board.items.map(({ created: c, qualified: q }) => [c.reached, q.reached])).toEqual(
      board.items.map(({ union }) => [created.get(union.id) ?? 0, qualified.get(union.id) ?? 0]),
    );
    expect([board.total.created.reached, board.total.qualified.reached]).toEqual([14, 6]);
    const named = await city.house.db.selectFrom('studio').select('id').where('standing', 'in', ['qualified', 'in-force']).execute();
    expect(named).toHaveLength(board.total.qualified.reached);
  });

  it('keeps a milestone with the union of that day, though the studio moves', async () => {
    const { studio, unit } = city.story('paid');
    const before = await boardOf(clerk);
    await city.sql('update studio set supervising_union = $2 where id = $1', [studio, city.unions[9]!.id]);
    const after = await boardOf(clerk);
    expect(after.items.map(({ created, qualified }) => [created.reached, qualified.reached])).toEqual(
      before.items.map(({ created, qualified }) => [created.reached, qualified.reached]),
    );
    await city.sql('update studio set supervising_union = $2 where id = $1', [studio, unit.union.id]);
  });

  it('forecasts what is still on its way, as long as there is time for it', async () => {
    const board = await boardOf(clerk);
    for (const { created, qualified } of [...board.items, board.total]) {
      expect(created.forecast).toBeGreaterThanOrEqual(created.reached);
      expect(qualified.forecast).toBeGreaterThanOrEqual(qualified.reached);
    }
    const { declaring = 0 } = board.total.pipeline;
    const open = await city.house.db
      .selectFrom('matter')
      .select('id')
      .where('kind', '=', 'declaration')
      .where('closedAt', 'is', null)
      .where('state', '<>', 'draft')
      .execute();
    expect(declaring).toBe(open.length);
    expect(board.total.created.forecast).toBe(board.total.created.reached + declaring);
    expect(board.total.qualified.forecast).toBeGreaterThan(board.total.qualified.reached);
  });

  it('belongs row by row to the supervising unions: each sees its own, and no other office below sees any', async () => {
    for (const n of [0, 3, 14]) {
      const union = city.unions[n]!;
      const board = await boardOf(await city.as(union.supervisor));
      expect(board.items.map((row) => row.union)).toEqual([{ id: union.id, name: union.name }]);
      expect(board.total.created).toEqual(board.items[0]!.created);
    }
    const { lead, secretary, unit } = city.story('paid');
    for (const chair of [lead, secretary, unit.management, unit.grassroots, city.experts[0]!, ...city.admins])
      expect((await boardOf(await city.as(chair))).items, chair.office).toEqual([]);
    for (const chair of [city.leaders[0]!, city.auditor, city.finance[0]!]) expect((await boardOf(await city.as(chair))).items).toHaveLength(15);
  });

  it('is not there for a year nobody has set targets for', async () => {
    const board = await boardOf(clerk, 2016);
    expect([board.items, board.note]).toEqual([[], expect.stringContaining('尚未下达')]);
    expect((await clerk.send('GET', '/api/targets?year=1800')).status).toBe(422);
    expect((await clerk.send('GET', '/api/targets?year=x')).status).toBe(400);
  });
});

describe('the cockpit', () => {
  type Step = { matter: string; union: string; who: string; latestOn: string; urgency: string; studio: { id: string } };
  type Measured = { target: number; reached: number; expected: number; low: number; high: number };
  type Chance = { cases: number; share: number; byExperience: number; journeys: number };
  type Cockpit = {
    items: { union: { id: string }; created: Measured; qualified: Measured }[];
    steps: Step[];
    daysLeft: number;
    chances: { stage: string; created: Chance; qualified: Chance }[];
    note: string;
  };
  const cockpitOf = (person: Person, year = 2013) => person.get<Cockpit>(`/api/targets/cockpit?year=${year}`);

  it('starts from the board, and expects no less than is reached and no more than is on its way', async () => {
    const [board, { items, daysLeft }] = [await boardOf(clerk), await cockpitOf(clerk)];
    expect(daysLeft).toBe(43);
    expect(items.map(({ union, created, qualified }) => [union.id, created.target, created.reached, qualified.target, qualified.reached])).toEqual(
      board.items.map(({ union, created, qualified }) => [union.id, created.target, created.reached, qualified.target, qualified.reached]),
    );
    for (const [n, { qualified }] of items.entries()) {
      const way = Object.values(board.items[n]!.pipeline).reduce((sum, one) => sum + one, 0);
      expect(qualified.low).toBeGreaterThanOrEqual(qualified.reached);
      expect(qualified.high).toBeLessThanOrEqual(qualified.reached + way);
    }
  });

  it('takes as under way what the board has under way, and goes by past journeys where there are enough', async () => {
    const [board, { chances }] = [await boardOf(clerk), await cockpitOf(clerk)];
    expect(Object.fromEntries(chances.map(({ stage, qualified }) => [stage, qualified.cases]))).toEqual(board.total.pipeline);
    const [{ n } = {}] = await city.sql('select count(*)::int as n from declaration where submitted_on is not null');
    const declaring = chances.find(({ stage }) => stage === 'declaring')!;
    expect(declaring.created.journeys).toBe(n);
    expect(declaring.created.byExperience).toBeGreaterThan(0);
    expect(declaring.created.share).toBeGreaterThan(0);
  });

  it('says who must do what, for unions that are short, first what is soonest too late; and shows no expert by name', async () => {
    const { items, steps } = await cockpitOf(clerk);
    expect(steps.length).toBeGreaterThan(5);
    const short = new Set(items.filter(({ qualified }) => qualified.reached < qualified.target).map(({ union }) => union.id));
    for (const { union, who, matter } of steps) {
      expect(short.has(union)).toBe(true);
      expect(who).not.toBe('');
      expect((await clerk.send('GET', `/api/matters/${matter}`)).status).toBe(200);
    }
    expect(steps.map(({ latestOn }) => latestOn)).toEqual(steps.map(({ latestOn }) => latestOn).toSorted());
    const experts = await city.house.db
      .selectFrom('person')
      .select('name')
      .where(
        'id',
        'in',
        city.experts.map(({ person }) => person),
      )
      .execute();
    expect(experts.length).toBeGreaterThan(2);
    for (const { name } of experts) expect(JSON.stringify(steps)).not.toContain(name);
  });

  it('shows a union its own row and its own steps, and nobody below any', async () => {
    const union = city.story('scoring').unit.union;
    const { items, steps } = await cockpitOf(await city.as(union.supervisor));
    expect(items.map((row) => row.union.id)).toEqual([union.id]);
    expect(new Set(steps.map((step) => step.union))).toEqual(new Set(steps.length > 0 ? [union.id] : []));
    for (const chair of [city.story('paid').lead, city.story('paid').unit.grassroots, city.experts[0]!, ...city.admins]) {
      const below = await cockpitOf(await city.as(chair));
      expect([below.items, below.steps], chair.office).toEqual([[], []]);
    }
    expect(await cockpitOf(clerk, 2016)).toMatchObject({ items: [], steps: [], note: expect.stringContaining('尚未下达') as string });
  });
});

describe('setting targets', () => {
  type Allocation = { id: string; version: number; options: Option[] };
  let id: string;
  const see = () => clerk.get<Allocation>(`/api/matters/${id}`);
  const rows = async () =>
    await city.house.db
      .selectFrom('allocationRow')
      .select(['unionId as union', 'created', 'qualified'])
      .where('allocationId', '=', id)
      .orderBy('position')
      .execute();
  const fill = async (changed: Awaited<ReturnType<typeof rows>>) =>
    clerk.send('POST', `/api/allocations/${id}/fill`, { version: (await see()).version, input: { rows: changed } });
  const issue = async () => clerk.send('POST', `/api/allocations/${id}/issue`, { version: (await see()).version });

  it('starts from last year’s rows, once a year', async () => {
    const opened = await clerk.send('POST', '/api/allocations', { input: { year: 2014, basis: 'annual', createdTotal: 100, qualifiedTotal: 66 } });
    expect(opened.status).toBe(201);
    id = String(opened.body['id']);
    expect((await rows()).map(({ created }) => created)).toEqual((await boardOf(clerk)).items.map(({ created }) => created.target));
    const again = await clerk.send('POST', '/api/allocations', { input: { year: 2014, basis: 'annual', createdTotal: 1, qualifiedTotal: 1 } });
    expect([again.status, again.body]).toMatchObject([409, { reasons: [{ code: 'year-taken' }] }]);
  });

  it('that do not add up are not issued: the difference is named, in both directions, and the remedy is to fill in again', async () => {
    const [first, ...rest] = await rows();
    expect((await fill([{ ...first!, created: first!.created + 3, qualified: first!.qualified - 2 }, ...rest])).status).toBe(200);
    const { options } = await see();
    const lacks = options.find(({ name }) => name === 'allocation.issue')?.lacks ?? [];
    expect(lacks.map(({ message }) => message)).toEqual(['累计创建任务数合计103，比全市任务多3（应为100）', '累计达标数合计64，比全市任务少2（应为66）']);
    expect(lacks.flatMap(({ remedies }) => remedies.map(({ name }) => name))).toEqual(['allocation.fill', 'allocation.fill']);
    const refusal = await issue();
    expect([refusal.status, JSON.stringify(refusal.body)]).toEqual([422, expect.stringContaining('比全市任务多3')]);
  });

  it('name each union once, and unions that report only', async () => {
    const [first, ...rest] = await rows();
    expect((await fill([first!, first!, ...rest])).status).toBe(422);
    expect((await fill([{ ...first!, union: city.story('paid').unit.id }, ...rest])).status).toBe(422);
    expect((await fill([{ ...first!, created: -1 }, ...rest])).status).toBe(422);
    expect((await fill([])).status).toBe(422);
  });

  it('that add up are issued under a number of their own; from then on only whole tables are taken', async () => {
    const [first, ...rest] = await rows();
    expect((await fill([{ ...first!, created: first!.created - 3, qualified: first!.qualified + 2 }, ...rest])).status).toBe(200);
    expect((await issue()).status).toBe(200);
    const [one, two, ...others] = await rows();
    const adjust = async (changed: unknown[]) =>
      clerk.send('POST', `/api/allocations/${id}/adjust`, { version: (await see()).version, input: { rows: changed } });
    expect((await adjust([{ ...one!, created: one!.created + 1 }, two, ...others])).status).toBe(422);
    expect((await adjust([{ ...one!, created: one!.created + 1 }, { ...two!, created: two!.created - 1 }, ...others])).status).toBe(200);
    expect((await boardOf(clerk, 2014)).total.created.target).toBe(100);
    const supervisor = await city.as(city.unions[0]!.supervisor);
    expect((await supervisor.send('POST', `/api/allocations/${id}/adjust`, { version: 1, input: {} })).status).toBe(409);
  });

  it('of the new year count anew where the basis says so', async () => {
    await moveDays(city.house, 60);
    expect(city.play.today()).toBe('2014-01-17');
    const board = await boardOf(clerk, 2014);
    expect([board.basis, board.total.created.reached, board.total.qualified.reached]).toEqual(['annual', 0, 0]);
    expect((await boardOf(clerk, 2013)).total.created.reached).toBe(14);
  });
});
