import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierComparison, DossierRow, Matter, TargetBoard } from '#contract/shapes.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { everyId } from '../support/crawl.ts';
import type { Person } from '../support/robot.ts';

/** 回头看：改了什么，前后各是什么；截至某日是什么样子。 */
let city: ChainCity;
let [clerk, lead]: Person[] = [];
let id = '';
beforeAll(async () => {
  city = await cloneChainCity();
  clerk = await city.as(city.department[0]!);
  const story = city.story('formal-check');
  lead = await city.as(story.lead);
  id = await city.matterOf(story, 'declaration');
});
afterAll(() => city?.close());

const read = (person: Person, which: string, on?: Day) => person.get<Matter>(`/api/matters/${which}${on === undefined ? '' : `?on=${on}`}`);
const status = async (person: Person, path: string): Promise<number> => (await person.send('GET', path)).status;

describe('a matter as of a day', () => {
  it('is today what it is now, but nothing can be done with it', async () => {
    for (const which of (await everyId(clerk!, '/api/matters', 100)).slice(0, 25)) {
      const [now, { past, ...then }] = [await read(clerk!, which), await read(clerk!, which, today)];
      expect(past).toEqual({ on: today, unknown: [] });
      expect(then).toEqual({ ...now, options: [] });
    }
  });

  it('is, on every day it moved, in the state it then came to, with the history until then', async () => {
    const { history, openedAt } = await read(clerk!, id);
    const days = [...new Set(history.map(({ at }) => dayIn(at)))].filter((day) => day < today);
    expect(days.length).toBeGreaterThan(2);
    for (const day of days) {
      const until = history.filter(({ at }) => dayIn(at) <= day);
      const then = await read(clerk!, id, day);
      expect([then.state, then.history, then.options]).toEqual([until.at(-1)?.to, until, []]);
      expect(then.closed || then.holders.length > 0, day).toBe(true);
      expect(then.past?.unknown.join()).not.toMatch(/在谁手上/u);
    }
    expect(await status(clerk!, `/api/matters/${id}?on=${addDays(dayIn(openedAt), -1)}`)).toBe(404);
    expect(await status(clerk!, `/api/matters/${id}?on=${addDays(today, 1)}`)).toBe(422);
    expect(await status(clerk!, `/api/matters/${id}?on=yesterday`)).toBe(422);
    expect(await status(await city.as(city.story('objected').lead), `/api/matters/${id}?on=${days[0]!}`)).toBe(404);
  });

  it('says what is not known instead of guessing', async () => {
    const [{ at } = { at: '' }] = (await read(clerk!, id)).history;
    await city.sql('delete from matter_stood where matter_id = $1', [id]);
    const then = await read(clerk!, id, dayIn(at));
    expect(then.holders).toEqual([]);
    expect(then.past?.unknown.join()).toMatch(/在谁手上/u);
  });
});

describe('the board as of a day', () => {
  it('is today what it is now, apart from the forecast', async () => {
    const numbers = ({ items }: TargetBoard) =>
      items.map(({ union, created, qualified, pipeline: { preparing, declaring, accepting } }) => [
        union.id,
        created.target,
        created.reached,
        qualified.target,
        qualified.reached,
        preparing,
        declaring,
        accepting,
      ]);
    const [now, then] = [await clerk!.get<TargetBoard>('/api/targets'), await clerk!.get<TargetBoard>(`/api/targets?on=${today}`)];
    expect(now.total.created.reached).toBeGreaterThan(0);
    expect(numbers(then)).toEqual(numbers(now));
    expect(then.past?.on).toBe(today);
  });

  it('counts what was entered by then, and never falls', async () => {
    let reached = 0;
    for (const on of ['2013-09-01', '2013-09-30', '2013-10-20', '2013-11-12', today]) {
      const { total } = await clerk!.get<TargetBoard>(`/api/targets?year=2013&on=${on}`);
      const [{ count } = { count: -1 }] = (await city.sql("select count(*)::int as count from milestone where kind = 'created' and on_date <= $1", [on])) as {
        count: number;
      }[];
      expect(total.created.reached, on).toBe(count);
      expect(count).toBeGreaterThanOrEqual(reached);
      reached = count;
    }
    expect((await clerk!.get<TargetBoard>('/api/targets?year=2013&on=2012-12-31')).note).toMatch(/尚未下达/u);
    const supervisor = await city.as(city.story('formal-check').unit.union.supervisor);
    expect((await supervisor.get<TargetBoard>(`/api/targets?year=2013&on=${today}`)).items.length).toBe(1);
  });
});

describe('what a step changed', () => {
  it('says before and after with the words of the form', async () => {
    const story = city.story('draft');
    const draft = await city.matterOf(story, 'declaration');
    const author = await city.as(story.lead);
    const fill = async (statement: string) => {
      const seen = await read(author, draft);
      const option = seen.options.find(({ name }) => name === 'declaration.fill')!;
      const answer = await author.send('POST', option.href, {
        version: seen.version,
        input: { ...((await author.fill(option.input as never)) as object), statement },
      });
      expect(answer.status).toBe(200);
    };
    await fill('第一稿：'.padEnd(120, '本室围绕生产难题攻关，') + '。');
    await fill('第二稿：'.padEnd(120, '本室围绕生产难题攻关，') + '。');
    const last = (await read(author, draft)).history.at(-1)!;
    expect(last.sort).toBe('step');
    expect(last.brought.find(({ text }) => text.startsWith('第二稿'))).toMatchObject({ before: expect.stringMatching(/^第一稿/u) });
  });

  it('keeps of personal values a digest only', async () => {
    const rows = await city.sql("select changed::text from matter_event where changed ?| array['accountNo', 'phone', 'address']");
    expect(rows.length).toBeGreaterThan(0);
    for (const { changed } of rows) expect(String(changed)).toMatch(/digest/u);
    const accounts = (await city.sql('select account_no from subsidy where account_no is not null')) as { account_no: string }[];
    const all = JSON.stringify(await city.sql('select changed from matter_event'));
    for (const { account_no: account } of accounts) expect(all).not.toContain(account);
  });
});

describe('two frozen submissions', () => {
  it('are listed and compared for those inside, and for nobody else', async () => {
    const [found] = await city.sql(
      'select matter_id from dossier d join matter m on m.id = d.matter_id where m.studio is not null group by 1 having count(*) > 1 limit 1',
    );
    const which = String(found?.['matter_id'] ?? (await city.matterOf(city.story('passed'), 'acceptance')));
    const { items } = await clerk!.get<{ items: DossierRow[] }>(`/api/matters/${which}/dossiers`);
    expect(items.length).toBeGreaterThan(1);
    const [from, to] = [items[0]!, items.at(-1)!];
    await city.sql(`update dossier set content = jsonb_set(content, '{verdicts,0,because}', '"只在后来的定稿里"') where id = $1`, [to.id]);
    const path = `/api/matters/${which}/dossiers/compare?from=${from.id}&to=${to.id}`;
    const told = await clerk!.get<DossierComparison>(path);
    expect(told.parts.flatMap(({ differences }) => differences).some(({ after }) => after?.includes('只在后来的定稿里'))).toBe(true);
    expect((await clerk!.get<DossierComparison>(`/api/matters/${which}/dossiers/compare?from=${from.id}&to=${from.id}`)).parts).toEqual([]);
    expect(await status(lead!, path)).toBe(404);
    expect(await status(clerk!, `/api/matters/${id}/dossiers/compare?from=${from.id}&to=${to.id}`)).toBe(404);
  });
});
