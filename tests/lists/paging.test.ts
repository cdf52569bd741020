import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimHonour } from '#server/demo/studio-story.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { everyId } from '../support/crawl.ts';
import type { Person } from '../support/robot.ts';

let city: ChainCity;
let clerk: Person;
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
});
afterAll(() => city?.close());

/** Pages through a list; something happens after every page. */
async function pagesOf(path: string, limit: number, meanwhile: () => Promise<unknown>): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  do {
    const { items, next } = await clerk.get<{ items: { id: string }[]; next: string | null }>(
      `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`,
    );
    ids.push(...items.map(({ id }) => id));
    cursor = next === null ? '' : `&cursor=${next}`;
    if (cursor !== '') await meanwhile();
  } while (cursor !== '');
  return ids;
}

const lists = [
  '/api/matters?kind=declaration',
  '/api/matters?sort=openedAt&kind=honour',
  '/api/matters?sort=dueOn&open=true',
  '/api/todos',
  '/api/studios',
  '/api/studios?sort=-createdOn',
  '/api/studios?sort=-lastEntryOn',
  '/api/people',
  '/api/unions',
  '/api/notifications',
  '/api/entries?figure=activities&year=2013',
  '/api/entries?figure=projects&year=2013',
  '/api/year/studios?year=2013',
  '/api/plaques',
  '/api/archive',
];

describe.each(lists)('%s', (path) => {
  it('shows every row once, whatever the size of the page', async () => {
    const all = await everyId(clerk, path, 100);
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all).size).toBe(all.length);
    expect(await everyId(clerk, path, 1 + Math.ceil(all.length / 6))).toEqual(all);
  });
});

describe('a list that changes while somebody turns its pages', () => {
  it.each(['/api/todos', '/api/matters?sort=dueOn&open=true', '/api/matters', '/api/notifications'])('%s: what was there is there once', async (path) => {
    const before = await everyId(clerk, path, 100);
    let left = 4;
    const more = async () => (left-- > 0 ? claimHonour(city.play, city.story('ledger', 1 + (left % 2))) : undefined);
    const paged = await pagesOf(path, Math.ceil(before.length / 5), more);
    expect(new Set(paged).size).toBe(paged.length);
    expect(before.filter((id) => !paged.includes(id))).toEqual([]);
  });

  it('/api/entries: an activity noted meanwhile moves nothing that was there', async () => {
    const path = '/api/entries?figure=activities&year=2013';
    const before = await everyId(clerk, path, 100);
    const { secretary, studio } = city.story('paid');
    const more = () => city.play.fact(secretary, studio, 'activity', { kind: '例会', topic: '又开了一次', on: today });
    const paged = await pagesOf(path, Math.ceil(before.length / 5), more);
    expect(new Set(paged).size).toBe(paged.length);
    expect(before.filter((id) => !paged.includes(id))).toEqual([]);
  });

  it('keeps its order where a hundred rows are due on the same day, or on none', async () => {
    await city.sql("update matter set due_on = '2013-12-01' where kind in ('declaration', 'honour', 'grant')");
    await city.sql("update matter set due_on = null where kind = 'project'");
    const all = await everyId(clerk, '/api/matters?sort=dueOn', 100);
    expect(await everyId(clerk, '/api/matters?sort=dueOn', 13)).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a cursor that is not ours', () => {
  const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forged = ['x', '%00', '{}', cursorOf([1, 2]), cursorOf(['2013-01-01']), cursorOf({ after: '2013-01-01', id: 'x' }), cursorOf(null)];

  const every = [
    '/api/todos?',
    '/api/matters?',
    '/api/studios?',
    '/api/people?',
    '/api/unions?',
    '/api/notifications?',
    '/api/entries?figure=benefit&',
    '/api/year/studios?',
  ];
  it.each(every)('%s refuses it as malformed', async (path) => {
    for (const cursor of forged) expect((await clerk.send('GET', `${path}cursor=${cursor}`)).status, cursor).toBe(400);
    expect((await clerk.send('GET', `${path}cursor=${cursorOf(['\u0000', '\u0000'])}`)).status).toBe(400);
  });

  it('is refused too when it belongs to a list in another order', async () => {
    const byDay = [
      '/api/todos?',
      '/api/entries?figure=activities&',
      '/api/matters?sort=dueOn&',
      '/api/studios?sort=-createdOn&',
      '/api/studios?sort=-lastEntryOn&',
      `/api/studios/${city.story('paid').studio}/facts/activity?`,
    ];
    for (const path of byDay)
      for (const after of ['示例工作室', '2013-13-45', '']) expect((await clerk.send('GET', `${path}cursor=${cursorOf([after, 'x'])}`)).status, path).toBe(400);
  });
});
