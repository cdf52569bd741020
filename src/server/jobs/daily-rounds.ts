import { sql } from 'kysely';
import { theSystem } from '#core/people/actor.ts';
import type { Holder } from '#core/people/desks.ts';
import { reportDays } from '#core/report/life.ts';
import { addDays, dayIn, dayZh, yearOf, type Day } from '#core/shared/days.ts';
import { dormancyOn, isHealthy, reviewOpensOn, triggersOf } from '#core/title/triggers.ts';
import { openRectification } from '#server/actions/effects/title.ts';
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
  if (numInsertedOrUpdatedRows === 1n) await tell(work, matter, text, holders);
}

type Unsent = Readonly<{ id: string; studioId: string; name: string; hostUnion: string; supervisingUnion: string }>;
/** 年报催办：到期前十日、三日，到期次日，宽限到期次日；对方和归口工会都看得到。 */
async function remind(house: House, today: Day): Promise<void> {
  const standard = house.standards.inForceOn(today);
  for (const year of [yearOf(today), yearOf(today) - 1]) {
    const { due, grace } = reportDays(standard, year);
    const said: Readonly<Record<Day, string>> = {
      [addDays(due, -10)]: `${year}年度报告请于${dayZh(due)}前报送，还有十天`,
      [addDays(due, -3)]: `${year}年度报告请于${dayZh(due)}前报送，还有三天`,
      [addDays(due, 1)]: `${year}年度报告已过应报日，宽限至${dayZh(grace)}`,
      [addDays(grace, 1)]: `${year}年度报告已逾期，三十日仍未报送将列为整改线索`,
    };
    const text = said[today];
    if (text === undefined) continue;
    const { rows } = await sql<Unsent>`
      select r.id, r.studio_id as "studioId", s.name, s.host_union as "hostUnion", s.supervising_union as "supervisingUnion"
      from report r join studio s on s.id = r.studio_id where r.year = ${year} and r.submitted_on is null and s.standing not in ('revoked', 'dissolved') order by r.id`.execute(
      house.db,
    );
    for (const { id, studioId: studio, name, hostUnion: union, supervisingUnion } of rows)
      await doing(house, 'report.remind', id, (work) =>
        once(
          work,
          studio,
          `report ${year} ${today}`,
          [
            { office: 'lead', studio },
            { office: 'secretary', studio },
            { office: 'grassroots', union },
            ...(today > due ? [{ office: 'supervisor', union: supervisingUnion } as const] : []),
          ],
          id,
          `《${name}》${text}`,
        ),
      );
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
  for (const { id, name, hostUnion, supervisingUnion, since, title } of rows)
    await doing(house, 'vacancy.find', id, async (work) => {
      await work.tx.updateTable('studio').set({ leadVacantSince: since }).where('id', '=', id).execute();
      const holders: Holder[] = [
        { office: 'secretary', studio: id },
        { office: 'grassroots', union: hostUnion },
        { office: 'supervisor', union: supervisingUnion },
      ];
      if (title !== null) await tell(work, title, `《${name}》领衔人自${dayZh(since)}起空缺，九十日内请申请变更领衔人`, holders);
    });
}

/** 整改线索：到了条件的，各放一件到经济部桌上；下过结论的同一线索，一年内不再提。 */
async function findTriggers(house: House, today: Day, vitals: readonly StudioVitals[]): Promise<void> {
  const standard = house.standards.inForceOn(today);
  for (const one of vitals) {
    for (const { code, zh } of triggersOf(one, standard, today)) {
      const { rows } = await sql`
        select 1 from rectification r join matter m on m.id = r.id where r.studio_id = ${one.studio} and r.ground = ${code}
          and (m.closed_at is null or m.closed_at > ${`${addDays(today, -365)}T00:00:00+08:00`})`.execute(house.db);
      if (rows.length === 0) await doing(house, 'rectification.open', one.studio, (work) => openRectification(work, one, { ground: code, reason: zh }));
    }
  }
}

/** 台账沉睡六十、九十、一百八十日，各提醒一次：工作室、基层工会、归口工会。 */
async function wake(house: House, today: Day, vitals: readonly StudioVitals[]): Promise<void> {
  const standard = house.standards.inForceOn(today);
  for (const one of vitals) {
    const days = dormancyOn(one, standard, today);
    if (days === undefined) continue;
    const what = `asleep ${days} ${one.lastEntryOn ?? one.namedOn}`;
    const known = await house.db.selectFrom('reminder').select('what').where('studioId', '=', one.studio).where('what', '=', what).executeTakeFirst();
    if (known) continue;
    const { hostUnion, supervisingUnion } = await house.db
      .selectFrom('studio')
      .select(['hostUnion', 'supervisingUnion'])
      .where('id', '=', one.studio)
      .executeTakeFirstOrThrow();
    const { studio } = one;
    const holders: Holder[] = [
      { office: 'lead', studio },
      { office: 'secretary', studio },
      { office: 'grassroots', union: hostUnion },
      { office: 'supervisor', union: supervisingUnion },
    ];
    await doing(house, 'ledger.wake', studio, (work) => once(work, studio, what, holders, one.title, `《${one.name}》台账已有${days}天没有记录，请记一笔`));
  }
}

/** 有效期满前六十日开始复核；健康的走简易程序，直接到经济部。 */
async function openReviews(house: House, today: Day, vitals: readonly StudioVitals[]): Promise<void> {
  const standard = house.standards.inForceOn(today);
  for (const one of vitals.filter(({ validUntil }) => reviewOpensOn(validUntil) <= today)) {
    const { rows } =
      await sql`select 1 from review r join matter m on m.id = r.id where m.studio = ${one.studio} and (m.closed_at is null or r.valid_until = ${one.validUntil}::date)`.execute(
        house.db,
      );
    if (rows.length > 0) continue;
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
