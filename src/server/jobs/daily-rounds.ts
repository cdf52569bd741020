import { sql } from 'kysely';
import { theSystem } from '#core/people/actor.ts';
import type { Holder } from '#core/people/desks.ts';
import { reportDays } from '#core/report/life.ts';
import { addDays, dayIn, dayZh, yearOf, type Day } from '#core/shared/days.ts';
import type { Standard } from '#core/standard/standard.ts';
import { dormancyOn, isHealthy, reviewOpensOn, triggersOf } from '#core/title/triggers.ts';
import { openRectification } from '#server/actions/effects/proposals.ts';
import { tell } from '#server/actions/notify.ts';
import { openMatter } from '#server/actions/open.ts';
import { openReport } from '#server/actions/open-report.ts';
import { reading, type House, type Work } from '#server/kernel/house.ts';
import { perform } from '#server/kernel/perform.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import { vitalsOf, type StudioVitals } from '#server/store/vitals.ts';

/** One thing the clock does for one studio, in a transaction of its own, with its own audit line. */
async function doing(house: House, what: string, which: string, run: (work: Work) => Promise<unknown>): Promise<void> {
  const asking = { actor: theSystem, address: '', request: `clock ${dayIn(house.clock.now())}`, body: null };
  await perform(house, asking, { what, which }, async (work) => {
    await run(work);
    return { status: 200, body: null };
  }).catch((error: unknown) => {
    // Somebody was faster. Anything else is a fault.
    if (!(error instanceof Refusal)) throw error;
  });
}

/** 十二月一日起，每家已创建的工作室都有当年的年报待写（四.4）。 */
async function openReports(house: House, today: Day): Promise<void> {
  const year = yearOf(today);
  if (today < reportDays(house.standards.inForceOn(today), year).opensOn) return;
  const { rows } = await sql<{ id: string }>`
    select s.id from studio s where s.created_on <= ${today} and s.standing not in ('revoked', 'dissolved')
      and not exists (select 1 from report r where r.studio_id = s.id and r.year = ${year}) order by s.id`.execute(house.db);
  for (const { id } of rows) await doing(house, 'report.open', id, (work) => openReport(work, id, year));
}

/** Once for each studio and occasion. */
async function once(work: Work, studio: string, what: string, holders: readonly Holder[], matter: string, text: string): Promise<void> {
  const { numInsertedOrUpdatedRows } = await work.tx
    .insertInto('reminder')
    .values({ studioId: studio, what, onDate: dayIn(work.now) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 1n) await tell(work, matter, text, holders, { kind: 'urged' });
}

/** 这一天之前（含当天）已到的最近一次催办；钟停过几天也不会漏。 */
function reminderDue(standard: Standard, year: number, today: Day): { on: Day; text: string } | undefined {
  const { due, grace } = reportDays(standard, year);
  const { lateTriggerDaysAfterDue } = standard.annualReport;
  const said: readonly { on: Day; text: string }[] = [
    { on: addDays(due, -10), text: `${year}年度报告请于${dayZh(due)}前报送，还有十天` },
    { on: addDays(due, -3), text: `${year}年度报告请于${dayZh(due)}前报送，还有三天` },
    { on: addDays(due, 1), text: `${year}年度报告已过应报日，宽限至${dayZh(grace)}` },
    { on: addDays(grace, 1), text: `${year}年度报告已逾期，过应报日${lateTriggerDaysAfterDue}日仍未报送将列为整改线索` },
  ];
  return said.findLast(({ on }) => on <= today);
}

type Unsent = Readonly<{ id: string; studioId: string; name: string; hostUnion: string; supervisingUnion: string }>;
/** 年报催办：到期前十日、三日，到期次日，宽限到期次日，各一次；过了应报日的，归口工会也看得到。 */
async function remind(house: House, today: Day): Promise<void> {
  const standard = house.standards.inForceOn(today);
  for (const year of [yearOf(today), yearOf(today) - 1]) {
    const reminder = reminderDue(standard, year, today);
    if (reminder === undefined) continue;
    const what = `report ${year} ${reminder.on}`;
    const late = reminder.on > reportDays(standard, year).due;
    const { rows } = await sql<Unsent>`
      select r.id, r.studio_id as "studioId", s.name, s.host_union as "hostUnion", s.supervising_union as "supervisingUnion"
      from report r join matter m on m.id = r.id join studio s on s.id = r.studio_id
      where r.year = ${year} and m.state in ('drafting', 'union-check', 'returned')
        and not exists (select 1 from reminder x where x.studio_id = r.studio_id and x.what = ${what}) order by r.id`.execute(house.db);
    for (const { id, studioId: studio, name, hostUnion: union, supervisingUnion } of rows) {
      const holders: Holder[] = [
        { office: 'lead', studio },
        { office: 'secretary', studio },
        { office: 'grassroots', union },
      ];
      if (late) holders.push({ office: 'supervisor', union: supervisingUnion });
      await doing(house, 'report.remind', id, (work) => once(work, studio, what, holders, id, `《${name}》${reminder.text}`));
    }
  }
}

type Leaderless = Readonly<{ id: string; name: string; hostUnion: string; supervisingUnion: string; since: string; title: string | null }>;
/** 领衔人的职务结束了、又没有接任的：从次日起计空缺（domain 7）。 */
async function noteVacancies(house: House, today: Day): Promise<void> {
  const { rows } = await sql<Leaderless>`
    select s.id, s.name, s.host_union as "hostUnion", s.supervising_union as "supervisingUnion", (max(o.to_on) + 1)::date as since,
      (select m.id from matter m where m.studio = s.id and m.kind = 'title' order by m.id desc limit 1) as title
    from studio s join office_held o on o.studio_id = s.id and o.office = 'lead'
    where s.lead_vacant_since is null and s.standing not in ('revoked', 'dissolved')
    group by s.id having bool_and(o.to_on is not null) and max(o.to_on) < ${today}::date order by s.id`.execute(house.db);
  const { leadVacancyDays } = house.standards.inForceOn(today).timeLimits;
  for (const { id, name, hostUnion, supervisingUnion, since, title } of rows)
    await doing(house, 'vacancy.find', id, async (work) => {
      await work.tx.updateTable('studio').set({ leadVacantSince: since }).where('id', '=', id).execute();
      const holders: Holder[] = [
        { office: 'secretary', studio: id },
        { office: 'grassroots', union: hostUnion },
        { office: 'supervisor', union: supervisingUnion },
      ];
      if (title !== null) await tell(work, title, `《${name}》领衔人自${dayZh(since)}起空缺，${leadVacancyDays}日内请申请变更领衔人`, holders);
    });
}

/** 整改线索：到了条件的，各放一件到经济部桌上；下过结论的同一线索，一年内不再提。 */
async function findTriggers(house: House, today: Day, vitals: readonly StudioVitals[]): Promise<void> {
  const standard = house.standards.inForceOn(today);
  const { rows } = await sql<{ studio: string; ground: string }>`
    select r.studio_id as studio, r.ground from rectification r join matter m on m.id = r.id
    where m.closed_at is null or m.closed_at > ${`${addDays(today, -365)}T00:00:00+08:00`}`.execute(house.db);
  const known = new Set(rows.map(({ studio, ground }) => `${studio} ${ground}`));
  for (const one of vitals) {
    for (const { code, zh } of triggersOf(one, standard, today)) {
      if (known.has(`${one.studio} ${code}`)) continue;
      await doing(house, 'rectification.open', one.studio, (work) => openRectification(work, one, { ground: code, reason: zh }));
    }
  }
}

/** 台账沉睡六十、九十、一百八十日，各提醒一次：工作室、基层工会、归口工会。 */
async function wake(house: House, today: Day, vitals: readonly StudioVitals[]): Promise<void> {
  const standard = house.standards.inForceOn(today);
  const { rows } = await sql<{ studioId: string; what: string }>`select studio_id as "studioId", what from reminder where what like 'asleep %'`.execute(
    house.db,
  );
  const known = new Set(rows.map(({ studioId, what }) => `${studioId} ${what}`));
  for (const one of vitals) {
    const { studio, name, title, namedOn, lastEntryOn, hostUnion, supervisingUnion } = one;
    const days = dormancyOn(one, standard, today);
    const what = `asleep ${days} ${lastEntryOn ?? namedOn}`;
    if (days === undefined || known.has(`${studio} ${what}`)) continue;
    const holders: Holder[] = [
      { office: 'lead', studio },
      { office: 'secretary', studio },
      { office: 'grassroots', union: hostUnion },
      { office: 'supervisor', union: supervisingUnion },
    ];
    await doing(house, 'ledger.wake', studio, (work) => once(work, studio, what, holders, title, `《${name}》台账已有${days}天没有记录，请记一笔`));
  }
}

/** 有效期满之前开始复核；健康的走简易程序，直接到经济部。 */
async function openReviews(house: House, today: Day, vitals: readonly StudioVitals[]): Promise<void> {
  const standard = house.standards.inForceOn(today);
  const { rows } = await sql<{ studio: string }>`
    select m.studio from review r join matter m on m.id = r.id join title t on t.id = m.parent
    where m.closed_at is null or r.valid_until = t.valid_until`.execute(house.db);
  const known = new Set(rows.map(({ studio }) => studio));
  for (const one of vitals.filter(({ studio, validUntil }) => reviewOpensOn(standard, validUntil) <= today && !known.has(studio))) {
    const light = isHealthy(one.bands, triggersOf(one, standard, today)) && one.standing !== 'rectifying';
    await doing(house, 'review.open', one.studio, (work) =>
      openMatter(work, 'review', {
        title: `${one.name}到期复核`,
        state: light ? 'checking' : 'self',
        studio: one.studio,
        parent: one.title,
        own: { light, validUntil: one.validUntil, summary: '', conclusion: '', judged: [] },
      }),
    );
  }
}

/** 钟每天替大家看一遍：年报、催办、整改线索、沉睡的台账、到期的称号。 */
export async function dailyRounds(house: House): Promise<void> {
  const today = dayIn(reading(house, theSystem).now);
  await openReports(house, today);
  await remind(house, today);
  await noteVacancies(house, today);
  const vitals = await vitalsOf(house.db, today);
  await findTriggers(house, today, vitals);
  await wake(house, today, vitals);
  await openReviews(house, today, vitals);
}
