import { sql } from 'kysely';
import type { TargetBoard } from '#contract/shapes.ts';
import { dayZh, yearOf, type Day } from '#core/shared/days.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { endOf, insistOnPast } from './matter/past-matter.ts';
import { known } from './names.ts';
import { boardFor, firstDayOf, type Counted } from './show-targets.ts';

type Issued = Readonly<{
  id: string;
  basis: string;
  documentNumber: string | null;
  rows: readonly { union: string; created: number; qualified: number }[] | null;
}>;

/** 当日已下达的任务，和当日有效的分解表：填写、调整各是一步，带着整张表；从没有填过、调过的，就是现在这张。 */
async function issuedOn({ tx }: Work, year: number, until: string): Promise<Issued | undefined> {
  const tables = sql`select e.brought -> 'rows' as rows from matter_event e where e.matter_id = a.id and e.transition in ('fill', 'adjust')`;
  const { rows } = await sql<Issued>`
    select a.id, a.basis, a.document_number as "documentNumber", case
        when exists (${tables} and e.at <= ${until}) then (${tables} and e.at <= ${until} order by e.id desc limit 1)
        when not exists (${tables}) then (select jsonb_agg(jsonb_build_object('union', r.union_id, 'created', r.created, 'qualified', r.qualified) order by r.position) from allocation_row r where r.allocation_id = a.id)
      end as rows
    from allocation a where a.year = ${year} and (select e.to_state from matter_event e where e.matter_id = a.id and e.at <= ${until} order by e.id desc limit 1) = 'issued' limit 1`.execute(
    tx,
  );
  return rows[0];
}

const openStates = (kind: string): string[] =>
  Object.entries(lifeOf(kind).states).flatMap(([code, { closed }]) => (closed === true || (kind === 'declaration' && code === 'draft') ? [] : [code]));
/** How many of a kind were under way that evening with this union. */
const underWay = (kind: string, until: string) => sql`(
  select count(*)::int from matter m
    cross join lateral (select e.to_state from matter_event e where e.matter_id = m.id and e.at <= ${until} order by e.id desc limit 1) last
    left join lateral (select s.union_id from matter_stood s where s.matter_id = m.id and s.at <= ${until} order by s.id desc limit 1) stood on true
  where m.kind = ${kind} and m.opened_at <= ${until} and coalesce(stood.union_id, m.supervising_union) = u.id and last.to_state = any(${openStates(kind)}))`;

async function countedOn({ tx }: Work, { basis, rows }: Issued, year: number, on: Day, until: string): Promise<readonly Counted[]> {
  const from = firstDayOf(basis, year);
  const reached = (kind: string) =>
    sql`(select count(*)::int from milestone m where m.union_id = u.id and m.kind = ${kind} and m.on_date between ${from} and ${on})`;
  const answer = await sql<Counted>`
    select u.id as "unionId", u.name, u.kind, (r.row ->> 'created')::int as "createdTarget", (r.row ->> 'qualified')::int as "qualifiedTarget",
      ${reached('created')} as created, ${reached('qualified')} as qualified,
      (select count(*)::int from studio st cross join lateral (select w.standing from studio_stood w where w.studio_id = st.id and w.at <= ${until} order by w.id desc limit 1) was
        where st.supervising_union = u.id and was.standing = 'incubating') as preparing,
      ${underWay('declaration', until)} as declaring, ${underWay('acceptance', until)} as accepting, 0 as naming
    from jsonb_array_elements(${JSON.stringify(rows ?? [])}::jsonb) with ordinality r(row, n) join union_org u on u.id = r.row ->> 'union' order by r.n`.execute(
    tx,
  );
  return answer.rows;
}

async function unknownOn({ tx }: Work, { rows }: Issued, on: Day, until: string): Promise<string[]> {
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from studio s where s.established_on <= ${on} and not exists (select 1 from studio_stood w where w.studio_id = s.id and w.at <= ${until})
      and exists (select 1 from matter m where m.studio = s.id and m.opened_at <= ${until})`.execute(tx);
  const [{ count } = { count: 0 }] = counted;
  return [
    ...(rows === null ? ['当时的任务分解表没有留存'] : []),
    ...(count > 0 ? [`${count}家工作室当时的情况没有记录，未计入“培育中”`] : []),
    '“命名中”的家数没有按日留存，过去的日子也不作预测',
  ];
}

/**
 * 截至某日的目标任务：当天晚上已经记下的，才算数（创建、达标在记下的当天入账）。
 * @throws Refusal 422 for a day to come
 */
export async function showTargetsOn(work: Work, asked: number | undefined, on: Day): Promise<TargetBoard> {
  insistOnPast(work, on);
  const year = asked ?? yearOf(on);
  const until = endOf(on);
  const issued = await issuedOn(work, year, until);
  if (issued === undefined) return { ...boardFor(work, year, []), note: `截至${dayZh(on)}，${year}年的目标任务尚未下达`, past: { on, unknown: [] } };
  const board = boardFor(work, year, await countedOn(work, issued, year, on, until));
  return known({
    ...board,
    basis: issued.basis === 'annual' ? ('annual' as const) : ('cumulative' as const),
    documentNumber: issued.documentNumber ?? undefined,
    matter: issued.id,
    note: `截至${dayZh(on)}已经记下的创建和达标`,
    past: { on, unknown: await unknownOn(work, issued, on, until) },
  });
}
