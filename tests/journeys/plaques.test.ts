import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Chair } from '#server/demo/player.ts';
import { signPlaque } from '#server/store/plaque-keys.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 牌匾和归档：登记簿电脑、手机上都看得清；办结的选中、预览、封存、下载、核验；牌匾断了网也验得出真假。 */
describe('plaques and the archive, in the browser', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lingxian-offline-'));
  let browser: Browser;
  let city: ChainCity;
  const sitting = (chair: Chair, viewport = desktop): Promise<Hand> => Hand.sits(browser, city, chair, viewport);
  const sound = async (hand: Hand, where: string): Promise<void> => {
    await hand.fits();
    expect(await hand.barriers(), where).toEqual([]);
  };
  beforeAll(async () => {
    browser = await openBrowser();
    city = await cloneChainCity(undefined, { web: true });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('a lead finds the one plaque of the studio on a phone', async () => {
    const { lead, name } = city.story('paid');
    const hand = await sitting(lead, phone);
    await hand.go('/plaques');
    await hand.page.getByRole('link', { name: new RegExp(name) }).waitFor();
    await sound(hand, '牌匾登记簿');
    await hand.picture('plaques-phone');
  });

  it('the department looks, seals, downloads, and has the package checked', async () => {
    const hand = await sitting(city.department[0]!);
    const { page } = hand;
    await hand.go('/archive');
    await page
      .getByRole('checkbox', { name: /^选中：/ })
      .first()
      .check();
    await sound(hand, '归档');
    await page.getByRole('button', { name: /封存选中的 1 件/ }).click();
    await page.getByRole('button', { name: '封存这 1 件' }).click();
    await page.getByRole('button', { name: '知道了' }).click();
    await hand.go('/archive?show=sealed');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /下载数据包/ }).click()]);
    const path = join(dir, '归档.zip');
    await download.saveAs(path);
    await page.locator('input[type=file]').setInputFiles(path);
    await page.getByText(/全部完好；与本系统2013年11月18日封存的完全一致/).waitFor();
    await hand.picture('archive-checked');
  });

  it('the page that was saved tells genuine from forged from misplaced, without a network', async () => {
    const [row] = await city.sql(
      'select t.plaque_no, t.verify_code, m.title, to_char(t.named_on, $1) as named_on from title t join matter m on m.id = t.id limit 1',
      ['YYYY-MM-DD'],
    );
    const { plaque_no: plaqueNo, verify_code: verifyCode, title, named_on: namedOn } = row as Record<string, string>;
    const code = await signPlaque(city.house.db, { code: verifyCode!, plaqueNo: plaqueNo!, name: title!, namedOn: namedOn! });
    const saved = join(dir, 'offline.html');
    writeFileSync(saved, await (await fetch(`${city.url}/verify/offline?save=1`)).text());
    const context = await browser.newContext({ viewport: phone, offline: true });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('request', (request) => request.url().startsWith('file:') || wrong.push(request.url()));
    await page.goto(pathToFileURL(saved).href);
    const says = async (scanned: string, name: string): Promise<string> => {
      await page.fill('#code', scanned);
      await page.fill('#name', name);
      await page.evaluate(() => document.getElementById('said')?.replaceChildren());
      await page.click('#check');
      await page.locator('#said .mark').waitFor();
      return (await page.locator('#said .mark').textContent()) ?? '';
    };
    expect(await says(`${city.url}/verify/${code}`, title!)).toBe('属实');
    expect(await says(code, '别的劳模创新工作室')).toBe('名称不符');
    expect(await says(code.replace(verifyCode!, 'ZZZZZZZZZZ'), title!)).toBe('伪造');
    expect(wrong).toEqual([]);
    await context.close();
  });
});
