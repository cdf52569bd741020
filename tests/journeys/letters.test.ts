import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { NoticeSettings } from '#contract/shapes.ts';
import type { Chair } from '#server/demo/player.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';
import { openMailServer, type MailServer } from '../support/mail-server.ts';

/** 函件和通知，在浏览器里走一遍：办之前看，发出之前改和撤，收到的人看，谁看过了；怎么告诉我，自己定。 */
let browser: Browser;
let city: ChainCity;
let server: MailServer;
let id = '';
beforeAll(async () => {
  [browser, server] = [await openBrowser(), await openMailServer()];
  city = await cloneChainCity(undefined, { web: true, mail: { url: server.url(), from: 'lingxian@city.example.org' } });
  id = await city.matterOf(city.story('formal-check'), 'declaration');
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
  await server?.stop();
});
const as = (chair: Chair, size = desktop): Promise<Hand> => Hand.sits(browser, city, chair, size);

it('is seen before it is decided, changed and withdrawn before it leaves, read on a phone, and seen to be read', async () => {
  const hand = await as(city.department[0]!);
  const { page } = hand;
  await hand.go(`/matters/${id}`);
  const correct = async (): Promise<void> => {
    await page.getByRole('button', { name: '要求补正', exact: true }).first().click();
    await page.getByLabel('哪一项').first().fill('攻关项目');
    await page.getByLabel('要改什么').first().fill('请补充立项文件扫描件。');
    await page.getByRole('button', { name: '看看会告诉谁、怎么写' }).click();
    await draft.getByText('主送').first().waitFor();
  };
  const draft = page.getByRole('region', { name: '告知函件' });
  const send = () => page.locator('form.option-form button[type=submit]').click();
  await correct();
  expect(await draft.innerText()).toContain('领衔人');
  expect(await draft.getByLabel('正文').inputValue()).toContain('办理意见：1．攻关项目：请补充立项文件扫描件。');
  await draft.getByLabel('标题').fill('请补充一份材料');
  await draft.getByText('已为这一次改过').waitFor();
  await draft.getByText('先不发出').click();
  expect(await hand.barriers()).toEqual([]);
  await send();
  await page.getByText('“要求补正”已办好').waitFor();

  await page.getByRole('link', { name: '发件箱' }).click();
  await page.getByRole('link', { name: '请补充一份材料' }).click();
  await page.getByLabel('正文').fill('请补充立项文件，纸质件也行。');
  await page.getByRole('button', { name: '保存修改' }).click();
  await page.getByText('改过 1 次').waitFor();
  expect(await hand.barriers()).toEqual([]);
  await page.getByRole('button', { name: '现在发出' }).click();
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: /^发\s?出$/ })
    .click();
  await page.getByRole('heading', { name: /告知了 \d+ 人/ }).waitFor();
  await page.getByText('还没看').first().waitFor();

  const lead = await as(city.story('formal-check').lead, phone);
  await lead.page.getByRole('link', { name: /未读通知/ }).click();
  await lead.page.getByRole('link', { name: '请补充一份材料' }).click();
  await lead.page.getByText('请补充立项文件，纸质件也行。').waitFor();
  await lead.settled();
  expect(await lead.page.getByRole('button', { name: '撤回' }).count(), 'whoever got it only reads it').toBe(0);
  expect(await lead.barriers()).toEqual([]);
  await page.reload();
  await page.getByText(/2013年11月18日 \d\d:\d\d 已看/).waitFor();

  // Taken back: one that has left is followed by another, which is withdrawn in time.
  await hand.go(`/matters/${id}`);
  await page.getByRole('button', { name: '其他办法' }).click();
  await page.getByRole('menuitem', { name: '撤销刚才这一步' }).click();
  await page.getByRole('button', { name: '看看会告诉谁、怎么写' }).click();
  await page.getByText('另发一函说明').waitFor();
  await send();
  await page.getByText('“撤销刚才这一步”已办好').waitFor();
  await hand.go('/letters?state=waiting');
  await page.getByRole('link', { name: /^关于撤销/ }).click();
  await page.getByRole('button', { name: '撤回' }).click();
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: /^撤\s?回$/ })
    .click();
  await page.getByText('已撤回', { exact: true }).first().waitFor();
  expect([...hand.faults, ...lead.faults]).toEqual([]);
});

it('lets everybody say how they want to be told, and where', async () => {
  const lead = await as(city.story('formal-check').lead, phone);
  const { page } = lead;
  await lead.go('/notices');
  await page.getByRole('radiogroup', { name: '意见里提到我' }).getByText('只在站内').click();
  await page.getByRole('button', { name: '一键恢复默认' }).waitFor();
  expect((await lead.ask<NoticeSettings>('/api/notices/settings')).kinds.find(({ kind }) => kind === 'mentioned')?.choice).toBe('none');
  await page.getByRole('button', { name: '一键恢复默认' }).click();
  await page.getByText('现在是默认设置').waitFor();

  await page.getByLabel('邮箱', { exact: true }).fill('没有圈a');
  await page.getByRole('button', { name: '取确认码' }).click();
  await page.getByText('邮箱写法不对').waitFor();
  await page.getByLabel('邮箱', { exact: true }).fill('lead@example.org');
  await page.getByRole('button', { name: '取确认码' }).click();
  await expect.poll(() => server.got.length, { timeout: 15_000 }).toBe(1);
  await page.getByLabel('确认码').fill(/\d{6}/.exec(server.got[0]!.text)![0]);
  await page.getByRole('button', { name: /^确\s?认$/ }).click();
  await page.getByText('已确认', { exact: false }).first().waitFor();
  await page.getByText('【领衔】邮箱确认码').waitFor();
  expect(await lead.barriers()).toEqual([]);
  expect(lead.faults).toEqual([]);
});
