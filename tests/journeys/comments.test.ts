import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Matter, Me } from '#contract/shapes.ts';
import { dayIn, dayZh } from '#core/shared/days.ts';
import type { Chair } from '#server/demo/player.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 意见、历次定稿、截至某日，在浏览器里走一遍。 */
let browser: Browser;
let city: ChainCity;
let id = '';
beforeAll(async () => {
  browser = await openBrowser();
  city = await cloneChainCity(undefined, { web: true });
  id = await city.matterOf(city.story('scoring'), 'acceptance');
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});
const as = (chair: Chair, size = desktop): Promise<Hand> => Hand.sits(browser, city, chair, size);

it('says it to the office, asks once more before it leaves, is answered on a phone, and is taken back', async () => {
  const hand = await as(city.department[0]!);
  const { page } = hand;
  const { person } = await (await city.as(city.story('scoring').lead)).get<Me>('/api/session');
  await hand.go(`/matters/${id}`);
  const box = page.getByRole('textbox', { name: '意见' });
  await box.fill('先看看评分表。');
  await page.getByRole('button', { name: '发表意见' }).click();
  await page.locator('.comments').getByText('先看看评分表。').waitFor();

  await page
    .getByRole('group', { name: '说给谁听' })
    .or(page.getByRole('radiogroup', { name: '说给谁听' }))
    .getByText('申报单位')
    .click();
  await box.fill('');
  await box.pressSequentially(`请补一张照片 @${person.name.slice(0, 1)}`);
  await page
    .getByRole('option', { name: new RegExp(`^${person.name}`) })
    .or(page.locator('.ant-mentions-dropdown-menu-item', { hasText: person.name }))
    .first()
    .click();
  await page.getByRole('button', { name: '发表意见' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('都看得到。确认发给他们吗？').waitFor();
  await dialog.getByRole('button', { name: '确认发出' }).click();
  await page.locator('.comments').getByText('请补一张照片').waitFor();
  expect(await hand.barriers()).toEqual([]);

  const lead = await as(city.story('scoring').lead, phone);
  await lead.go(`/matters/${id}`);
  const heard = lead.page.locator('.comments');
  await heard.getByText('请补一张照片').waitFor();
  expect(await heard.innerText()).not.toContain('先看看评分表');
  await heard.getByRole('button', { name: '回复' }).click();
  await lead.page.getByRole('textbox', { name: '回复' }).fill('明天就补。');
  await heard.locator('form').getByRole('button', { name: '回复', exact: true }).click();
  await heard.getByText('明天就补。').waitFor();
  expect(await lead.barriers()).toEqual([]);

  await hand.go(`/matters/${id}`);
  const first = page.locator('.comments > li').last();
  await first.getByRole('button', { name: '收回' }).click();
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: '收 回' })
    .or(page.locator('.ant-popconfirm').getByRole('button', { name: '收回', exact: true }))
    .click();
  await first.getByText(/收回。$/).waitFor();
  expect([...hand.faults, ...lead.faults]).toEqual([]);
});

it('shows a matter and the targets as they stood on a day, and two frozen submissions side by side', async () => {
  const hand = await as(city.department[0]!);
  const { page } = hand;
  const opened = dayIn((await hand.ask<Matter>(`/api/matters/${id}`)).openedAt);
  await hand.go(`/matters/${id}?on=${opened}`);
  await page.getByText(`这是截至${dayZh(opened)}的情况`).waitFor();
  expect(await page.getByRole('toolbar', { name: '现在可以办的' }).count()).toBe(0);
  await page.getByRole('button', { name: '回到现在' }).click();
  await page.getByText('这是截至').waitFor({ state: 'detached' });
  await hand.go('/targets?on=2013-10-20');
  await page.getByText('这是截至2013年10月20日的情况').waitFor();
  expect(await hand.barriers()).toEqual([]);
  const passed = await city.matterOf(city.story('passed'), 'acceptance');
  await hand.go(`/matters/${passed}`);
  await page.getByText('比一比两次定稿').click();
  await page.getByText('两次定稿的判断').or(page.locator('.difference').first()).first().waitFor();
  expect(hand.faults).toEqual([]);
});
