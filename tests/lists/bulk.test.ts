import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkPreview, Problem } from '#contract/shapes.ts';
import { claimHonour } from '#server/demo/studio-story.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';

/** 批量办理：先看有几件、哪几件、什么障碍；有一件不行，一件也不办。 */
let city: ChainCity;
let clerk: Person;
let ids: string[];
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
  for (const goal of ['paid', 'named', 'account', 'scoring', 'passed'] as const) await claimHonour(city.play, city.story(goal));
  ids = (await city.sql("select id from matter where kind = 'honour' and state = 'pending' order by id")).map(({ id }) => String(id));
});
afterAll(() => city?.close());
const preview = (person: Person, asked: readonly string[]) => person.get<BulkPreview>(`/api/bulk?ids=${asked.join(',')}`);
const take = (person: Person, body: object, key?: string) => person.send('POST', '/api/bulk', body, key === undefined ? {} : { 'Idempotency-Key': key });
const reasons = ({ body }: { body: Record<string, unknown> }) => (body['reasons'] as Problem['reasons']).map(({ code, field }) => [code, field]);
const states = async (asked: readonly string[]) =>
  (await city.sql('select state from matter where id = any($1) order by id', [asked])).map(({ state }) => state);
const itemsOf = ({ steps }: BulkPreview, name: string) => steps.find((step) => step.name === name)!.can.map(({ id, version }) => ({ id, version }));
const other = () => city.matterOf(city.story('formal-check'), 'declaration');

describe('before a bulk act', () => {
  it('every matter is named with what can be done and what is in the way', async () => {
    expect(ids.length).toBeGreaterThanOrEqual(5);
    const declaration = await other();
    const { steps, missing } = await preview(clerk, [...ids.slice(0, 2), declaration, 'nobody']);
    expect(missing).toEqual(['nobody']);
    const confirm = steps.find(({ name }) => name === 'honour.confirm')!;
    expect(confirm.can.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(confirm.cannot).toMatchObject([{ id: declaration, why: ['现在不办这一步'] }]);
    for (const { can, cannot } of steps) expect(can.length + cannot.length).toBe(3);
  });

  it('nobody learns of a matter that is not his, and nothing is offered that is not his', async () => {
    const lead = await city.as(city.story('posted').lead);
    expect(await preview(lead, ids.slice(0, 3))).toEqual({ steps: [], missing: ids.slice(0, 3) });
    const answer = await take(lead, { name: 'honour.confirm', items: ids.slice(0, 1).map((id) => ({ id, version: 1 })) });
    expect([answer.status, reasons(answer)]).toEqual([409, [['not-found', 'items.0']]]);
    expect(await states(ids.slice(0, 1))).toEqual(['pending']);
  });

  it('takes no more than fifty, none twice, and no nonsense', async () => {
    const many = Array.from({ length: 51 }, (_, n) => `m${n}`);
    expect((await clerk.send('GET', `/api/bulk?ids=${many.join(',')}`)).status).toBe(422);
    expect((await clerk.send('GET', `/api/bulk?ids=${ids[0]},${ids[0]}`)).status).toBe(422);
    for (const [body, status] of [
      [{ name: 'honour.confirm', items: [] }, 422],
      [{ name: 'honour.confirm', items: [{ id: ids[0], version: '1' }] }, 400],
      [{ name: 'honour.confirm' }, 422],
      [{ name: 'nonsense', items: [{ id: ids[0], version: 1 }] }, 409],
      [{ name: 'honour.constructor', items: [{ id: ids[0], version: 1 }] }, 409],
    ] as const)
      expect((await take(clerk, body)).status, JSON.stringify(body)).toBe(status);
    expect(await states(ids.slice(0, 1))).toEqual(['pending']);
  });
});

describe('a bulk act', () => {
  it('of which one may not be done does none, and says which and why', async () => {
    const declaration = await other();
    const items = [...itemsOf(await preview(clerk, ids.slice(0, 2)), 'honour.confirm'), { id: declaration, version: 1 }];
    const answer = await take(clerk, { name: 'honour.confirm', items });
    expect([answer.status, reasons(answer)]).toEqual([409, [['in-the-way', 'items.2']]]);
    expect(await states(ids.slice(0, 2))).toEqual(['pending', 'pending']);
  });

  it('that somebody else overtook does none either', async () => {
    const items = itemsOf(await preview(clerk, ids.slice(0, 2)), 'honour.confirm');
    const answer = await take(clerk, { name: 'honour.confirm', items: [items[0], { ...items[1]!, version: items[1]!.version + 1 }] });
    expect(answer.status).toBe(409);
    expect(await states(ids.slice(0, 2))).toEqual(['pending', 'pending']);
  });

  it('is done once by a double click, leaves one line of audit for each, and follows as if each were done alone', async () => {
    const items = itemsOf(await preview(clerk, ids.slice(0, 3)), 'honour.confirm');
    const body = { name: 'honour.confirm', items };
    const [first, second] = [await take(clerk, body, 'twice'), await take(clerk, body, 'twice')];
    expect([first.status, second.status, first.body, second.body]).toEqual([200, 200, { done: ids.slice(0, 3) }, { done: ids.slice(0, 3) }]);
    expect(await states(ids.slice(0, 3))).toEqual(['confirmed', 'confirmed', 'confirmed']);
    const lines = await city.sql("select which from audit where what = 'honour.confirm' and outcome = 'done' and which = any($1) order by which", [
      ids.slice(0, 3),
    ]);
    expect(lines.map(({ which }) => which)).toEqual(ids.slice(0, 3));
    const events = await city.sql("select matter_id from matter_event where transition = 'confirm' and matter_id = any($1)", [ids.slice(0, 3)]);
    expect(events).toHaveLength(3);
    expect((await take(clerk, body)).status).toBe(409);
  });
});
