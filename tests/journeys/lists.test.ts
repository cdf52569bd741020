import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Chair } from '#server/demo/player.ts';
import { claimHonour } from '#server/demo/studio-story.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 批量办理和对照，在浏览器里走一遍。 */
let browser: Browser;
let city: ChainCity;
beforeAll(async () => {
  browser = await openBrowser();
  city = await cloneChainCity(undefined, { web: true });
  for (const goal of ['paid', 'named', 'account'] as const) await claimHonour(city.play, city.story(goal));
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});
const as = (chair: Chair, size = desktop): Promise<Hand> => Hand.sits(browser, city, chair, size);

it('chooses in the list, sees what can be done and what is in the way, and does it for those that can', async () => {
  const pending = async () => (await city.sql("select id from matter where kind = 'honour' and state = 'pending'")).length;
  const before = await pending();
  expect(before).toBeGreaterThanOrEqual(3);
  const hand = await as(city.department[0]!);
  const { page } = hand;
  await hand.go('/matters?open=true&q=%E7%8A%B6%E6%80%81%3A%E5%BE%85%E6%A0%B8%E5%AE%9E%20');
  await page.getByText(/选中所列在办的/).click();
  await page.getByRole('button', { name: '批量办理' }).click();
  const panel = page.getByRole('dialog');
  await panel.getByText(`会“核实无误”的 ${before} 件`).waitFor();
  expect(await hand.barriers()).toEqual([]);
  await panel.getByRole('button', { name: `核实无误 ${before} 件` }).click();
  await page.getByText(`已“核实无误”${before} 件。`).waitFor();
  expect(await pending()).toBe(0);
  expect(hand.faults).toEqual([]);
});

it('shows the columns one wants, remembers them, and carries them in the address', async () => {
  const hand = await as(city.department[0]!);
  const { page } = hand;
  await hand.go('/studios');
  const head = page.getByRole('columnheader', { name: '领衔人' });
  await head.waitFor();
  await page.getByText('栏目').click();
  await page.getByRole('group', { name: '看哪几栏' }).getByText('领衔人').click();
  await head.waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('cols')).toBe('unit,union,standing,created,qualified,entry');
  expect(await hand.barriers()).toEqual([]);
  await hand.go('/studios');
  await page.getByRole('columnheader', { name: '所在单位' }).waitFor();
  expect(await head.count()).toBe(0);
  expect(hand.faults).toEqual([]);
});

it('lays two studios side by side, and two years of one, on a phone too', async () => {
  const [one, other] = [city.story('paid'), city.story('scoring')];
  const hand = await as(city.department[0]!);
  await hand.go(`/compare?a=${one.studio}&b=${other.studio}`);
  const { page } = hand;
  await page.getByRole('region', { name: '表格：七个有（今天）对照' }).waitFor();
  const haves = page.getByRole('region', { name: '表格：七个有（今天）对照' }).getByRole('row');
  expect(await haves.count()).toBe(8);
  await page.getByText('只看不同的').click();
  expect(await page.locator('.compare tr.same').count()).toBe(0);
  expect(await hand.barriers()).toEqual([]);

  const lead = await as(one.lead, phone);
  await lead.go(`/studios/${one.studio}`);
  await lead.page.getByRole('link', { name: '与上一年对照' }).click();
  await lead.page.getByRole('columnheader', { name: '2012年' }).first().waitFor();
  expect(await lead.barriers()).toEqual([]);
  expect(await lead.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  expect([...hand.faults, ...lead.faults]).toEqual([]);
});
