import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Matter, Studio } from '#contract/shapes.ts';
import { addDays } from '#core/shared/days.ts';
import type { Story } from '#server/demo/studio-story.ts';
import { checkInvariants } from '#server/invariants/check-invariants.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';
import { yearStory } from '../support/year-story.ts';

/** What becomes of a title and of a studio in later years: each change with its consequences, nothing forgotten. */
let city: ChainCity;
let department: Person;
let story: ReturnType<typeof yearStory>;
beforeAll(async () => {
  city = await cloneChainCity();
  department = await city.as(city.department[0]!);
  story = yearStory(city);
});
afterAll(() => city?.close());

const row = async ({ studio }: Story) => city.house.db.selectFrom('studio').selectAll().where('id', '=', studio).executeTakeFirstOrThrow();
const page = ({ studio }: Story) => department.get<Studio>(`/api/studios/${studio}`);
const stateOf = async (id: string) => (await department.get<Matter>(`/api/matters/${id}`)).state.code;
const approve = async (one: Story, matter: string) => {
  await city.play.step(one.unit.union.supervisor, 'change', matter, 'concur', { opinion: '同意变更。' });
  await city.play.step(city.department[0]!, 'change', matter, 'approve', { opinion: '同意变更。' });
};
const ask = async (one: Story, what: string, input: unknown) => (await city.play.begin(one.lead, `change.${what}`, one.studio, input)).matter ?? '';
const scan = (one: Story) => city.play.scan(one.lead, '单位文件');
const members = async ({ studio }: Story) =>
  (await city.sql('select m.person_id, m.left_on from fact f join fact_member m on m.id = f.id where f.studio_id = $1 and f.voided_at is null order by f.id', [
    studio,
  ])) as { person_id: string; left_on: string | null }[];

describe('a change', () => {
  it('of name keeps the old one and changes the plaque', async () => {
    const one = city.story('receipt');
    const before = await row(one);
    await approve(one, await ask(one, 'name', { newName: '改名示例劳模创新工作室', reason: '单位更名。' }));
    expect(await row(one)).toMatchObject({ name: '改名示例劳模创新工作室', standing: 'qualified' });
    expect((await page(one)).profile.find(({ label }) => label === '曾用名')?.text).toContain(before.name);
    const title = await story.matterOf(one.studio, 'title');
    expect(title?.state).toBe('plaque-due');
    await city.play.step(city.department[0]!, 'title', title!.id, 'award', { awardedOn: today, receivedBy: '工会主席' });
    expect((await row(one)).standing).toBe('in-force');
  });

  it('of name while a rectification runs gives no way out of it: the new plaque waits until it is mended', async () => {
    const one = city.story('receipt');
    const { matter = '' } = await city.play.begin(city.department[0]!, 'rectification.open', one.studio, {
      ground: 'red-finding',
      reason: '检查发现台账补记较多。',
    });
    await city.play.step(city.department[0]!, 'rectification', matter, 'order', { demands: '请补齐台账。', mendBy: addDays(today, 30) });
    await approve(one, await ask(one, 'name', { newName: '再改名示例劳模创新工作室', reason: '单位再更名。' }));
    expect((await row(one)).standing).toBe('rectifying');
    const { verifyCode } = await city.house.db
      .selectFrom('title')
      .innerJoin('matter', 'matter.id', 'title.id')
      .select('verifyCode')
      .where('matter.studio', '=', one.studio)
      .executeTakeFirstOrThrow();
    expect(await (await fetch(`${city.url}/verify/${verifyCode}`)).text()).toContain('整改中');
    await city.play.step(one.lead, 'rectification', matter, 'report', { measures: '台账已补齐。' });
    await city.play.step(city.department[0]!, 'rectification', matter, 'pass', { opinion: '复验合格。' });
    expect((await row(one)).standing).toBe('qualified');
    await city.play.step(city.department[0]!, 'title', await story.must(one.studio, 'title'), 'award', { awardedOn: today, receivedBy: '工会主席' });
    expect((await row(one)).standing).toBe('in-force');
  });

  it('of place takes the old one out of the ledger with its reason, and the haves follow', async () => {
    const one = city.story('receipt');
    await approve(one, await ask(one, 'place', { kind: '车间', address: '新厂区9号楼101室', areaM2: 12, since: today, reason: '厂房搬迁。' }));
    const shown = await page(one);
    const places = shown.facts.find(({ code }) => code === 'premises')!;
    expect(places.rows.map(({ fields }) => fields.find(({ label }) => label === '地址')?.text)).toEqual(['新厂区9号楼101室']);
    expect(shown.points.find(({ criterion }) => criterion === 'C3')?.items.find(({ code }) => code === 'C3.1')?.points).toBe(5);
    expect(await city.sql(`select void_reason from fact where studio_id = $1 and kind = 'premises' and voided_at is not null`, [one.studio])).toEqual([
      { void_reason: '搬迁，见变更' },
    ]);
  });

  it('of unit moves what is open to the new union, and leaves the milestones where they were reached', async () => {
    const one = city.story('paying');
    const target = city.stories.find(({ unit }) => unit.union.id !== one.unit.union.id && unit.id !== one.unit.id)!.unit;
    const grant = await story.must(one.studio, 'grant');
    await approve(one, await ask(one, 'unit', { newUnit: target.id, reason: '企业重组。', file: await scan(one) }));
    expect(await row(one)).toMatchObject({ hostUnion: target.id, supervisingUnion: target.union.id });
    const clerk = await city.as(target.grassroots);
    expect((await clerk.send('GET', `/api/matters/${grant}`)).status).toBe(200);
    expect((await (await city.as(one.unit.grassroots)).send('GET', `/api/matters/${grant}`)).status).toBe(404);
    const reached = await city.house.db.selectFrom('milestone').select('unionId').where('studioId', '=', one.studio).execute();
    expect(reached.every(({ unionId }) => unionId === one.unit.union.id)).toBe(true);
    expect((await page(one)).profile.map(({ label }) => label)).toContain('原所在单位');
  });

  it('that splits a studio founds a new one with those who go along', async () => {
    const one = city.story('account');
    const team = (await members(one)).filter(({ left_on }) => left_on === null);
    const [newLead, companion] = team.map(({ person_id }) => person_id);
    await approve(
      one,
      await ask(one, 'split', { newLead, newName: '分设示例劳模创新工作室', field: '技术', goWith: [companion], reason: '方向不同，分开攻关。' }),
    );
    const found = await city.house.db.selectFrom('studio').selectAll().where('name', '=', '分设示例劳模创新工作室').executeTakeFirstOrThrow();
    expect(found).toMatchObject({ standing: 'incubating', hostUnion: one.unit.id, leadId: newLead, createdOn: null });
    expect((await members(one)).filter(({ left_on }) => left_on === null).length).toBe(team.length - 2);
    expect(new Set((await members({ ...one, studio: found.id })).map(({ person_id }) => person_id))).toEqual(new Set([newLead, companion]));
  });

  it('that merges a studio ends its title, brings its people over and asks for the plaque', async () => {
    const [one, into] = [city.story('named'), city.story('account')];
    // Only studios of the same union are offered.
    await city.sql('update studio set supervising_union = (select supervising_union from studio where id = $2) where id = $1', [into.studio, one.studio]);
    await city.play.step(city.department[0]!, 'title', await story.must(one.studio, 'title'), 'award', { awardedOn: today, receivedBy: '工会主席' });
    const before = (await members(into)).length;
    const moved = (await members(one)).filter(({ left_on }) => left_on === null).length;
    await approve(one, await ask(one, 'merge', { into: into.studio, reason: '合并攻关力量。', file: await scan(one) }));
    expect((await row(one)).standing).toBe('dissolved');
    expect((await members(into)).length).toBe(before + moved);
    expect((await story.matterOf(one.studio, 'dissolution'))?.state).toBe('settling');
    expect((await department.get<Matter>(`/api/matters/${await story.must(one.studio, 'dissolution')}`)).options.map(({ name }) => name)).toContain(
      'dissolution.returnPlaque',
    );
  });

  it('is one at a time, is returned for more, and can be withdrawn', async () => {
    const one = city.story('checking');
    const matter = await ask(one, 'name', { newName: '另一示例劳模创新工作室', reason: '单位更名。' });
    await expect(ask(one, 'name', { newName: '又一示例劳模创新工作室', reason: '再改。' })).rejects.toThrow(/已有在办的变更/);
    await city.play.step(one.unit.union.supervisor, 'change', matter, 'sendBack', { remarks: [{ field: '证明材料', says: '请补充更名批复。' }] });
    await city.play.step(one.secretary, 'change', matter, 'resubmit', { reason: '已补充批复。' });
    await city.play.step(one.unit.grassroots, 'change', matter, 'withdraw', { reason: '暂不更名。' });
    expect(await stateOf(matter)).toBe('withdrawn');
    expect((await row(one)).name).toBe(one.name);
  });
});

describe('a dissolution', () => {
  it('goes by the union, the department and the leaders, and ends with plaque and money', async () => {
    const one = city.story('paid');
    const { matter: report = '' } = await city.play.begin(one.lead, 'report.open', one.studio);
    const { matter = '' } = await city.play.begin(one.unit.grassroots, 'dissolution.ask', one.studio, {
      ground: '单位撤销或改制',
      reason: '单位改制，工作室不再保留。',
      file: await city.play.scan(one.unit.grassroots, '申请'),
    });
    await city.play.step(one.unit.union.supervisor, 'dissolution', matter, 'concur', { opinion: '情况属实。' });
    await city.play.step(city.department[0]!, 'dissolution', matter, 'check', { opinion: '同意报批。' });
    await city.play.step(city.leaders[0]!, 'dissolution', matter, 'approve', { opinion: '同意注销。' });
    expect(await stateOf(matter)).toBe('settling');
    expect((await row(one)).standing).toBe('dissolved');
    expect(await stateOf(report)).toBe('dropped');
    await city.play.step(city.finance[0]!, 'dissolution', matter, 'recover', { recoveredFen: 2_000_000, recoveryVoucher: '收字第1号' });
    expect(await stateOf(matter)).toBe('settling');
    await city.play.step(city.department[0]!, 'dissolution', matter, 'returnPlaque', { plaqueReturnedOn: today, plaqueNote: '完好' });
    expect(await stateOf(matter)).toBe('dissolved');
    await expect(city.play.begin(one.lead, 'change.name', one.studio, { newName: '不会改成功的工作室', reason: '再改。' })).rejects.toThrow(/已撤销或注销/);
  });
  it('waits until a declaration under way is withdrawn', async () => {
    const one = city.story('union-review');
    const file = await city.play.scan(one.unit.grassroots, '申请');
    await expect(city.play.begin(one.unit.grassroots, 'dissolution.ask', one.studio, { ground: '单位自愿注销', reason: '不再继续。', file })).rejects.toThrow(
      /先撤回申报/,
    );
  });
});

describe('a studio whose lead has gone', () => {
  it("is noticed by the clock, and after ninety days lies on the department's desk", async () => {
    const one = city.story('receipt');
    await city.sql(`update office_held set to_on = $2 where studio_id = $1 and office = 'lead'`, [one.studio, one.foundedOn]);
    await story.until(addDays(one.foundedOn, 92));
    expect((await row(one)).leadVacantSince).toBe(addDays(one.foundedOn, 1));
    expect((await page(one)).profile.map(({ label }) => label)).toContain('领衔人空缺');
    const found = await city.house.db
      .selectFrom('rectification')
      .innerJoin('matter', 'matter.id', 'rectification.id')
      .select(['ground', 'state'])
      .where('studioId', '=', one.studio)
      .where('ground', '=', 'lead-vacant')
      .execute();
    expect(found).toEqual([{ ground: 'lead-vacant', state: 'proposed' }]);
    await city.sql(`update office_held set to_on = null where studio_id = $1 and office = 'lead'`, [one.studio]);
    await city.sql('update studio set lead_vacant_since = null where id = $1', [one.studio]);
    await city.play.step(city.department[0]!, 'rectification', await story.must(one.studio, 'rectification'), 'drop', { reason: '领衔人已到位。' });
  });
});

describe('an honour that is withdrawn', () => {
  it('puts the revocation of the title before the department, and the first have is unmet', async () => {
    const one = city.story('checking');
    const honour = await story.must(one.studio, 'honour');
    await city.play.step(city.department[0]!, 'honour', honour, 'withdraw', {
      reason: '授予机关已发文撤销。',
      document: await city.play.scan(city.department[0]!, '撤销文件'),
    });
    const revocation = await story.matterOf(one.studio, 'revocation');
    expect(revocation?.state).toBe('proposed');
    expect((await page(one)).verdicts.find(({ criterion }) => criterion === 'C1')?.verdict).toBe('unmet');
    await city.play.step(city.department[0]!, 'revocation', revocation!.id, 'drop', { reason: '已申请变更领衔人。' });
    expect((await row(one)).standing).not.toBe('revoked');
  });
});

describe('a title after five years', () => {
  it('is re-reviewed: the healthy one by a light path, the ailing one by the long path', async () => {
    const [healthy, ailing] = [city.story('receipt'), city.story('paying')];
    for (const { studio } of [healthy, ailing])
      await city.sql(`update title set valid_until = $2 where id in (select id from matter where studio = $1 and kind = 'title')`, [
        studio,
        addDays(today, 40),
      ]);
    await city.sql(
      `insert into assessment (id, studio_id, year, band) select id, studio, 2012, 'rectify' from matter where studio = $1 and kind = 'declaration'`,
      [ailing.studio],
    );
    await story.until('2013-11-28');
    const [light, long] = [await story.matterOf(healthy.studio, 'review'), await story.matterOf(ailing.studio, 'review')];
    expect([light?.state, long?.state]).toEqual(['checking', 'self']);
    await city.play.step(city.department[0]!, 'review', light!.id, 'renew', { opinion: '近年情况良好，同意续期。' });
    const [{ until } = {}] = (await city.sql(
      `select valid_until::text as until from title where id in (select id from matter where studio = $1 and kind = 'title')`,
      [healthy.studio],
    )) as { until: string }[];
    expect(until).toBe('2018-12-28');
    await story.until('2013-11-29');
    expect(await city.house.db.selectFrom('matter').select('id').where('studio', '=', healthy.studio).where('kind', '=', 'review').execute()).toHaveLength(1);

    await city.play.step(ailing.secretary, 'review', long!.id, 'sum', { summary: '五年来完成攻关五项，带徒十名。' });
    await city.play.step(city.department[0]!, 'review', long!.id, 'fail', { opinion: '近年成果不足。' });
    expect((await story.matterOf(ailing.studio, 'revocation'))?.state).toBe('proposed');
    await city.sql(`delete from assessment where year = 2012`);
  });
});

it('leaves a city in which every invariant holds', async () => {
  await city.sql('update studio s set supervising_union = p.parent_id from union_parent p where p.union_id = s.host_union and p.to_on is null');
  expect(await checkInvariants(city.house.db, city.house.files, city.house.standards)).toEqual([]);
});
