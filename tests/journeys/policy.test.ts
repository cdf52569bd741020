import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Chair } from '#server/demo/player.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 新版本：带进来、对照、试算、定施行日；目标任务：怎么完成、试调，在浏览器里走一遍。 */
let browser: Browser;
let city: ChainCity;
let folder: string;
beforeAll(async () => {
  browser = await openBrowser();
  city = await cloneChainCity(undefined, { web: true });
  folder = await mkdtemp(join(tmpdir(), 'lingxian-policy-'));
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
  await rm(folder, { recursive: true, force: true });
});
const as = (chair: Chair, size = desktop): Promise<Hand> => Hand.sits(browser, city, chair, size);

it('takes a changed copy of the standard from the download to the day it takes over', async () => {
  const hand = await as(city.department[0]!);
  const { page } = hand;
  await hand.go('/standards');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download="xm-2013.json"]').click()]);
  const text = await readFile(await download.path(), 'utf8');

  const wrong = join(folder, 'wrong.json');
  await writeFile(wrong, text.replace('"xm-2013"', '"xm-2014"').replace('"amountFen":2000000', '"amountFen":"两万"'));
  await page.locator('input[type=file]').setInputFiles(wrong);
  await page.getByText('没有带进来，请改好下面 1 处').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('subsidy.amountFen');

  const right = join(folder, 'xm-2014.json');
  const changed = JSON.parse(text) as { id: string; criteriaSet: { criteria: { key: string; thresholds: { value: number }[] }[] } };
  changed.id = 'xm-2014';
  changed.criteriaSet.criteria.find(({ key }) => key === 'team')!.thresholds[0]!.value = 99;
  await writeFile(right, JSON.stringify(changed));
  await page.locator('input[type=file]').setInputFiles(right);
  await page.getByText('共 1 处不同').waitFor();
  await page.getByRole('cell', { name: '有专长的成员不少于99' }).waitFor();

  await page.getByRole('button', { name: '试算', exact: true }).click();
  await page.getByText('有创新团队（不符合）').first().waitFor();
  expect(await hand.barriers()).toEqual([]);

  await page.locator('li.card', { hasText: 'xm-2014' }).getByRole('button', { name: '定施行日' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('施行日').fill('2014年1月1日');
  await dialog.getByLabel('施行日').press('Enter');
  await dialog.getByLabel('依据').fill('厦工办〔2014〕3号。');
  await dialog.getByRole('button', { name: '定施行日' }).click();
  await page.locator('li.card', { hasText: 'xm-2014' }).getByText('2014年1月1日起施行').waitFor();
  expect(hand.faults).toEqual([]);
});

it('says how the targets can still be reached, on a phone too, and hands what was tried to the allocation', async () => {
  const leader = await as(city.leaders[0]!, phone);
  await leader.go('/targets?view=how');
  await leader.page.getByText('到 2013年12月31日 还有 43 天').waitFor();
  expect(await leader.barriers()).toEqual([]);
  expect(await leader.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);

  const hand = await as(city.department[0]!);
  const { page } = hand;
  await hand.go('/targets');
  await page.getByRole('button', { name: '怎么完成' }).click();
  await page.getByRole('region', { name: '表格：谁要办什么' }).waitFor();
  const union = city.unions[0]!;
  const [before] = await city.sql(
    'select r.qualified from allocation_row r join allocation a on a.id = r.allocation_id where a.year = 2013 and r.union_id = $1',
    [union.id],
  );
  const [first, second] = [0, 1].map((n) => page.getByLabel(`${city.unions[n]!.name}达标任务数`));
  await first!.fill('5');
  await page.getByText('达标合计 67 家，比全市任务多 1 家').waitFor();
  await second!.fill('3');
  await page.getByText('达标合计 66 家，与全市任务一致').waitFor();
  expect(await hand.barriers()).toEqual([]);
  expect(
    await city.sql('select r.qualified from allocation_row r join allocation a on a.id = r.allocation_id where a.year = 2013 and r.union_id = $1', [union.id]),
  ).toEqual([before]);
  await page.getByRole('button', { name: '按此调整任务数' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '调整任务数' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const [after] = await city.sql(
    'select r.qualified from allocation_row r join allocation a on a.id = r.allocation_id where a.year = 2013 and r.union_id = $1',
    [union.id],
  );
  expect(after).toEqual({ qualified: 5 });
  expect([...hand.faults, ...leader.faults]).toEqual([]);
});
