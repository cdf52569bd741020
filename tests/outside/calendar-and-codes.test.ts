import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page, Todo, UnionNode } from '#contract/shapes.ts';
import { connect } from '#server/store/connection.ts';
import { buildApp } from '#server/http/app.ts';
import type { Chair } from '#server/demo/player.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { readIcs } from '../support/ics.ts';
import type { Person } from '../support/robot.ts';

/** Deadlines in one's own calendar, and what other systems call our unions. */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const feedOf = async (person: Person): Promise<string> => String((await person.send('POST', '/api/calendar')).body['href']);
const fetched = async (href: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${city.url}${href}`, { headers });
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
};
const read = async (href: string) => readIcs((await fetched(href)).bytes);

describe('the calendar feed', () => {
  it('has the deadlines of this office’s to-dos: title, day, link, and nothing else', async () => {
    for (const chair of [city.department[0]!, city.story('paying').lead, city.finance[0]!]) {
      const person = await city.as(chair);
      const todos = (await person.get<Page<Todo>>('/api/todos?limit=100')).items.filter(({ dueOn }) => dueOn !== undefined);
      const { events, calendar } = await read(await feedOf(person));
      expect(events.map(({ UID, DTSTART, URL }) => [UID, DTSTART, URL])).toEqual(
        todos.map(({ id, dueOn }) => [`${id}@lingxian`, dueOn?.replaceAll('-', ''), `${city.url}/matters/${id}`]),
      );
      for (const [index, { title }] of todos.entries()) expect(events[index]?.['SUMMARY']).toContain(title);
      expect(calendar['X-WR-CALNAME']).toMatch(/^领衔待办/);
    }
    const { events } = await read(await feedOf(await city.as(city.department[0]!)));
    expect(events.length).toBeGreaterThan(2);
  });

  it('keeps the id of what moves its day, and leaves out what is done', async () => {
    const href = await feedOf(await city.as(city.finance[1]!));
    const grant = await city.matterOf(city.story('paying'), 'grant');
    const uids = async () => (await read(href)).events.map(({ UID }) => UID);
    expect(await uids()).toContain(`${grant}@lingxian`);
    await city.play.step(city.finance[1]!, 'grant', grant, 'pay', { paidOn: '2013-11-18', voucherNo: '银付字第8号' });
    expect(await uids()).not.toContain(`${grant}@lingxian`);
  });

  it('says when nothing is new, and lets no cache between share it', async () => {
    const href = await feedOf(await city.as(city.department[0]!));
    const first = await fetched(href);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('private, max-age=900');
    expect(await fetched(href, { 'if-none-match': first.headers.get('etag') ?? '' })).toMatchObject({ status: 304, bytes: new Uint8Array() });
  });

  it('ends when its address is renewed, when it is ended, when the office ends', async () => {
    const { lead } = city.story('ledger');
    const person = await city.as(lead);
    const old = await feedOf(person);
    const now = await feedOf(person);
    expect([(await fetched(old)).status, (await fetched(now)).status]).toEqual([404, 200]);
    await city.sql("update office_held set to_on = '2013-11-17' where id = $1", [lead.officeId]);
    expect((await fetched(now)).status).toBe(404);
    await city.sql('update office_held set to_on = null where id = $1', [lead.officeId]);
    expect((await fetched(now)).status).toBe(200);
    expect((await person.send('DELETE', '/api/calendar')).status).toBe(204);
    expect((await fetched(now)).status).toBe(404);
    expect((await person.send('DELETE', '/api/calendar')).status).toBe(404);
  });

  it('is at no address that can be guessed, nor kept where it could be read', async () => {
    const href = await feedOf(await city.as(city.department[0]!));
    const secret = href.slice('/api/calendar/'.length, -'.ics'.length);
    for (const path of ['x.ics', `${secret}`, `${'A'.repeat(43)}.ics`, `${secret}.ics.ics`, '.ics', '%00.ics'])
      expect([400, 404], path).toContain((await fetched(`/api/calendar/${path}`)).status);
    for (const table of ['calendar_feed', 'audit', 'idempotency'])
      expect(JSON.stringify(await city.sql(`select t::text from ${table} t`))).not.toContain(secret);
  });

  it('takes as many statements for one to-do as for many', async () => {
    const statements: string[] = [];
    const db = connect(
      city.database.serverUrl,
      () => {},
      2,
      (statement) => statements.push(statement),
    );
    const app = await buildApp({ ...city.house, db }, { webDir: 'dist/none' });
    const cost = async (chair: Chair) => {
      const url = await feedOf(await city.as(chair));
      await app.inject({ url });
      statements.length = 0;
      const { body } = await app.inject({ url });
      return { statements: statements.length, events: readIcs(Buffer.from(body)).events.length };
    };
    const [few, many] = [await cost(city.story('draft').lead), await cost(city.department[0]!)];
    await app.close();
    await db.destroy();
    expect(many.events).toBeGreaterThan(few.events);
    expect(many.statements).toBe(few.statements);
  });
});

describe('outside codes', () => {
  const union = () => city.story('ledger').unit.id;
  const map = async (person: Person, id: string, system: string, code: string) => person.send('POST', `/api/unions/${id}/code`, { input: { system, code } });
  const found = async (code: string) => (await (await city.as(city.admins[0]!)).get<Page<UnionNode>>(`/api/unions?code=${encodeURIComponent(code)}`)).items;

  it('are written by the system administrator and the department, and found alone and with their system', async () => {
    const [admin, clerk] = [await city.as(city.admins[0]!), await city.as(city.department[0]!)];
    expect((await map(admin, union(), 'uscc', '91350100M000100Y43')).status).toBe(200);
    expect((await map(clerk, union(), 'gbt2260', '350203')).status).toBe(200);
    const { body } = await map(clerk, union(), 'oa', '编-7');
    expect(body).toMatchObject({
      id: union(),
      codes: [
        { system: 'gbt2260', code: '350203' },
        { system: 'oa', code: '编-7' },
        { system: 'uscc', code: '91350100M000100Y43' },
      ],
    });
    for (const code of ['91350100M000100Y43', 'uscc:91350100M000100Y43', 'oa:编-7', '编-7'])
      expect(
        (await found(code)).map(({ id }) => id),
        code,
      ).toEqual([union()]);
    for (const code of ['oa:91350100M000100Y43', '91350100M000100Y4', '%', 'oa:']) expect(await found(code), code).toEqual([]);
  });

  it('are changed by writing them again, and removed by writing nothing', async () => {
    const clerk = await city.as(city.department[0]!);
    await map(clerk, union(), 'oa', '编-8');
    expect([(await found('编-7')).length, (await found('编-8')).length]).toEqual([0, 1]);
    await map(clerk, union(), 'oa', '');
    expect(await found('编-8')).toEqual([]);
  });

  it('belong to one union, except the region, in which there are many', async () => {
    const clerk = await city.as(city.department[0]!);
    const other = city.story('named').unit.id;
    expect((await map(clerk, other, 'uscc', '91350100M000100Y43')).status).toBe(409);
    expect((await map(clerk, other, 'gbt2260', '350203')).status).toBe(200);
    expect((await found('gbt2260:350203')).length).toBe(2);
  });

  it.each([
    ['uscc', '91350100M000100Y44'],
    ['uscc', '9135'],
    ['gbt2260', '000000'],
    ['gbt2260', '35020'],
    ['OA', 'x'],
    ['a b', 'x'],
    ['', 'x'],
    ['oa', 'x'.repeat(65)],
  ])('%s %s is refused', async (system, code) => {
    expect((await map(await city.as(city.department[0]!), union(), system, code)).status).toBe(422);
  });

  it('are not written by anybody else', async () => {
    const { lead, unit } = city.story('ledger');
    for (const chair of [lead, unit.grassroots, unit.union.supervisor, city.admins[1]!, city.auditor])
      expect((await map(await city.as(chair), union(), 'oa', 'x')).status).toBe(403);
  });
});
