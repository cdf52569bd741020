import { sql } from 'kysely';
import type { Office } from '#core/people/actor.ts';
import { periodOf, type Cut, type Period } from '#core/year/figures.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { studioScope } from '#server/store/scope.ts';
import { rollUp } from '#server/store/year.ts';

/** 推荐汇总表、创建情况汇总表的一行（domain 9.3）：没有一格是手填的。 */
export type SummaryRow = Readonly<{
  studio: string;
  union: string;
  name: string;
  unit: string;
  ownership: string | null;
  lead: string;
  honours: string | null;
  members: number;
  areaM2: number | null;
  rank: number | null;
  state: string;
  standing: string;
  qualifiedOn: string | null;
  score: number | null;
  contact: string | null;
  phone: string | null;
  figures: Readonly<Record<string, number>>;
}>;
export type Summary = 'recommended' | 'created' | 'all';
const readers: readonly Office[] = ['department', 'leadership', 'auditor', 'supervisor'];
/** What is on the list: this year's declarations that their union has sent up, every studio that was created by the year's end, or every studio there was. */
const listed = (which: Summary, { from, to }: Period) =>
  which === 'recommended'
    ? sql<boolean>`exists (select 1 from matter_event e where e.matter_id = dm.id and e.transition = 'endorse' and (e.at at time zone 'Asia/Shanghai')::date between ${from}::date and ${to}::date)`
    : which === 'created'
      ? sql<boolean>`s.created_on <= ${to}::date`
      : sql<boolean>`s.established_on <= ${to}::date`;

/**
 * The rows of a year for this reader, by union and rank; one statement, and one for each source of figures.
 * @throws Refusal 403
 */
export async function summaryRows({ tx, actor }: Work, which: Summary, year: number, cut: Cut = 'calendar'): Promise<readonly SummaryRow[]> {
  if (!readers.includes(actor.office)) throw refuse(403, 'not-your-page', '汇总表供归口工会、经济部、市总领导和经审会查看');
  const scope = studioScope(actor, 's');
  const period = periodOf(year, cut);
  const { rows } = await sql<Omit<SummaryRow, 'figures'>>`
    select s.id as studio, above.name as union, s.name, coalesce(host.unit_name, host.name) as unit, host.ownership, p.name as lead,
      (select string_agg(h.honour_title || '（' || h.year || '年）', '、' order by h.year) from honour h where h.person_id = s.lead_id and h.confirmed_on is not null) as honours,
      1 + (select count(*)::int from fact f join fact_member m on m.id = f.id where f.studio_id = s.id and f.voided_at is null and (m.left_on is null or m.left_on > ${period.to}::date) and m.person_id <> s.lead_id) as members,
      (select x.area_m2::float8 from fact f join fact_premises x on x.id = f.id where f.studio_id = s.id and f.voided_at is null order by f.event_on desc, f.id desc limit 1) as area_m2,
      d.rank, coalesce(dm.state, '') as state, s.standing, s.qualified_on,
      (select (a.result->>'total')::float8 from acceptance a join matter am on am.id = a.id where am.studio = s.id and a.result is not null and a.passed_on is not null order by a.id desc limit 1) as score,
      ic.name as contact, ic.phone
    from studio s join person p on p.id = s.lead_id join union_org host on host.id = s.host_union join union_org above on above.id = s.supervising_union
      left join lateral (select m.id, m.state, m.opened_at from matter m where m.studio = s.id and m.kind = 'declaration' order by m.id desc limit 1) dm on true
      left join declaration d on d.id = dm.id
      left join lateral (select c.name, c.phone from in_charge c where c.union_id = s.host_union and c.to_on is null order by c.from_on desc limit 1) ic on true
    where ${scope} and ${listed(which, period)}
    order by above.position, above.name, d.rank nulls last, s.name collate "zh-x-icu", s.id limit 2000`.execute(tx);
  const figures = await rollUp(tx, period, { by: sql<string>`s.id`, scope });
  return rows.map((row) => ({ ...row, figures: figures.get(row.studio) ?? {} }));
}
