import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Candidate, Matter, UnionNode } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 表彰（四.4）：候选和四条的依据从台账里来；经济部定名单，主席办公会通过，公示期满，签发通报、发证，工作室看得到。 */
describe('a commendation, in the browser', () => {
  let browser: Browser;
  let city: ChainCity;
  let opened: { id: string };
  const hands = new Map<string, Hand>();

  const sitting = async (chair: Chair, viewport = desktop): Promise<Hand> => {
    const known = hands.get(`${chair.person} ${viewport.width}`);
    if (known) return known;
    const hand = await Hand.sits(browser, city, chair, viewport);
    hands.set(`${chair.person} ${viewport.width}`, hand);
    return hand;
  };
  const department = () => sitting(city.department[0]!);
  const leader = () => sitting(city.leaders[0]!, phone);
  /** The second of the candidates: the first gives way to it. */
  const commended = () => city.story('named');
  const sound = async (hand: Hand, where: string): Promise<void> => {
    await hand.fits();
    expect(await hand.barriers(), where).toEqual([]);
  };
  /** Below what sticks to the top. */
  const toTheList = (hand: Hand): Promise<void> =>
    hand.page.getByRole('region', { name: /^表彰名单/ }).evaluate((list) => window.scrollTo(0, list.getBoundingClientRect().top + window.scrollY - 170));
  const seenBy = async (hand: Hand): Promise<readonly Candidate[]> => (await hand.ask<Matter>(`/api/matters/${opened.id}`)).candidates ?? [];
  const listed = (candidates: readonly Candidate[]): readonly string[] =>
    candidates.filter(({ state }) => state.code === 'listed').map(({ studio }) => studio.name);

  beforeAll(async () => {
    browser = await openBrowser();
    city = await cloneChainCity(undefined, { web: true });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('a unit’s union says who is in charge, without which no studio of it is well organised', async () => {
    for (const [goal, viewport] of [
      ['paid', desktop],
      ['named', phone],
    ] as const) {
      const hand = await sitting(city.story(goal).unit.grassroots, viewport);
      await hand.go('/');
      await hand.page.getByText('还没有明确专人负责工作室工作。').waitFor();
      await hand.page.getByRole('region', { name: '工会保障' }).getByRole('link', { name: '看和登记' }).click();
      await hand.page.getByText('未明确').waitFor();
      await sound(hand, '/support');
      const { items } = await hand.ask<{ items: UnionNode[] }>('/api/unions');
      const option = items.flatMap(({ options }) => options).find(({ name }) => name === 'in-charge.name');
      if (option) await hand.take(option);
      await hand.page.getByText('未明确').waitFor({ state: 'detached' });
    }
  });

  it('the department opens it: candidates best first, the four criteria with their evidence beside each', async () => {
    const hand = await department();
    await hand.go('/');
    await hand.openings('commendation.open', { honour: '优秀劳模创新工作室', quota: 1 });
    await hand.page.getByRole('heading', { name: '2013年度优秀劳模创新工作室' }).waitFor();
    opened = { id: hand.page.url().split('/').at(-1) ?? '' };
    const candidates = await seenBy(hand);
    expect(listed(candidates)).toEqual([candidates[0]?.studio.name]);
    expect(candidates.map(({ criteria }) => criteria.every(({ met }) => met)).slice(0, 3)).toEqual([true, true, false]);
    expect(await hand.page.locator('.candidates tbody tr:not(.candidate-more)').count()).toBe(candidates.length);
    await sound(hand, '表彰候选');

    await hand.page
      .getByRole('button', { name: /^活动正常/ })
      .first()
      .click();
    const reasons = hand.page.getByRole('region', { name: '活动正常' });
    await sound(hand, '一条的依据');
    await toTheList(hand);
    await hand.picture('commendation');
    await reasons.getByRole('link', { name: /次$/ }).click();
    await hand.page.waitForURL(/\/entries\?figure=activities/);
    await hand.page.locator('main tbody tr').first().waitFor();
  });

  it('strikes one and lists another, and may not exceed the quota', async () => {
    const hand = await department();
    await hand.go(`/matters/${opened.id}`);
    const matter = await hand.ask<Matter>(`/api/matters/${opened.id}`);
    const [first = '', second = ''] = (matter.candidates ?? []).map(({ studio }) => studio.name);
    await hand.step(matter, 'list', { studio: second, reason: '组织健全，活动经常，制度完善，当年两项成果得到认可。' });
    expect(listed(await seenBy(hand))).toEqual([first, second]);
    await hand.page.getByText('还差 1 样').waitFor();
    await hand.step(matter, 'strike', { studio: first, reason: '名额所限，来年再评。' });
    expect(listed(await seenBy(hand))).toEqual([second]);
    await hand.page.getByText('名额所限，来年再评。').first().waitFor();
    await hand.page.getByRole('button', { name: /^拟表彰 1$/ }).click();
    await expect.poll(() => hand.page.locator('.candidates tbody tr:not(.candidate-more)').count()).toBe(1);
    await hand.step(matter, 'submit');
  });

  it('the leaders approve it on a phone, with the minutes', async () => {
    const hand = await leader();
    const matter = await hand.openTodo('commendation', '优秀劳模创新工作室');
    await hand.page.locator('.candidate-card').first().waitFor();
    await sound(hand, '表彰候选，手机');
    await toTheList(hand);
    await hand.picture('commendation-phone');
    await hand.step(matter, 'approve', { minutesNo: '主席办公会〔2013〕2号' });
    await hand.page.getByText('主席办公会〔2013〕2号').first().waitFor();
  });

  it('the public reads the notice; the days run out; the leaders sign, and certificates are numbered', async () => {
    const visitor = await Hand.open(browser, city.url, phone);
    await visitor.page.goto(`${city.url}/public/notices`);
    await visitor.page
      .getByRole('link', { name: /优秀劳模创新工作室/ })
      .first()
      .click();
    await visitor.page.getByText(commended().name).first().waitFor();
    await visitor.fits();
    await visitor.close();

    const hand = await leader();
    await hand.go('/');
    await hand.moveClock(8);
    await hand.step(await hand.openTodo('commendation', '优秀劳模创新工作室'), 'sign');
    const [winner] = (await seenBy(hand)).filter(({ state }) => state.code === 'commended');
    expect(winner?.studio.name).toBe(commended().name);
    expect(winner?.certificateNo).toMatch(/^厦劳创荣〔2013〕\d{3}号$/);
    await hand.page.getByText(`证书 ${winner?.certificateNo}`).waitFor();
    const office = await department();
    await office.go(`/matters/${opened.id}`);
    await office.page
      .getByText(winner?.certificateNo ?? '')
      .first()
      .waitFor();
    await sound(office, '已表彰');
  });

  it('the studio is told, with the number of its certificate', async () => {
    const hand = await sitting(commended().lead, phone);
    await hand.go('/notifications');
    await hand.page
      .getByText(/获评优秀劳模创新工作室（.+），证书编号厦劳创荣/)
      .first()
      .waitFor();
    await sound(hand, '通知');
    await hand.go(`/studios/${commended().studio}`);
    await hand.page.getByText(/^2013年度优秀劳模创新工作室，证书厦劳创荣〔2013〕\d{3}号$/).waitFor();
  });

  it('left no fault in anybody’s browser', () => {
    expect([...hands.values()].flatMap(({ faults }) => faults)).toEqual([]);
  });
});
