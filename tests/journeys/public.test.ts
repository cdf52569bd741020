import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { openDemoCity, type DemoCity } from '../support/demo-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 公众的页面：不登录，关掉 JavaScript，用手机看；没有一页横着滚，没有一处无障碍的毛病。 */
let browser: Browser;
let city: DemoCity;
beforeAll(async () => {
  browser = await openBrowser();
  city = await openDemoCity();
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

async function pages(): Promise<readonly string[]> {
  const { db } = city.running.house;
  const notice = await db.selectFrom('publicity').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  const ended = await db.selectFrom('publicity').select('id').where('endedOn', 'is not', null).executeTakeFirst();
  const title = await db.selectFrom('title').select('verifyCode').orderBy('id').executeTakeFirstOrThrow();
  const about = await db.selectFrom('matter').select('id').where('kind', '=', 'experience').where('state', '=', 'published').executeTakeFirst();
  return [
    '/public',
    `/public?q=${encodeURIComponent('示')}`,
    '/public/notices',
    `/public/notices/${notice.id}`,
    ...(ended === undefined ? [] : [`/public/notices/${ended.id}`]),
    '/public/cases',
    ...(about === undefined ? [] : [`/public/cases/${about.id}`]),
    '/public/targets?year=2013',
    '/public/commendations',
    '/public/draws',
    '/public/data',
    '/public/basis',
    '/verify',
    `/verify/${title.verifyCode}`,
    '/verify/NOSUCHCODE',
  ];
}

it('every public page reads without JavaScript on a phone, and shuts nobody out', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'zh-CN' });
  const reader = await plain.newPage();
  const hand = await Hand.open(browser, city.url, phone);
  for (const path of await pages()) {
    const answer = await reader.goto(`${city.url}${path}`);
    expect(answer?.status(), path).toBe(path.endsWith('NOSUCHCODE') ? 404 : 200);
    await reader.locator('main h1').first().waitFor();
    expect((await reader.locator('main').innerText()).length, path).toBeGreaterThan(20);
    expect(await reader.locator('main script').count(), path).toBe(0);

    // The very page again, in a browser that can be asked what is wrong with it.
    await hand.page.goto(`${city.url}${path}`);
    for (const viewport of [phone, desktop]) {
      await hand.page.setViewportSize(viewport);
      await hand.fits();
      expect(await hand.barriers(), `${path}, ${viewport.width} wide`).toEqual([]);
    }
  }
  await plain.close();
  await hand.close();
});

it('a reader goes from the directory to a case, its ground of publication and a file of data by links alone', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'zh-CN' });
  const page = await plain.newPage();
  await page.goto(`${city.url}/public`);
  await page.getByLabel('查找').first().fill('示');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=/);
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);

  await page.getByRole('link', { name: '典型经验' }).click();
  await page.locator('main .cards a').first().click();
  await page.getByRole('heading', { name: '怎么做的' }).waitFor();
  await page.getByRole('link', { name: '公开依据' }).click();
  await page.waitForURL(/\/public\/basis#cases$/);
  await page.getByRole('heading', { name: '典型经验' }).waitFor();

  await page.getByRole('link', { name: '开放数据' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 CSV（工作室名录）' }).click()]);
  expect(file.suggestedFilename()).toMatch(/^工作室名录\d{4}-\d{2}-\d{2}\.csv$/);
  await plain.close();
});
