import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Matter } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 一张表在浏览器里走一遍：退回意见在旁边，边写边存，换台设备接着写，两边不同逐项选，别人先改了接着办，从上一次带出，为什么要填。 */
let browser: Browser;
let city: ChainCity;
let id = '';
beforeAll(async () => {
  browser = await openBrowser();
  city = await cloneChainCity(undefined, { web: true });
  id = await city.matterOf(city.story('returned'), 'declaration');
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});
const as = (chair: Chair, size = desktop): Promise<Hand> => Hand.sits(browser, city, chair, size);
const saved = ({ page }: Hand) => page.locator('.draft-says', { hasText: /已保存 \d\d:\d\d/ }).waitFor();
const profile = ({ page }: Hand) => page.getByRole('dialog').getByLabel('工作室简介');

it('is told what to mend, saves itself, goes on elsewhere, and loses nothing to another device or another person', async () => {
  const { lead, secretary } = city.story('returned');
  const hand = await as(lead);
  await hand.go(`/matters/${id}`);
  const list = hand.page.getByRole('region', { name: '要交的材料' });
  const remark = list.locator('.part', { hasText: '退回修改：工作室简介' });
  expect(await remark.innerText()).toMatch(/有误[\s\S]*请写明本年度攻关项目的进展/);
  expect(await hand.barriers()).toEqual([]);
  await remark.getByRole('button', { name: '填写申报表' }).click();
  const drawer = hand.page.getByRole('dialog');
  await drawer.locator('.ant-form-item', { hasText: '工作室简介' }).getByText('退回意见：').waitFor();
  await profile(hand).fill('围绕总装线返修开展攻关。');
  await saved(hand);
  await drawer.getByRole('button', { name: '先不办' }).click();

  const other = await as(lead, phone);
  const unfinished = other.page.getByRole('region', { name: /没写完的/ });
  expect(await unfinished.innerText()).toContain('填写申报表');
  await unfinished.getByRole('button', { name: '接着写' }).click();
  await other.page.getByText(/已恢复 .*没有提交的内容/).waitFor();
  expect(await profile(other).inputValue()).toBe('围绕总装线返修开展攻关。');
  expect(await other.barriers()).toEqual([]);

  await remark.getByRole('button', { name: '填写申报表' }).click();
  await hand.page.getByText(/已恢复 .*没有提交的内容/).waitFor();
  await profile(other).fill('手机上写的：本年度完成攻关两项，进展顺利。');
  await saved(other);
  await profile(hand).fill('电脑上写的：本年度完成攻关三项，进展顺利。');
  const conflict = drawer.locator('.choose-version');
  await conflict.getByText('两边都在，请逐项选').waitFor();
  expect(await conflict.innerText()).toMatch(/电脑上写的[\s\S]*手机上写的/);
  await conflict.getByText('另一台设备上写的').click();
  await conflict.getByRole('button', { name: '选好了，接着写' }).click();
  await conflict.waitFor({ state: 'detached' });
  expect(await profile(hand).inputValue()).toContain('手机上写的');

  const colleague = await city.as(secretary);
  const { version, options } = await colleague.get<Matter>(`/api/matters/${id}`);
  const { href } = options.find(({ name }) => name === 'declaration.fill')!;
  const input = {
    statement: '秘书写的：团队八人，围绕生产难题攻关。',
    goals: '秘书定的目标：每年完成攻关两项，培养骨干五名。',
    ipStatement: '职务发明，归单位所有',
  };
  expect((await colleague.send('POST', href, { version, input })).status).toBe(200);
  await hand.page.keyboard.press('Control+Enter');
  const changed = drawer.locator('.choose-version');
  await changed.getByText('这件事项有了变化，您写的都还在').waitFor();
  expect(await changed.innerText()).toMatch(/填写申报表[\s\S]*秘书定的目标[\s\S]*我写的[\s\S]*手机上写的[\s\S]*秘书写的/);
  expect(await hand.barriers()).toEqual([]);
  await changed.getByRole('button', { name: /按最新情况接着办/ }).click();
  expect(await drawer.getByLabel('年度计划和三年目标').inputValue()).toBe(input.goals);
  await profile(hand).press('Control+Enter');
  await drawer.waitFor({ state: 'detached' });
  await list.locator('.part-done', { hasText: '退回修改：工作室简介' }).waitFor({ state: 'attached' });
  const done = await hand.ask<Matter>(`/api/matters/${id}`);
  expect(JSON.stringify(done.sections)).toMatch(/手机上写的.*秘书定的目标/);
  expect((await hand.ask<{ items: unknown[] }>('/api/drafts')).items).toEqual([]);
  expect([...hand.faults, ...other.faults]).toEqual([]);
});

it('says why each field is asked and by which clause, when asked, by keyboard and on a phone; the blank form does not', async () => {
  const { lead } = city.story('returned');
  const hand = await as(lead);
  const { page } = hand;
  await hand.go(`/matters/${id}`);
  await page.getByRole('toolbar', { name: '现在可以办的' }).getByRole('button', { name: '填写申报表' }).click();
  const drawer = page.getByRole('dialog');
  const why = drawer.getByTitle('“年度计划和三年目标”为什么要填');
  await profile(hand).focus();
  // Whoever only goes forward goes from field to field; back from a field is why it is asked.
  await page.keyboard.press('Tab');
  expect(await drawer.getByLabel('年度计划和三年目标').evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Shift+Tab');
  expect(await why.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  const told = drawer.getByRole('status').filter({ hasText: '出处' });
  expect(await told.innerText()).toMatch(/每年要有攻关项目[\s\S]*出处：厦工办〔2013〕6号 三\.4/);
  expect(await hand.barriers()).toEqual([]);
  await page.keyboard.press('Enter');
  await told.waitFor({ state: 'detached' });
  const { options } = await hand.ask<Matter>(`/api/matters/${id}`);
  const { href } = options.find(({ name }) => name === 'declaration.fill')!;
  const blank = await page.request.get(`${city.url}/api/papers/form?at=${encodeURIComponent(href)}&format=html`);
  expect([blank.status(), (await blank.text()).includes('为什么要填')]).toEqual([200, false]);

  const small = await as(lead, phone);
  await small.go(`/studios/${city.story('returned').studio}`);
  await small.page.getByRole('button', { name: '记一笔' }).first().click();
  await small.page.getByRole('dialog').getByTitle('“日期”为什么要填').click();
  await small.page.getByText('活动算在哪一年；及时记的台账才可信。').waitFor();
  await small.fits();
  expect(await small.barriers()).toEqual([]);
  expect([...hand.faults, ...small.faults]).toEqual([]);
});

it('brings over what was written last time, without asking twice and without overwriting', async () => {
  const { studio, lead } = city.story('returned');
  const hand = await as(lead);
  await hand.go(`/studios/${studio}`);
  await hand.page.getByRole('button', { name: '记一笔' }).first().click();
  const drawer = hand.page.getByRole('dialog');
  await drawer.getByLabel('主题').fill('自己写的主题');
  await drawer.getByRole('button', { name: /从上一次带出/ }).click();
  const offer = hand.page.locator('.from-earlier');
  expect(await offer.innerText()).toMatch(/日期、文件和承诺不带/);
  expect(await offer.getByRole('checkbox', { name: /主题/ }).isChecked()).toBe(false);
  await offer.getByRole('button', { name: /^带出 \d+ 项$/ }).click();
  await offer.waitFor({ state: 'hidden' });
  expect(await drawer.getByLabel('主题').inputValue()).toBe('自己写的主题');
  expect(await drawer.locator('.ant-radio-wrapper-checked, .ant-select-content-has-value, .ant-select-selection-item').count()).toBeGreaterThan(0);
  expect(hand.faults).toEqual([]);
});
