import { afterAll, describe, expect, it } from 'vitest';
import { openCity, peopleAround, type City } from '../support/city.ts';
import { Robot, type Option } from '../support/robot.ts';

/**
 * A program that knows only what is promised — openings, to-dos, options, remedies, the demo clock — carries a studio
 * that still lacks facts from its declaration to a paid subsidy, under either standard.
 */
describe.each([
  ['xm-2013', '2013-11-18'],
  ['xm-2019', '2019-03-04'],
])('the whole chain under %s', (standard, day) => {
  let city: City;
  afterAll(() => city.close());

  it('is walked by options alone, without a single refusal', async () => {
    city = await openCity(day);
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
    expect(order.indexOf('grant.open') > order.indexOf('title.award')).toBe(standard === 'xm-2019');
  });
});
