import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDueDays } from '#server/jobs/run-day.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { yearStory } from '../support/year-story.ts';

/** The clock may have stood still for some days: whoever was to be reminded meanwhile is reminded when it goes on, once. */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

const told = async (text: string) =>
  (await city.sql('select 1 from notification where studio_id = $1 and office = $2 and text like $3', [city.story('paid').studio, 'secretary', `%${text}%`]))
    .length;

it('makes up a reminder that fell into the days without a service', async () => {
  await yearStory(city).until('2013-12-18');
  expect(await told('还有十天')).toBe(0);
  await city.house.clock.moveTo(city.house.db, '2013-12-25');
  await runDueDays(city.house);
  expect(await told('还有十天')).toBe(1);
  await yearStory(city).until('2013-12-27');
  expect(await told('还有十天')).toBe(1);
  await yearStory(city).until('2013-12-28');
  expect(await told('还有三天')).toBe(1);
});

it('does not remind whoever has sent the report', async () => {
  await yearStory(city).writeReport(city.story('paid'));
  await yearStory(city).until('2014-01-17');
  expect(await told('已过应报日')).toBe(0);
  expect((await city.sql(`select 1 from notification where text like '%已过应报日%'`)).length).toBeGreaterThan(0);
});
