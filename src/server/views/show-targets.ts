import { sql } from 'kysely';
import type { TargetBoard, TargetRow } from '#contract/shapes.ts';
import { dayIn, yearOf, type Day } from '#core/shared/days.ts';
import { inTimeBy } from '#core/targets/forecast.ts';
import type { Work } from '#server/kernel/house.ts';
import type { Db } from '#server/store/connection.ts';
import { papersOfYear } from '#server/papers/list.ts';
import { known } from './names.ts';

export type Counted = Readonly<{
  unionId: string;
  name: string;
  kind: string;
  createdTarget: number;
  qualifiedTarget: number;
  created: number;
  qualified: number;
  preparing: number;
  declaring: number;
  accepting: number;
  naming: number;
}>;

/** Which stages still arrive by a day, by the limits of the standard. */
function reachable({ house, now }: Work, asOf: Day) {
  const inTime = inTimeBy(house.standards.inForceOn(dayIn(now)), house.calendar, dayIn(now), asOf);
  return {
    declaringCreates: inTime('declaring', 'created'),
    declaringQualifies: inTime('declaring', 'qualified'),
    acceptingQualifies: inTime('accepting', 'qualified'),
    namingQualifies: inTime('naming', 'qualified'),
  };
}

/** 已下达的任务分解表；没有下达的不算数。 */
export async function issuedTargets({ tx }: Readonly<{ tx: Db }>, year: number) {
  return tx
    .selectFrom('allocation')
    .innerJoin('matter', 'matter.id', 'allocation.id')
    .select(['allocation.id', 'allocation.basis', 'allocation.documentNumber'])
    .where('allocation.year', '=', year)
    .where('matter.state', '=', 'issued')
    .executeTakeFirst();
}

/** 累计的从头数，当年的从元旦数。 */
export const firstDayOf = (basis: string, year: number): Day => (basis === 'annual' ? `${year}-01-01` : '1949-10-01');

/** Target, reached and what is on the way, union by union, in one statement. */
export async function countTargets({ tx }: Readonly<{ tx: Db }>, allocation: string, from: Day, asOf: Day): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select u.id as "unionId", u.name, u.kind, r.created as "createdTarget", r.qualified as "qualifiedTarget",
      (select count(*)::int from milestone m where m.union_id = u.id and m.kind = 'created' and m.on_date between ${from} and ${asOf}) as created,
      (select count(*)::int from milestone m where m.union_id = u.id and m.kind = 'qualified' and m.on_date between ${from} and ${asOf}) as qualified,
      (select count(*)::int from studio s where s.supervising_union = u.id and s.standing = 'incubating') as preparing,
      (select count(*)::int from matter d where d.supervising_union = u.id and d.kind = 'declaration' and d.closed_at is null and d.state <> 'draft') as declaring,
      (select count(*)::int from matter a where a.supervising_union = u.id and a.kind = 'acceptance' and a.closed_at is null) as accepting,
      (select count(*)::int from designation_item i join matter b on b.id = i.designation_id join studio s on s.id = i.studio_id
        where s.supervising_union = u.id and i.state = 'listed' and b.closed_at is null) as naming
    from allocation_row r join union_org u on u.id = r.union_id where r.allocation_id = ${allocation} order by r.position`.execute(tx);
  return rows;
}

function rowShape(row: Counted, can: ReturnType<typeof reachable>): TargetRow {
  const { declaring, accepting, naming } = row;
  return {
    union: { id: row.unionId, name: row.name },
    kind: row.kind,
    created: { target: row.createdTarget, reached: row.created, forecast: row.created + (can.declaringCreates ? declaring : 0) },
    qualified: {
      target: row.qualifiedTarget,
      reached: row.qualified,
      forecast: row.qualified + (can.namingQualifies ? naming : 0) + (can.acceptingQualifies ? accepting : 0) + (can.declaringQualifies ? declaring : 0),
    },
    pipeline: { preparing: row.preparing, declaring, accepting, naming },
  };
}

const sumOf = (rows: readonly TargetRow[]): TargetBoard['total'] => {
  const sum = (pick: (row: TargetRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    created: { target: sum((row) => row.created.target), reached: sum((row) => row.created.reached), forecast: sum((row) => row.created.forecast) },
    qualified: { target: sum((row) => row.qualified.target), reached: sum((row) => row.qualified.reached), forecast: sum((row) => row.qualified.forecast) },
    pipeline: {
      preparing: sum((row) => row.pipeline.preparing),
      declaring: sum((row) => row.pipeline.declaring),
      accepting: sum((row) => row.pipeline.accepting),
      naming: sum((row) => row.pipeline.naming),
    },
  };
};

const wholeCity: readonly string[] = ['department', 'leadership', 'auditor', 'finance'];
/** The rows that are this reader's: a supervisor sees its own. */
const ownOf = ({ actor }: Work, counted: readonly Counted[]): readonly Counted[] =>
  wholeCity.includes(actor.office) ? counted : counted.filter(({ unionId }) => actor.office === 'supervisor' && unionId === actor.union);

/** A board of what was reached, without a forecast: for a day that is past. */
export function boardFor(work: Work, year: number, counted: readonly Counted[]): TargetBoard {
  const items = ownOf(work, counted).map((row) =>
    rowShape(row, { declaringCreates: false, declaringQualifies: false, acceptingQualifies: false, namingQualifies: false }),
  );
  return { year, asOf: `${year}-12-31`, basis: 'cumulative', note: '', items, papers: [], total: sumOf(items) };
}

/** 目标任务：附件的表，活的。A supervisor sees its own row; the sum is always that of the rows shown. */
export async function showTargets(work: Work, asked: number | undefined): Promise<TargetBoard> {
  const { actor, now } = work;
  const year = asked ?? yearOf(dayIn(now));
  const asOf = `${year}-12-31`;
  const allocation = await issuedTargets(work, year);
  if (!allocation) return { year, asOf, basis: 'cumulative', note: `${year}年的目标任务尚未下达`, items: [], papers: [], total: sumOf([]) };
  const annual = allocation.basis === 'annual';
  const counted = await countTargets(work, allocation.id, firstDayOf(allocation.basis, year), asOf);
  const mine = ownOf(work, counted);
  const can = reachable(work, asOf);
  const items = mine.map((row) => rowShape(row, can));
  const note = annual ? '按当年新增计数' : '按累计到年末计数（附件两栏均为“累计”）；创建以受理之日、达标以命名之日计，各计一次';
  return known({
    year,
    asOf,
    basis: annual ? 'annual' : 'cumulative',
    note,
    documentNumber: allocation.documentNumber ?? undefined,
    matter: allocation.id,
    items,
    papers: ['department', 'leadership', 'auditor', 'supervisor'].includes(actor.office) ? papersOfYear(year) : [],
    total: sumOf(items),
  });
}
