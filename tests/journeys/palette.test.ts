import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { openDemoCity, type DemoCity } from '../support/demo-city.ts';
import { Hand, phone } from '../support/hand.ts';

/** 一天里常用的几样，在浏览器里：用话查、存视图、Ctrl+K、会签、委派、大字、打印。 */
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
const as = async (office: string): Promise<Hand> => (await Hand.open(browser, city.url)).enter(city.accounts.find((one) => one.office === office)!);

it('asks in words, is told what was probably meant, keeps the view, and goes on by keyboard', async () => {
  const hand = await as('department');
  const { page } = hand;
  await hand.go('/matters');
  const box = page.getByLabel('查找事项');
  await box.fill('状太:公示');
  await page.getByText('您是不是要找“状态”').waitFor();
  await box.fill('类别:申报 归口:思明');
  await page.getByRole('button', { name: '去掉条件 归口:思明' }).waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('类别:申报 归口:思明');
  await page.getByRole('button', { name: '存为视图' }).click();
  await page.getByLabel('视图名称').fill('思明申报');
  await page.getByRole('button', { name: '存下' }).click();
  await page.getByRole('button', { name: '思明申报', exact: true }).waitFor();
  expect(await hand.barriers()).toEqual([]);
  await page.getByRole('button', { name: '去掉条件 归口:思明' }).click();
  await page.getByRole('button', { name: '思明申报', exact: true }).click();
  await page.getByRole('button', { name: '去掉条件 归口:思明' }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '去哪里' }).fill('目标');
  await page
    .getByRole('option', { name: /目标任务/ })
    .first()
    .waitFor();
  expect(await hand.barriers()).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /目标任务/ }).waitFor();
  await hand.close();
});

it('circulates what lies on the desk, and the colleague finds one thing to do: to sign', async () => {
  const hand = await as('department');
  const { items } = await hand.ask<{ items: { id: string }[] }>('/api/todos?limit=1');
  const id = items[0]!.id;
  await hand.go(`/matters/${id}`);
  await hand.page.getByRole('button', { name: '其他办法' }).click();
  await hand.page.getByRole('menuitem', { name: '送会签' }).click();
  const { items: leaders } = await hand.ask<{ items: { label: string }[] }>(`/api/choices/signers?matter=${id}&q=市总领导&limit=100`);
  const leader = city.accounts.find(({ office }) => office === 'leadership')!;
  expect(leaders.length).toBeGreaterThan(0);
  await hand.page.locator('.ant-drawer .ant-select').first().click();
  const name = (leader as unknown as { name: string }).name;
  await hand.page.locator('.ant-drawer .ant-select input').first().fill(name);
  await hand.page.locator('.ant-select-item-option').filter({ hasText: '市总领导' }).first().click();
  await hand.page.keyboard.press('Escape');
  await hand.page.locator('.ant-drawer button[type=submit]').click();
  await hand.page.getByText('送会签').first().waitFor();
  await hand.close();

  const signer = await as('leadership');
  await signer.page.setViewportSize(phone);
  await signer.go(`/matters/${id}`);
  const bar = signer.page.getByRole('toolbar', { name: '现在可以办的' });
  await bar.getByRole('button', { name: '会签同意' }).waitFor();
  await signer.fits();
  expect(await signer.barriers()).toEqual([]);
  await bar.getByRole('button', { name: '会签同意' }).click();
  await signer.page.locator('.ant-drawer textarea').first().fill('同意。');
  await signer.page.locator('.ant-drawer button[type=submit]').click();
  await expect.poll(async () => (await signer.ask<{ history: { zh: string }[] }>(`/api/matters/${id}`)).history.at(-1)?.zh).toBe('会签同意');
  await signer.close();
});

it('delegates what lies on the desk by keyboard alone; it stays in view at home and comes back', async () => {
  const hand = await as('department');
  const { page } = hand;
  const { items } = await hand.ask<{ items: { id: string; title: string }[] }>('/api/todos?limit=5');
  const { id, title } = items[1]!;
  await hand.go(`/matters/${id}`);
  const choose = async (label: string): Promise<void> => {
    await page.getByRole('button', { name: '其他办法' }).press('Enter');
    // The menu takes the focus: arrows walk it, Enter chooses.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('menuitem');
    await page.getByRole('menuitem', { name: label, exact: true }).press('Enter');
  };
  await choose('委派');
  const drawer = page.getByRole('dialog', { name: /委派/ });
  await drawer.getByText('以您的名义办，仍由您负责，随时可以收回').waitFor();
  expect(await hand.barriers()).toEqual([]);
  const box = drawer.getByRole('combobox', { name: /请谁办/ });
  await box.press('ArrowDown');
  await page.locator('.ant-select-item-option').first().waitFor();
  await page.keyboard.press('Enter');
  await box.press('Control+Enter');
  await drawer.waitFor({ state: 'detached' });
  await page.getByText(/委派，仍由.*负责/).waitFor();
  await hand.go('/');
  const given = page.getByRole('region', { name: '我委派出去的' });
  await given.getByRole('link', { name: title }).press('Enter');
  await page.getByText(/委派，仍由.*负责/).waitFor();
  await choose('收回委派');
  await page.getByRole('dialog').locator('textarea').press('Control+Enter');
  await expect.poll(async () => (await hand.ask<{ history: { zh: string }[] }>(`/api/matters/${id}`)).history.at(-1)?.zh).toBe('收回委派');
  await hand.go('/');
  expect(await given.count()).toBe(0);
  expect(hand.faults).toEqual([]);
  await hand.close();
});

it('tells whoever comes first what to know, once, and again when asked', async () => {
  const hand = await as('supervisor');
  const { page } = hand;
  await hand.go('/');
  const words = page.getByRole('region', { name: '第一次来，先知道这几件' });
  await words.getByRole('link', { name: '怎么完成' }).waitFor();
  expect(await hand.barriers()).toEqual([]);
  await words.getByRole('button', { name: '知道了' }).click();
  await words.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: '我的桌面' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '使用说明' }).getByText('Ctrl+Enter').waitFor();
  expect(await words.count()).toBe(0);
  expect(await hand.barriers()).toEqual([]);
  await hand.close();
});

it('shows everything in large type, remembers it, and nothing runs off a phone', async () => {
  const hand = await as('supervisor');
  const { page } = hand;
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.querySelector('main')!).fontSize));
  await hand.go('/');
  const standard = await size();
  await page
    .locator('header')
    .getByRole('button', { name: /归口工会/ })
    .click();
  await page.getByRole('menuitem', { name: '大字（适老）' }).click();
  await expect.poll(size).toBeGreaterThanOrEqual(standard * 1.15);
  const [matter] = (await hand.ask<{ items: { id: string }[] }>('/api/matters?limit=1')).items;
  await page.setViewportSize(phone);
  for (const path of ['/', '/matters', '/targets', `/matters/${matter!.id}`]) {
    await hand.go(path);
    expect(await size(), path).toBeGreaterThanOrEqual(standard * 1.15);
    await hand.fits();
  }
  expect(await hand.barriers()).toEqual([]);
  await hand.close();
});

it('prints what is on the screen: all that says something, nothing to press', async () => {
  const hand = await as('department');
  const { page } = hand;
  // The targets alone print as something else: as the annex of the document.
  const shown = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('main :is(h1, h2, dt, dd, th, td, time)')].filter((one) => one.checkVisibility()).map((one) => one.textContent.trim()),
    );
  const [matter] = (await hand.ask<{ items: { id: string }[] }>('/api/matters?kind=acceptance&state=passed&limit=1')).items;
  for (const path of [`/matters/${matter!.id}`, '/studios', '/year']) {
    await page.emulateMedia({ media: 'screen' });
    await hand.go(path);
    await hand.settled();
    const onScreen = await shown();
    expect(onScreen.length, path).toBeGreaterThan(10);
    await page.emulateMedia({ media: 'print' });
    const onPaper = new Set(await shown());
    expect(
      onScreen.filter((text) => !onPaper.has(text)),
      path,
    ).toEqual([]);
    for (const pressed of ['.header', '.action-bar']) expect(await page.locator(pressed).filter({ visible: true }).count(), `${path} ${pressed}`).toBe(0);
  }
  await hand.close();
});

it('says on an empty page and on one that cannot be opened what to do next', async () => {
  const hand = await as('department');
  const { page } = hand;
  await hand.go('/matters?q=没有这样的事项');
  await page.getByText('换几个字，或去掉一个筛选条件再看。').waitFor();
  await hand.go('/meetings');
  await page.getByText('按“筹备会议”').waitFor();
  await hand.go('/matters/00000000-0000-7000-8000-000000000000');
  await page.getByText('没有找到', { exact: true }).waitFor();
  expect(await hand.barriers()).toEqual([]);
  await page.getByRole('main').getByRole('link', { name: '回到我的桌面' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/');
  // What the browser itself says of an answer of 404 is no fault of the page.
  hand.faults.length = 0;
  await hand.close();
});
