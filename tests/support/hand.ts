import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Studio } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { noteLabel } from '../../src/web/pages/studio/notes.ts';
import { barriersOf, stillness } from './page-state.ts';
import type { Account } from './robot.ts';

type Property = Readonly<{
  title?: string;
  type?: string;
  format?: string;
  const?: unknown;
  enum?: readonly string[];
  examples?: readonly unknown[];
  minItems?: number;
  maximum?: number;
  minimum?: number;
  'x-choices'?: string;
  'x-unit'?: string;
  'x-later'?: boolean;
  'x-labels'?: Record<string, string>;
  items?: Property;
}>;
type Schema = Readonly<{ properties?: Record<string, Property>; required?: readonly string[] }>;
type Option = Readonly<{ name: string; title: string; input: Schema | null; lacks?: readonly { remedies: readonly Option[] }[] }>;
type Matter = Readonly<{ id: string; title: string; options: readonly Option[]; state: { code: string; zh: string } }>;

export const phone = { width: 360, height: 780 };
export const desktop = { width: 1280, height: 860 };
const tour = join('docs', 'tour');

/** Somebody at a browser: presses what is shown, fills what is asked, sees what follows. */
export class Hand {
  readonly page: Page;
  readonly url: string;
  readonly faults: string[] = [];
  private readonly context: BrowserContext;
  /** Waits until nothing is on its way and everything is drawn. */
  readonly settled: () => Promise<void>;

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.context = context;
    this.page = page;
    this.url = url;
    this.settled = stillness(page);
    page.on('pageerror', (error) => this.faults.push(error.message));
  }

  static async open(browser: Browser, url: string, viewport = desktop): Promise<Hand> {
    // The page's own policy lets no script in; the accessibility check is brought by the test.
    const context = await browser.newContext({ bypassCSP: true, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return new Hand(context, page, url);
  }

  /** A browser of one's own for whoever sits in a chair of a city, signed in already. */
  static async sits<Chair>(
    browser: Browser,
    city: Readonly<{ url: string; accountOf: (chair: Chair) => Promise<Account> }>,
    chair: Chair,
    viewport = desktop,
  ): Promise<Hand> {
    return (await Hand.open(browser, city.url, viewport)).enter(await city.accountOf(chair));
  }

  /** Signs in at the sign-in page, as people do. */
  async signIn({ account, password, office }: Account): Promise<this> {
    await this.page.goto(`${this.url}/sign-in`);
    await this.page.getByLabel('账号').fill(account);
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录' }).click();
    return this.arrived(office);
  }

  /** Signs in without walking the sign-in page, which journeys of its own walk. */
  async enter({ account, password, office }: Account): Promise<this> {
    const answer = await this.page.request.post(`${this.url}/api/session`, { data: { account, password } });
    expect(answer.status(), account).toBe(200);
    await this.page.goto(this.url);
    return this.arrived(office);
  }

  private async arrived(office: string): Promise<this> {
    await this.page.getByRole('heading', { name: '我的桌面' }).waitFor();
    const me = await this.ask<{ acting: { office: string } }>('/api/session');
    expect(me.acting.office).toBe(office);
    return this;
  }

  async ask<T>(path: string): Promise<T> {
    const response = await this.page.request.get(`${this.url}${path}`);
    expect(response.status(), path).toBe(200);
    return (await response.json()) as T;
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.settled();
  }

  /** Opens what lies on the desk: the first to-do of a kind about something. */
  async openTodo(kind: string, about: string): Promise<Matter> {
    const { items } = await this.ask<{ items: { id: string; kind: string; title: string; studio?: { name: string } }[] }>('/api/todos?limit=100');
    const todo = items.find((one) => one.kind === kind && (one.title.includes(about) || one.studio?.name.includes(about)));
    expect(todo, `${kind} ${about} on the desk`).toBeDefined();
    await this.go('/');
    await this.page.locator(`a[href^="/matters/${todo?.id}"]`).first().click();
    await this.page.getByRole('toolbar', { name: '现在可以办的' }).waitFor();
    await this.settled();
    return this.ask<Matter>(`/api/matters/${todo?.id}`);
  }

  /** Presses an option, fills in what it asks, confirms. */
  async take(option: Option, given: Readonly<Record<string, unknown>> = {}, before?: () => Promise<void>): Promise<void> {
    // A score sheet lies open on the page, beside the material; every other form comes in a drawer.
    const lying = this.page.locator('main form.option-form').filter({ has: this.page.getByRole('button', { name: option.title, exact: true }) });
    const isLying = option.input !== null && (await lying.count()) > 0;
    if (!isLying) await this.press(option.title);
    await this.complete(option, given, before, isLying ? lying : undefined);
  }

  /** Fills in and sends what lies open. */
  private async complete(option: Option, given: Readonly<Record<string, unknown>>, before?: () => Promise<void>, lying?: Locator): Promise<void> {
    if (option.input === null) {
      const dialog = this.page.getByRole('dialog').filter({ hasText: option.title });
      await before?.();
      await dialog.getByRole('button', { name: option.title }).click();
      await dialog.waitFor({ state: 'hidden' });
    } else {
      const form = lying ?? this.page.locator('.ant-drawer form.option-form').last();
      await form.waitFor();
      await this.fill(form, option.input, given);
      await before?.();
      await form.locator('button[type=submit]').click();
      await form.waitFor({ state: 'hidden' }).catch(() => this.complain(option.title));
    }
    await this.thanks();
    await this.settled();
  }

  /** What the page said when it did not go on; the picture lies in .cache. */
  private async complain(title: string): Promise<never> {
    mkdirSync('.cache', { recursive: true });
    await this.page.screenshot({ path: '.cache/journey.png' });
    const said = await this.page.locator('.ant-form-item-explain-error, .said-no, [role=alert]').allInnerTexts();
    throw new Error(`“${title}” 没有办成：${said.join('；')}`);
  }

  /** The line that says it is done, read and closed. */
  private async thanks(): Promise<void> {
    const said = this.page.locator(':is(.ant-notification-notice, .ant-message-notice):not([data-read])').last();
    await said.waitFor();
    const close = said.locator('.ant-notification-notice-close');
    // What cannot be closed goes by itself after three seconds: meanwhile it is not taken for the next one.
    if ((await close.count()) === 0) return said.evaluate((line) => line.setAttribute('data-read', ''));
    await close.click().catch(() => undefined);
    await said.waitFor({ state: 'hidden' }).catch(() => undefined);
  }

  /** An option of the matter that is open, by name. */
  async step(matter: Matter, name: string, given: Readonly<Record<string, unknown>> = {}, before?: () => Promise<void>): Promise<void> {
    const fresh = await this.ask<Matter>(`/api/matters/${matter.id}`);
    const option = fresh.options.find((one) => one.name.endsWith(`.${name}`));
    expect(option?.lacks ?? [], `${name} of ${matter.title}`).toEqual([]);
    if (option) await this.take(option, given, before);
  }

  /** 记一笔 on the studio page: opens on the form itself; another kind is one press away. */
  async noteDown(name: string, given: Readonly<Record<string, unknown>>, before?: () => Promise<void>): Promise<void> {
    const studio = this.page.url().split('/').at(-1)?.split('?')[0];
    const { options, facts } = await this.ask<Pick<Studio, 'facts'> & { options: Studio['options'] & readonly Option[] }>(`/api/studios/${studio}`);
    const option = options.find((one) => one.name === name);
    expect(option, name).toBeDefined();
    if (option === undefined) return;
    await this.page.getByRole('button', { name: '记一笔' }).first().click();
    const others = this.page.locator('.ant-drawer').getByRole('group', { name: '换一种' });
    await this.page.locator('.ant-drawer form.option-form').last().waitFor();
    if ((await others.count()) > 0) await others.getByRole('button', { name: noteLabel(option, facts), exact: true }).click();
    await this.complete(option, given, before);
  }

  /** 办事 on the studio page that is open: what others then go on with. */
  async errand(name: string, given: Readonly<Record<string, unknown>> = {}, before?: () => Promise<void>): Promise<void> {
    const studio = this.page.url().split('/').at(-1)?.split('?')[0];
    const { options } = await this.ask<{ options: readonly Option[] }>(`/api/studios/${studio}`);
    const option = options.find((one) => one.name === name);
    expect(option, name).toBeDefined();
    if (option === undefined) return;
    await this.page.getByRole('button', { name: '办事' }).click();
    await this.page.getByRole('menuitem', { name: option.title, exact: true }).click();
    await this.complete(option, given, before);
  }

  /** What may be begun from the home page. */
  async openings(name: string, given: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { items } = await this.ask<{ items: readonly Option[] }>('/api/openings');
    const option = items.find((one) => one.name === name);
    expect(option, name).toBeDefined();
    if (option) await this.take(option, given);
  }

  /** Moves the demo's clock by the buttons of the page. */
  async moveClock(days: number): Promise<void> {
    for (let left = days; left > 0; left -= left >= 7 ? 7 : 1) {
      const answered = this.page.waitForResponse((response) => response.url().endsWith('/api/demo/clock') && response.request().method() === 'POST');
      await this.page.getByRole('button', { name: left >= 7 ? '+7天' : '+1天' }).click();
      await answered;
      await this.settled();
    }
  }

  private async press(title: string): Promise<void> {
    const button = this.page.getByRole('button', { name: title, exact: true }).first();
    const folded = this.page.getByRole('button', { name: '其他办法' });
    await button.or(folded).first().waitFor();
    if (await button.isVisible()) return button.click();
    await folded.click();
    // The page may have been asked anew meanwhile: what was folded away, or not there yet, may lie open now.
    const item = this.page.getByRole('menuitem', { name: title });
    await item.or(button).first().waitFor();
    if (await item.isVisible()) return item.click();
    await this.page.keyboard.press('Escape');
    await button.click();
  }

  private async fill(form: Locator, { properties = {}, required = [] }: Schema, given: Readonly<Record<string, unknown>>): Promise<void> {
    const later = Object.entries(properties).some(([name, property]) => property['x-later'] === true && !required.includes(name) && name in given);
    if (later) await form.locator('details.later:not([open]) > summary').click();
    for (const [name, property] of Object.entries(properties)) {
      if (required.includes(name) || name in given) await this.put(form, name, property, given[name]);
    }
  }

  private async put(form: Locator, name: string, property: Property, given: unknown): Promise<void> {
    const control = form.locator(`[id="${name}"]`).first();
    const item = form
      .locator('.ant-form-item')
      .filter({ has: this.page.locator(`label[for="${name}"]`) })
      .last();
    const value = given ?? property.examples?.[0];
    if (property.const === true) return control.check();
    if (property.format === 'file') return this.attach(item, property.title ?? name);
    if (property['x-choices'] !== undefined || property.items?.['x-choices'] !== undefined)
      return this.choose(control, property.minItems ?? 1, given as string | undefined);
    if (property.format === 'date') {
      await control.fill(dayZh(String(value)));
      return control.press('Tab');
    }
    if (property.enum !== undefined)
      return this.pick(item, control, property['x-labels']?.[String(given ?? property.enum[0])] ?? String(given ?? property.enum[0]));
    if (property.type === 'boolean') return item.getByText(given === false ? '否' : '是', { exact: true }).click();
    if (property['x-unit'] === 'fen') return control.fill((Number(value ?? 100) / 100).toFixed(2));
    if (property.type === 'integer' || property.type === 'number') return control.fill(String(value ?? property.maximum ?? property.minimum ?? 1));
    return control.fill(String(value ?? '按要求填写，情况属实。'));
  }

  private async attach(item: Locator, title: string): Promise<void> {
    await item.locator('input[type=file]').setInputFiles({ name: `${title}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`示例扫描件：${title}\n`) });
    await item.locator('.file-line').first().waitFor();
  }

  private async choose(control: Locator, count: number, label: string | undefined): Promise<void> {
    await control.click();
    const open = this.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
    if (label !== undefined) {
      await open.locator('.ant-select-item-option').filter({ hasText: label }).first().click();
    } else {
      for (let n = 0; n < count; n += 1) await open.locator('.ant-select-item-option').nth(n).click();
    }
    // Away from the list: Tab would take back what was chosen last.
    await this.page.locator('.ant-drawer-title').last().click();
  }

  private async pick(item: Locator, control: Locator, label: string): Promise<void> {
    const lying = item.locator('label').filter({ hasText: new RegExp(`^${label.replaceAll(/[()]/g, '\\$&')}$`) });
    if ((await lying.count()) > 0) return lying.first().click();
    await control.scrollIntoViewIfNeeded();
    await control.click();
    await this.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: label }).first().click();
  }

  /** A picture for the tour; taken by the journey itself, so that it shows what is. */
  async picture(name: string, full = false): Promise<void> {
    await this.settled();
    if (process.env['TOUR'] !== '1') return;
    mkdirSync(tour, { recursive: true });
    await this.page.screenshot({ path: join(tour, `${name}.png`), fullPage: full });
  }

  /** Nothing is wider than the screen, once the page has drawn itself for this width: turning a phone draws it anew a moment later. */
  async fits(): Promise<void> {
    const beyond = () => this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(beyond, { timeout: 5_000, message: 'pixels beyond the right edge' }).toBeLessThanOrEqual(0);
  }

  /** What WCAG 2.1 A and AA find wrong with the page as it stands. */
  barriers(): Promise<string[]> {
    return barriersOf(this.page);
  }

  /** The page is closed and another one opened on the same device; what the device keeps is still there. */
  async anew(): Promise<Hand> {
    await this.page.close();
    const page = await this.context.newPage();
    page.setDefaultTimeout(15_000);
    const hand = new Hand(this.context, page, this.url);
    hand.faults.push(...this.faults);
    return hand;
  }

  /** Whether there is a network: in a basement there is none. */
  network(there: boolean): Promise<void> {
    return this.context.setOffline(!there);
  }

  async close(): Promise<void> {
    await this.context.close();
    expect(this.faults).toEqual([]);
  }
}
