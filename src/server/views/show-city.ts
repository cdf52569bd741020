import { sql } from 'kysely';
import { dayIn, dayZh, yearOf } from '#core/shared/days.ts';
import { periodOf } from '#core/year/figures.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { rollUp } from '#server/store/year.ts';
import { standingZh } from './list-studios.ts';
import { showTargets } from './show-targets.ts';

const readers = ['leadership', 'department', 'auditor'];

async function stagesOf({ tx, now }: Work) {
  const { rows } = await sql<{ standing: string; count: number; overdue: number }>`
    select s.standing, count(*)::int as count,
      count(*) filter (where exists (select 1 from matter m where m.studio = s.id and m.closed_at is null and m.due_on < ${dayIn(now)}))::int as overdue
    from studio s group by s.standing`.execute(tx);
  return Object.entries(standingZh).flatMap(([code, zh]) => {
    const row = rows.find(({ standing }) => standing === code);
    return row ? [{ code, zh, count: row.count, overdue: row.overdue }] : [];
  });
}

async function moneyOf({ tx }: Work, year: number) {
  const { rows } = await sql<{ paidFen: number; paid: number; dueFen: number; due: number }>`
    select coalesce(sum(s.amount_fen) filter (where s.paid_on between ${`${year}-01-01`} and ${`${year}-12-31`}), 0)::bigint as "paidFen",
      count(*) filter (where s.paid_on between ${`${year}-01-01`} and ${`${year}-12-31`})::int as paid,
      coalesce(sum(s.amount_fen) filter (where s.paid_on is null), 0)::bigint as "dueFen",
      count(*) filter (where s.paid_on is null)::int as due
    from subsidy s`.execute(tx);
  return rows[0] ?? { paidFen: 0, paid: 0, dueFen: 0, due: 0 };
}

/** 成果：和年度汇总同一条口径，数字对得上。 */
async function resultsOf({ tx }: Work, year: number) {
  const groups = await rollUp(tx, periodOf(year, 'calendar'), { by: sql<string>`'all'::text`, scope: sql<boolean>`true` });
  const { projects = 0, achievements = 0, patents = 0, benefit = 0, benefitProven = 0, trained = 0 } = groups.get('all') ?? {};
  return { projects, achievements, patents, benefitFen: benefit, benefitProvenFen: benefitProven, trained };
}

type Risk = Readonly<{ id: string; kind: string; state: string; title: string; dueOn: string | null }>;

/** 需要领导关注的：超期的事项、异议、限期整改；说清是什么事、在哪一步、超了多久。 */
async function risksOf({ tx, now }: Work) {
  const today = dayIn(now);
  const { rows } = await sql<Risk>`
    select m.id, m.kind, m.state, m.title, m.due_on from matter m
    where m.closed_at is null and (m.kind in ('objection', 'revocation') or m.kind = 'rectification' or (m.kind = 'acceptance' and m.state = 'rectifying') or (m.due_on < ${today} and m.kind <> 'title'))
    order by m.kind in ('objection', 'revocation', 'rectification', 'difficulty') desc, m.due_on nulls last, m.id limit 12`.execute(tx);
  return rows.map(({ id, kind, state, title, dueOn }) => {
    const { zh, states } = lifeOf(kind);
    const overdue = dueOn !== null && dueOn < today ? `，${dayZh(dueOn)}到期，已超期` : dueOn === null ? '' : `，${dayZh(dueOn)}到期`;
    return { title, detail: `${zh}：${states[state]?.zh ?? state}${overdue}`, href: `/matters/${id}` };
  });
}

const withoutInCharge = async ({ tx }: Work) => {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from union_org u where u.kind in ('district', 'industry', 'zone')
      and not exists (select 1 from in_charge c where c.union_id = u.id and c.to_on is null) order by u.position`.execute(tx);
  return rows.map(({ id, name }) => ({ id, name }));
};

/** 全市一页：目标、经费、成果、风险。 */
export async function showCity(work: Work, asked: number | undefined) {
  if (!readers.includes(work.actor.office)) throw refuse(403, 'not-your-page', '全市一页供市总领导、经济部和经审会查看');
  const year = asked ?? yearOf(dayIn(work.now));
  return {
    year,
    board: await showTargets(work, year),
    stages: await stagesOf(work),
    money: await moneyOf(work, year),
    results: await resultsOf(work, year),
    risks: await risksOf(work),
    withoutInCharge: await withoutInCharge(work),
  };
}
