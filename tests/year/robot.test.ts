import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Matter } from '#contract/shapes.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import { chairsOf, cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { Robot, type Person } from '../support/robot.ts';

/** A program that knows only what is promised carries a studio's report to both superiors, its assessment to the announcement. */
let city: ChainCity;
let people: readonly Person[];
beforeAll(async () => {
  city = await cloneChainCity();
  const chairs = chairsOf(city, city.story('paid'));
  people = await Promise.all(
    (['secretary', 'lead', 'grassroots', 'supervisor', 'department', 'leadership'] as const).map((office) => city.as(chairs[office]!)),
  );
});
afterAll(() => city?.close());

type Listed = { items: { id: string; state: { code: string } }[] };

it('submits a report typing six fields at most; both superiors have it at once, each with its own receipt', async () => {
  await moveDays(city.house, 13);
  const { studio } = city.story('paid');
  const [secretary, , grassroots, supervisor, department] = people as [Person, Person, Person, Person, Person];
  const reportOf = async () => (await secretary.get<Listed>(`/api/matters?studio=${studio}&kind=report`)).items[0]!;
  const draft = await secretary.get<Matter>(`/api/matters/${(await reportOf()).id}`);
  const asked = (option: { input: unknown } | undefined) =>
    (option?.input as { required: string[]; properties: Record<string, unknown> }) ?? { required: [], properties: {} };
  const first = draft.options.find(({ tone }) => tone === 'forward');
  expect(draft.figures?.flatMap(({ figures }) => figures).length).toBeGreaterThan(8);

  const robot = new Robot([secretary, grassroots], studio);
  expect(await robot.run(async () => (await reportOf()).state.code === 'submitted', { rounds: 6, daysAtMost: 0 })).toBe(true);
  expect(robot.story.refused).toEqual([]);
  const { properties } = asked(first);
  expect(Object.keys(properties).length + 1, 'the sentences of the studio and the opinion of the union').toBeLessThanOrEqual(6);
  expect(
    Object.values(properties).some((field) => (field as { type?: string }).type === 'integer'),
    'no figure is typed',
  ).toBe(false);

  const receipts: string[] = [];
  for (const person of [supervisor, department]) {
    const { items } = await person.get<{ items: { href: string; studio?: { id: string } }[] }>('/api/todos?kind=delivery&limit=100');
    const [own] = items.filter((todo) => todo.studio?.id === studio);
    const copy = await person.get<Matter>(own!.href);
    const { fields } = copy.sections.find(({ title }) => title === '报送回执')!;
    receipts.push(...fields.filter(({ label }) => label === '回执号' || label === '送达时间').map(({ text }) => text));
    expect(copy.figures).toEqual((await person.get<Matter>(`/api/matters/${(await reportOf()).id}`)).figures);
  }
  const [one, oneAt, other, otherAt] = receipts;
  expect(one).not.toBe(other);
  expect(oneAt).toBe(otherAt);
});

it('goes on to the archive when both have read it', async () => {
  const { studio } = city.story('paid');
  const robot = new Robot(people, studio);
  const state = async () => (await people[0]!.get<Listed>(`/api/matters?studio=${studio}&kind=report`)).items[0]?.state.code;
  expect(await robot.run(async () => (await state()) === 'archived', { rounds: 6, daysAtMost: 0 })).toBe(true);
  expect(robot.story.refused).toEqual([]);
});

it('is assessed by self, union and city, by options alone', async () => {
  const { studio } = city.story('paid');
  await city.play.begin(city.department[0]!, 'round.open', undefined, { year: 2013 });
  const robot = new Robot(people, studio);
  const state = async () => (await people[0]!.get<Listed>(`/api/matters?studio=${studio}&kind=assessment`)).items[0]?.state.code;
  expect(await robot.run(async () => (await state()) === 'scored', { rounds: 8, daysAtMost: 0 })).toBe(true);
  expect(robot.story.refused).toEqual([]);
});
