import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { excellentCap } from '#core/assessment/bands.ts';
import type { AcceptanceResult } from '#core/acceptance/score.ts';
import { compile, boardCodes, periodOf, type Cut } from '#core/year/figures.ts';
import type { YearBoard, EntryRow, StudioYear, Matter, Studio } from '#contract/shapes.ts';
import type { Story } from '#server/demo/studio-story.ts';
import { monthly } from '#server/demo/studio-story.ts';
import { checkInvariants } from '#server/invariants/check-invariants.ts';
import { countedOf } from '#server/store/year.ts';
import { cloneChainCity, type ChainCity } from '../support/chain-city.ts';
import type { Person } from '../support/robot.ts';
import { yearStory } from '../support/year-story.ts';

/** 一个城市的一年，由演示时钟走完：台账、年报、考核、整改、撤销、换领衔人、共建；全市的数字等于每一条的和。 */
let city: ChainCity;
let department: Person;
let story: ReturnType<typeof yearStory>;
beforeAll(async () => {
  city = await cloneChainCity();
  department = await city.as(city.department[0]!);
  story = yearStory(city);
});
afterAll(() => city?.close());

const standard = () => city.house.standards.inForceOn('2013-12-31');
const [exemplary, steady, weakened, silent, dishonest, joint] = ['paid', 'account', 'receipt', 'checking', 'paying', 'named'] as const;
const at = (goal: Story['goal']): Story => city.story(goal);
const standingOf = async ({ studio }: Story) =>
  await city.house.db.selectFrom('studio').select(['standing', 'plaqueNo', 'name', 'leadId']).where('id', '=', studio).executeTakeFirstOrThrow();
const view = (person: Person, id: string) => person.get<Matter>(`/api/matters/${id}`);

describe('a year of a city', () => {
  it('goes on writing its ledger, each entry with the day of the event and the day it was entered', async () => {
    for (const goal of [exemplary, steady, weakened, joint] as const) for (let month = 0; month < 3; month += 1) await monthly(city.play, at(goal), month);
    const { secretary, studio } = at(exemplary);
    await city.play.fact(secretary, studio, 'activity', { kind: '培训', topic: '补记的一次培训', on: '2013-09-10' });
    const person = await city.as(secretary);
    const { items } = await person.get<{ items: { title: string; late: boolean; eventOn: string }[] }>(`/api/studios/${studio}/facts/activity?limit=50`);
    expect(items.find(({ title }) => title === '补记的一次培训')).toMatchObject({ late: true, eventOn: '2013-09-10' });
  });

  it('reaches the milestones that were due', async () => {
    for (const goal of [exemplary, steady, joint] as const) {
      const milestones = await city.house.db
        .selectFrom('projectMilestone')
        .innerJoin('matter', 'matter.id', 'projectMilestone.projectId')
        .select(['projectMilestone.id', 'projectId'])
        .where('matter.studio', '=', at(goal).studio)
        .where('doneOn', 'is', null)
        .execute();
      for (const { id, projectId } of milestones)
        await city.play.step(at(goal).secretary, 'project', projectId, 'reach', { milestone: id, doneOn: '2013-10-09' });
    }
  });

  it('has a cross-unit studio: the partner confirms by itself, one union counts it, owners are held against the agreement', async () => {
    const { studio, lead, unit, secretary } = at(joint);
    const partner = at(steady).unit;
    const { matter = '' } = await city.play.begin(lead, 'partnership.invite', studio, {
      partner: partner.id,
      role: '提供检测设备',
      sharePercent: 30,
      ip: 'waiver',
      waiver: '仅交流技术。',
    });
    const partnerClerk = await city.as(partner.grassroots);
    expect((await partnerClerk.send('GET', `/api/studios/${studio}`)).status).toBe(404);
    await city.play.step(partner.grassroots, 'partnership', matter, 'confirm', { opinion: '同意共建。' });
    expect((await partnerClerk.send('GET', `/api/studios/${studio}`)).status).toBe(200);
    await expect(
      city.play.begin(lead, 'partnership.invite', studio, {
        partner: at(weakened).unit.id,
        role: '参加试验',
        sharePercent: 75,
        ip: 'waiver',
        waiver: '仅交流技术。',
      }),
    ).rejects.toThrow(/105%/);

    const own = { kind: 'QC成果', completedOn: '2013-11-18' };
    await city.play.fact(secretary, studio, 'achievement', {
      ...own,
      title: '份额相符的联合成果',
      owners: [
        { unit: unit.unit, share: 70 },
        { unit: partner.unit, share: 30 },
      ],
    });
    await city.play.fact(secretary, studio, 'achievement', {
      ...own,
      title: '份额不符的联合成果',
      owners: [
        { unit: unit.unit, share: 50 },
        { unit: partner.unit, share: 50 },
      ],
    });
    const person = await city.as(secretary);
    const { items } = await person.get<{ items: { title: string; flags?: { code: string }[] }[] }>(`/api/studios/${studio}/facts/achievement`);
    const flags = (title: string) => items.find((one) => one.title === title)?.flags?.map(({ code }) => code) ?? [];
    expect(flags('份额相符的联合成果')).toEqual([]);
    expect(flags('份额不符的联合成果')).toEqual(['owners-differ']);
    const counted = async (union: string) =>
      (await department.get<{ items: EntryRow[] }>(`/api/entries?figure=achievements&year=2013&union=${union}&limit=100`)).items.map(({ title }) => title);
    expect(await counted(unit.union.id)).toContain('份额相符的联合成果');
    expect(partner.union.id).not.toBe(unit.union.id);
    expect(await counted(partner.union.id)).not.toContain('份额相符的联合成果');
  });

  it('shows the same patent claimed twice to both sides and to the city', async () => {
    const [one, other] = [at(exemplary), at(steady)];
    const patent = (title: string, number: string) => ({ title, kind: '发明专利', number, completedOn: '2013-11-18' });
    await city.play.fact(one.secretary, one.studio, 'achievement', patent('一种快速定位夹具', 'ZL 2013 1 0099999.X'));
    await city.play.fact(other.secretary, other.studio, 'achievement', patent('快速定位夹具', 'zl201310099999x'));
    await expect(city.play.fact(one.secretary, one.studio, 'achievement', patent('又登记一次', 'ZL201310099999X'))).rejects.toThrow(/已登记过/);
    for (const { chair, studio } of [
      { chair: one.secretary, studio: one.studio },
      { chair: other.secretary, studio: other.studio },
      { chair: city.department[0]!, studio: one.studio },
    ]) {
      const person = await city.as(chair);
      const { items } = await person.get<{ items: { flags?: { code: string }[] }[] }>(`/api/studios/${studio}/facts/achievement`);
      expect(items.flatMap(({ flags = [] }) => flags.map(({ code }) => code))).toContain('claimed-twice');
    }
  });

  it('shows the same proof used by two studios, but not the same empty page', async () => {
    const scan = async (story_: Story, size: number) => {
      const form = new FormData();
      form.append('file', new Blob(['扫描'.repeat(size)], { type: 'text/plain' }), '证明.txt');
      const { session } = await city.as(story_.secretary);
      const answer = await fetch(`${city.url}/api/files`, { method: 'POST', headers: { cookie: session }, body: form });
      return ((await answer.json()) as { id: string }).id;
    };
    const proven = { kind: 'QC成果', completedOn: '2013-11-18', recogniser: '示例认定机构', level: '市', documentNo: '示认〔2013〕1号' };
    for (const [goal, title] of [
      [exemplary, '甲的改进方法一'],
      [steady, '乙的改进方法二'],
    ] as const) {
      const { secretary, studio } = at(goal);
      await city.play.fact(secretary, studio, 'achievement', { ...proven, title, document: await scan(at(goal), 400) });
      await city.play.fact(secretary, studio, 'achievement', { ...proven, title: `${title}（另一项）`, document: await scan(at(goal), 10) });
    }
    const { items } = await department.get<{ items: { title: string; flags?: { code: string }[] }[] }>(
      `/api/studios/${at(exemplary).studio}/facts/achievement`,
    );
    const codes = (title: string) => items.find((one) => one.title === title)?.flags?.map(({ code }) => code) ?? [];
    expect([codes('甲的改进方法一'), codes('甲的改进方法一（另一项）')]).toEqual([['same-file'], []]);
  });

  it('answers a problem the unit has posted, and the unit confirms that it is in use', async () => {
    const { studio, unit, secretary } = at(exemplary);
    const { matter = '' } = await city.play.begin(unit.management, 'problem.post', studio, {
      kind: '难题',
      area: '工艺改造',
      title: '夜班返修率偏高',
      text: '近三个月夜班返修率在4%左右。',
    });
    await city.play.step(secretary, 'problem', matter, 'take', { plan: '先到现场分析。' });
    await city.play.step(secretary, 'problem', matter, 'answer', { outcome: '改进夹具定位。' });
    await city.play.step(unit.management, 'problem', matter, 'reopen', { reason: '夜班仍有返修。' });
    await city.play.step(secretary, 'problem', matter, 'answer', { outcome: '再改一次，返修率0.9%。' });
    await city.play.step(unit.management, 'problem', matter, 'adopt', { effect: '已在3号线采用。' });
    const { groups } = await department.get<StudioYear>(`/api/studios/${studio}/year?year=2013`);
    expect(groups.flatMap(({ figures }) => figures).find(({ code }) => code === 'problemsSolved')?.value).toBe(1);
  });

  it('opens the report of the year for everybody who was created, and reminds those who have not sent it', async () => {
    await story.until('2013-12-21');
    const created = await city.house.db
      .selectFrom('studio')
      .select('id')
      .where('createdOn', 'is not', null)
      .where('standing', 'not in', ['revoked', 'dissolved'])
      .execute();
    const reports = await city.house.db.selectFrom('report').select('studioId').where('year', '=', 2013).execute();
    expect(reports.map(({ studioId }) => studioId).toSorted()).toEqual(created.map(({ id }) => id).toSorted());
    const told = await city.house.db
      .selectFrom('notification')
      .select('text')
      .where('studioId', '=', at(silent).studio)
      .where('text', 'like', '%还有十天%')
      .execute();
    expect(told.length).toBeGreaterThan(0);
  });

  it('takes reports on time, in the grace period and late, each to both superiors with a receipt of its own', async () => {
    for (const goal of [exemplary, steady, joint] as const) await story.writeReport(at(goal));
    await story.until('2014-01-10');
    await story.writeReport(at(weakened));
    await story.until('2014-01-20');
    await story.writeReport(at(dishonest));
    const sent = await city.house.db.selectFrom('report').select(['studioId', 'timeliness']).where('submittedOn', 'is not', null).execute();
    const timeliness = (goal: Story['goal']) => sent.find(({ studioId }) => studioId === at(goal).studio)?.timeliness;
    expect([exemplary, steady, joint, weakened, dishonest].map(timeliness)).toEqual(['on-time', 'on-time', 'on-time', 'in-grace', 'late']);

    const { studio, unit } = at(exemplary);
    const copies = await city.house.db
      .selectFrom('delivery')
      .innerJoin('matter', 'matter.id', 'delivery.id')
      .selectAll('delivery')
      .where('matter.studio', '=', studio)
      .execute();
    expect(copies.map(({ recipient }) => recipient).toSorted()).toEqual(['department', 'supervisor']);
    expect(new Set(copies.map(({ receiptNo }) => receiptNo)).size).toBe(2);
    expect(new Set(copies.map(({ deliveredAt }) => deliveredAt)).size).toBe(1);
    const own = (await view(department, await story.must(studio, 'report'))).sections.find(({ title }) => title === '报送回执');
    expect(own?.rows?.map(([to]) => to)).toEqual(['归口工会', '市总经济部']);
    const supervisor = await city.as(unit.union.supervisor);
    for (const person of [supervisor, department]) {
      const { items } = await person.get<{ items: { kind: string; studio?: { id: string } }[] }>('/api/todos?limit=100&kind=delivery');
      expect(items.filter((one) => one.studio?.id === studio)).toHaveLength(1);
    }
  });

  it('lets either superior send a report back, and replaces both copies when it comes again', async () => {
    const { studio, unit } = at(steady);
    const report = await story.must(studio, 'report');
    const own = await city.house.db
      .selectFrom('delivery')
      .innerJoin('matter', 'matter.id', 'delivery.id')
      .select('delivery.id')
      .where('matter.studio', '=', studio)
      .where('recipient', '=', 'supervisor')
      .executeTakeFirstOrThrow();
    await city.play.step(unit.union.supervisor, 'delivery', own.id, 'sendBack', { remarks: [{ field: '困难和需要', says: '请写清楚缺什么设备。' }] });
    expect((await story.matterOf(studio, 'report'))?.state).toBe('returned');
    await story.writeReport(at(steady));
    const states = await city.house.db.selectFrom('matter').select('state').where('parent', '=', report).where('kind', '=', 'delivery').orderBy('id').execute();
    expect(states.map(({ state }) => state)).toEqual(['returned', 'replaced', 'delivered', 'delivered']);
  });

  it('archives what both have reviewed, refuses a second report for the year, and keeps the trail of a late correction', async () => {
    for (const goal of [exemplary, steady, joint, weakened, dishonest] as const) await story.reviewBoth(at(goal));
    const { studio, secretary } = at(exemplary);
    const report = await story.must(studio, 'report');
    const frozen = await view(department, report);
    expect(frozen.state.code).toBe('archived');
    expect(frozen.dossierHash).toMatch(/^[0-9a-f]{64}$/);
    await expect(city.play.begin(secretary, 'report.open', studio)).rejects.toThrow(/已在办或已归档/);

    const trainings = (matter: Matter) => matter.figures?.flatMap(({ figures }) => figures).find(({ code }) => code === 'activities')?.value;
    await city.play.fact(secretary, studio, 'activity', { kind: '培训', topic: '归档后补记的培训', on: '2013-12-05' });
    const after = await view(department, report);
    expect(trainings(after)).toBe(trainings(frozen));
    expect(after.dossierHash).toBe(frozen.dossierHash);
    expect(after.sections.find(({ title }) => title === '定稿后的更正')?.rows?.flat()).toContain('补记');
  });

  it('assesses everybody, and holds the excellent to a fifth of those assessed', async () => {
    const { matter = '' } = await city.play.begin(city.department[0]!, 'round.open', undefined, { year: 2013 });
    const goals = [exemplary, steady, weakened, silent, dishonest, joint] as const;
    for (const goal of goals) await story.assess(at(goal), goal === weakened ? 0.1 : goal === silent ? 0.7 : 1, standard());
    await city.play.step(city.department[0]!, 'round', matter, 'rank');
    await city.play.step(city.leaders[0]!, 'round', matter, 'announce', { minutesNo: '主席办公会纪要第1号' });

    const rows = await city.house.db.selectFrom('assessment').select(['studioId', 'band', 'because', 'result', 'bonus']).where('year', '=', 2013).execute();
    const bandOf = (goal: Story['goal']) => rows.find(({ studioId }) => studioId === at(goal).studio)?.band;
    const total = (row: (typeof rows)[number]) => (row.result as AcceptanceResult).total;
    expect(rows).toHaveLength(goals.length);
    expect(rows.filter(({ band }) => band === 'excellent').length).toBeLessThanOrEqual(excellentCap(standard(), rows.length));
    expect(
      rows.filter((row) => total(row) >= 90 && (row.result as AcceptanceResult).qualified).length,
      'more deserve it than there are places',
    ).toBeGreaterThan(excellentCap(standard(), rows.length));
    expect(rows.filter(({ because }) => because.includes('名额')).length).toBeGreaterThan(0);
    expect(bandOf(weakened)).toBe('rectify');
    expect(rows.every((row) => (row.band === 'rectify') === total(row) < 60)).toBe(true);
  });

  it('lets the studio see why, item by item, and appeal', async () => {
    const { studio, lead } = at(weakened);
    const assessment = await story.must(studio, 'assessment');
    const person = await city.as(lead);
    const shown = await view(person, assessment);
    expect(shown.sections.find(({ title }) => title === '逐项得分')?.rows?.flat()).toContain('材料不全，酌情扣分。');
    await city.play.step(lead, 'assessment', assessment, 'appeal', { grounds: '成果证明已在台账，请复核。' });
    await city.play.step(city.department[0]!, 'assessment', assessment, 'dismiss', { opinion: '经复核，维持原结果。' });
    expect((await view(person, assessment)).state.code).toBe('closed');
  });

  it('has one rectification that heals: found, ordered, mended, passed', async () => {
    const { studio, lead } = at(weakened);
    const id = await story.must(studio, 'rectification');
    await city.play.step(city.department[0]!, 'rectification', id, 'order', { demands: '请补齐成果证明和台账。', mendBy: '2014-04-20' });
    expect((await standingOf(at(weakened))).standing).toBe('rectifying');
    await city.play.step(lead, 'rectification', id, 'report', { measures: '已补齐证明，指定专人记台账。' });
    await city.play.step(city.department[0]!, 'rectification', id, 'again', { mendBy: '2014-05-20', reason: '还差一份证明。' });
    await city.play.step(lead, 'rectification', id, 'report', { measures: '证明已补齐。' });
    await city.play.step(city.department[0]!, 'rectification', id, 'pass', { opinion: '复验合格。' });
    expect((await standingOf(at(weakened))).standing).toBe('in-force');
  });

  it('finds by the clock the report that never came, and puts it on the right desk once', async () => {
    await story.until('2014-02-05');
    const found = await city.house.db
      .selectFrom('rectification')
      .innerJoin('matter', 'matter.id', 'rectification.id')
      .select(['rectification.studioId', 'ground', 'state'])
      .where('ground', '=', 'report-late')
      .execute();
    expect(found).toEqual([{ studioId: at(silent).studio, ground: 'report-late', state: 'proposed' }]);
    const id = await story.must(at(silent).studio, 'rectification');
    await city.play.step(city.department[0]!, 'rectification', id, 'order', { demands: '请补报年度报告。', mendBy: '2014-05-05' });
    await expect(city.play.step(at(silent).lead, 'rectification', id, 'report', { measures: '已在补报。' })).rejects.toThrow(/消除后再申请复验/);
    await story.writeReport(at(silent));
    await city.play.step(at(silent).lead, 'rectification', id, 'report', { measures: '年度报告已补报。' });
    await city.play.step(city.department[0]!, 'rectification', id, 'pass', { opinion: '复验合格。' });
  });

  it('has one revocation that settles: notice, statement, decision, plaque and money', async () => {
    const { studio, unit } = at(dishonest);
    await city.play.step(city.finance[0]!, 'grant', await story.must(studio, 'grant'), 'pay', { paidOn: '2014-02-05', voucherNo: '银付字第9号' });
    const { matter = '' } = await city.play.begin(city.department[0]!, 'revocation.open', studio, {
      ground: 'fraud',
      reason: '经核实，申报材料中的证书不属实。',
    });
    await city.play.step(city.department[0]!, 'revocation', matter, 'notify', { reason: '申报材料中的证书不属实，拟撤销称号。' });
    await city.play.step(unit.grassroots, 'revocation', matter, 'state', { statement: '单位不知情，请求从轻处理。' });
    await expect(city.play.step(city.leaders[0]!, 'revocation', matter, 'revoke', { opinion: '同意撤销。' })).rejects.toThrow(/不能/);
    await story.until('2014-02-17');
    await city.play.step(city.leaders[0]!, 'revocation', matter, 'revoke', { opinion: '同意撤销。' });
    expect((await standingOf(at(dishonest))).standing).toBe('revoked');
    await story.until('2014-03-01');
    const settling = await view(department, matter);
    expect(settling.state.code).toBe('settling');
    await city.play.step(city.department[0]!, 'revocation', matter, 'returnPlaque', { plaqueReturnedOn: '2014-03-01' });
    await city.play.step(city.finance[0]!, 'revocation', matter, 'recover', { recoveredFen: 2_000_000, recoveryVoucher: '收字第3号' });
    expect((await view(department, matter)).state.code).toBe('settled');
    const { verifyCode } = await city.house.db
      .selectFrom('title')
      .innerJoin('matter', 'matter.id', 'title.id')
      .select('verifyCode')
      .where('matter.studio', '=', studio)
      .executeTakeFirstOrThrow();
    expect(await (await fetch(`${city.url}/verify/${verifyCode}`)).text()).toContain('已撤销');
  });

  it('has one change of lead: a new name and plaque, the old ones kept, the haves judged anew', async () => {
    const { studio, lead, unit } = at(steady);
    const before = await standingOf(at(steady));
    const old = await city.house.db
      .selectFrom('title')
      .innerJoin('matter', 'matter.id', 'title.id')
      .select(['verifyCode', 'plaqueNo'])
      .where('matter.studio', '=', studio)
      .executeTakeFirstOrThrow();
    const member = await city.house.db
      .selectFrom('factMember')
      .innerJoin('fact', 'fact.id', 'factMember.id')
      .select('personId')
      .where('studioId', '=', studio)
      .where('leftOn', 'is', null)
      .executeTakeFirstOrThrow();
    await city.play.begin(unit.grassroots, 'vacancy.report', studio, { since: '2014-02-20', why: '退休', actingNote: '由副领衔人主持' });
    const { matter = '' } = await city.play.begin(lead, 'change.lead', studio, {
      newLead: member.personId,
      why: '退休',
      newName: '新领衔示例劳模创新工作室',
      reason: '原领衔人退休。',
    });
    await city.play.step(unit.union.supervisor, 'change', matter, 'concur', { opinion: '同意变更。' });
    await city.play.step(city.department[0]!, 'change', matter, 'approve', { opinion: '同意变更。' });
    const after = await standingOf(at(steady));
    expect(after).toMatchObject({ name: '新领衔示例劳模创新工作室', leadId: member.personId, standing: 'qualified' });
    expect(after.plaqueNo).not.toBe(before.plaqueNo);
    const page = await department.get<Studio>(`/api/studios/${studio}`);
    expect(page.profile.map(({ label }) => label)).toEqual(expect.arrayContaining(['曾用名', '前任领衔人']));
    expect(page.verdicts.find(({ criterion }) => criterion === 'C1')?.verdict).toBe('unmet');
    expect(await (await fetch(`${city.url}/verify/${old.verifyCode}`)).text()).toContain('换发');
    expect((await department.get<{ items: { id: string }[] }>(`/api/studios?q=${encodeURIComponent(before.name)}`)).items.map(({ id }) => id)).toContain(
      studio,
    );
    // The office of the old lead has ended, so the session has nothing to stand on.
    const offices = await city.house.db
      .selectFrom('officeHeld')
      .select('toOn')
      .where('studioId', '=', studio)
      .where('office', '=', 'lead')
      .orderBy('id')
      .execute();
    expect(offices.map(({ toOn }) => toOn !== null)).toEqual([true, false]);
  });

  it('wakes a ledger that sleeps, at sixty and at ninety days, once each', async () => {
    await story.until('2014-05-25');
    const { studio } = at(exemplary);
    const told = await city.sql(`select what from reminder where studio_id = $1 and what like 'asleep%' order by what`, [studio]);
    expect(told.map(({ what }) => String(what))).toEqual(['asleep 60 2013-11-18', 'asleep 60 2014-01-20', 'asleep 90 2014-01-20']);
  });

  it.each<Cut>(['calendar', 'statistics'])('adds up: the city equals its unions, its studios, and every single entry (%s)', async (cut) => {
    const period = periodOf(2013, cut);
    const counted = await countedOf(city.house.db, undefined, period);
    const sums = compile(counted, period);
    const board = await department.get<YearBoard>(`/api/year?year=2013&cut=${cut}`);
    for (const code of boardCodes) {
      expect(board.total.figures[code], code).toBe(sums[code]);
      expect(
        board.rows.reduce((sum, { figures }) => sum + figures[code]!, 0),
        code,
      ).toBe(sums[code]);
    }
    const industries = await department.get<YearBoard>(`/api/year?year=2013&cut=${cut}&by=industry`);
    expect(industries.total.figures).toEqual(board.total.figures);
    for (const code of ['activities', 'trained', 'benefit', 'projects', 'apprentices', 'ownFunds']) {
      let [sum, cursor] = [0, ''];
      do {
        const page = await department.get<{ items: EntryRow[]; next: string | null }>(`/api/entries?figure=${code}&year=2013&cut=${cut}&limit=100${cursor}`);
        sum += page.items.reduce((total, { amount = 1 }) => total + amount, 0);
        cursor = page.next === null ? '' : `&cursor=${page.next}`;
      } while (cursor !== '');
      expect(sum, code).toBe(sums[code]);
    }
    for (const { studio } of city.stories.slice(0, 8)) {
      const own = compile(
        counted.filter((entry) => entry.studio === studio),
        period,
      );
      const { groups } = await department.get<StudioYear>(`/api/studios/${studio}/year?year=2013&cut=${cut}`);
      for (const { code, value } of groups.flatMap(({ figures }) => figures).filter(({ code: one }) => one !== 'coverage'))
        expect(value, `${studio} ${code}`).toBe(own[code]);
    }
  });

  it('breaks no invariant', async () => {
    expect(await checkInvariants(city.house.db, city.house.files, city.house.standards)).toEqual([]);
  });
});
