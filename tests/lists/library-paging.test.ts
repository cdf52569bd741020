import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#core/shared/days.ts';
import type { Chair } from '#server/demo/player.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { everyId, everyRow } from '../support/crawl.ts';
import type { Person } from '../support/robot.ts';

/** 经验、揭榜、议事与支持、抽签：一行一行翻，每一行恰好一次，次序不乱，翻的时候有人在登记也一样。 */
let city: ChainCity;
let clerk: Person;
let evidence: string;
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
  const { studio } = city.story('paid');
  evidence = String((await city.sql("select id from fact where studio_id = $1 and kind = 'achievement' and voided_at is null limit 1", [studio]))[0]?.['id']);
  for (let n = 0; n < 7; n += 1) for (const path of Object.keys(more)) await more[path]!(n);
});
afterAll(() => city?.close());

const own = () => city.story('paid');
const begin = (chair: Chair, name: string, studio: string | undefined, input: unknown) => city.play.begin(chair, name, studio, input);
const draw = (n: number) =>
  begin(city.department[0]!, 'reporters.draw', undefined, { occasion: `第${n}次例会`, take: 1, source: '次日上证综合指数', drawOn: addDays(today, 1 + n) });
const experience = (n: number) =>
  begin(own().secretary, 'experience.write', own().studio, {
    title: `第${n}个做法写下来`,
    topic: '攻关创新',
    problem: '总装线返修率偏高。',
    practice: '先量后改：连续两周记录返修部位，找出夹具定位偏差，改进夹具。',
    effect: '返修率降到1%以下。',
    evidence: [evidence],
  });
// Some of one day, some of others, entered in no order: days alone do not tell rows apart.
const challenge = (n: number) =>
  begin(own().unit.grassroots, 'challenge.post', undefined, {
    title: `第${n}个难题求解`,
    area: '工艺改造',
    text: '薄板焊接后翘曲超过3毫米。',
    until: addDays(today, 1 + ((n * 5) % 3)),
  });
const record = async (n: number) => {
  const { grassroots, union } = own().unit;
  await begin(grassroots, 'agenda.record', undefined, { body: '办公会', date: addDays(today, -(n % 3)), title: `第${n}个议题`, decided: '同意安排专项经费。' });
  await begin(union.supervisor, 'workingRule.record', undefined, { title: `第${n}项制度`, edition: '1', date: addDays(today, -(n % 2)) });
  await city.play.fact(grassroots, own().studio, 'support', { head: '人员', content: `第${n}项支持`, since: addDays(today, -(n % 3)) });
};
const more: Readonly<Record<string, (n: number) => Promise<unknown>>> = {
  '/api/experiences': experience,
  '/api/challenges': challenge,
  '/api/challenges?open=true': challenge,
  '/api/support/records': record,
  '/api/support/records?kind=agenda': record,
  '/api/draws': draw,
};

/** Pages one by one, and something is added after every page. */
async function pagedMeanwhile(path: string, add: (n: number) => Promise<unknown>): Promise<string[]> {
  const ids: string[] = [];
  let [cursor, left] = ['', 6];
  do {
    const { items, next } = await clerk.get<{ items: { id: string }[]; next: string | null }>(`${path}${path.includes('?') ? '&' : '?'}limit=1${cursor}`);
    ids.push(...items.map(({ id }) => id));
    cursor = next === null ? '' : `&cursor=${next}`;
    if (cursor !== '' && left-- > 0) await add(left);
  } while (cursor !== '' && ids.length < 300);
  return ids;
}

describe.each(Object.keys(more))('%s', (path) => {
  it('shows every row once, one by one as all at once', async () => {
    const all = await everyId(clerk, path, 100);
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all).size).toBe(all.length);
    expect(await everyId(clerk, path, 1)).toEqual(all);
  });

  it('shows what was there once, in its order, though more is added meanwhile', async () => {
    const before = await everyId(clerk, path, 100);
    const paged = await pagedMeanwhile(path, more[path]!);
    expect(new Set(paged).size).toBe(paged.length);
    const were = new Set(before);
    expect(paged.filter((id) => were.has(id))).toEqual(before);
  });
});

it('puts first what is due first, where answers are still taken; otherwise the last day first', async () => {
  const days = async (path: string) => (await everyRow<{ id: string; until: string }>(clerk, path, 3)).map(({ until }) => until);
  const open = await days('/api/challenges?open=true');
  expect(open).toEqual(open.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  expect(new Set(open).size).toBeGreaterThan(1);
  const all = await days('/api/challenges');
  expect(all).toEqual(open.toReversed());
});

it('leaves out what was taken back, and nothing else', async () => {
  const path = '/api/support/records?kind=agenda';
  const before = await everyId(clerk, path, 100);
  const gone = before[2]!;
  await begin(own().unit.grassroots, 'unionRecord.void', undefined, { record: gone, reason: '重复登记' });
  expect(await everyId(clerk, path, 1)).toEqual(before.filter((id) => id !== gone));
});
