import { sql } from 'kysely';
import type { SupportBoard } from '#contract/shapes.ts';
import { dayIn, yearOf } from '#core/shared/days.ts';
import { supportHeads } from '#core/studio/ledger.ts';
import type { Work } from '#server/kernel/house.ts';
import { seenUnions } from './seen-unions.ts';

type Row = Readonly<{
  id: string;
  name: string;
  kind: string;
  inCharge: string | null;
  studios: number;
  supported: number;
  agenda: number;
  rules: number;
  heads: readonly Readonly<{ head: string; count: number; amountFen: number }>[];
}>;
type Counts = SupportBoard['total'];
const headsOf = (given: Row['heads']): Counts['heads'] =>
  supportHeads.map((head) => given.find((one) => one.head === head) ?? { head, count: 0, amountFen: 0 }).map((one) => ({ ...one }));

/**
 * 工会保障（四.1）：各工会一年里在人员、资金、物资、场地上给了什么，议了几次，有几项制度。
 * 市里一行一个归口工会（连同它下面的基层工会），归口工会和基层工会只看自己这边。
 */
export async function showSupport({ tx, actor, now }: Work, { year = yearOf(dayIn(now)) }: { year?: number }): Promise<SupportBoard> {
  const own = actor.office === 'grassroots' || actor.office === 'unit';
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  // One line for each union that reports to the city; a grassroots union sees its own line.
  const lines = own ? sql`u.kind = 'grassroots'` : sql`u.kind in ('district', 'industry', 'zone')`;
  const { rows } = await sql<Row>`
    with line as (select u.id, u.name, u.kind, u.position from union_org u where ${lines} and ${seenUnions(actor)}),
    tree as (select id as line, id as member from line union
      select l.id, t.union_id from line l join union_parent t on t.parent_id = l.id and t.to_on is null where ${own ? sql`false` : sql`true`}),
    given as (
      select t.line, d.head, count(*)::int as count, sum(d.amount_fen)::bigint as amount, array_agg(distinct f.studio_id) as studios
      from fact f join fact_support d on d.id = f.id join tree t on t.member = d.union_id
      where f.voided_at is null and f.event_on between ${from} and ${to} group by t.line, d.head),
    records as (
      select t.line, count(*) filter (where r.kind = 'agenda' and r.on_date between ${from} and ${to})::int as agenda, count(*) filter (where r.kind = 'rule' and r.on_date <= ${to})::int as rules
      from union_record r join tree t on t.member = r.union_id where r.voided_at is null group by t.line)
    select l.id, l.name, l.kind,
      (select c.name from in_charge c where c.union_id = l.id and c.from_on <= ${dayIn(now)} and (c.to_on is null or c.to_on >= ${dayIn(now)}) order by c.from_on desc limit 1) as "inCharge",
      (select count(*)::int from studio s where ${own ? sql`s.host_union = l.id` : sql`s.supervising_union = l.id`} and s.standing not in ('revoked', 'dissolved')) as studios,
      (select count(distinct one)::int from given g, unnest(g.studios) one where g.line = l.id) as supported,
      coalesce(r.agenda, 0) as agenda, coalesce(r.rules, 0) as rules,
      coalesce((select jsonb_agg(jsonb_build_object('head', g.head, 'count', g.count, 'amountFen', g.amount)) from given g where g.line = l.id), '[]') as heads
    from line l left join records r on r.line = l.id order by l.position, l.name, l.id`.execute(tx);
  const total: Counts = { studios: 0, supported: 0, agenda: 0, rules: 0, heads: headsOf([]) };
  for (const row of rows) {
    total.studios += row.studios;
    total.supported += row.supported;
    total.agenda += row.agenda;
    total.rules += row.rules;
    for (const { head, count, amountFen } of row.heads) {
      const sum = total.heads.find((one) => one.head === head);
      if (sum !== undefined) Object.assign(sum, { count: sum.count + count, amountFen: sum.amountFen + amountFen });
    }
  }
  return { year, heads: [...supportHeads], rows: rows.map(({ id, name, heads, ...row }) => ({ ...row, union: { id, name }, heads: headsOf(heads) })), total };
}
