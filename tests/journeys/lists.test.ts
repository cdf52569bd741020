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
  await page.getByText('深色是左边').waitFor();
  expect(await hand.barriers()).toEqual([]);

  const small = await as(city.department[0]!, phone);
  await small.go(`/compare?a=${one.studio}&b=${other.studio}`);
  await small.page.getByRole('region', { name: '表格：七个有（今天）对照' }).waitFor();
  await small.fits();
  expect(await small.barriers()).toEqual([]);
  // Every part stands in the same columns, and none is pushed sideways in its own box.
  const heads = await small.page.locator('.compare thead tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((head) => head.clientWidth)));
  expect(new Set(heads.map(String)).size).toBe(1);
  expect(await small.page.locator('.table-box').evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).length)).toBe(0);

  const lead = await as(one.lead, phone);
  await lead.go(`/studios/${one.studio}`);
  await lead.page.getByRole('link', { name: '与上一年对照' }).click();
  await lead.page.getByRole('columnheader', { name: '2012年' }).first().waitFor();
  expect(await lead.barriers()).toEqual([]);
  await lead.fits();
  expect([...hand.faults, ...small.faults, ...lead.faults]).toEqual([]);
});

it.each([
  ['at a desk', desktop],
  ['on a phone', phone],
])('a list is looked at as a chart, %s: of all that is filtered; pressing a bar narrows the list', async (_, size) => {
  const hand = await as(city.department[0]!, size);
  const { page } = hand;
  await hand.go('/matters?open=true');
  expect(await page.locator('.list-bars').count()).toBe(0);
  await page.getByRole('button', { name: '看图' }).click();
  const chart = page.getByRole('region', { name: '看图' });
  const [{ n } = {}] = await city.sql(
    "select count(*)::int as n from matter m where closed_at is null and exists (select 1 from matter_party p where p.matter_id = m.id and p.office = 'department')",
  );
  await chart.getByText(`按类别看，共 ${String(n)} 件`).waitFor();
  await chart.getByRole('group', { name: '按' }).getByText('归口工会').click();
  await chart.getByText(`按归口工会看，共 ${String(n)} 件`).waitFor();
  expect(new URL(page.url()).searchParams.get('look')).toBe('union');
  expect(await hand.barriers()).toEqual([]);
  await hand.fits();

  const bar = chart.locator('.list-bars li').filter({ hasText: '思明区' });
  const said = (await bar.locator('.figures').innerText()).trim();
  const union = await bar.getByRole('button').innerText();
  await bar.getByRole('button').click();
  await page.getByRole('button', { name: `去掉条件 归口=${union}` }).waitFor();
  await chart.getByText(`按归口工会看，共 ${said}`).waitFor();
  const rows = size === phone ? page.locator('.cards > .card') : page.getByRole('region', { name: '表格：事项' }).locator('tbody tr');
  await hand.go(page.url().slice(hand.url.length));
  expect(`${await rows.count()} 件`).toBe(said);
  await page.getByRole('button', { name: '收起图' }).click();
  await page.locator('.list-bars').waitFor({ state: 'detached' });
  expect(hand.faults).toEqual([]);
});
