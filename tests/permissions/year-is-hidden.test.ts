import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chair } from '#server/demo/player.ts';
import { openRevocation } from '#server/actions/effects/proposals.ts';
import { theSystem } from '#core/people/actor.ts';
import { perform } from '#server/kernel/perform.ts';
import { chairsOf, cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { crawl, everyId, saidWhere } from '../support/crawl.ts';
import { yearMatters } from '../support/year-matters.ts';
import { yearStory } from '../support/year-story.ts';

/** What the year could leak is planted first, then everything the API says to somebody is read through. */
const planted = {
  deduction: '材料不全，酌情扣分。',
  allegation: '尚未查实的一封反映信',
  topic: '只有本室知道的攻关题目',
  defence: '申辩书里说的家事',
};
let city: ChainCity;
const studioSide = ['lead', 'secretary', 'unit', 'grassroots', 'supervisor'] as const;
const crawled = async (chair: Chair, searches: readonly string[] = []) => crawl(await city.as(chair), [...searches, '考核', '撤销']);
const named = () => city.story('checking');

beforeAll(async () => {
  city = await cloneChainCity();
  await yearMatters(city);
  const { studio, secretary } = named();
  await city.play.fact(secretary, studio, 'activity', { kind: '培训', topic: planted.topic, on: today });
});
afterAll(() => city?.close());

describe('an assessment before it is announced', () => {
  it('tells the studio side nothing of points, reasons or rank; the city reads them', async () => {
    const standard = city.house.standards.inForceOn(today);
    const goals = ['account', 'checking', 'named', 'paid', 'paying', 'receipt'] as const;
    for (const goal of goals) await yearStory(city).assess(city.story(goal), 0.8, standard);
    const batch = (await city.sql('select id from round'))[0]!['id'] as string;
    await city.play.step(city.department[0]!, 'round', batch, 'rank');
    const [{ because } = {}] = (await city.sql(`select placed->0->>'because' as because from round`)) as { because: string }[];
    for (const office of studioSide) expect(saidWhere(await crawled(chairsOf(city, named())[office]!), [planted.deduction, because!]), office).toEqual([]);
    for (const office of ['lead', 'supervisor'] as const)
      expect((await (await city.as(chairsOf(city, named())[office]!)).send('GET', `/api/matters/${batch}`)).status).toBe(404);
    expect(saidWhere(await crawled(city.department[0]!), [planted.deduction])).not.toEqual([]);

    await city.play.step(city.leaders[0]!, 'round', batch, 'announce', { minutesNo: '主席办公会纪要第1号' });
    expect(saidWhere(await crawled(named().lead), [planted.deduction])).not.toEqual([]);
    const stranger = city.story('union-review');
    expect(stranger.unit.union.id).not.toBe(named().unit.union.id);
    for (const office of studioSide) expect(saidWhere(await crawled(chairsOf(city, stranger)[office]!), [planted.deduction]), office).toEqual([]);
  });
});

describe('a revocation that is only thought of', () => {
  it("is the city's own matter until the studio is told", async () => {
    const { studio, lead } = city.story('paid');
    await perform(city.house, { actor: theSystem, address: '', request: 'test', body: null }, { what: 'revocation.open', which: studio }, async (work) => {
      await openRevocation(work, { studio }, { ground: 'fraud', reason: planted.allegation });
      return { status: 200, body: null };
    });
    for (const office of studioSide)
      expect(saidWhere(await crawled(chairsOf(city, city.story('paid'))[office]!, [planted.allegation]), [planted.allegation]), office).toEqual([]);
    const id = await city.matterOf(city.story('paid'), 'revocation');
    await city.play.step(city.department[0]!, 'revocation', id, 'notify', { reason: planted.allegation });
    expect((await (await city.as(lead)).send('GET', `/api/matters/${id}`)).status).toBe(200);

    // What the studio says for itself is read by its own river and the city, by no other unit or union.
    await city.play.step(lead, 'revocation', id, 'state', { statement: planted.defence });
    for (const office of [...studioSide, 'department', 'leadership'] as const) {
      const { status, body } = await (await city.as(chairsOf(city, city.story('paid'))[office]!)).send('GET', `/api/matters/${id}`);
      expect([status, JSON.stringify(body).includes(planted.defence)], office).toEqual([200, true]);
    }
    for (const office of [...studioSide, 'expert', 'sysadmin'] as const)
      expect(
        saidWhere(await crawled(chairsOf(city, city.story('union-review'))[office]!, [planted.defence]), [planted.defence, planted.allegation]),
        office,
      ).toEqual([]);
  });
});

describe('the figures of a year', () => {
  it('open to nobody but those who see the studio', async () => {
    const { studio, unit } = named();
    const stranger = city.stories.find((one) => one.unit.union.id !== unit.union.id && one.unit.id !== city.story('account').unit.id)!;
    for (const office of studioSide) {
      const person = await city.as(chairsOf(city, stranger)[office]!);
      expect((await person.send('GET', `/api/studios/${studio}/year?year=2013`)).status, office).toBe(404);
      for (const filter of [`studio=${studio}`, `union=${unit.union.id}`])
        expect(await everyId(person, `/api/entries?figure=activities&year=2013&${filter}`), `${office} ${filter}`).toEqual([]);
      expect(
        saidWhere(new Map([['entries', JSON.stringify((await person.send('GET', '/api/entries?figure=activities&year=2013&limit=100')).body)]]), [
          planted.topic,
        ]),
        office,
      ).toEqual([]);
      expect(await everyId(person, `/api/year/studios?year=2013&union=${unit.union.id}`), office).toEqual([]);
    }
    const own = await city.as(unit.union.supervisor);
    const { rows, total } = await own.get<{ rows: { id: string }[]; total: { studios: number } }>('/api/year?year=2013');
    expect(rows.map(({ id }) => id)).toEqual([unit.union.id]);
    expect(total.studios).toBe(
      Number((await city.sql('select count(*)::int as n from studio where supervising_union = $1 and created_on is not null', [unit.union.id]))[0]!['n']),
    );
  });
});

describe('a joint studio', () => {
  it('is seen by its partner from the confirmation to the end, and by no other unit of the city', async () => {
    const { studio, lead } = named();
    const partner = city.story('account').unit.grassroots;
    const status = async (chair: Chair) => (await (await city.as(chair)).send('GET', `/api/studios/${studio}`)).status;
    const id = await city.matterOf(named(), 'partnership');
    expect(await status(partner)).toBe(404);
    await city.play.step(partner, 'partnership', id, 'confirm', { opinion: '同意共建。' });
    expect(await status(partner)).toBe(200);
    expect(await status(city.story('receipt').unit.grassroots)).toBe(404);
    await city.play.step(lead, 'partnership', id, 'end', { reason: '合作期满。' });
    expect(await status(partner)).toBe(404);
  });
});
