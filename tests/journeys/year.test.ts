import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { EntryRow, Figure, Matter, StudioYear, YearBoard } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import { monthly, type Story } from '#server/demo/studio-story.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';
import { yearStory } from '../support/year-story.ts';

/** 工作室的一年：随手记一笔，年底的报告已经写好大半；基层工会一次报送，两个上级各有一份、各有回执。 */
describe('the year of a studio, in the browser', () => {
  let browser: Browser;
  let city: ChainCity;
  let story: Story;
  let until: ReturnType<typeof yearStory>['until'];
  const hands = new Map<string, Hand>();

  const sitting = async (chair: Chair, viewport = desktop): Promise<Hand> => {
    const known = hands.get(chair.person);
    if (known) return known;
    const hand = await Hand.sits(browser, city, chair, viewport);
    hands.set(chair.person, hand);
    return hand;
  };
  const secretary = () => sitting(story.secretary, phone);
  const grassroots = () => sitting(story.unit.grassroots);
  const supervisor = () => sitting(story.unit.union.supervisor);
  const department = () => sitting(city.department[0]!);
  const sound = async (hand: Hand, where: string): Promise<void> => {
    await hand.fits();
    expect(await hand.barriers(), where).toEqual([]);
  };
  const figureIn = (groups: StudioYear['groups'], code: string): Figure | undefined =>
    groups.flatMap(({ figures }) => figures).find((figure) => figure.code === code);

  beforeAll(async () => {
    browser = await openBrowser();
    city = await cloneChainCity(undefined, { web: true });
    story = city.story('paid');
    ({ until } = yearStory(city));
    for (let month = 0; month < 4; month += 1) await monthly(city.play, story, month);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('the secretary notes what happened today: the form is there at once, three answers are enough', async () => {
    const hand = await secretary();
    await hand.go(`/studios/${story.studio}`);
    await hand.noteDown('activity.add', { topic: '返修率攻关现场分析会' }, async () => {
      const drawer = hand.page.locator('.ant-drawer');
      await drawer.getByText(/^这一笔有助于：/).waitFor();
      expect(await drawer.locator('details.later').getAttribute('open')).toBeNull();
      await sound(hand, '记一笔');
      await hand.page.locator('.ant-drawer-body').evaluate((body) => body.scrollTo(0, 0));
      await hand.picture('note-down-phone');
    });
    await hand.page.getByText('返修率攻关现场分析会').first().waitFor();
  });

  it('another kind is one press away, and what was begun is kept', async () => {
    const hand = await secretary();
    await hand.page.getByRole('button', { name: '记一笔' }).first().click();
    const drawer = hand.page.locator('.ant-drawer');
    await drawer.locator('[id=topic]').fill('写到一半的活动');
    await drawer.getByRole('button', { name: '经费支出', exact: true }).click();
    await drawer.locator('[id=payee]').waitFor();
    await drawer.getByRole('button', { name: '活动', exact: true }).click();
    await expect.poll(() => drawer.locator('[id=topic]').inputValue()).toBe('写到一半的活动');
    await drawer.getByRole('button', { name: '清空重填' }).click();
    await drawer.getByRole('button', { name: '先不办' }).click();
    await hand.noteDown('spending.add', { payee: '示例材料店', note: '夹具材料' });
    await hand.page.getByText('示例材料店').first().waitFor();
  });

  it('errands stand apart from the ledger', async () => {
    const hand = await secretary();
    await hand.page.getByRole('button', { name: '办事' }).click();
    expect(await hand.page.getByRole('menuitem').allInnerTexts()).toContain('邀请共建单位');
    await hand.page.keyboard.press('Escape');
    await hand.go(`/studios/${story.studio}`);
  });

  it('every figure of the year opens to the entries it counts', async () => {
    const hand = await secretary();
    const { groups } = await hand.ask<StudioYear>(`/api/studios/${story.studio}/year`);
    const activities = figureIn(groups, 'activities');
    expect(activities?.value).toBeGreaterThan(4);
    await hand.page
      .getByRole('region', { name: '这一年' })
      .getByRole('link', { name: /^工作活动/ })
      .click();
    await hand.page.waitForURL(/\/entries\?/);
    await hand.page.getByText(`合计 ${activities?.value} 次`).waitFor();
    expect(await hand.page.locator('main .cards > li').count()).toBe(activities?.value);
    await hand.page.getByText('返修率攻关现场分析会').waitFor();
    await sound(hand, '/entries');
  });

  it('the report of the year opens already written; the secretary types a few sentences', async () => {
    await until('2013-12-02');
    const hand = await secretary();
    const report = await hand.openTodo('report', story.name);
    const { figures = [], options } = await hand.ask<Matter>(`/api/matters/${report.id}`);
    expect(figureIn(figures, 'activities')?.value).toBeGreaterThan(4);
    await hand.page.getByRole('region', { name: '年度数字' }).waitFor();
    await sound(hand, '年报');
    await hand.picture('report-phone');
    const asked = Object.keys((options.find(({ name }) => name === 'report.finish')?.input?.['properties'] as object | undefined) ?? {});
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(6);
    await hand.step(report, 'finish', { highlights: '围绕总装线返修开展攻关，组织培训四次，带出两名骨干。', problems: '缺一台检测仪，希望协调借用。' });
    expect((await hand.ask<Matter>(`/api/matters/${report.id}`)).state.code).toBe('union-check');
  });

  it('the unit’s union sends it once; both superiors have it, each with a receipt of its own', async () => {
    const union = await grassroots();
    const report = await union.openTodo('report', story.name);
    await union.step(report, 'submit');
    const receipts: string[] = [];
    for (const hand of [await supervisor(), await department()]) {
      const copy = await hand.openTodo('delivery', story.name);
      const { sections } = await hand.ask<Matter>(`/api/matters/${copy.id}`);
      const receipt = sections.flatMap(({ fields }) => fields).find(({ label }) => label === '回执号')?.text ?? '';
      await hand.page.getByText(receipt, { exact: true }).waitFor();
      receipts.push(receipt);
      await sound(hand, '报送');
      await hand.step(copy, 'review');
    }
    expect(receipts.every((receipt) => receipt !== '')).toBe(true);
    expect(new Set(receipts).size).toBe(2);
    expect((await union.ask<Matter>(`/api/matters/${report.id}`)).state.code).toBe('archived');
  });

  it('the department sees the year at a glance: who has reported, and every figure to the bottom', async () => {
    const hand = await department();
    await hand.go('/');
    await hand.page.getByText(/应报 \d+ 家，已报 1 家/).waitFor();
    await hand.go('/year');
    const board = await hand.ask<YearBoard>('/api/year');
    expect(board.total.reported).toBe(1);
    await hand.page.getByRole('row', { name: /^合计/ }).waitFor();
    await sound(hand, '/year');
    await hand.picture('year');
    await hand.page.getByRole('button', { name: '按行业' }).click();
    await hand.page.getByRole('heading', { name: '各行业' }).waitFor();
    await hand.page.getByRole('button', { name: '工会统计年' }).click();
    await hand.page.getByText(/工会统计年，2012年10月1日至2013年9月30日/).waitFor();

    await hand.go('/year');
    await hand.page.getByRole('link', { name: /^合计已报 1 家/ }).click();
    await hand.page.waitForURL(/\/year\/studios\?.*show=reported/);
    await hand.page.getByRole('link', { name: story.name }).waitFor();
    expect(await hand.page.locator('main tbody tr').count()).toBe(1);
    await sound(hand, '/year/studios');

    await hand.go('/year');
    const activities = board.columns.find(({ code }) => code === 'entries');
    await hand.page.getByRole('link', { name: new RegExp(`^合计${activities?.zh}`) }).click();
    await hand.page.waitForURL(/\/entries\?/);
    const { items } = await hand.ask<{ items: EntryRow[] }>('/api/entries?figure=entries&limit=50');
    await expect.poll(() => hand.page.locator('main tbody tr').count()).toBe(items.length);
  });

  it('a leader reads it on a phone, in cards', async () => {
    const hand = await sitting(city.leaders[0]!, phone);
    await hand.go('/year');
    await hand.page.getByRole('heading', { name: '合计', exact: true }).waitFor();
    await sound(hand, '/year on a phone');
    await hand.go('/year/studios?show=reported');
    await hand.page.getByRole('link', { name: story.name }).waitFor();
    await sound(hand, '/year/studios on a phone');
  });

  it('left no fault in anybody’s browser', () => {
    expect([...hands.values()].flatMap(({ faults }) => faults)).toEqual([]);
  });
});
