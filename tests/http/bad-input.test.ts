import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#core/shared/days.ts';
import type { Chair } from '#server/demo/player.ts';
import { sweepAnswers } from '#server/kernel/kept-answers.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { knock, reasonsOf, type Answer } from '../support/raw.ts';

let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const sessions = new Map<string, string>();
async function sessionOf(chair: Chair): Promise<string> {
  const known = sessions.get(chair.officeId) ?? (await city.as(chair)).session;
  sessions.set(chair.officeId, known);
  return known;
}
async function post(chair: Chair, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return knock(city.url, 'POST', path, {
    session: await sessionOf(chair),
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
async function get(chair: Chair, path: string): Promise<Answer> {
  return knock(city.url, 'GET', path, { session: await sessionOf(chair) });
}
async function upload(chair: Chair, name = '扫描件.txt'): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob(['一页纸\n'], { type: 'text/plain' }), name);
  const { text } = await knock(city.url, 'POST', '/api/files', { session: await sessionOf(chair), body: form });
  return String((JSON.parse(text) as { id: string }).id);
}
const versionOf = async (id: string): Promise<number> =>
  (await city.house.db.selectFrom('matter').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version;

/** One operation of each family, with an input that is right: each test says only what is wrong with it. */
type Family = Readonly<{ chair: Chair; path: string; version?: number; input: Record<string, unknown>; text: string; longest: number; optional?: string }>;
const families: Readonly<Record<string, () => Promise<Family>>> = {
  'a step with a form': async () => {
    const id = city.story('draft').declaration ?? '';
    const input = { statement: '工作室围绕本单位生产难题开展攻关。', goals: '每年完成攻关一至两项，三年内培养骨干。', ipStatement: '职务发明，归单位所有' };
    return { chair: city.story('draft').secretary, path: `/api/declarations/${id}/fill`, version: await versionOf(id), input, text: 'statement', longest: 800 };
  },
  'a step whose form depends on the day': async () => {
    const id = city.story('union-check').declaration ?? '';
    return {
      chair: city.story('union-check').unit.grassroots,
      path: `/api/declarations/${id}/post`,
      version: await versionOf(id),
      input: { until: addDays(today, 9), place: '厂务公开栏' },
      text: 'place',
      longest: 100,
    };
  },
  'a studio to be founded': async () => {
    const input = {
      lead: '丙示例',
      name: '丙示例劳模创新工作室',
      field: '技术',
      title: '技师',
      education: '大学本科',
      birth: '1968-06',
      department: '总装车间',
      establishedOn: '2013-10-01',
      profile: '长期从事装备制造。',
    };
    return { chair: city.story('ledger').unit.grassroots, path: '/api/studios', input, text: 'name', longest: 60 };
  },
  'a matter to be opened on a studio': async () => {
    const { lead, studio } = city.story('ledger');
    const input = {
      title: '厦门市劳动模范',
      kind: '劳模',
      level: 'city',
      year: 2010,
      issuer: '厦门市人民政府',
      number: '第1号',
      certificate: await upload(lead),
    };
    return { chair: lead, path: `/api/studios/${studio}/honours`, input, text: 'title', longest: 60 };
  },
  'an entry of the ledger': async () => {
    const { secretary, studio } = city.story('ledger');
    return {
      chair: secretary,
      path: `/api/studios/${studio}/equipment`,
      input: { name: '电焊机', quantity: 1, valueFen: 500_000, ownership: '单位', since: '2013-10-01' },
      text: 'name',
      longest: 60,
      optional: 'model',
    };
  },
  'an entry to be voided': async () => {
    const { secretary, studio } = city.story('ledger');
    const { id } = await city.house.db.selectFrom('fact').select('id').where('studioId', '=', studio).where('kind', '=', 'plan').executeTakeFirstOrThrow();
    return { chair: secretary, path: `/api/studios/${studio}/plans/${id}/void`, input: { reason: '重复登记' }, text: 'reason', longest: 200 };
  },
  'a person to be added': async () => ({ chair: city.admins[0]!, path: '/api/people', input: { name: '丁示例' }, text: 'name', longest: 40, optional: 'post' }),
};
const bodyOf = ({ version }: Family, input: Record<string, unknown>) => ({ ...(version === undefined ? {} : { version }), input });

describe.each(Object.keys(families))('%s', (name) => {
  let family: Family;
  beforeAll(async () => {
    family = await families[name]!();
  });
  const send = (changed: Record<string, unknown>) => post(family.chair, family.path, bodyOf(family, { ...family.input, ...changed }));

  it('refuses a field it does not know, inside and outside, by name', async () => {
    const inside = await send({ office: 'department' });
    expect([inside.status, reasonsOf(inside)[0]?.code, inside.text.includes('office')]).toEqual([400, 'unknown-field', true]);
    expect((await post(family.chair, family.path, { ...bodyOf(family, family.input), standard: 'xm-2019' })).status).toBe(400);
  });

  it('refuses another type as malformed', async () => {
    for (const value of [7, true, [], {}, ['x']]) {
      const answer = await send({ [family.text]: value });
      expect([answer.status, reasonsOf(answer)[0]?.field?.split('.')[0]], JSON.stringify(value)).toEqual([400, family.text]);
    }
    for (const input of [7, 'text', [family.input]]) expect((await post(family.chair, family.path, { ...bodyOf(family, {}), input })).status).toBe(400);
  });

  it('says which field is missing, empty or too long', async () => {
    for (const value of [undefined, null, '', '   ', '长'.repeat(family.longest + 1)]) {
      const answer = await send({ [family.text]: value });
      expect([answer.status, reasonsOf(answer).map(({ field }) => field)], String(value).slice(0, 9)).toEqual([422, [family.text]]);
    }
    const nothing = await post(family.chair, family.path, bodyOf(family, {}));
    expect(nothing.status).toBe(422);
    expect(reasonsOf(nothing).map(({ field }) => field)).toContain(family.text);
  });

  it('refuses control characters', async () => {
    for (const control of ['\u0000', '\u0007', '\u001b[31m', '\u007f'])
      expect((await send({ [family.text]: `看不见的${control}字符在这里头` })).status).toBe(422);
  });

  it('wants a version where it changes a matter, and only a whole one', async () => {
    const versions = family.version === undefined ? ['1', 1.5, 0, null] : [undefined, '1', 1.5, 0, -1, null];
    for (const version of versions)
      expect([400, 422], String(version)).toContain((await post(family.chair, family.path, { version, input: family.input })).status);
  });

  it('is fine as it is, and says so', async () => {
    expect([200, 201]).toContain((await post(family.chair, family.path, bodyOf(family, family.input))).status);
  });
});

describe('values nobody may bring', () => {
  it('a choice that is not offered', async () => {
    const story = city.story('arranging');
    const acceptance = await city.matterOf(story, 'acceptance');
    const visit = { visitOn: today, place: '工作室所在地' };
    const [a, b] = [city.experts[0]!.person, city.experts[1]!.person];
    for (const third of ['no-such-expert', story.lead.person, city.department[0]!.person]) {
      const answer = await post(city.department[0]!, `/api/acceptances/${acceptance}/appoint`, {
        version: await versionOf(acceptance),
        input: { experts: [a, b, third], ...visit },
      });
      expect([answer.status, reasonsOf(answer)[0]?.code]).toEqual([422, 'not-a-choice']);
    }
    const { studio, lead } = city.story('ledger');
    const project = {
      name: '降低返修率',
      kind: '技术攻关',
      source: '自选',
      problem: '返修率偏高。',
      goal: '降到1%以下。',
      leader: city.story('paid').lead.person,
      startOn: today,
      endOn: today,
    };
    expect(reasonsOf(await post(lead, `/api/studios/${studio}/projects`, { input: project }))[0]).toMatchObject({ code: 'not-a-choice', field: 'leader' });
  });

  it('a file that is not one’s own, or is none', async () => {
    const { studio, lead, secretary } = city.story('ledger');
    const honour = (certificate: string) => ({
      input: { title: '厦门市劳动模范', kind: '劳模', level: 'city', year: 2010, issuer: '厦门市人民政府', number: '第1号', certificate },
    });
    for (const file of [await upload(secretary), await upload(city.department[0]!), 'no-such-file', '../../etc/passwd']) {
      const answer = await post(lead, `/api/studios/${studio}/honours`, honour(file));
      expect([answer.status, reasonsOf(answer)[0]]).toMatchObject([422, { code: 'no-such-file', field: 'certificate' }]);
    }
  });

  it('dates that are none, or lie where they cannot', async () => {
    const { chair, path, input } = await families['an entry of the ledger']!();
    for (const since of ['2013-02-30', '2013-13-01', '20131001', '2013-10-01T00:00:00Z', '1979-12-31', '2013-11-19', '+012013-10-01'])
      expect((await post(chair, path, { input: { ...input, since } })).status, since).toBe(422);
  });

  it('numbers that are none, or too many', async () => {
    const { chair, path, input } = await families['an entry of the ledger']!();
    for (const quantity of [0, -1, 1.5, 10_001, 1e21])
      expect([400, 422], `${quantity}`).toContain((await post(chair, path, { input: { ...input, quantity } })).status);
    expect((await post(chair, path, { input: { ...input, valueFen: 100_000_000_001 } })).status).toBe(422);
    expect((await post(chair, path, { input: { ...input, quantity: '1' } })).status).toBe(400);
  });

  it('anything at all where nothing is asked', async () => {
    const id = await city.matterOf(city.story('named'), 'title');
    const draft = await city.house.db
      .selectFrom('matter')
      .select(['id', 'version'])
      .where('kind', '=', 'designation')
      .where('state', '=', 'draft')
      .executeTakeFirstOrThrow();
    for (const input of [{ x: 1 }, 5, 'x', ['x'], true])
      expect((await post(city.department[0]!, `/api/designations/${draft.id}/submit`, { version: draft.version, input })).status).toBe(400);
    expect((await post(city.department[0]!, `/api/titles/${id}/nope`, { version: 1 })).status).toBe(404);
    expect((await post(city.department[0]!, `/api/grants/${id}/check`, { version: 1 })).status).toBe(404);
  });
});

describe('a version that is no longer', () => {
  it('is refused with who was faster, and when', async () => {
    const story = city.story('returned');
    const id = story.declaration ?? '';
    const seen = await versionOf(id);
    const statement = { statement: '工作室围绕本单位生产难题开展攻关。', goals: '每年完成攻关一至两项，三年内培养骨干。', ipStatement: '职务发明，归单位所有' };
    expect((await post(story.secretary, `/api/declarations/${id}/fill`, { version: seen, input: statement })).status).toBe(200);
    const late = await post(story.lead, `/api/declarations/${id}/fill`, { version: seen, input: statement });
    const { name } = await city.house.db.selectFrom('person').select('name').where('id', '=', story.secretary.person).executeTakeFirstOrThrow();
    expect(late.status).toBe(409);
    expect(reasonsOf(late)).toEqual([
      { code: 'stale', field: 'version', message: expect.stringMatching(new RegExp(`第${seen}版.*${name}.*2013-11-18 \\d\\d:\\d\\d`)) },
    ]);
    expect((await post(story.lead, `/api/declarations/${id}/fill`, { version: seen + 7, input: statement })).status).toBe(409);
  });
});

describe('an Idempotency-Key', () => {
  const plan = (content: string) => ({ input: { year: 2014, content, on: today } });
  const entries = async (content: string) => (await city.sql('select 1 from fact_plan where content = $1', [content])).length;
  const path = () => `/api/studios/${city.story('ledger', 1).studio}/plans`;
  const chair = () => city.story('ledger', 1).secretary;

  it('sent twice has one effect and one answer', async () => {
    const body = plan('重复提交只记一次的计划。');
    const [first, second] = [
      await post(chair(), path(), body, { 'idempotency-key': 'twice' }),
      await post(chair(), path(), body, { 'idempotency-key': 'twice' }),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect(await entries('重复提交只记一次的计划。')).toBe(1);
  });

  it('sent for something else is refused', async () => {
    const answer = await post(chair(), path(), plan('换了内容的另一份计划。'), { 'idempotency-key': 'twice' });
    expect([answer.status, reasonsOf(answer)[0]?.code]).toEqual([422, 'key-reused']);
    const elsewhere = await post(chair(), path().replace('plans', 'regulations'), plan('重复提交只记一次的计划。'), { 'idempotency-key': 'twice' });
    expect([elsewhere.status, reasonsOf(elsewhere)[0]?.code]).toEqual([422, 'key-reused']);
  });

  it('sent many times at once has one effect; the others get the same answer or are asked to wait', async () => {
    const body = plan('同时按了许多次的计划。');
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(chair(), path(), body, { 'idempotency-key': 'at-once' })));
    const done = answers.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ status }) => status !== 201).every(({ status }) => status === 409)).toBe(true);
    expect(await entries('同时按了许多次的计划。')).toBe(1);
  });

  it('is one person’s own', async () => {
    const body = plan('两个人用了同一个编号。');
    await post(chair(), path(), body, { 'idempotency-key': 'shared' });
    expect((await post(city.story('ledger', 1).lead, path(), body, { 'idempotency-key': 'shared' })).status).toBe(201);
    expect(await entries('两个人用了同一个编号。')).toBe(2);
  });

  it('of a refusal is free again', async () => {
    expect((await post(chair(), path(), plan(''), { 'idempotency-key': 'refused-first' })).status).toBe(422);
    expect((await post(chair(), path(), plan('第二次填对了的计划。'), { 'idempotency-key': 'refused-first' })).status).toBe(201);
  });

  it('is remembered for a day, and then neither known nor kept', async () => {
    const body = plan('隔了一天再次提交的计划。');
    await post(chair(), path(), body, { 'idempotency-key': 'a-day-ago' });
    await city.sql("update idempotency set at = at - interval '24 hours' where key = 'a-day-ago'");
    expect((await post(chair(), path(), plan('隔了一天换了内容的计划。'), { 'idempotency-key': 'a-day-ago' })).status).toBe(201);
    expect(await city.sql("select 1 from idempotency where key = 'a-day-ago' and at > now() - interval '1 hour'")).toHaveLength(1);
    await city.sql("update idempotency set at = at - interval '24 hours' where key = 'a-day-ago'");
    await city.house.db.transaction().execute((tx) => sweepAnswers(tx, new Date()));
    expect(await city.sql("select 1 from idempotency where key = 'a-day-ago'")).toEqual([]);
    expect((await city.sql('select 1 from idempotency')).length).toBeGreaterThan(0);
  });

  it('has at most two hundred characters', async () => {
    expect((await post(chair(), path(), plan('编号太长的计划。'), { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400);
  });
});

describe('characters hardly anybody has', () => {
  const rare = '㛃𠅤𬭎';

  it('survive in studios, persons, ledgers, files and searches', async () => {
    const { grassroots } = city.story('ledger').unit;
    const founding = {
      lead: `王${rare}`,
      name: `王${rare}劳模创新工作室`,
      field: '技术',
      title: '技师',
      education: '大学本科',
      birth: '1968-06',
      department: `${rare}班`,
      establishedOn: '2013-10-01',
      profile: `${rare}长期从事装备制造。`,
    };
    const founded = await post(grassroots, '/api/studios', { input: founding });
    expect(founded.status).toBe(201);
    const { id } = JSON.parse(founded.text) as { id: string };
    const studio = JSON.parse((await get(grassroots, `/api/studios/${id}`)).text) as { name: string; lead: string };
    expect([studio.name, studio.lead]).toEqual([`王${rare}劳模创新工作室`, `王${rare}`]);

    for (const q of [rare, '㛃', '𠅤', '𬭎', `𠅤𬭎劳`]) {
      const { items } = JSON.parse((await get(grassroots, `/api/search?q=${encodeURIComponent(q)}`)).text) as { items: { kind: string; id: string }[] };
      expect(
        items.filter(({ kind }) => kind !== 'person').map((one) => one.id),
        q,
      ).toEqual([id]);
    }
    const { items: people } = JSON.parse((await get(city.admins[0]!, `/api/people?q=${encodeURIComponent('𬭎')}`)).text) as { items: { name: string }[] };
    expect(people.map(({ name }) => name)).toEqual([`王${rare}`]);

    const { secretary, studio: other } = city.story('ledger');
    const file = await upload(secretary, `${rare}的证书.txt`);
    expect(
      (
        await post(secretary, `/api/studios/${other}/regulations`, {
          input: { kind: '学习', title: `${rare}学习办法`, edition: '2013年版', effectiveOn: today, file },
        })
      ).status,
    ).toBe(201);
    const facts = (await get(secretary, `/api/studios/${other}/facts/regulation`)).text;
    expect(facts).toContain(`${rare}学习办法`);
    const { headers } = await get(secretary, `/api/files/${file}`);
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain(`${rare}的证书.txt`);
  });

  it('count as people count them: forty of them are a name', async () => {
    expect((await post(city.admins[0]!, '/api/people', { input: { name: '𬭎'.repeat(20) } })).status).toBe(200);
  });

  it('with tags and formulas stay text', async () => {
    const { secretary, studio } = city.story('ledger');
    const hostile = '<img src=x onerror=a()>=HYPERLINK("x")\'; drop table x; --';
    expect((await post(secretary, `/api/studios/${studio}/signs`, { input: { content: hostile, since: today } })).status).toBe(201);
    const told = await get(secretary, `/api/studios/${studio}/facts/sign`);
    expect(told.type).toMatch(/^application\/json/);
    expect((JSON.parse(told.text) as { items: { title: string }[] }).items[0]?.title).toBe(hostile);
  });
});
