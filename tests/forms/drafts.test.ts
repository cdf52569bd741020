import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft, DraftRow, Matter, Me } from '#contract/shapes.ts';
import { draftLimits } from '#core/drafts/draft.ts';
import { inCityTime } from '#core/shared/days.ts';
import { sweepDrafts } from '#server/store/drafts.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { crawl, saidWhere } from '../support/crawl.ts';
import { knock } from '../support/raw.ts';
import type { Person } from '../support/robot.ts';

/** 没写完的，隔着 HTTP：什么都存，谁都看不到，办完就没有了。 */
let city: ChainCity;
let [lead, secretary, clerk]: Person[] = [];
let [declaration, place] = ['', ''];
const planted = '只写给自己看的半句话';
beforeAll(async () => {
  city = await cloneChainCity();
  const story = city.story('returned');
  [lead, secretary, clerk] = await Promise.all([city.as(story.lead), city.as(story.secretary), city.as(city.department[0]!)]);
  declaration = await city.matterOf(story, 'declaration');
  place = `/api/declarations/${declaration}/fill`;
});
afterAll(() => city?.close());

const at = (where: string, more = '') => `/api/drafts/one?at=${encodeURIComponent(where)}${more}`;
const keep = (person: Person, values: unknown, revision: number, where = place) => person.send('PUT', at(where), { values, revision, version: 1 });
const read = async (person: Person, where = place) => (await person.get<{ draft: Draft | null }>(at(where))).draft;

describe('a draft', () => {
  it('takes whatever was typed, wrong, half and strange, and gives the very same back on another device', async () => {
    const odd = { statement: '短', goals: 12, ipStatement: null, '\u0000': '零\u0000字节', half: '\ud83d', face: '😀𠮷', deep: [[{ a: [true] }]] };
    expect(await keep(lead!, odd, 0)).toMatchObject({ status: 200, body: { revision: 1 } });
    const elsewhere = await city.as(city.story('returned').lead);
    expect(await read(elsewhere)).toMatchObject({ values: odd, revision: 1, version: 1 });
  });

  it('stops two devices from overwriting each other, and takes a repeat for what it is', async () => {
    const seen = (await read(lead!))!.revision;
    expect((await keep(lead!, { statement: '甲处写的' }, seen)).status).toBe(200);
    // The answer was lost on its way: the same once more is no conflict.
    expect(await keep(lead!, { statement: '甲处写的' }, seen)).toMatchObject({ status: 200, body: { revision: seen + 2 } });
    const other = await keep(lead!, { statement: '乙处写的' }, seen);
    expect(other).toMatchObject({ status: 409, body: { reasons: [{ code: 'draft-elsewhere' }] } });
    expect((await read(lead!))?.values).toEqual({ statement: '甲处写的' });
    expect((await lead!.send('DELETE', at(place, `&revision=${seen}`))).status).toBe(409);
  });

  it('keeps the first of two that are written at the same moment, and tells the other', async () => {
    const where = `/api/declarations/${declaration}/submit`;
    const answers = await Promise.all(['甲', '乙', '丙'].map((statement) => keep(lead!, { statement }, 0, where)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    await lead!.send('DELETE', at(where));
  });

  it('is refused clearly when it is too large, belongs to no option, or is no draft at all', async () => {
    const large = await keep(lead!, { statement: '字'.repeat(draftLimits.bytes / 3 + 1) }, 0);
    expect(large).toMatchObject({ status: 413, body: { reasons: [{ code: 'draft-too-large', field: 'values' }] } });
    expect((await keep(lead!, {}, 0, '/api/nothing/of/the/kind')).status).toBe(404);
    for (const where of ['', 'fill', '/api/../etc', '/public/notices', `/api/${'x'.repeat(400)}`])
      expect([where, (await keep(lead!, {}, 0, where)).status]).toEqual([where, 422]);
    for (const body of [null, [], { values: 'text', revision: 0 }, { values: {} }, { values: {}, revision: -1 }, { values: {}, revision: 0, person: 'p' }])
      expect([body, [400, 422].includes((await lead!.send('PUT', at(place), body)).status)]).toEqual([body, true]);
    expect((await knock(city.url, 'GET', at(place))).status).toBe(401);
  });

  it('has room for a hundred of one person, and says so', async () => {
    const me = (await secretary!.get<Me>('/api/session')).person.id;
    const now = inCityTime(new Date());
    await city.sql(
      `insert into draft (person_id, place, typed, revision, saved_at) select $1, '/api/studios/s' || n || '/plans', '{}', 1, $2 from generate_series(1, ${draftLimits.perPerson}) n`,
      [me, now],
    );
    expect(await keep(secretary!, { a: 1 }, 0)).toMatchObject({ status: 422, body: { reasons: [{ code: 'too-many-drafts' }] } });
    expect((await keep(secretary!, { a: 1 }, 1, '/api/studios/s1/plans')).status).toBe(200);
    await city.sql('delete from draft where person_id = $1', [me]);
  });
});

describe('nobody else', () => {
  it('sees it: no colleague, no union, no department, no audit, no search, no token', async () => {
    await keep(lead!, { statement: planted }, (await read(lead!))!.revision);
    expect((await read(lead!))?.values).toEqual({ statement: planted });
    const supervisor = await city.as(city.story('returned').unit.union.supervisor);
    const [auditor, admin] = await Promise.all([city.as(city.auditor), city.as(city.admins[2]!)]);
    for (const person of [secretary!, clerk!, supervisor, auditor, admin]) {
      expect(await read(person)).toBeNull();
      expect((await person.get<{ items: DraftRow[] }>('/api/drafts')).items).toEqual([]);
      expect((await person.send('DELETE', at(place))).status).toBe(204);
    }
    expect(saidWhere(await crawl(secretary!, [planted]), [planted]).filter((path) => !path.includes('?q='))).toEqual([]);
    const [audited] = await city.sql("select count(*)::int as n from audit where detail::text like '%' || $1 || '%' or what like '%draft%'", [planted]);
    expect(audited).toEqual({ n: 0 });
    const { body } = await lead!.send('POST', '/api/tokens', { name: '示例', scopes: ['read', 'act', 'export'], days: 30 });
    const token = { bearer: String(body['token']) };
    expect([body['token'] === undefined, (await fetch(`${city.url}${at(place)}`, { headers: { authorization: `Bearer ${token.bearer}` } })).status]).toEqual([
      false,
      403,
    ]);
    expect((await read(lead!))?.values).toEqual({ statement: planted });
  });
});

describe('what I have not finished', () => {
  it('is listed with what it is about, the same number of statements for one and for many', async () => {
    const { items } = await lead!.get<{ items: DraftRow[] }>('/api/drafts');
    expect(items).toMatchObject([{ at: place, title: '填写申报表', about: { id: declaration, href: `/api/matters/${declaration}` } }]);
  });

  it('goes with the step it was for, in the same moment, and stays when the step is refused', async () => {
    const { version } = await lead!.get<Matter>(`/api/matters/${declaration}`);
    const refused = await lead!.send('POST', place, { version, input: { statement: '短' } });
    expect([refused.status, (await read(lead!))?.values]).toEqual([422, { statement: planted }]);
    const input = {
      statement: '围绕生产难题开展攻关和带徒，成员分工明确。',
      goals: '每年完成一至两项攻关，三年内培养骨干五名。',
      ipStatement: '职务发明，归单位所有',
    };
    expect((await lead!.send('POST', place, { version, input })).status).toBe(200);
    expect(await read(lead!)).toBeNull();
  });

  it('goes with a step that is taken for many at once, too', async () => {
    const story = city.story('unit-publicity');
    const id = await city.matterOf(story, 'declaration');
    const owner = await city.as(story.lead);
    const where = `/api/declarations/${id}/withdraw`;
    expect((await keep(owner, { reason: '写了一半' }, 0, where)).status).toBe(200);
    const { version } = await owner.get<Matter>(`/api/matters/${id}`);
    const { status, body } = await owner.send('POST', '/api/bulk', {
      name: 'declaration.withdraw',
      input: { reason: '条件尚不成熟，明年再报。' },
      items: [{ id, version }],
    });
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    expect(await read(owner, where)).toBeNull();
  });

  it('is kept for a month of machine time', async () => {
    const me = (await lead!.get<Me>('/api/session')).person.id;
    const now = new Date();
    const daysAgo = (days: number) => inCityTime(new Date(now.getTime() - days * 86_400_000));
    for (const [n, days] of [29, 31].entries())
      await city.sql(`insert into draft (person_id, place, typed, revision, saved_at) values ($1, '/api/studios/s${n}/plans', '{}', 1, $2)`, [
        me,
        daysAgo(days),
      ]);
    await city.house.db.transaction().execute((tx) => sweepDrafts(tx, now));
    expect((await lead!.get<{ items: DraftRow[] }>('/api/drafts')).items.map((row) => row.at)).toEqual(['/api/studios/s0/plans']);
  });
});
