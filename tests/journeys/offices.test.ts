import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { officeZh, type Office } from '#core/people/actor.ts';
import { openBrowser } from '../support/browser.ts';
import { openDemoCity, type DemoCity } from '../support/demo-city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';
import type { Account } from '../support/robot.ts';

/** 各职务一程：在演示城市里登录、看自己的桌面、办自己的事；桌面宽和手机宽都看。 */
describe('every office in the demonstration city', () => {
  let browser: Browser;
  let city: DemoCity;

  const accountOf = (office: string, n = 0): Account => {
    const account = city.accounts.filter((one) => one.office === office)[n];
    if (account === undefined) throw new Error(`nobody holds ${office}`);
    return account;
  };
  const as = async (office: string, viewport = desktop, n = 0): Promise<Hand> => (await Hand.open(browser, city.url, viewport)).enter(accountOf(office, n));

  beforeAll(async () => {
    browser = await openBrowser();
    city = await openDemoCity();
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  /** Each page once, with the office that has most on it; an office's own, with it. */
  const pages: Readonly<Partial<Record<Office, readonly string[]>>> = {
    lead: ['/studios', '/import'],
    grassroots: ['/scans'],
    supervisor: ['/targets', '/year', '/plaques'],
    department: [
      '/targets',
      '/year',
      '/year?by=industry',
      '/year/studios',
      '/entries?figure=activities',
      '/studios',
      '/matters',
      '/unions',
      '/plaques',
      '/archive',
    ],
    leadership: ['/city'],
    expert: ['/expert'],
    auditor: ['/audit'],
    sysadmin: ['/people'],
    secadmin: ['/people'],
  };

  /** One page as it stands, wide and narrow: it fits, and nothing of it shuts anybody out. */
  async function sound(hand: Hand, where: string): Promise<void> {
    for (const viewport of [desktop, phone]) {
      await hand.page.setViewportSize(viewport);
      await hand.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await hand.fits();
      expect(await hand.barriers(), `${where}, ${viewport.width} wide`).toEqual([]);
    }
    await hand.page.setViewportSize(desktop);
  }

  it.each(Object.keys(officeZh).filter((office) => office !== 'clock') as Office[])(
    '%s sees a desk without faults, on a desktop and on a phone',
    async (office) => {
      const hand = await as(office);
      await sound(hand, office);
      for (const path of pages[office] ?? []) {
        await hand.go(path);
        await hand.page.locator('main h1').first().waitFor();
        await sound(hand, `${office} ${path}`);
      }
      await hand.close();
    },
  );

  it('the department reads the target board: fifteen rows, 100 and 66', async () => {
    const hand = await as('department');
    await hand.page.getByText('还没有专人负责的工会：开发区工委').waitFor();
    await hand.go('/targets');
    const rows = hand.page.locator('main table').first().locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.filter({ hasText: /工会|工委/ }).count()).toBe(15);
    expect(await hand.page.locator('main').innerText()).toMatch(/\/ ?100[\s\S]*\/ ?66/);
    await hand.picture('targets');
    await hand.close();
  });

  it('the leaders see the city on one page', async () => {
    const hand = await as('leadership');
    await hand.go('/city');
    await hand.close();
  });

  it('a member notes an activity, and nothing else is offered', async () => {
    const hand = await as('member', phone);
    const { acting } = await hand.ask<{ acting: { studio: { id: string } } }>('/api/session');
    await hand.go(`/studios/${acting.studio.id}`);
    await hand.noteDown('activity.add', { topic: '成员记一笔', leadPresent: true });
    await hand.page.getByText('成员记一笔').first().waitFor();
    await hand.close();
  });

  it('one person switches between two offices', async () => {
    const hand = await as('department', desktop, 2);
    const { offices } = await hand.ask<{ offices: { id: string; office: string; officeZh: string }[] }>('/api/session');
    expect(offices.map(({ office }) => office).toSorted()).toEqual(['auditor', 'department']);
    await hand.page.getByRole('button', { name: /市总经济部/ }).click();
    await hand.page.getByRole('menuitem', { name: /经审会/ }).click();
    await expect.poll(async () => (await hand.ask<{ acting: { office: string } }>('/api/session')).acting.office).toBe('auditor');
    await hand.close();
  });

  it('the administrators add somebody, appoint them, and the invitation opens the desk', async () => {
    const system = await as('sysadmin');
    const added = system.page.waitForResponse((response) => response.url().endsWith('/api/people') && response.request().method() === 'POST');
    await system.openings('person.add', { name: '壬示例㛃', account: 'newcomer1' });
    const { id, invitation } = (await (await added).json()) as { id: string; invitation: string };
    expect(invitation).toMatch(/^\/invitation\/[\w-]{43}$/);
    await system.close();

    const security = await as('secadmin');
    await security.go('/people');
    const answer = await security.page.request.post(`${city.url}/api/people/${id}/offices`, { data: { input: { office: 'finance', from: '2013-11-18' } } });
    expect(answer.status()).toBe(200);
    await security.close();

    const newcomer = await Hand.open(browser, city.url);
    await newcomer.page.goto(`${city.url}${invitation}`);
    await newcomer.page.locator('input[type=password]').first().waitFor();
    for (const box of await newcomer.page.locator('input[type=password]').all()) await box.fill('Shanghai-2013-demo');
    await newcomer.page.locator('button[type=submit]').click();
    await newcomer.page.getByRole('heading', { name: '我的桌面' }).waitFor();
    await newcomer.close();
  });

  it('a visitor objects to a name without JavaScript and keeps a receipt', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: phone, locale: 'zh-CN' });
    const page = await context.newPage();
    const notice = await city.running.house.db
      .selectFrom('publicity')
      .innerJoin('matter', 'matter.id', 'publicity.id')
      .select('publicity.id')
      .where('matter.state', '=', 'posted')
      .executeTakeFirstOrThrow();
    await page.goto(`${city.url}/public/notices/${notice.id}`);
    await page
      .locator('[name=studio]')
      .first()
      .selectOption({ index: 1 })
      .catch(() => page.locator('[name=studio]').first().check());
    await page
      .locator('[name=byKind][value=person]')
      .check()
      .catch(() => page.locator('select[name=byKind]').selectOption('person'));
    await page.locator('[name=name]').fill('辛示例');
    await page.locator('[name=address]').fill('厦门市示例路2号');
    await page.locator('[name=phone]').fill('0592-0000000');
    await page.locator('[name=grounds]').fill('该项目的主要完成人与申报材料不一致，请核查。');
    await page.locator('section.objection button[type=submit]').click();
    await page.getByText('异议已提交').waitFor();
    expect(await page.locator('.receipt').innerText()).toMatch(/^[0-9A-Z]{10}$/);
    await context.close();
  });

  it('an expired session loses nothing that was typed', async () => {
    const hand = await as('lead');
    const account = accountOf('lead');
    const { acting } = await hand.ask<{ acting: { studio: { id: string } } }>('/api/session');
    await hand.go(`/studios/${acting.studio.id}`);
    await hand.page.getByRole('button', { name: '记一笔' }).first().click();
    await hand.page.locator('.ant-drawer form.option-form [id=topic]').fill('写到一半，会话过期');
    await hand.page
      .getByText(/已保存/)
      .first()
      .waitFor();
    await city.running.house.db.deleteFrom('session').execute();
    await hand.page.reload();
    await hand.page.getByLabel('账号').fill(account.account);
    await hand.page.getByLabel('密码', { exact: true }).fill(account.password);
    await hand.page.getByRole('button', { name: '登录' }).click();
    await expect.poll(async () => (await hand.page.request.get(`${city.url}/api/session`)).status()).toBe(200);
    await hand.go(`/studios/${acting.studio.id}`);
    await hand.page.getByRole('button', { name: '记一笔' }).first().click();
    await expect.poll(() => hand.page.locator('.ant-drawer form.option-form [id=topic]').inputValue()).toBe('写到一半，会话过期');
    await hand.close();
  });
});
