import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Handling } from '#core/shared/handling.ts';
import { addDays } from '#core/shared/days.ts';
import type { Standard } from '#core/standard/standard.ts';
import { openCity, peopleAround, type City } from '../support/city.ts';
import { Robot, type Option } from '../support/robot.ts';

/** The city brings in the example and sets the day it takes over: tomorrow, which comes. */
async function asksForSigning({ as, house }: City, id: string): Promise<void> {
  const clerk = await as('department');
  const { signing } = JSON.parse(readFileSync('docs/standards/signing.json', 'utf8')) as Pick<Standard, 'signing'>;
  const text = JSON.stringify({ ...house.standards.get('xm-2019'), id, signing });
  expect(await clerk.send('POST', '/api/standards', { text })).toMatchObject({ status: 201 });
  const { today } = await clerk.get<{ today: string }>('/api/demo/clock');
  const planned = await clerk.send('POST', `/api/standards/${id}/takeover`, { input: { from: addDays(today, 1), reason: '本市发文会签办法。' } });
  expect(planned).toMatchObject({ status: 200 });
  expect((await clerk.send('POST', '/api/demo/clock', { days: 1 })).status).toBe(200);
}
/** Every round of signing there was, by what it was about: how it was asked, what it came to. */
async function roundsOf({ house }: City): Promise<readonly string[]> {
  const rows = await house.db.selectFrom('matter').select(['kind', 'handling']).where('handling', 'is not', null).orderBy('id', 'desc').execute();
  return rows.flatMap(({ kind, handling }) => ((handling as Handling).rounds ?? []).map(({ mode, state }) => `${kind} ${mode} ${state}`)).toSorted();
}

/**
 * A program that knows only what is promised — openings, to-dos, options, remedies, the demo clock — carries a studio
 * that still lacks facts from its declaration to a paid subsidy, under either standard, and under the example of a city
 * that asks for signing (docs/standards).
 */
describe.each([
  ['xm-2013', '2013-11-18'],
  ['xm-2019', '2019-03-04'],
  ['xm-2019-signed', '2019-03-04'],
])('the whole chain under %s', (standard, day) => {
  const signed = standard === 'xm-2019-signed';
  let city: City;
  afterAll(() => city.close());

  it('is walked by options alone, without a single refusal', async () => {
    city = await openCity(day);
    if (signed) await asksForSigning(city, standard);
    const story = await city.studio();
    const people = await peopleAround(city, story);
    const lead = people.find(({ who }) => who.office === 'lead')!;
    const { items } = await lead.get<{ items: Option[] }>('/api/openings');
    const opened = await lead.take(items.find(({ name }) => name === 'declaration.open')!);
    expect(opened.status).toBe(201);

    const robot = new Robot(people, story.studio);
    const grants = () => lead.get<{ items: { state: { code: string } }[] }>(`/api/matters?studio=${story.studio}&kind=grant`);
    const paid = await robot.run(async () => (await grants()).items.some(({ state }) => state.code === 'paid'));
    expect(robot.story.refused).toEqual([]);
    expect({ paid, last: robot.story.done.at(-1) }).toMatchObject({ paid: true });

    const [grant] = await city.house.db
      .selectFrom('subsidy')
      .innerJoin('matter', 'matter.id', 'subsidy.id')
      .selectAll('subsidy')
      .select('matter.standard')
      .where('studioId', '=', story.studio)
      .execute();
    expect(grant).toMatchObject({ amountFen: 2_000_000, standard });
    expect(grant?.paidBy).not.toBe(grant?.checkedBy);
    expect(await roundsOf(city)).toEqual(signed ? ['designation all agreed', 'designation sequence agreed', 'grant any agreed'] : []);

    const milestones = await city.house.db.selectFrom('milestone').select(['kind', 'unionId']).where('studioId', '=', story.studio).orderBy('kind').execute();
    const union = story.unit.union.id;
    expect(milestones).toEqual([
      { kind: 'created', unionId: union },
      { kind: 'qualified', unionId: union },
    ]);
  }, 180_000);

  it('pays under 2013 after naming, under 2019 only after the plaque', async () => {
    const events = await city.house.db
      .selectFrom('matterEvent')
      .innerJoin('matter', 'matter.id', 'matterEvent.matterId')
      .select(['matter.kind', 'transition'])
      .where((eb) =>
        eb.or([
          eb.and([eb('matter.kind', '=', 'grant'), eb('transition', '=', 'open')]),
          eb.and([eb('matter.kind', '=', 'title'), eb('transition', '=', 'award')]),
        ]),
      )
      .orderBy('matterEvent.id')
      .execute();
    const order = events.map(({ kind, transition }) => `${kind}.${transition}`);
    expect(order.indexOf('grant.open') > order.indexOf('title.award')).toBe(standard !== 'xm-2013');
  });
});
