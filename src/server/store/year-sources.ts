import type { Source } from '#core/year/figures.ts';

/**
 * Where the figures of core/year/figures.ts are counted: one relation for each source, with the columns they speak of
 * (id, studio_id, title, event, until, closed, ended, entered and the attributes). Void entries are not in them.
 */
const late = `((f.entered_at at time zone 'Asia/Shanghai')::date - f.event_on > 30)`;
const fact = (kind: string, table: string, columns: string, joins = ''): string =>
  `select f.id, f.studio_id, f.event_on as event, null::date as until, null::date as closed, null::date as ended, f.entered_at as entered, '${kind}' as kind_of, ${columns}
   from fact f join ${table} d on d.id = f.id ${joins} where f.voided_at is null and f.kind = '${kind}'`;

export const yearSources: Readonly<Record<Source, string>> = {
  project: `select p.id, m.studio as studio_id, p.start_on as event,
      case when m.state in ('closed', 'spread') then p.closed_on when m.state in ('stopped', 'declined') then (m.since at time zone 'Asia/Shanghai')::date else p.end_on end as until,
      p.closed_on as closed, null::date as ended, p.entered_at as entered, 'project' as kind_of, p.name as title, (p.approved_on is not null) as approved
    from project p join matter m on m.id = p.id`,
  problem: `select p.id, m.studio as studio_id, (m.opened_at at time zone 'Asia/Shanghai')::date as event, null::date as until, p.adopted_on as closed, null::date as ended,
      m.opened_at as entered, 'problem' as kind_of, m.title
    from problem p join matter m on m.id = p.id`,
  grant: `select s.id, s.studio_id, s.paid_on as event, null::date as until, null::date as closed, null::date as ended, m.opened_at as entered, 'grant' as kind_of, m.title, s.amount_fen as amount
    from subsidy s join matter m on m.id = s.id where s.paid_on is not null`,
  achievement: fact(
    'achievement',
    'fact_achievement',
    `d.title, d.achievement_kind as kind, (d.recogniser <> '' and d.document_no <> '' and d.document is not null) as recognised, (d.benefit_proof is not null) as proven, d.benefit_fen as benefit`,
  ),
  activity: fact('activity', 'fact_activity', 'd.topic as title, d.activity_kind as kind, d.inside + d.outside as attendance, d.hours'),
  mentorship: `select f.id, f.studio_id, f.event_on as event, coalesce(d.ended_on, d.end_on) as until, null::date as closed, d.ended_on as ended, f.entered_at as entered,
      'mentorship' as kind_of, d.skill as title, d.outcome, d.promoted
    from fact f join fact_mentorship d on d.id = f.id where f.voided_at is null and f.kind = 'mentorship'`,
  income: fact('income', 'fact_income', `d.source as title, d.received, (d.source = '上级补助') as subsidy, d.amount_fen as amount`),
  spending: fact('spending', 'fact_spending', 'd.payee as title, d.purse, d.amount_fen as amount'),
  support: fact('support', 'fact_support', `d.head || '：' || left(d.content, 60) as title, d.head, d.amount_fen as amount`),
  member: `select f.id, f.studio_id, f.event_on as event, null::date as until, null::date as closed, d.left_on as ended, f.entered_at as entered, 'member' as kind_of, p.name as title
    from fact f join fact_member d on d.id = f.id join person p on p.id = d.person_id where f.voided_at is null and f.kind = 'member'`,
  entry: `select f.id, f.studio_id, f.event_on as event, null::date as until, null::date as closed, null::date as ended, f.entered_at as entered, f.kind as kind_of, '' as title, ${late} as late
    from fact f where f.voided_at is null and f.kind <> 'support'`,
};
