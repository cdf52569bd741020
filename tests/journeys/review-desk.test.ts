import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Matter, OwnSheets } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import type { Chair } from '#server/demo/player.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 评审台，在浏览器里走一遍：试排、分派，声明以后打开材料，一份接一份地评，统计。 */
let browser: Browser;
let city: ChainCity;
beforeAll(async () => {
  browser = await openBrowser();
  city = await cloneChainCity(undefined, { web: true });
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});
const as = (chair: Chair, size = desktop): Promise<Hand> => Hand.sits(browser, city, chair, size);

it('shares out experts after a look, lets one declare, score by keyboard and go on to the next, and reads the board', async () => {
  const story = city.story('arranging');
  const clerk = await as(city.department[0]!);
  const { page } = clerk;
  await clerk.go('/');
  await page.getByRole('link', { name: '到评审台一起排' }).click();
  await page.getByRole('button', { name: /试排选中的 \d+ 件/ }).click();
  const plan = page.getByRole('region', { name: '试排的结果' });
  await plan.getByText(story.name).waitFor();
  await plan.getByText(/每条规矩都守住了/).waitFor();
  expect(await clerk.barriers()).toEqual([]);
  await clerk.picture('review-plan', true);
  await plan.getByLabel('现场验收日期').fill(dayZh(city.play.today()));
  await page.keyboard.press('Tab');
  await plan.getByLabel('地点').fill('工作室所在地');
  await plan.getByRole('button', { name: /^按此分派/ }).click();
  await page.getByText('先声明有无利害关系').first().waitFor();
  await page.getByText('没有等着请专家的事项').waitFor();

  const acceptance = await city.matterOf(story, 'acceptance');
  const [sheet] = await city.sql('select s.id, s.expert_id from sheet s join matter m on m.id = s.id where m.parent = $1 order by s.id limit 1', [acceptance]);
  const expert = await as(city.experts.find(({ person }) => person === sheet!['expert_id'])!);
  await expert.go('/expert');
  const mine = await expert.ask<OwnSheets>('/api/review/mine');
  await expert.page.getByText(`已评 ${mine.done} / ${mine.all} 家`).waitFor();
  await expert.page.locator(`a[href^="/matters/${String(sheet!['id'])}"]`).click();
  const matter = await expert.ask<Matter>(`/api/matters/${String(sheet!['id'])}`);
  await expert.page.getByText('声明无利害关系以后打开').waitFor();
  expect(await expert.page.getByRole('region', { name: '材料' }).count()).toBe(0);
  await expert.step(matter as never, 'accept');
  const form = expert.page.getByRole('region', { name: '打分' });
  // In a workshop the sheet is filled on a phone: the form lies under the material, as wide as the screen.
  await expert.page.setViewportSize(phone);
  await expert.fits();
  expect((await form.boundingBox())?.width).toBeGreaterThan(phone.width - 40);
  await expert.page.setViewportSize(desktop);
  await form.getByText('我的备注').click();
  await form.getByRole('textbox', { name: '我的备注' }).fill('现场要看配电。');
  await form.getByRole('button', { name: '存备注' }).click();
  await form.getByText(/存的$/).waitFor();
  const { options } = await expert.ask<Matter>(`/api/matters/${String(sheet!['id'])}`);
  const { properties } = options.find(({ name }) => name === 'sheet.submit')!.input as { properties: Record<string, { maximum?: number }> };
  for (const [name, { maximum }] of Object.entries(properties)) if (maximum !== undefined) await form.locator(`[id="${name}"]`).fill(String(maximum));
  await form.getByLabel('意见建议').press('Control+Enter');
  await expert.page.locator('.ant-message-notice').getByText('已交表').waitFor();
  expect((await expert.ask<OwnSheets>('/api/review/mine')).done).toBe(mine.done + 1);

  const small = await as(city.department[0]!, phone);
  await small.go('/review');
  await small.page.getByText('怎么算的').waitFor();
  await small.fits();
  expect(await small.barriers()).toEqual([]);
  expect([...clerk.faults, ...expert.faults, ...small.faults]).toEqual([]);
});
