import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chair } from '#server/demo/player.ts';
import { cloneChainCity, chairsOf, type ChainCity } from '../support/chain-city.ts';
import { crawl, everyId, saidWhere } from '../support/crawl.ts';
import type { Person } from '../support/robot.ts';

/** What could leak is planted first; then everything the API says to somebody is read through. */
const planted = {
  bankAccount: '6222998877665544',
  objector: '卓示举',
  phone: '0592-7654321',
  address: '厦门市示例巷九十九号',
  reason: '只有评审专家写得出的扣分理由',
  advice: '只给评审组看的意见建议',
  fileName: '只有本室的内部图纸',
  firstSheet: '只写在最先交的那份评分表里',
};

let city: ChainCity;
const experts = new Map<string, string>();
beforeAll(async () => {
  city = await cloneChainCity();
  const { sql } = city;
  await sql('update objection set name = $1, phone = $2, address = $3', [planted.objector, planted.phone, planted.address]);
  await sql('update subsidy set account_no = $1 where account_no is not null', [planted.bankAccount]);
  await sql("update sheet set advice = $1, reasons = jsonb_build_object('C4.3', $2::text) where points is not null", [planted.advice, planted.reason]);
  await sql('update stored_file set name = $1', [`${planted.fileName}.txt`]);
  // Names nobody else in the city has, so that finding one says where it came from.
  for (const [n, { person }] of city.experts.entries()) experts.set(person, `专示家${'甲乙丙丁戊己庚辛壬癸子丑'[n]}`);
  for (const [person, name] of experts) await sql('update person set name = $2 where id = $1', [person, name]);
});
afterAll(() => city?.close());

const everyExpert = () => [...experts.values()];
const crawled = async (chair: Chair, searches: readonly string[] = []) => crawl(await city.as(chair), [...searches, '工作室']);
const applicants = ['lead', 'secretary', 'unit', 'grassroots', 'supervisor'] as const;

describe.each(applicants)('the applicants’ side: %s', (office) => {
  it('is never told who objected, how to reach them, or who the experts are', async () => {
    for (const goal of ['objected', 'scoring'] as const) {
      const told = await crawled(chairsOf(city, city.story(goal))[office]!, [planted.objector, planted.phone, '专示家', '异议']);
      expect(saidWhere(told, [planted.objector, planted.phone, planted.address, ...everyExpert(), planted.advice, planted.reason])).toEqual([]);
    }
  });
});

describe('what another union sees', () => {
  const secretsOf = async () => {
    const { studio, name, unit, declaration = '' } = city.story('checking');
    const [lead] = await city.sql('select p.name from person p join studio s on s.lead_id = p.id where s.id = $1', [studio]);
    return { studio, declaration, name, unit, words: [name, String(lead?.['name']), unit.unit, planted.bankAccount, studio, declaration] };
  };

  it.each(['lead', 'unit', 'grassroots', 'supervisor', 'expert', 'sysadmin'] as const)('%s: nothing of it, on any channel', async (office) => {
    const { name, words } = await secretsOf();
    // The public list of a notice is public: the studio that is followed here was on one, whose names everybody could read.
    const told = [...(await crawled(chairsOf(city, city.story('posted'))[office]!, [name, name.slice(0, 3), '厦劳创']))].filter(
      ([, text]) => !text.includes('名单公示'),
    );
    // Whoever keeps the accounts finds people, as on their page, and nothing else.
    const searches = told.filter(([path]) => path.startsWith('/api/search'));
    if (office === 'sysadmin') for (const [, text] of searches) expect(text).not.toMatch(/"kind":"(?!person")/);
    const unionsAndPeople = office === 'sysadmin' ? ['/api/unions', '/api/people', '/api/choices/unions', '/api/search'] : [];
    expect(saidWhere(new Map(told.filter(([path]) => !unionsAndPeople.some((open) => path.startsWith(open)))), words)).toEqual([]);
  });

  it('answers 404 to its ids and nothing to filters by them', async () => {
    const { studio, declaration, unit } = await secretsOf();
    const [file] = await city.sql('select file_id from file_use where matter_id = $1', [declaration]);
    const fact = (await city.sql('select id from fact where studio_id = $1', [studio]))[0]?.['id'];
    for (const office of ['lead', 'grassroots', 'supervisor'] as const) {
      const person = await city.as(chairsOf(city, city.story('posted'))[office]!);
      const paths = [
        `/api/matters/${declaration}`,
        `/api/studios/${studio}`,
        `/api/studios/${studio}/facts/member`,
        `/api/files/${String(file?.['file_id'])}`,
        `/api/choices/team?studio=${studio}`,
      ];
      for (const path of paths) expect((await person.send('GET', path)).status, `${office} ${path}`).toBe(404);
      const tries = [`/api/declarations/${declaration}/sendBack`, `/api/declarations/${declaration}/fill`, `/api/studios/${studio}/plans/${String(fact)}/void`];
      for (const path of tries) expect((await person.send('POST', path, { version: 1, input: {} })).status, `${office} ${path}`).toBe(404);
      expect((await person.send('POST', `/api/studios/${studio}/members`, { input: {} })).status).toBe(404);
      for (const filter of [`/api/matters?studio=${studio}`, `/api/matters?union=${unit.union.id}`, `/api/studios?union=${unit.union.id}`])
        expect(await everyId(person, filter)).toEqual([]);
    }
  });

  it('does not see the neighbour in the same unit either, when it is a studio', async () => {
    const [first, second] = city.stories as [(typeof city.stories)[number], (typeof city.stories)[number]];
    expect(second.unit.id).toBe(first.unit.id);
    expect(saidWhere(await crawled(second.lead, [first.name]), [planted.bankAccount, first.studio, planted.advice])).toEqual([]);
  });
});

describe('bank accounts', () => {
  it('are written out for whoever pays, checks or filled them in, and end in four digits for the rest', async () => {
    const story = city.story('checking');
    const id = await city.matterOf(story, 'grant');
    const chairs = chairsOf(city, story);
    for (const office of ['department', 'finance', 'grassroots', 'auditor'] as const) expect(await textOf(chairs[office]!, id)).toContain(planted.bankAccount);
    for (const office of ['lead', 'secretary', 'unit', 'supervisor', 'leadership'] as const) {
      const text = await textOf(chairs[office]!, id);
      expect(text).not.toContain(planted.bankAccount);
      expect(text).toContain('****5544');
    }
  });
});

const textOf = async (chair: Chair, id: string): Promise<string> => JSON.stringify((await (await city.as(chair)).send('GET', `/api/matters/${id}`)).body);

describe('score sheets', () => {
  const sheetsOf = () =>
    city.house.db
      .selectFrom('sheet')
      .innerJoin('matter', 'matter.id', 'sheet.id')
      .select(['sheet.id', 'expertId', 'matter.state'])
      .where('matter.studio', '=', city.story('scoring').studio)
      .orderBy('sheet.id')
      .execute();
  const expertIn = async (expertId: string): Promise<Person> => city.as(city.experts.find(({ person }) => person === expertId)!);

  it('of others are hidden until one’s own is in, and shown from then on', async () => {
    const sheets = await sheetsOf();
    const [first] = sheets.filter(({ state }) => state === 'in');
    const [second, third] = sheets.filter(({ state }) => state === 'scoring');
    const [early, late] = [await expertIn(first!.expertId), await expertIn(second!.expertId)];
    const [file] = await city.sql('select id from stored_file limit 1');
    await city.sql('insert into file_use (file_id, matter_id) values ($1, $2)', [file?.['id'], first!.id]);
    await city.sql('update sheet set advice = $2 where id = $1', [first!.id, planted.firstSheet]);
    const acceptance = await city.matterOf(city.story('scoring'), 'acceptance');

    const before = await crawl(late, [planted.firstSheet, '评分表']);
    expect(saidWhere(before, [planted.firstSheet, first!.id, third!.id])).toEqual([]);
    expect((await late.send('GET', `/api/matters/${first!.id}`)).status).toBe(404);
    expect((await early.send('GET', `/api/matters/${second!.id}`)).status).toBe(404);

    const own = await late.get<{ version: number; options: { name: string; href: string; input: Parameters<Person['fill']>[0] }[] }>(
      `/api/matters/${second!.id}`,
    );
    const submit = own.options.find(({ name }) => name === 'sheet.submit')!;
    expect((await late.send('POST', submit.href, { version: own.version, input: await late.fill(submit.input) })).status).toBe(200);

    const after = await late.get<{ children: { id: string }[] }>(`/api/matters/${acceptance}`);
    expect(after.children.map(({ id }) => id).sort()).toEqual([first!.id, second!.id].sort());
    expect(JSON.stringify(await late.get(`/api/matters/${first!.id}`))).toContain(planted.firstSheet);
    expect((await early.send('GET', `/api/matters/${second!.id}`)).status).toBe(200);
    expect((await late.send('GET', `/api/matters/${third!.id}`)).status).toBe(404);
  });

  it('leave an expert’s sight, with the whole case, when the expert steps back', async () => {
    const [, , third] = await sheetsOf();
    const expert = await expertIn(third!.expertId);
    const acceptance = await city.matterOf(city.story('scoring'), 'acceptance');
    expect((await expert.send('GET', `/api/matters/${acceptance}`)).status).toBe(200);
    const { version } = await expert.get<{ version: number }>(`/api/matters/${third!.id}`);
    expect((await expert.send('POST', `/api/sheets/${third!.id}/recuse`, { version, input: { reason: '与该单位有业务往来。' } })).status).toBe(200);
    for (const path of [`/api/matters/${acceptance}`, `/api/studios/${city.story('scoring').studio}`])
      expect((await expert.send('GET', path)).status).toBe(404);
    expect(await everyId(expert, '/api/todos')).not.toContain(third!.id);
  });
});

describe('who is told that a version is stale', () => {
  it('reads who was faster, but never which expert', async () => {
    const story = city.story('scoring');
    const acceptance = await city.matterOf(story, 'acceptance');
    const { leaderId } = await city.house.db.selectFrom('acceptance').select('leaderId').where('id', '=', acceptance).executeTakeFirstOrThrow();
    const leader = city.experts.find(({ person }) => person === leaderId)!;
    await city.play.step(leader, 'acceptance', acceptance, 'record', {
      visitedOn: city.play.today(),
      heardReport: true,
      checkedMaterials: true,
      sawSite: true,
    });
    const lead = await city.as(story.lead);
    const { status, body } = await lead.send('POST', `/api/acceptances/${acceptance}/withdraw`, { version: 1, input: { reason: '单位搬迁，今年不再申报。' } });
    expect(status).toBe(409);
    expect(JSON.stringify(body)).toContain('评审专家');
    expect(everyExpert().filter((name) => JSON.stringify(body).includes(name))).toEqual([]);
    const clerk = await city.as(city.department[1]!);
    expect(JSON.stringify((await clerk.send('POST', `/api/acceptances/${acceptance}/clear`, { version: 1, input: {} })).body)).toContain(
      experts.get(leader.person),
    );
  });
});

describe('the result', () => {
  it('is for the city until it is confirmed, and for the applicants from then on, still without names', async () => {
    const story = city.story('reviewed');
    const acceptance = await city.matterOf(story, 'acceptance');
    expect(JSON.parse(await textOf(story.lead, acceptance))).not.toHaveProperty('result');
    expect(JSON.parse(await textOf(city.department[0]!, acceptance))).toHaveProperty('result.qualified', true);
    await city.play.step(city.department[0]!, 'acceptance', acceptance, 'confirm', { opinion: '同意验收结论。' });
    const text = await textOf(story.lead, acceptance);
    expect(JSON.parse(text)).toHaveProperty('result.qualified', true);
    expect(everyExpert().filter((name) => text.includes(name))).toEqual([]);
  });
});
