import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Matter } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 推广经验、揭榜、工会保障（四.1、四.2、二.2）：一家做成的别家用得上，一家的难题别家揭得到，工会给了什么看得见。 */
describe('what one studio has found is of use to others, in the browser', () => {
  let browser: Browser;
  let city: ChainCity;
  const hands = new Map<string, Hand>();
  const title = '总装线返修率从4%降到1%的做法';
  const problem = '铝合金薄板焊接变形大，求解决办法';

  const sitting = async (chair: Chair, viewport = desktop): Promise<Hand> => {
    const known = hands.get(chair.person);
    if (known) return known;
    const hand = await Hand.sits(browser, city, chair, viewport);
    hands.set(chair.person, hand);
    return hand;
  };
  const writer = () => city.story('paid');
  const adopter = () => city.story('named');
  const department = () => sitting(city.department[0]!);
  const sound = async (hand: Hand, where: string): Promise<void> => {
    await hand.fits();
    expect(await hand.barriers(), where).toEqual([]);
  };
  /** The matter whose page lies open. */
  const lying = (hand: Hand): Promise<Matter> => hand.ask<Matter>(`/api/matters/${hand.page.url().split('/').at(-1)}`);
  const card = (hand: Hand, about: string) => hand.page.getByRole('listitem').filter({ hasText: about });

  beforeAll(async () => {
    browser = await openBrowser();
    city = await cloneChainCity(undefined, { web: true });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('the secretary writes what they have learned, with the ledger as evidence; the city publishes it', async () => {
    const hand = await sitting(writer().secretary, phone);
    await hand.go('/library');
    await hand.page.getByText('经验库里还没有发布的经验。').waitFor();
    await hand.openings('experience.write', { title });
    await hand.page.getByRole('heading', { name: title }).waitFor();
    await sound(hand, '撰写中');
    await hand.step(await lying(hand), 'submit');
    const office = await department();
    await office.step(await office.openTodo('experience', title), 'publish');
  });

  it('another unit finds it, adopts it and says what it brought', async () => {
    const hand = await sitting(adopter().unit.grassroots);
    await hand.go('/library');
    await hand.page.getByLabel('查找经验').fill('返修');
    await hand.page.waitForURL(/q=/);
    await card(hand, title).getByText('还没有单位采用').waitFor();
    await sound(hand, '/library');
    await card(hand, title).getByRole('link').click();
    await hand.page.getByRole('toolbar').waitFor();
    await hand.step(await lying(hand), 'adopt', { effect: '采用后返修率由3%降到1.2%。', benefitFen: 3_000_000 });
    await hand.go('/library');
    await card(hand, title).getByText('已有 1 家采用，合计效益 3 万元').waitFor();
    const reader = await sitting(writer().secretary, phone);
    await reader.go('/library?kind=case&topic=攻关创新');
    await card(reader, title).waitFor();
    await sound(reader, '/library on a phone');
    await reader.picture('library-phone');
  });

  it('a unit posts a problem, a studio answers it on a phone, the unit chooses it', async () => {
    const unit = await sitting(writer().unit.grassroots);
    await unit.go('/challenges');
    await unit.openings('challenge.post', { title: problem, reward: '奖励两万元，提供试验场地' });
    const studio = await sitting(adopter().lead, phone);
    await studio.go('/challenges');
    await card(studio, problem).getByText('还没有工作室揭榜').waitFor();
    await sound(studio, '/challenges on a phone');
    await card(studio, problem).getByRole('link').click();
    await studio.page.getByRole('toolbar').waitFor();
    await studio.step(await lying(studio), 'answer');
    await studio.go('/challenges');
    await card(studio, problem).getByText('1 家揭榜').waitFor();
    await card(studio, problem).getByText('我们已揭榜').waitFor();
    await unit.go('/challenges');
    await card(unit, problem).getByText('本单位张榜').waitFor();
    await unit.picture('challenges');
    await unit.step(await unit.openTodo('challenge', problem), 'choose');
    await unit.go('/challenges');
    await unit.page.getByText('现在没有正在揭榜的题目。').waitFor();
    await unit.page.getByRole('button', { name: '全部' }).click();
    await card(unit, problem).getByText('攻关中').waitFor();
  });

  it('a union says what it gave; the city sees it beside what the others gave, to the single record', async () => {
    const union = await sitting(writer().unit.grassroots);
    await union.go(`/studios/${writer().studio}`);
    await union.noteDown('support.add', { head: '资金', content: '拨付攻关经费', amountFen: 3_500_000 });
    await union.page.getByText('资金：拨付攻关经费').first().waitFor();
    await union.go('/support');
    await union.openings('agenda.record', { title: '研究工作室全年工作' });
    await union.page.getByText('研究工作室全年工作').waitFor();
    await sound(union, '/support of one union');

    const hand = await department();
    await hand.go('/');
    await hand.page.getByRole('navigation', { name: '也可以看' }).getByRole('link', { name: '工会保障' }).click();
    const row = hand.page.getByRole('row', { name: new RegExp(`^${writer().unit.union.name}`) });
    await row.getByText('3.5 万元').waitFor();
    const chart = hand.page.getByRole('region', { name: '各工会比一比' });
    await chart.getByLabel('看哪个数').click();
    await hand.page.locator('.ant-select-dropdown').getByText('折合金额').click();
    await chart.getByRole('img', { name: `${writer().unit.union.name}：折合金额3.5 万元` }).waitFor();
    await sound(hand, '/support');
    await hand.picture('support');
    await row.getByRole('link', { name: /资金 1 项/ }).click();
    await hand.page.getByText('资金：拨付攻关经费').waitFor();
    await hand.page.getByRole('link', { name: writer().name }).waitFor();
    await sound(hand, '/support/records');
    const leader = await sitting(city.leaders[0]!, phone);
    await leader.go('/support');
    await leader.page.getByRole('heading', { name: writer().unit.union.name }).waitFor();
    await sound(leader, '/support on a phone');
  });

  it('left no fault in anybody’s browser', () => {
    expect([...hands.values()].flatMap(({ faults }) => faults)).toEqual([]);
  });
});
