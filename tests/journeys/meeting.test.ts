import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { dayZh } from '#core/shared/days.ts';
import type { Chair } from '#server/demo/player.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';

/** 一次会议，在浏览器里走一遍：筹备、开会、当场议定、发布。 */
let browser: Browser;
let city: ChainCity;
let batch = '';
beforeAll(async () => {
  browser = await openBrowser();
  city = await cloneChainCity(undefined, { web: true });
  await city.play.step(city.department[0]!, 'acceptance', await city.matterOf(city.story('reviewed'), 'acceptance'), 'confirm', { opinion: '同意验收结论。' });
  const { id } = await city.house.db.selectFrom('matter').select('id').where('kind', '=', 'designation').where('state', '=', 'draft').executeTakeFirstOrThrow();
  await city.play.step(city.department[0]!, 'designation', id, 'submit');
  batch = id;
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});
const as = (chair: Chair, size = desktop): Promise<Hand> => Hand.sits(browser, city, chair, size);
const stateOf = async (): Promise<unknown> => (await city.sql('select state from matter where id = $1', [batch]))[0]!['state'];

it('is prepared from what waits, decides item by item, holds it, and releases it', async () => {
  const [title] = await city.sql('select title from matter where id = $1', [batch]);
  const clerk = await as(city.department[0]!);
  const { page } = clerk;
  await clerk.go('/meetings');
  await clerk.openings('meeting.convene', { body: 'leadership', heldOn: city.play.today() });
  await page.getByRole('heading', { name: `主席办公会（${dayZh(city.play.today())}）` }).waitFor();
  await page.getByRole('button', { name: String(title!['title']), exact: true }).waitFor();
  const id = page.url().split('/').at(-1)!.split('?')[0]!;
  await clerk.step({ id, title: '会议' } as never, 'begin');
  expect(await clerk.barriers()).toEqual([]);

  const leader = await as(city.leaders[0]!, phone);
  await leader.go(`/meetings/${id}`);
  await leader.page.getByRole('button', { name: String(title!['title']), exact: true }).click();
  const decide = leader.page.getByRole('region', { name: '议定' });
  await decide.getByRole('button', { name: '会议通过' }).click();
  expect(await decide.getByLabel('会议纪要编号').inputValue()).toMatch(/^主席办公会2013年第1号$/);
  await decide.getByLabel('议定意见').fill('原则同意。');
  await leader.fits();
  expect((await decide.boundingBox())?.width).toBeGreaterThan(phone.width - 40);
  expect(await leader.barriers()).toEqual([]);
  await decide.getByRole('button', { name: '议定：会议通过' }).click();
  await leader.page.getByText('已议定，未发布').first().waitFor();
  expect(await stateOf()).toBe('meeting');

  // Before it is released: whom it will tell, in which words. Nothing has left.
  await leader.page.getByRole('button', { name: '看看会告诉谁、怎么写' }).click();
  const letter = leader.page.getByRole('region', { name: '告知函件' });
  // A batch is the city’s own: its naming is published, not written to anybody.
  await letter.getByText('这一步不对外发函。').waitFor();
  await leader.fits();
  expect(await leader.barriers()).toEqual([]);
  expect(await stateOf()).toBe('meeting');
  await leader.page.getByRole('button', { name: /^发布选中的 1 件$/ }).click();
  await leader.page.getByText(/已发布：会议通过$/).waitFor();
  expect(await stateOf()).toBe('publicity');
  await clerk.go(`/meetings/${id}`);
  await clerk.step({ id, title: '会议' } as never, 'adjourn');
  await page.getByText('会议纪要').first().waitFor();
  await clerk.picture('meeting', true);
  expect([...clerk.faults, ...leader.faults]).toEqual([]);
});
