import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Matter } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import type { Story } from '#server/demo/studio-story.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 困难问题（四.2）：工作室在手机上反映，经济部交办，归口工会答复；解决没有，反映的人说了算，逾期的摆到领导面前。 */
describe('a difficulty, in the browser', () => {
  let browser: Browser;
  let city: ChainCity;
  let story: Story;
  let raised: { id: string; title: string };
  const hands = new Map<string, Hand>();

  const sitting = async (chair: Chair, viewport = desktop): Promise<Hand> => {
    const known = hands.get(chair.person);
    if (known) return known;
    const hand = await Hand.sits(browser, city, chair, viewport);
    hands.set(chair.person, hand);
    return hand;
  };
  const secretary = () => sitting(story.secretary, phone);
  const lead = () => sitting(story.lead, phone);
  const supervisor = () => sitting(story.unit.union.supervisor);
  const department = () => sitting(city.department[0]!);
  const sound = async (hand: Hand, where: string): Promise<void> => {
    await hand.fits();
    expect(await hand.barriers(), where).toEqual([]);
  };
  const desk = (hand: Hand) => hand.page.getByRole('region', { name: '困难问题' });
  const stateSeenBy = async (hand: Hand): Promise<string> => (await hand.ask<Matter>(`/api/matters/${raised.id}`)).state.code;

  beforeAll(async () => {
    browser = await openBrowser();
    city = await cloneChainCity(undefined, { web: true });
    story = city.story('paid');
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('the secretary raises it on a phone, where errands are', async () => {
    const hand = await secretary();
    await hand.go(`/studios/${story.studio}`);
    await hand.errand('difficulty.raise', { kind: '物资', title: '缺一台高频检测仪', text: '攻关试验需要高频检测仪，本单位没有，外借手续难办。' }, async () => {
      await sound(hand, '反映困难');
      await hand.picture('difficulty-phone');
    });
    await hand.page.getByRole('heading', { name: /缺一台高频检测仪/ }).waitFor();
  });

  it('the department has it on the desk, and assigns it', async () => {
    const hand = await department();
    await hand.go('/');
    await desk(hand).getByText('在办 1 件：1 件待交办。').waitFor();
    await sound(hand, '经济部桌面');
    await desk(hand).getByRole('link', { name: '看困难问题' }).click();
    await hand.page.waitForURL(/kind=difficulty/);
    await hand.page.getByRole('link', { name: /缺一台高频检测仪/ }).waitFor();
    raised = await hand.openTodo('difficulty', '缺一台高频检测仪');
    await hand.step(await hand.ask(`/api/matters/${raised.id}`), 'assign', { to: 'supervisor', answerBy: '2013-12-02' });
    expect(await stateSeenBy(hand)).toBe('assigned');
  });

  it('the union answers it; whoever asked says that it is not solved', async () => {
    const union = await supervisor();
    await union.step(await union.openTodo('difficulty', '缺一台高频检测仪'), 'answer', { answer: '请与示例设备公司联系借用。' });
    const hand = await secretary();
    const answered = await hand.openTodo('difficulty', '缺一台高频检测仪');
    await hand.page.getByText('请与示例设备公司联系借用。').first().waitFor();
    await sound(hand, '待反映人确认');
    await hand.step(answered, 'reopen', { reason: '对方说手续要由工会来办。' });
    expect(await stateSeenBy(hand)).toBe('raised');
  });

  it('assigned again and not answered in time, it stands before everybody', async () => {
    const hand = await department();
    await hand.step(await hand.openTodo('difficulty', '缺一台高频检测仪'), 'assign', { to: 'supervisor', answerBy: '2013-11-20' });
    await hand.go('/');
    await hand.moveClock(4);
    await desk(hand)
      .getByText(/1 件逾期/)
      .waitFor();
    const union = await supervisor();
    await union.go('/');
    await desk(union)
      .getByText(/1 件逾期/)
      .waitFor();
    const leader = await sitting(city.leaders[0]!, phone);
    await leader.go('/city');
    await leader.page.getByRole('region', { name: '需要关注' }).getByText('缺一台高频检测仪').waitFor();
  });

  it('answered again, the lead confirms it, and the desk is free of it', async () => {
    const union = await supervisor();
    await union.step(await union.openTodo('difficulty', '缺一台高频检测仪'), 'answer', { answer: '手续已由区总工会办妥，明日送到，借期三个月。' });
    const hand = await lead();
    await hand.step(await hand.openTodo('difficulty', '缺一台高频检测仪'), 'confirm');
    expect(await stateSeenBy(hand)).toBe('closed');
    await hand.page.getByText('手续已由区总工会办妥').first().waitFor();
    await sound(hand, '已解决');
    const office = await department();
    await office.go('/');
    await office.page.getByRole('heading', { name: '我的桌面' }).waitFor();
    expect(await desk(office).count()).toBe(0);
  });

  it('left no fault in anybody’s browser', () => {
    expect([...hands.values()].flatMap(({ faults }) => faults)).toEqual([]);
  });
});
