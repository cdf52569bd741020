import { sql } from 'kysely';
import type { YearBoard } from '#contract/shapes.ts';
import { reportDays } from '#core/report/life.ts';
import { dayIn } from '#core/shared/days.ts';
import { boardCodes, figureNamed, periodOf, type Period } from '#core/year/figures.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { papersOfStatistics } from '#server/papers/list.ts';
import { studioScope } from '#server/store/scope.ts';
import { rollUp, type Grouping } from '#server/store/year.ts';
import { industries } from '../industries.ts';
import { asleep, host, industryCode, obliged, yearIn, type Asked, type Values } from './asked.ts';

const readers = ['department', 'leadership', 'auditor', 'supervisor'];
type Counts = Readonly<{ studios: number; reported: number; late: number; missing: number; asleep: number }>;

async function standingsOf(work: Work, year: number, { by, scope, joins = sql`` }: Grouping): Promise<ReadonlyMap<string, Counts>> {
  const { house, tx, now } = work;
  const today = dayIn(now);
  const standard = house.standards.inForceOn(today);
  const { due } = reportDays(standard, year);
  const { rows } = await sql<Counts & { group: string }>`
    select ${by} as "group", count(*)::int as studios,
      count(r.submitted_on)::int as reported,
      count(*) filter (where r.timeliness = 'late')::int as late,
      count(*) filter (where r.submitted_on is null and ${today}::date > ${due}::date)::int as missing,
      count(*) filter (where ${asleep(today, Math.min(...standard.timeLimits.dormancyAlertDays))})::int as asleep
    from studio s ${joins} left join report r on r.studio_id = s.id and r.year = ${year}
    where ${scope} and ${obliged(year)} group by 1`.execute(tx);
  return new Map(rows.map(({ group, ...counts }) => [group, counts]));
}
const noCounts: Counts = { studios: 0, reported: 0, late: 0, missing: 0, asleep: 0 };
const onBoard = (values: Values | undefined): Record<string, number> => Object.fromEntries(boardCodes.map((code) => [code, values?.[code] ?? 0]));
const added = (parts: readonly Values[]): Record<string, number> =>
  Object.fromEntries(boardCodes.map((code) => [code, parts.reduce((sum, part) => sum + (part[code] ?? 0), 0)]));
const sumCounts = (parts: readonly Counts[]): Counts =>
  parts.reduce(
    (sum, { studios, reported, late, missing, asleep: sleeping }) => ({
      studios: sum.studios + studios,
      reported: sum.reported + reported,
      late: sum.late + late,
      missing: sum.missing + missing,
      asleep: sum.asleep + sleeping,
    }),
    noCounts,
  );

/** 年度汇总：按归口工会或按行业；归口工会只看自己的。 @throws Refusal 403 */
export async function showYear(work: Work, { year: asked, cut, by }: Asked & { by: 'union' | 'industry' }): Promise<YearBoard> {
  if (!readers.includes(work.actor.office)) throw refuse(403, 'not-your-page', '年度汇总供归口工会、经济部、市总领导和经审会查看');
  const year = yearIn(work, asked);
  const period: Period = periodOf(year, cut);
  const grouping: Grouping = {
    by: by === 'union' ? sql<string>`s.supervising_union` : industryCode,
    scope: studioScope(work.actor, 's'),
    joins: host,
  };
  const [values, counts] = [await rollUp(work.tx, period, grouping), await standingsOf(work, year, grouping)];
  const whole: Grouping = { ...grouping, by: sql<string>`'all'::text` };
  const [before, countsBefore] = [await rollUp(work.tx, periodOf(year - 1, cut), whole), await standingsOf(work, year - 1, whole)];
  const keys = by === 'union' ? await unionsOf(work) : industries(new Set([...values.keys(), ...counts.keys()]));
  const rows = keys
    .map(({ id, name }) => ({ id, name, ...(counts.get(id) ?? noCounts), figures: onBoard(values.get(id)) }))
    .filter(({ studios, figures: own }) => by === 'union' || studios > 0 || Object.values(own).some((value) => value > 0));
  return {
    year,
    cut,
    papers: papersOfStatistics(year, cut),
    ...period,
    by,
    columns: boardCodes.flatMap((code) => figureNamed(code) ?? []).map(({ code, zh, unit }) => ({ code, zh, unit })),
    rows,
    total: { ...sumCounts(rows), figures: added(rows.map(({ figures: own }) => own)) },
    previous: { ...(countsBefore.get('all') ?? noCounts), figures: onBoard(before.get('all')) },
  };
}
async function unionsOf({ tx, actor }: Work) {
  let query = tx.selectFrom('unionOrg').select(['id', 'name']).where('kind', 'in', ['district', 'industry', 'zone']).orderBy('position');
  if (actor.office === 'supervisor') query = query.where('id', '=', actor.union ?? '');
  return query.execute();
}
