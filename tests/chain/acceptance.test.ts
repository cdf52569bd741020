import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Acceptance } from '#core/acceptance/life.ts';
import { resultOf } from '#core/acceptance/score.ts';
import { askedItems } from '#core/acceptance/sheet.ts';
import { theSystem } from '#core/people/actor.ts';
import { addDays, addMonths, daysBetween } from '#core/shared/days.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Chair } from '#server/demo/player.ts';
import { achieve, monthly, startProject, teach, type Story } from '#server/demo/studio-story.ts';
import { moveDays } from '#server/jobs/run-day.ts';
import { reading } from '#server/kernel/house.ts';
import { canonical, sha256 } from '#server/kernel/ids.ts';
import { find } from '#server/store/matters.ts';
import { cloneChainCity, today, type ChainCity } from '../support/chain-city.ts';
import { refused } from '../support/refused.ts';
import type { Option } from '../support/robot.ts';

let city: ChainCity;
beforeEach(async () => {
  city = await cloneChainCity();
});
afterEach(() => city?.close());

const clerk = () => city.department[0]!;
const load = async (id: string) => (await find(readingOf(reading(city.house, theSystem)), theSystem, id)) as Acceptance;
const offered = async (acceptance: string, of: 'experts' | 'conflicted-experts') =>
  (await (await city.as(clerk())).get<{ items: { value: string; label: string }[] }>(`/api/choices/${of}?matter=${acceptance}&limit=100`)).items;
const visit = () => ({ visitOn: city.play.today(), place: '工作室所在地' });
const expertAt = (person: string): Chair => city.experts.find((one) => one.person === person)!;

/** Points and, where they are not full, a reason. */
const marks = (standard: string, low: (code: string) => boolean) =>
  Object.fromEntries(
    askedItems(city.house.standards.get(standard)).flatMap(({ code, max }) =>
      low(code)
        ? [
            [code, 0],
            [`${code}-reason`, '现场未见，资料不全。'],
          ]
        : [[code, max]],
    ),
  );
const sheets = (acceptance: string) =>
  city.house.db
    .selectFrom('sheet')
    .innerJoin('matter', 'matter.id', 'sheet.id')
    .select(['sheet.id', 'expertId', 'matter.state', 'round'])
    .where('parent', '=', acceptance)
    .orderBy('sheet.id')
    .execute();
/** Everybody of the group without a sheet in declares, scores and hands in. */
async function handIn(acceptance: string, low: (code: string) => boolean = () => false): Promise<void> {
  const { standard } = await load(acceptance);
  for (const { id, expertId, state } of await sheets(acceptance)) {
    if (state === 'declaring') await city.play.step(expertAt(expertId), 'sheet', id, 'accept');
    if (state === 'declaring' || state === 'scoring') await city.play.step(expertAt(expertId), 'sheet', id, 'submit', { ...marks(standard, low), advice: '' });
  }
}
async function concluded(acceptance: string): Promise<void> {
  const { leaderId = '' } = await load(acceptance);
  await city.play.step(expertAt(leaderId), 'acceptance', acceptance, 'record', {
    visitedOn: city.play.today(),
    heardReport: true,
    checkedMaterials: true,
    sawSite: true,
  });
  await city.play.step(expertAt(leaderId), 'acceptance', acceptance, 'conclude');
}
const confirm = (acceptance: string) => city.play.step(clerk(), 'acceptance', acceptance, 'confirm', { opinion: '同意评审意见。' });
const appointFirst = async (acceptance: string, count = 3) => {
  const experts = (await offered(acceptance, 'experts')).slice(0, count).map(({ value }) => value);
  await city.play.step(clerk(), 'acceptance', acceptance, 'appoint', { experts, leader: experts[0], ...visit() });
  return experts;
};

describe('recusal', () => {
  let story: Story;
  let acceptance: string;
  beforeEach(async () => {
    story = city.story('arranging');
    acceptance = await city.matterOf(story, 'acceptance');
  });
  const [unit, kin, pair, recommended, team] = [0, 1, 2, 3, 4];
  /** Five experts who must not judge this studio, each for another reason. */
  async function entangle(): Promise<void> {
    const person = (n: number) => city.experts[n]!.person;
    await city.sql("insert into office_held values ('also-there', $1, 'unit', $2, null, '2013-01-01', null)", [person(unit), story.unit.id]);
    await city.sql('insert into kinship values ($1, $2, $1)', [person(kin), story.lead.person]);
    const [fact] = await city.sql('select f.id, m.apprentice_id from fact f join fact_mentorship m on m.id = f.id where f.studio_id = $1 limit 1', [
      story.studio,
    ]);
    await city.sql('update fact_mentorship set master_id = $2 where id = $1', [fact?.['id'], person(pair)]);
    await city.sql("update matter_event set by_person = $2 where matter_id = $1 and transition = 'endorse'", [story.declaration, person(recommended)]);
    await city.sql(
      "update fact_member set person_id = $2 where id = (select f.id from fact f where f.studio_id = $1 and f.kind = 'member' and not exists (select 1 from fact_mentorship t join fact_member m on m.person_id = t.apprentice_id where m.id = f.id) limit 1)",
      [story.studio, person(team)],
    );
  }

  it('keeps those of the same unit, kin, mentors, recommenders and the team from being chosen, each with the reason', async () => {
    expect((await offered(acceptance, 'conflicted-experts')).length).toBe(0);
    await entangle();
    const conflicted = new Map((await offered(acceptance, 'conflicted-experts')).map(({ value, label }) => [value, /（(.*)）/.exec(label)?.[1]]));
    expect([unit, kin, pair, recommended, team].map((n) => conflicted.get(city.experts[n]!.person))).toEqual([
      '同一单位',
      '亲属',
      '师徒',
      '推荐过该工作室',
      '工作室成员',
    ]);
    const free = (await offered(acceptance, 'experts')).map(({ value }) => value);
    expect(free).toEqual(expect.arrayContaining(city.experts.slice(5).map(({ person }) => person)));
    expect(free).toHaveLength(city.experts.length - 5);
    const refusal = await refused(
      city.play.step(clerk(), 'acceptance', acceptance, 'appoint', { experts: [free[0], free[1], city.experts[kin]!.person], ...visit() }),
    );
    expect(refusal).toMatchObject({ status: 422, reasons: [{ code: 'not-a-choice', field: 'experts.2' }] });
  });

  it('counts a relative whichever side declared it', async () => {
    await city.sql('insert into kinship values ($1, $2, $1)', [story.lead.person, city.experts[kin]!.person]);
    expect((await offered(acceptance, 'conflicted-experts')).map(({ value }) => value)).toEqual([city.experts[kin]!.person]);
  });

  it('is lifted by a written reason, which stays on record, for the city’s side only', async () => {
    await entangle();
    const { person } = city.experts[unit]!;
    expect(await refused(city.play.step(clerk(), 'acceptance', acceptance, 'clear', { expert: person, reason: '无' }))).toMatchObject({ status: 422 });
    const why = '仅为名誉兼职，不参与该单位任何管理。';
    await city.play.step(clerk(), 'acceptance', acceptance, 'clear', { expert: person, reason: why });
    expect((await offered(acceptance, 'experts')).map(({ value }) => value)).toContain(person);
    expect((await offered(acceptance, 'conflicted-experts')).map(({ value }) => value)).not.toContain(person);
    const [event] = await city.sql("select brought, by_person from matter_event where matter_id = $1 and transition = 'clear'", [acceptance]);
    expect(event).toEqual({ brought: { expert: person, reason: why }, by_person: clerk().person });
    const told = async (chair: Chair) => JSON.stringify((await (await city.as(chair)).send('GET', `/api/matters/${acceptance}`)).body);
    expect(await told(clerk())).toContain(why);
    for (const chair of [story.lead, story.unit.grassroots, story.unit.union.supervisor]) expect(await told(chair)).not.toContain(why);
  });

  it('after the appointment leaves the group short; the department brings in another, and only then is it concluded', async () => {
    const experts = await appointFirst(acceptance);
    const [own] = (await sheets(acceptance)).filter(({ expertId }) => expertId === experts[0]);
    await city.play.step(expertAt(experts[0]!), 'sheet', own!.id, 'recuse', { reason: '与该单位有业务往来。' });
    await handIn(acceptance);
    // The next of the group leads it now.
    const leader = expertAt(experts[1]!);
    await city.play.step(leader, 'acceptance', acceptance, 'record', {
      visitedOn: city.play.today(),
      heardReport: true,
      checkedMaterials: true,
      sawSite: true,
    });
    expect(await refused(city.play.step(leader, 'acceptance', acceptance, 'conclude'))).toMatchObject({ status: 422, reasons: [{ code: 'too-few-judges' }] });
    const shown = await (await city.as(clerk())).get<{ options: Option[] }>(`/api/matters/${acceptance}`);
    const lack = shown.options.find(({ name }) => name === 'acceptance.conclude')?.lacks?.[0];
    expect(lack?.remedies.map(({ name }) => name)).toEqual(['acceptance.reinforce']);

    const [fresh] = (await offered(acceptance, 'experts')).filter(({ value }) => !experts.includes(value));
    await city.play.step(clerk(), 'acceptance', acceptance, 'reinforce', { expert: fresh!.value });
    expect(await refused(city.play.step(leader, 'acceptance', acceptance, 'conclude'))).toMatchObject({ reasons: [{ code: 'sheets-missing' }] });
    expect(await refused(city.play.step(clerk(), 'acceptance', acceptance, 'reinforce', { expert: fresh!.value }))).toMatchObject({
      status: 409,
      reasons: [{ code: 'enough-judges' }],
    });
    await handIn(acceptance);
    await city.play.step(leader, 'acceptance', acceptance, 'conclude');
    expect((await load(acceptance)).result).toMatchObject({ judges: 3, qualified: true });
  });

  it('may be asked for by the group’s leader or ordered by the department; whoever stepped back is not asked again', async () => {
    const experts = await appointFirst(acceptance, 4);
    const [, second] = await sheets(acceptance);
    await city.play.step(clerk(), 'sheet', second!.id, 'dismiss', { reason: '因故不能参加。' });
    expect((await offered(acceptance, 'experts')).map(({ value }) => value).filter((value) => experts.includes(value))).toEqual([]);
    await handIn(acceptance);
    const [first] = await sheets(acceptance);
    await city.play.step(expertAt(experts[0]!), 'sheet', first!.id, 'reopen', { reason: '请核对总分。' });
    expect((await sheets(acceptance))[0]?.state).toBe('scoring');
    expect(
      await refused(city.play.step(expertAt(experts[2]!), 'sheet', (await sheets(acceptance))[3]!.id, 'reopen', { reason: '请核对总分。' })),
    ).toMatchObject({ status: 403 });
  });
});

describe('a second look', () => {
  it('starts a new round with a new group, once', async () => {
    const acceptance = await city.matterOf(city.story('reviewed'), 'acceptance');
    const before = await load(acceptance);
    await city.play.step(clerk(), 'acceptance', acceptance, 'secondLook', { reason: '评分分歧较大，需再次查看现场。' });
    const after = await load(acceptance);
    expect([after.state, after.round, after.result, after.frozen, after.record]).toEqual(['arranging', 2, undefined, undefined, undefined]);
    await appointFirst(acceptance);
    await handIn(acceptance);
    expect((await sheets(acceptance)).map(({ round }) => round)).toEqual([...before.sheets.map(() => 1), 2, 2, 2]);
    await concluded(acceptance);
    expect((await load(acceptance)).result?.judges).toBe(3);
    expect(await refused(city.play.step(clerk(), 'acceptance', acceptance, 'secondLook', { reason: '再看一次。' }))).toMatchObject({
      status: 409,
      reasons: [{ code: 'second-look-used' }],
    });
    await confirm(acceptance);
    expect((await load(acceptance)).state).toBe('passed');
  });
});

describe('rectification', () => {
  let story: Story;
  let acceptance: string;
  beforeEach(async () => {
    story = city.story('rectifying');
    acceptance = await city.matterOf(story, 'acceptance');
  });
  const reapply = () => city.play.step(story.lead, 'acceptance', acceptance, 'reapply');
  const reapplyOption = async () =>
    (
      await (await city.as(story.lead)).get<{ options: Option[]; verdicts: { verdict: string; remedies: unknown[] }[] }>(`/api/matters/${acceptance}`)
    ).options.find(({ name }) => name === 'acceptance.reapply');
  /** What the experts missed is entered: members, rules, projects, activities, apprentices. */
  async function mend(): Promise<void> {
    const { play } = city;
    const members = [
      ['技术科', '中级职称', '大学本科', '1975-03'],
      ['质检班', '技师', '硕士研究生', '1986-05'],
      ['总装车间', '初级职称', '大学专科', '1992-08'],
    ];
    for (const [n, [department, title, education, birth]] of members.entries())
      await play.fact(story.secretary, story.studio, 'member', {
        name: `补示${'甲乙丙'[n]}`,
        department,
        role: '骨干成员',
        duty: '现场实施',
        specialist: true,
        title,
        education,
        birth,
        joinedOn: play.today(),
      });
    for (const kind of ['项目', '活动', '经费', '奖励', '知识产权'] as const)
      await play.fact(story.secretary, story.studio, 'regulation', { kind, title: `工作室${kind}管理办法`, edition: '2013年版', effectiveOn: play.today() });
    await play.fact(story.secretary, story.studio, 'plan', { year: 2013, content: '完成攻关项目两项，组织培训四次，带徒两名。', on: play.today() });
    await startProject(play, story, 1);
    await startProject(play, story, 2);
    await achieve(play, story, 2);
    await teach(play, city.house, story);
    for (let month = 0; month < 6; month += 1) await monthly(play, story, month);
  }

  it('says which points are out of reach and what would bring them back', async () => {
    expect((await reapplyOption())?.lacks).toBeUndefined();
    // The one member turns out to be exactly like the lead: no structure, and two people are too few to make up for it.
    await city.sql(
      'update person p set title = l.title, education = l.education, birth = l.birth from studio s, person l, fact_member m, fact f where s.id = $1 and l.id = s.lead_id and f.studio_id = s.id and m.id = f.id and p.id = m.person_id',
      [story.studio],
    );
    const lacks = (await reapplyOption())?.lacks ?? [];
    expect(lacks.map(({ code, message }) => [code, message])).toEqual([
      ['points-out-of-reach', expect.stringMatching(/^有创新团队：台账自动计分最多还能得.*分，不足9分$/)],
    ]);
    expect(lacks[0]?.remedies.map(({ name }) => name)).toEqual(['member.add']);
    expect(await refused(reapply())).toMatchObject({ status: 422 });
    await mend();
    expect((await reapplyOption())?.lacks).toBeUndefined();
  });

  it('mended in time leads to a new acceptance, and from there to the list', async () => {
    await mend();
    await reapply();
    expect(await load(acceptance)).toMatchObject({ state: 'arranging', round: 2 });
    await appointFirst(acceptance);
    await handIn(acceptance);
    await concluded(acceptance);
    await confirm(acceptance);
    expect((await load(acceptance)).state).toBe('passed');
    expect(await city.house.db.selectFrom('designationItem').select('state').where('acceptanceId', '=', acceptance).execute()).toEqual([{ state: 'listed' }]);
  });

  it('that does not convince the second time ends in failure, after which the studio may declare again', async () => {
    await mend();
    await reapply();
    await appointFirst(acceptance);
    await handIn(acceptance, (code) => code.startsWith('C3'));
    await concluded(acceptance);
    await confirm(acceptance);
    expect((await load(acceptance)).state).toBe('failed');
    expect(await city.house.db.selectFrom('designationItem').select('id').where('acceptanceId', '=', acceptance).execute()).toEqual([]);
    expect((await city.play.begin(story.lead, 'declaration.open', undefined)).matter).toMatch(/./);
  });

  it('not asked for in three months is ended by the clock, the day after, and not before', async () => {
    const { dueOn = '', since } = await load(acceptance);
    expect(dueOn).toBe(addMonths(since.slice(0, 10), 3));
    await moveDays(city.house, daysBetween(today, dueOn));
    expect((await load(acceptance)).state).toBe('rectifying');
    await moveDays(city.house, 1);
    expect(city.play.today()).toBe(addDays(dueOn, 1));
    expect((await load(acceptance)).state).toBe('failed');
    const [last] = await city.sql('select by_person, transition from matter_event where matter_id = $1 order by id desc limit 1', [acceptance]);
    expect(last).toEqual({ by_person: 'clock', transition: 'lapse' });
  });
});

describe('a result', () => {
  it('recomputes from what was frozen, to the same hash, whatever became of the facts', async () => {
    const story = city.story('reviewed');
    const acceptance = await city.matterOf(story, 'acceptance');
    const told = async () =>
      await (await city.as(clerk())).get<{ result: { hash: string; total: number; qualified: boolean }; dossierHash: string }>(`/api/matters/${acceptance}`);
    const before = await told();
    const { frozen, result } = await load(acceptance);
    expect(before.result.hash).toBe(sha256(canonical(frozen)));
    expect(resultOf(city.house.standards.get(frozen!.standard), frozen!)).toEqual(result);

    await city.sql('update fact set voided_at = now() where studio_id = $1', [story.studio]);
    await city.sql("update matter set state = 'refused' where studio = $1 and kind = 'honour'", [story.studio]);
    await city.sql('update sheet set points = null where id in (select id from matter where parent = $1)', [acceptance]);
    const after = await told();
    expect(after.result).toEqual(before.result);
    expect(after.dossierHash).toBe(before.dossierHash);
    const kept = await load(acceptance);
    expect(resultOf(city.house.standards.get(kept.frozen!.standard), kept.frozen!)).toEqual(result);
    // Reckoned anew from today's facts, it would not have passed: the frozen one is what counts.
    expect(resultOf(city.house.standards.get(kept.standard), kept.basis).qualified).toBe(false);
    await confirm(acceptance);
    expect((await load(acceptance)).state).toBe('passed');
  });

  it('of a dossier is what was asked and answered, and its hash is of its content', async () => {
    const [row] = await city.sql("select content, sha256 from dossier where matter_id = $1 and purpose = '验收结果'", [
      await city.matterOf(city.story('reviewed'), 'acceptance'),
    ]);
    expect(sha256(canonical(row?.['content']))).toBe(row?.['sha256']);
    expect(row?.['content']).toMatchObject({
      purpose: '验收结果',
      standard: 'xm-2013',
      asked: expect.arrayContaining([expect.objectContaining({ zh: '有劳模领衔' })]),
    });
    // Persons stand in it by id; only the studio's own name, which is public, says who leads it.
    const { name, studio } = city.story('reviewed');
    const persons = await city.sql(
      'select p.name from person p where p.id = (select lead_id from studio where id = $1) union select p.name from fact f join fact_member m on m.id = f.id join person p on p.id = m.person_id where f.studio_id = $1',
      [studio],
    );
    expect(persons.length).toBeGreaterThan(3);
    const text = JSON.stringify(row?.['content']).replaceAll(name, '');
    expect(persons.filter((one) => text.includes(String(one['name'])))).toEqual([]);
  });

  it('with a veto fails, however many points there are', async () => {
    const acceptance = await city.matterOf(city.story('arranging'), 'acceptance');
    await appointFirst(acceptance);
    const [first] = await sheets(acceptance);
    const { standard } = await load(acceptance);
    const veto = city.house.standards.get(standard).rubric.items.find((item) => item.veto)!;
    await city.play.step(expertAt(first!.expertId), 'sheet', first!.id, 'accept');
    expect(
      await refused(city.play.step(expertAt(first!.expertId), 'sheet', first!.id, 'submit', { ...marks(standard, () => false), veto: veto.code })),
    ).toMatchObject({ status: 422, reasons: [{ field: 'vetoReason' }] });
    await city.play.step(expertAt(first!.expertId), 'sheet', first!.id, 'submit', {
      ...marks(standard, () => false),
      veto: veto.code,
      vetoReason: '查实挪用经费。',
    });
    await handIn(acceptance);
    await concluded(acceptance);
    expect((await load(acceptance)).result).toMatchObject({ qualified: false, vetoes: [expect.stringContaining('查实挪用经费')] });
    await confirm(acceptance);
    expect((await load(acceptance)).state).toBe('rectifying');
  });
});
