import { sql } from 'kysely';
import type { Honour, StudioFacts } from '#core/studio/facts.ts';
import { notFound } from '#server/kernel/refusal.ts';
import type { Db } from './connection.ts';

type Row = Omit<StudioFacts, 'lead' | 'plaqueAwarded'> &
  Readonly<{
    standing: string;
    leadId: string;
    leadTitle: string | null;
    leadEducation: string | null;
    leadBirth: string | null;
    leadPost: string | null;
    honours: readonly Honour[];
  }>;

/** The live entries of one kind of fact, as JSON: what every kind has, and what `columns` adds. */
const entries = (table: string, columns: string) =>
  sql.raw(`
  (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', f.id, 'eventOn', f.event_on,
      'enteredOn', (f.entered_at at time zone 'Asia/Shanghai')::date, ${columns})) order by f.event_on, f.id), '[]')
   from fact f join ${table} d on d.id = f.id ${table === 'fact_member' ? 'join person p on p.id = d.person_id' : ''}
   where f.studio_id = s.id and f.voided_at is null)`);

/**
 * Everything the criteria are judged from, in one statement.
 * @throws Refusal 404 when there is no such studio
 */
export async function loadFacts(db: Db, studio: string): Promise<StudioFacts> {
  const { rows } = await sql<Row>`
    select s.id, s.name, s.established_on as "establishedOn", s.standing, s.lead_id as "leadId",
      l.title as "leadTitle", l.education as "leadEducation", l.birth as "leadBirth", l.post as "leadPost",
      (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'title', h.honour_title, 'level', h.level, 'kind', h.honour_kind, 'year', h.year,
          'certificate', h.certificate, 'state', m.state) order by h.id), '[]')
        from honour h join matter m on m.id = h.id where h.person_id = s.lead_id) as honours,
      (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', p.id, 'name', p.name, 'state', m.state, 'startOn', p.start_on, 'endOn', p.end_on,
          'enteredOn', (p.entered_at at time zone 'Asia/Shanghai')::date, 'leader', p.leader_id, 'document', p.document,
          'milestones', (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('dueOn', x.due_on, 'doneOn', x.done_on))), '[]') from project_milestone x where x.project_id = p.id))) order by p.id), '[]')
        from project p join matter m on m.id = p.id where m.studio = s.id) as projects,
      ${entries(
        'fact_member',
        `'person', d.person_id, 'department', d.department, 'role', d.role, 'duty', d.duty, 'specialist', d.specialist,
          'title', coalesce(p.title, ''), 'education', coalesce(p.education, ''), 'birth', coalesce(p.birth, ''), 'leftOn', d.left_on`,
      )} as members,
      ${entries('fact_premises', `'kind', d.place_kind, 'areaM2', d.area_m2, 'fixed', d.fixed`)} as premises,
      ${entries('fact_equipment', `'name', d.name, 'quantity', d.quantity`)} as equipment,
      ${entries('fact_regulation', `'kind', d.regulation_kind, 'title', d.title, 'edition', d.edition, 'file', d.file`)} as regulations,
      ${entries('fact_income', `'source', d.source, 'amountFen', d.amount_fen, 'received', d.received, 'voucherNo', d.voucher_no, 'voucher', d.voucher`)} as incomes,
      ${entries('fact_spending', `'purse', d.purse, 'amountFen', d.amount_fen, 'voucherNo', d.voucher_no, 'voucher', d.voucher`)} as spendings,
      ${entries(
        'fact_achievement',
        `'title', d.title, 'kind', d.achievement_kind, 'number', d.number, 'level', d.level, 'owners', d.owners, 'recogniser', d.recogniser, 'documentNo', d.document_no, 'document', d.document,
          'benefitFen', d.benefit_fen, 'benefitProof', d.benefit_proof, 'socialBenefit', d.social_benefit`,
      )} as achievements,
      ${entries('fact_activity', `'kind', d.activity_kind, 'topic', d.topic, 'leadPresent', d.lead_present, 'inside', d.inside, 'outside', d.outside`)} as activities,
      ${entries('fact_mentorship', `'master', d.master_id, 'apprentice', d.apprentice_id, 'endOn', coalesce(d.ended_on, d.end_on), 'promoted', d.promoted`)} as mentorships,
      ${entries('fact_plan', `'year', d.year`)} as plans,
      ${entries('fact_sign', `'content', d.content`)} as signs,
      (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('year', r.year, 'submitted', r.submitted_on is not null, 'timeliness', r.timeliness))), '[]')
        from report r where r.studio_id = s.id) as reports
    from studio s join person l on l.id = s.lead_id where s.id = ${studio}`.execute(db);
  const row = rows[0];
  if (row === undefined) throw notFound();
  const { leadId, leadTitle, leadEducation, leadBirth, leadPost, honours, standing, ...facts } = row;
  return {
    ...facts,
    plaqueAwarded: standing === 'in-force',
    lead: { person: leadId, department: leadPost ?? '', title: leadTitle ?? '', education: leadEducation ?? '', birth: leadBirth ?? '', honours },
  };
}
