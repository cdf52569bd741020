import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Story } from '#server/demo/studio-story.ts';
import { openBrowser } from '../support/browser.ts';
import { openCity, type City } from '../support/city.ts';
import { desktop, Hand, phone } from '../support/hand.ts';
import type { Account } from '../support/robot.ts';

/** 全程：每一步由该办的人在浏览器里办，从申报到拨付；途中的画面就是导览。 */
describe('the whole chain, in the browser', () => {
  let browser: Browser;
  let city: City;
  let story: Story;
  const hands = new Map<string, Hand>();

  const accountOf = (office: string, near: string): Account => {
    const all = city.people.accounts.filter((one) => one.office === office);
    const found = all.find(({ union, studio }) => studio === near || union === near) ?? all[0];
    if (found === undefined) throw new Error(`nobody holds ${office}`);
    return found as Account;
  };
  const as = async (account: Account, viewport = desktop): Promise<Hand> => {
    const known = hands.get(account.account);
    if (known) return known;
    const hand = await (await Hand.open(browser, city.url, viewport)).signIn(account);
    hands.set(account.account, hand);
    return hand;
  };
  const lead = () => as(accountOf('lead', story.name), phone);
  const office = (name: string, near = '') => as(accountOf(name, near));

  beforeAll(async () => {
    browser = await openBrowser();
    city = await openCity('2013-11-18', { web: true });
    story = await city.studio();
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  it('the department issues the annex’s targets to fifteen unions', async () => {
    const hand = await office('department');
    await hand.openings('allocation.open', { year: 2013, createdTotal: 100, qualifiedTotal: 66 });
    await hand.step(await hand.openTodo('allocation', '2013'), 'issue');
    const { items, total } = await hand.ask<{ items: unknown[]; total: { created: { target: number }; qualified: { target: number } } }>(
      '/api/targets?year=2013',
    );
    expect([items.length, total.created.target, total.qualified.target]).toEqual([15, 100, 66]);
  });

  it('the lead sees what is missing, notes a day’s work and asks for a project, on a phone', async () => {
    const hand = await lead();
    await hand.picture('lead-home');
    await hand.fits();
    await hand.go(`/studios/${story.studio}`);
    const { options } = await hand.ask<{ options: { name: string; title: string; input: never }[] }>(`/api/studios/${story.studio}`);
    const project = options.find(({ name }) => name === 'project.propose');
    expect(project).toBeDefined();
    await hand.picture('studio-phone');
    await hand.fits();
    await hand.noteDown('activity.add', { topic: '返修率攻关现场分析', leadPresent: true });
    await hand.noteDown('project.propose', {});
  });

  it('the unit approves the project', async () => {
    const hand = await office('unit', story.unit.name);
    const matter = await hand.openTodo('project', '降低焊接返修率攻关');
    await hand.step(matter, 'approve');
  });

  it('the lead notes a recognised result and declares against the seven haves', async () => {
    const hand = await lead();
    await hand.go(`/studios/${story.studio}`);
    await hand.noteDown('achievement.add', { recogniser: '示例认定机构', level: '市', documentNo: '示认〔2013〕1号', document: 'file' });
    await hand.go('/');
    await hand.openings('declaration.open');
    const matter = await hand.openTodo('declaration', story.name);
    await hand.step(matter, 'fill');
    await hand.step(matter, 'submit', {}, () => hand.picture('declare-phone'));
    await hand.fits();
  });

  it('the department verifies the honour', async () => {
    const hand = await office('department');
    await hand.step(await hand.openTodo('honour', story.name), 'confirm');
  });

  it('unit management agrees, the union posts it inside the unit and hands it up when the time is over', async () => {
    const unit = await office('unit', story.unit.name);
    await unit.step(await unit.openTodo('declaration', story.name), 'concur');
    const union = await office('grassroots', story.unit.name);
    const matter = await union.openTodo('declaration', story.name);
    await union.step(matter, 'post');
    await union.moveClock(8);
    await union.step(matter, 'forward');
  });

  it('the district recommends it', async () => {
    const hand = await office('supervisor', story.unit.union.name);
    await hand.picture('supervisor-home');
    const matter = await hand.openTodo('declaration', story.name);
    await hand.step(matter, 'endorse', { rank: 1 }, () => hand.picture('endorse'));
  });

  it('the department accepts it and appoints the experts', async () => {
    const hand = await office('department');
    const matter = await hand.openTodo('declaration', story.name);
    await hand.picture('formal-check');
    await hand.step(matter, 'accept');
    await hand.step(await hand.openTodo('acceptance', story.name), 'appoint');
  });

  it('each expert declares no stake and hands in a sheet; the leader writes the record and concludes', async () => {
    const { house } = city;
    const sheets = await house.db
      .selectFrom('sheet')
      .innerJoin('account', 'account.personId', 'sheet.expertId')
      .innerJoin('matter', 'matter.id', 'sheet.id')
      .select('account.name')
      .where('matter.studio', '=', story.studio)
      .orderBy('sheet.id')
      .execute();
    expect(sheets).toHaveLength(3);
    for (const [n, { name }] of sheets.entries()) {
      const hand = await as(city.people.accounts.find(({ account }) => account === name) as Account);
      const sheet = await hand.openTodo('sheet', story.name);
      await hand.step(sheet, 'accept');
      await hand.step(sheet, 'submit', n === 1 ? { 'C3.1': 5.5, 'C3.1-reason': '面积略小。' } : {}, n === 0 ? () => hand.picture('score') : undefined);
    }
    const leader = await as(city.people.accounts.find(({ account }) => account === sheets[0]?.name) as Account);
    const matter = await leader.openTodo('acceptance', story.name);
    await leader.step(matter, 'record');
    await leader.step(matter, 'conclude');
  });

  it('the department confirms the result and takes the list to the meeting', async () => {
    const hand = await office('department');
    const matter = await hand.openTodo('acceptance', story.name);
    await hand.picture('result', true);
    await hand.step(matter, 'confirm');
    await hand.step(await hand.openTodo('designation', '命名'), 'submit');
  });

  it('the leaders approve; the public reads the notice; the clock ends it; the leaders sign', async () => {
    const hand = await office('leadership');
    const batch = await hand.openTodo('designation', '命名');
    await hand.step(batch, 'approve');
    const visitor = await Hand.open(browser, city.url, phone);
    await visitor.page.goto(`${city.url}/public/notices`);
    await visitor.page.getByRole('link', { name: /公示/ }).last().click();
    await visitor.page.getByText(story.name).first().waitFor();
    await visitor.fits();
    await visitor.picture('notice');
    await visitor.close();
    await hand.moveClock(8);
    await hand.go(`/matters/${batch.id}`);
    await hand.picture('sign');
    await hand.step(batch, 'sign');
  });

  it('the plaque is awarded, the account given, the amount checked, the money paid and acknowledged', async () => {
    const department = await office('department');
    await department.step(await department.openTodo('title', story.name), 'award');
    const union = await office('grassroots', story.unit.name);
    await union.step(await union.openTodo('grant', story.name), 'register');
    await department.step(await department.openTodo('grant', story.name), 'check');
    const finance = await office('finance');
    const grant = await finance.openTodo('grant', story.name);
    await finance.step(grant, 'pay', {}, () => finance.picture('pay'));
    await union.step(await union.openTodo('grant', story.name), 'confirm');
    await finance.go(`/matters/${grant.id}`);
    await finance.page.getByText('已拨付').first().waitFor();
  });

  it('anybody can check the plaque, and the studio stands in the directory', async () => {
    const { verifyCode } = await city.house.db.selectFrom('title').select('verifyCode').executeTakeFirstOrThrow();
    const visitor = await Hand.open(browser, city.url, phone);
    await visitor.page.goto(`${city.url}/verify/${verifyCode}`);
    await visitor.page.getByText(story.name).first().waitFor();
    await visitor.fits();
    await visitor.picture('verify');
    await visitor.page.goto(`${city.url}/public`);
    await visitor.page.getByText(story.name).first().waitFor();
    await visitor.close();
  });

  it('left no fault in anybody’s browser', () => {
    expect([...hands.values()].flatMap(({ faults }) => faults)).toEqual([]);
  });
});
