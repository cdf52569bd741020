import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Locator, Route } from 'playwright-core';
import type { SiteSheet } from '#contract/shapes.ts';
import { demoPassword } from '#server/demo/people.ts';
import { openBrowser } from '../support/browser.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import { Hand, phone } from '../support/hand.ts';
import { inspectionStory } from '../support/inspection-story.ts';
import type { Person } from '../support/robot.ts';

/** 现场检查：手机上断了网照样记，关了页面再开还在，联网后每一条只到一次。 */
describe('an inspection on site, on a phone, in a basement', () => {
  let browser: Browser;
  let city: ChainCity;
  let hand: Hand;
  let colleague: Person;
  let sheet: SiteSheet;
  let id: string;

  const item = (n: number): Locator =>
    hand.page
      .getByRole('article')
      .filter({ has: hand.page.getByRole('heading', { name: sheet.checklist.items[n]!.title, exact: true }) })
      .first();
  const press = (n: number, result: string): Promise<void> => item(n).getByRole('radio', { name: result }).check({ force: true });
  const state = (words: string | RegExp): Promise<void> => hand.page.locator('.site-state').getByText(words).waitFor();
  const finding = (text: string): Locator => hand.page.getByRole('region', { name: `问题：${text}` });
  const rows = (table: string) => city.sql(`select * from ${table} where inspection_id = $1`, [id]);
  const notes = async () => (await rows('inspection_note')).map(({ text }) => String(text)).toSorted();
  const sound = async (where: string): Promise<void> => {
    await hand.fits();
    expect(await hand.barriers(), where).toEqual([]);
  };
  const arrive = async (path = `/site/${id}`): Promise<void> => {
    await hand.page.goto(`${city.url}${path}`);
    await hand.page.getByText(/^已查 \d/).waitFor();
  };
  /** The server does it, and its answer never comes back: once. */
  const deaf = async (method: string, path: string): Promise<() => number> => {
    let lost = 0;
    await hand.page.context().route(path, async (route: Route) => {
      if (lost > 0 || route.request().method() !== method) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    return () => lost;
  };
  /** Whichever tab was first: what it brought is here already, or waits for its next try. */
  const sendNowUnless = async (arrived: Locator): Promise<void> => {
    const button = hand.page.getByRole('button', { name: '现在上传' });
    await button.or(arrived).first().waitFor();
    if (!(await arrived.isVisible())) await button.click();
    await arrived.waitFor();
  };
  /** A photo with more pixels than a basement lets through. */
  const largePhoto = async (): Promise<Buffer> => {
    const data = await hand.page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [2800, 2000];
      const pen = canvas.getContext('2d')!;
      const noise = pen.createImageData(2800, 2000);
      for (let at = 0, seed = 7; at < noise.data.length; at += 1) noise.data[at] = at % 4 === 3 ? 255 : (seed = (seed * 16807) % 2147483647) & 255;
      pen.putImageData(noise, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.9);
    });
    return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
  };
  const draw = async (label: string): Promise<void> => {
    const pad = hand.page.getByRole('img', { name: new RegExp(`^${label}签名处`) });
    await pad.evaluate((canvas) => canvas.scrollIntoView({ block: 'center' }));
    const box = (await pad.boundingBox())!;
    await hand.page.mouse.move(box.x + 40, box.y + 60);
    await hand.page.mouse.down();
    for (let step = 1; step <= 12; step += 1) await hand.page.mouse.move(box.x + 40 + step * 15, box.y + 60 + (step % 3) * 25);
    await hand.page.mouse.up();

    await hand.page
      .getByRole('region', { name: `${label}签名` })
      .getByText('已签，存在本机')
      .waitFor();
  };

  beforeAll(async () => {
    browser = await openBrowser();
    city = await cloneChainCity(undefined, { web: true });
    const story = inspectionStory(city);
    const [first, second] = [city.experts[0]!, city.experts[1]!];
    const plan = await story.plan('regular');
    await story.step(story.clerk, 'inspectionPlan', plan, 'settle');
    await story.step(story.clerk, 'inspectionPlan', plan, 'assign', { inspectors: [first.person, second.person], teamSize: 2 });
    id = await city.matterOf(city.story('paid'), 'inspection');
    colleague = await city.as(second);
    sheet = await story.sheet(colleague, id);
    hand = await Hand.sits(browser, city, first, phone);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('opens from the desk, and lies ready for a place without a network', async () => {
    await hand.page.locator(`a[href="/site/${id}"]`).click();
    await state('全部已上传');
    await hand.page.evaluate(async () => void (await navigator.serviceWorker.getRegistration('/site/'))?.active);
    await expect.poll(() => hand.page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/site/'))?.active?.state)).toBe('activated');
    await press(0, '符合');
    await state('全部已上传');
    expect(await rows('inspection_answer')).toMatchObject([{ item: sheet.checklist.items[0]!.code, result: 'ok' }]);
    await sound('a fresh sheet');
    await hand.picture('site-phone');
  });

  it('takes down findings with a photo without a network', async () => {
    const photo = await largePhoto();
    expect(photo.length).toBeGreaterThan(3_000_000);
    await hand.network(false);
    await press(1, '有问题');
    await item(1).getByLabel('问题', { exact: true }).fill('场所负责人没有公示');
    await item(1)
      .getByLabel(/改进建议/)
      .fill('请在门口公示负责人和电话。');
    await finding('场所负责人没有公示').locator('input[type=file]').first().setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: photo });
    await finding('场所负责人没有公示')
      .getByRole('img', { name: /^照片1/ })
      .waitFor();
    await state(/没有网络；还有 3 条未上传，已记在本机/);
    await sound('a finding without a network');
    await finding('场所负责人没有公示').scrollIntoViewIfNeeded();
    await hand.picture('site-finding-phone');
  });

  it('has it all when the page is closed and opened again, still without a network', async () => {
    hand = await hand.anew();
    await arrive();
    await finding('场所负责人没有公示')
      .getByRole('img', { name: /^照片1/ })
      .waitFor();
    await press(2, '有问题');
    await item(2).getByLabel('问题', { exact: true }).fill('试验台漏电');
    await finding('试验台漏电').getByRole('radio', { name: '严重' }).check({ force: true });
    await hand.page.getByRole('button', { name: '记一个问题', exact: true }).click();
    await hand.page.getByRole('region', { name: '其他' }).getByLabel('问题', { exact: true }).fill('消防通道堆了料');
    for (let n = 3; n < sheet.checklist.items.length; n += 1) await press(n, '符合');
    await hand.page.getByText(`已查 ${sheet.checklist.items.length}/${sheet.checklist.items.length}`).waitFor();
  });

  it('says what is still missing, takes both signatures, and waits with the hand-in for a network', async () => {
    await hand.page.getByRole('button', { name: '提交检查记录' }).click();
    await hand.page.getByText('被检查方还没有签名').waitFor();
    await draw('检查方');
    await hand.page.getByLabel('被检查方签名人').fill('演示工作室');
    await draw('被检查方');
    await sound('signatures');
    await hand.picture('site-sign-phone');
    await hand.page.getByRole('button', { name: '提交检查记录' }).click();
    await hand.page.getByText('已记在本机，联网后提交').waitFor();
    expect(await notes()).toEqual([]);
  });

  it('brings everything once when the network is back, though an answer is lost and a colleague wrote too', async () => {
    const { checklist } = sheet;
    const theirs = { item: checklist.items[3]!.code, result: 'na', note: '本厂没有', base: 0, at: '2013-11-18T10:00:00+08:00' };
    expect((await colleague.send('PUT', `/api/inspections/${id}/sheet`, { checklist: checklist.hash, answers: [theirs], findings: [] })).status).toBe(200);
    const lost = await deaf('PUT', `**/api/inspections/${id}/sheet`);
    // A second tab with the same sheet: both notice the network at once.
    const tab = await hand.page.context().newPage();
    await tab.goto(`${city.url}/site/${id}`);
    await tab.getByText(/^已查 \d/).waitFor();
    await hand.network(true);
    await expect.poll(lost, { timeout: 15_000 }).toBe(1);
    await sendNowUnless(hand.page.getByText(/已改为“不适用”，请选用哪一个/));
    await tab.getByText(/已改为“不适用”，请选用哪一个/).waitFor();
    await tab.close();
    expect(await notes()).toEqual(['场所负责人没有公示', '消防通道堆了料', '试验台漏电']);
    expect(await city.sql('select state from matter where id = $1', [id])).toEqual([{ state: 'assigned' }]);
    await item(3).getByRole('alert').scrollIntoViewIfNeeded();
    await sound('a conflict');
    await hand.picture('site-conflict-phone');
  });

  it('hands in by itself once nothing is contested, and once only though nobody hears of it', async () => {
    const lost = await deaf('POST', '**/submit');
    await item(3).getByRole('button', { name: '用我的' }).click();
    await expect.poll(lost, { timeout: 15_000 }).toBe(1);
    await sendNowUnless(hand.page.getByText('检查记录已提交，全部已上传。'));
    await sound('handed in');
    await hand.picture('site-done-phone');
  });

  it('left every finding at the server exactly once, with its photo, and both signatures', async () => {
    expect(await notes()).toEqual(['场所负责人没有公示', '消防通道堆了料', '试验台漏电']);
    expect(await rows('inspection_answer')).toHaveLength(sheet.checklist.items.length);
    const [inspection] = await city.sql('select i.*, m.state from inspection i join matter m using (id) where i.id = $1', [id]);
    expect(inspection).toMatchObject({ state: 'reported', studio_signer: '演示工作室', refused: '' });
    const [{ photos }] = (await city.sql("select photos from inspection_note where inspection_id = $1 and text = '场所负责人没有公示'", [id])) as [
      { photos: { file: string; takenAt: string }[] },
    ];
    expect(photos).toEqual([{ file: expect.any(String), takenAt: expect.stringMatching(/^\d{4}-/) }]);
    const files = [photos[0]!.file, inspection?.['inspector_sign'], inspection?.['studio_sign']];
    const kept = await city.sql('select f.size::int, f.type from stored_file f join file_use u on u.file_id = f.id where u.matter_id = $1 and f.id = any($2)', [
      id,
      files,
    ]);
    expect(kept.map(({ type }) => String(type)).toSorted()).toEqual(['image/jpeg', 'image/png', 'image/png']);
    expect(kept.every(({ size }) => Number(size) < 3_000_000)).toBe(true);
    const done = await city.sql("select count(*)::int as n from audit where what = 'inspection.submit' and which = $1 and outcome = 'done'", [id]);
    expect(done).toEqual([{ n: 1 }]);
  });

  it('left nothing on the phone', async () => {
    const left = await hand.page.evaluate(async () => {
      const [name] = (await indexedDB.databases()).map((one) => one.name).filter((one) => one?.startsWith('lingxian.site.'));
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const count = (store: string) =>
        new Promise<number>((resolve) => {
          const counting = db.transaction(store).objectStore(store).count();
          counting.onsuccess = () => resolve(counting.result);
        });
      return [await count('visits'), await count('pictures')];
    });
    expect(left).toEqual([0, 0]);
  });

  it('says so when a sheet was never opened on this phone', async () => {
    const other = await city.matterOf(city.story('named'), 'inspection');
    await hand.network(false);
    await hand.page.goto(`${city.url}/site/${other}`);
    await hand.page.getByRole('heading', { name: '这张检查表还不在本机' }).waitFor();
    await sound('not on this phone');
    await hand.network(true);
    id = other;
    sheet = await inspectionStory(city).sheet(colleague, id);
    await hand.page.getByRole('button', { name: '再试一次' }).click();
    await state('全部已上传');
  });

  it('lets somebody sign in again where they stand, and goes on by itself', async () => {
    await hand.network(false);
    await press(0, '有问题');
    await item(0).getByLabel('问题', { exact: true }).fill('台账没有记到本月');
    await hand.page.context().clearCookies();
    await hand.network(true);
    const dialog = hand.page.getByRole('dialog', { name: '请重新登录' });
    await dialog.waitFor();
    await state(/登录已过期；还有 2 条未上传，已记在本机/);
    await dialog.getByLabel('密码', { exact: true }).fill(demoPassword);
    await dialog.getByRole('button', { name: '登录' }).click();
    await state('全部已上传');
    expect(await notes()).toEqual(['台账没有记到本月']);
  });

  it('lets what can no longer be sent be taken along', async () => {
    await hand.network(false);
    await press(1, '有问题');
    await item(1).getByLabel('问题', { exact: true }).fill('改派前记下的问题');
    await inspectionStory(city).step(city.experts[1]!, 'inspection', id, 'recuse', { reason: '与该单位有业务往来。' });
    await hand.network(true);
    await state('检查表不能再填；还有 2 条未上传，仍在本机');
    await hand.page.evaluate(() => scrollTo(0, 0));
    await sound('no longer mine');
    await hand.picture('site-revoked-phone');
    const [download] = await Promise.all([hand.page.waitForEvent('download'), hand.page.getByRole('button', { name: '导出本机记录' }).click()]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('改派前记下的问题');
    expect(await item(1).getByLabel('问题', { exact: true }).isDisabled()).toBe(true);
    await hand.page.getByRole('button', { name: '从本机清除' }).click();
    await hand.page.getByRole('dialog').getByRole('button', { name: '清除', exact: true }).click();
    await hand.page.getByText('已从本机清除。').waitFor();
  });

  it('works on a plain intranet address too, and says what it cannot do there', async () => {
    const [third] = await city.sql("select id from matter where kind = 'inspection' and state = 'assigned' and id <> $1 limit 1", [id]);
    await hand.page.context().addInitScript(() => {
      // What browsers keep for https.
      for (const name of ['serviceWorker', 'locks', 'geolocation']) Object.defineProperty(Navigator.prototype, name, { value: undefined });
      for (const name of ['serviceWorker', 'geolocation']) delete (Navigator.prototype as unknown as Record<string, unknown>)[name];
      Object.defineProperty(Crypto.prototype, 'randomUUID', { value: undefined });
      Object.defineProperty(globalThis, 'isSecureContext', { value: false });
    });
    id = String(third?.['id']);
    sheet = await inspectionStory(city).sheet(colleague, id);
    await arrive();
    await hand.page.getByText('此网络下请不要关闭页面').waitFor();
    await press(0, '有问题');
    await item(0).getByLabel('问题', { exact: true }).fill('内网里记的问题');
    await state('全部已上传');
    expect(await notes()).toEqual(['内网里记的问题']);
    await sound('a plain intranet address');
  });

  it('left no fault in the browser', () => {
    expect(hand.faults).toEqual([]);
  });
});
