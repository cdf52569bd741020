import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#core/shared/days.ts';
import type { Chair } from '#server/demo/player.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { yearStory } from '../support/year-story.ts';

/** What a year of entries may bring that is wrong: each is refused with a sentence that says what to do, and nothing is lost. */
let city: ChainCity;
beforeAll(async () => {
  city = await cloneChainCity();
});
afterAll(() => city?.close());

type Reason = { code: string; message: string; field?: string };
async function post(chair: Chair, path: string, body: unknown, headers: Record<string, string> = {}) {
  const person = await city.as(chair);
  const { status, body: answer } = await person.send('POST', path, body, headers);
  return { status, reasons: (answer['reasons'] as Reason[] | undefined) ?? [], answer };
}
const enter = (path: string, input: unknown, goal: 'paid' | 'account' | 'ledger' = 'paid') =>
  post(city.story(goal).secretary, `/api/studios/${city.story(goal).studio}/${path}`, { input });
const factsNow = async () => (await city.sql('select count(*)::int as n from fact'))[0]!['n'];

const activity = { kind: '培训', topic: '焊接培训', on: today };
const achievement = { title: '一种快速夹具', kind: 'QC成果', completedOn: today };
const spending = { purse: 'subsidy', useCode: 'equipment', amountFen: 100_00, payee: '示例材料店', on: today };

describe('an entry', () => {
  it.each<[string, string, unknown, number, RegExp]>([
    ['in the future', 'activities', { ...activity, on: addDays(today, 1) }, 422, /不晚于2013年11月18日/],
    ['before the studio was founded', 'activities', { ...activity, on: '2013-01-01' }, 422, /不早于2013年8月26日/],
    ['of a day that does not exist', 'activities', { ...activity, on: '2013-02-30' }, 422, /日期/],
    [
      'with shares over a hundred per cent',
      'achievements',
      {
        ...achievement,
        owners: [
          { unit: '甲单位', share: 60 },
          { unit: '乙单位', share: 60 },
        ],
      },
      422,
      /合计不能超过100%/,
    ],
    ['with a share of nought', 'achievements', { ...achievement, owners: [{ unit: '甲单位', share: 0 }] }, 422, /不少于1/],
    ['spending more than is left of the subsidy', 'spendings', { ...spending, amountFen: 20_000_01 }, 422, /市总补助只剩.*请核对金额或改用单位经费/],
    ['spending the subsidy on what it is not for', 'spendings', { ...spending, useCode: 'training' }, 422, /专款专用/],
    ['spending nothing', 'spendings', { ...spending, amountFen: 0 }, 422, /金额/],
    ['spending half a fen', 'spendings', { ...spending, amountFen: 10.5 }, 400, /金额/],
    ['with a text where a number belongs', 'activities', { ...activity, inside: '六个' }, 400, /整数/],
    ['with a field that is not asked', 'activities', { ...activity, score: 100 }, 400, /没有这一项：score/],
    ['with a control character', 'activities', { ...activity, topic: '培训\u0007' }, 422, /控制字符/],
    ['too long', 'activities', { ...activity, topic: '培'.repeat(121) }, 422, /不超过120个字/],
    ["of another studio's project", 'achievements', { ...achievement, project: 'nobody' }, 422, /已不可选/],
  ])('%s', async (_, path, input, status, says) => {
    const before = await factsNow();
    const answer = await enter(path, input);
    expect(answer).toMatchObject({ status });
    expect(answer.reasons.map(({ message }) => message).join('；')).toMatch(says);
    expect(await factsNow()).toBe(before);
  });

  it('keeps rare characters as they were written', async () => {
    const topic = '𠮷野𣗋工装改进㊣';
    expect((await enter('activities', { ...activity, topic })).status).toBe(201);
    expect((await city.sql('select topic from fact_activity where topic = $1', [topic])).length).toBe(1);
  });
  it('is not for the studio next door', async () => {
    const { secretary } = city.story('account');
    expect((await post(secretary, `/api/studios/${city.story('paid').studio}/activities`, { input: activity })).status).toBe(404);
  });
  it('clicked twice is one entry', async () => {
    const { secretary, studio } = city.story('paid');
    const before = Number(await factsNow());
    const key = { 'idempotency-key': 'the-same-click' };
    const [one, other] = [
      await post(secretary, `/api/studios/${studio}/activities`, { input: activity }, key),
      await post(secretary, `/api/studios/${studio}/activities`, { input: activity }, key),
    ];
    expect([one.status, one.answer]).toEqual([other.status, other.answer]);
    expect(await factsNow()).toBe(before + 1);
  });
  it('imported twice is refused by its number', async () => {
    const patent = { ...achievement, kind: '发明专利', number: 'ZL201310011111.1' };
    expect((await enter('achievements', patent)).status).toBe(201);
    const again = await enter('achievements', { ...patent, title: '另一个名字', number: 'zl 2013 1 0011111.1' });
    expect(again).toMatchObject({ status: 422, reasons: [{ code: 'entered-already', field: 'number' }] });
  });
});

describe('an apprentice', () => {
  it('has one master at a time, and another once the first agreement has ended', async () => {
    const { studio, secretary, lead } = city.story('ledger');
    const team = await city.sql('select m.person_id from fact f join fact_member m on m.id = f.id where f.studio_id = $1 order by f.id', [studio]);
    const [apprentice, master] = team.map((row) => String(row['person_id']));
    const pair = (who: string) => ({ master: who, apprentice, startOn: today, endOn: '2015-11-18', skill: '焊接' });
    await city.sql('update fact set voided_at = now(), voided_by = entered_by, void_reason = $2 where studio_id = $1 and kind = $3', [
      studio,
      'test',
      'mentorship',
    ]);
    const first = await enter('mentorships', pair(lead.person), 'ledger');
    expect(first.status).toBe(201);
    expect(await enter('mentorships', pair(master!), 'ledger')).toMatchObject({ status: 422, reasons: [{ code: 'two-masters', field: 'apprentice' }] });
    const id = String(first.answer['id']);
    const graduate = { endedOn: today, certificate: '高级工证书', promoted: true };
    expect((await post(secretary, `/api/studios/${studio}/mentorships/${id}/graduate`, { input: graduate })).status).toBe(200);
    expect(await post(secretary, `/api/studios/${studio}/mentorships/${id}/graduate`, { input: graduate })).toMatchObject({
      status: 409,
      reasons: [{ code: 'done-already' }],
    });
    expect((await enter('mentorships', pair(master!), 'ledger')).status).toBe(201);
    const [change] = await city.sql('select amendment, before, after from fact_change where fact_id = $1', [id]);
    expect(change).toMatchObject({ amendment: 'graduate', before: { endedOn: null, outcome: '' }, after: graduate });
  });
});

describe('a confirmation', () => {
  it("is the lead's alone", async () => {
    const { secretary, lead, studio } = city.story('paid');
    const [row] = await city.sql(`select id from fact where studio_id = $1 and kind = 'activity' and voided_at is null limit 1`, [studio]);
    const path = `/api/studios/${studio}/activities/${String(row!['id'])}/confirm`;
    expect((await post(secretary, path, {})).status).toBe(403);
    expect((await post(lead, path, {})).status).toBe(200);
    expect((await post(lead, path, {})).status).toBe(409);
  });
});

describe('a partner', () => {
  const invited = (over: object = {}) => ({
    partner: city.story('account').unit.id,
    role: '提供检测设备',
    sharePercent: 40,
    ip: 'waiver',
    waiver: '仅交流技术。',
    ...over,
  });
  const invite = (input: unknown) => post(city.story('paid').lead, `/api/studios/${city.story('paid').studio}/partnerships`, { input });
  it.each<[string, () => unknown, RegExp]>([
    ['without an agreement and without a reason', () => invited({ waiver: undefined }), /不签协议的理由/],
    ['with an agreement that is not there', () => invited({ ip: 'agreement' }), /上传知识产权协议/],
    ['with everything', () => invited({ sharePercent: 100 }), /不超过99/],
    ['that is the unit itself', () => invited({ partner: city.story('paid').unit.id }), /已不可选/],
  ])('%s', async (_, input, says) => {
    const { status, reasons } = await invite(input());
    expect(status).toBe(422);
    expect(reasons.map(({ message }) => message).join('；')).toMatch(says);
  });
});

describe('a report', () => {
  it('is not opened twice, not sent by a stale page, and not changed once it is archived', async () => {
    await moveDays(city.house, 13);
    const story = yearStory(city);
    const { studio, secretary, unit } = city.story('paid');
    const report = await story.must(studio, 'report');
    expect((await post(secretary, `/api/studios/${studio}/reports`, {})).status).toBe(409);
    expect((await post(secretary, `/api/reports/${report}/finish`, { version: 1, input: { highlights: '太短' } })).reasons.map(({ field }) => field)).toEqual([
      'highlights',
      'problems',
      'nextPlan',
    ]);
    await story.writeReport(city.story('paid'));
    expect(await post(unit.grassroots, `/api/reports/${report}/submit`, { version: 2, input: { opinion: '同意报送。' } })).toMatchObject({
      status: 409,
      reasons: [{ code: 'stale' }],
    });
    await story.reviewBoth(city.story('paid'));
    const again = await post(secretary, `/api/studios/${studio}/reports`, {});
    expect(again).toMatchObject({ status: 409 });
    expect(again.reasons[0]?.message).toMatch(/已归档|已在办/);
    expect((await post(secretary, `/api/reports/${report}/finish`, { version: 4, input: {} })).status).toBe(409);
  });
});

describe('a date of a year', () => {
  it.each(['/api/year?year=1800', '/api/year?cut=lunar', '/api/entries?figure=activities&cursor=xx', '/api/year/studios?show=everything', '/api/entries'])(
    'is refused in %s',
    async (path) => {
      const person = await city.as(city.department[0]!);
      expect([400, 422]).toContain((await person.send('GET', path)).status);
    },
  );
  it('of a figure nobody knows is not there', async () => {
    const person = await city.as(city.department[0]!);
    expect((await person.send('GET', '/api/entries?figure=photos')).status).toBe(404);
  });
  it('is not shown to whom the year is not for', async () => {
    const person = await city.as(city.story('paid').secretary);
    expect((await person.send('GET', '/api/year')).status).toBe(403);
  });
});
