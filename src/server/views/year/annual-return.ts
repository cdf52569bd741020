import { sql } from 'kysely';
import type { Office } from '#core/people/actor.ts';
import { figures, periodOf, type Cut, type Period } from '#core/year/figures.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import type { Returned, Standing } from '#server/papers/statistics-papers.ts';
import { studioScope } from '#server/store/scope.ts';
import { rollUp, type Grouping } from '#server/store/year.ts';
import { host, type Values } from './asked.ts';

const readers: readonly Office[] = ['department', 'leadership', 'auditor', 'supervisor'];
const none: Standing = { created: 0, createdNow: 0, qualified: 0, qualifiedNow: 0 };

/** 创建、达标各家一次，以里程碑之日计：到期末累计的，和本期的。 */
async function milestonesBy({ tx, actor }: Work, { from, to }: Period): Promise<ReadonlyMap<string, Standing>> {
  const own = actor.office === 'supervisor' ? sql`and m.union_id = ${actor.union ?? ''}` : sql``;
  const { rows } = await sql<Standing & { union: string }>`
    select m.union_id as "union", count(*) filter (where m.kind = 'created')::int as created, count(*) filter (where m.kind = 'created' and m.on_date >= ${from}::date)::int as "createdNow",
      count(*) filter (where m.kind = 'qualified')::int as qualified, count(*) filter (where m.kind = 'qualified' and m.on_date >= ${from}::date)::int as "qualifiedNow"
    from milestone m where m.on_date <= ${to}::date ${own} group by m.union_id`.execute(tx);
  return new Map(rows.map(({ union, ...counts }) => [union, counts]));
}
const unionsOf = ({ tx, actor }: Work) => {
  const all = tx.selectFrom('unionOrg').select(['id', 'name']).where('kind', 'in', ['district', 'industry', 'zone']).orderBy('position').orderBy('id');
  return (actor.office === 'supervisor' ? all.where('id', '=', actor.union ?? '') : all).execute();
};
const added = (parts: readonly Values[]): Values =>
  Object.fromEntries(figures.map(({ code }) => [code, parts.reduce((sum, part) => sum + (part[code] ?? 0), 0)]));
const addedStandings = (parts: readonly Standing[]): Standing =>
  parts.reduce(
    (sum, one) => ({
      created: sum.created + one.created,
      createdNow: sum.createdNow + one.createdNow,
      qualified: sum.qualified + one.qualified,
      qualifiedNow: sum.qualifiedNow + one.qualifiedNow,
    }),
    none,
  );

/**
 * 统计年报：一段时间的全部指标，本期和上期，分归口工会；归口工会只有自己的。
 * @throws Refusal 403
 */
export async function returnOf(work: Work, year: number, cut: Cut): Promise<Returned> {
  if (!readers.includes(work.actor.office)) throw refuse(403, 'not-your-page', '统计年报表供归口工会、经济部、市总领导和经审会查看');
  const grouping: Grouping = { by: sql<string>`s.supervising_union`, scope: studioScope(work.actor, 's'), joins: host };
  const [period, last] = [periodOf(year, cut), periodOf(year - 1, cut)];
  const [now, before] = [await rollUp(work.tx, period, grouping), await rollUp(work.tx, last, grouping)];
  const [standings, standingsBefore] = [await milestonesBy(work, period), await milestonesBy(work, last)];
  const listed = await unionsOf(work);
  const unions = listed.map(({ id, name }) => ({ name, standing: standings.get(id) ?? none, figures: now.get(id) ?? {} }));
  // The same unions in both columns, or the difference would say something else.
  return {
    period,
    unions,
    total: { standing: addedStandings(unions.map(({ standing }) => standing)), figures: added(unions.map((one) => one.figures)) },
    before: {
      standing: addedStandings(listed.map(({ id }) => standingsBefore.get(id) ?? none)),
      figures: added(listed.map(({ id }) => before.get(id) ?? {})),
    },
  };
}
