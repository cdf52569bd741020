import { sql, type RawBuilder } from 'kysely';
import { kinds } from '#core/lives.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { kindStores } from '#server/store/kinds/kinds.ts';

/** Something that holds for every city at every moment; the query finds whatever breaks it. */
export type Invariant = Readonly<{ code: string; zh: string; offenders: RawBuilder<{ id: string }> }>;

const invariant = (code: string, zh: string, offenders: RawBuilder<{ id: string }>): Invariant => ({ code, zh, offenders });

const statesThat = (closed: boolean): RawBuilder<unknown> =>
  sql.join(
    kinds.flatMap((kind) =>
      Object.entries(lifeOf(kind).states).flatMap(([state, row]) => ((row.closed === true) === closed ? [sql`(${kind}, ${state})`] : [])),
    ),
  );

// Every kind keeps what is particular to it in a table of its own, row by row.
const withoutOwnRow = sql.join(
  kinds.map(
    (kind) => sql`SELECT id FROM matter WHERE kind = ${kind} AND NOT EXISTS (SELECT FROM ${sql.table(kindStores[kind].table)} AS own WHERE own.id = matter.id)`,
  ),
  sql` UNION ALL `,
);

const lastEvent = sql`LATERAL (SELECT to_state, version FROM matter_event WHERE matter_id = matter.id ORDER BY id DESC LIMIT 1) AS last`;

// oxfmt-ignore
export const invariants: readonly Invariant[] = [
  invariant('event-of-every-save', '事项的状态和版本就是最后一次办理的结果',
    sql`SELECT matter.id FROM matter LEFT JOIN ${lastEvent} ON true WHERE last.version IS DISTINCT FROM matter.version OR last.to_state IS DISTINCT FROM matter.state`),
  invariant('events-in-a-row', '办理经过首尾相接，版本不跳号',
    sql`SELECT id FROM (SELECT matter_id AS id, from_state, version, lag(to_state) OVER steps AS came_from, lag(version) OVER steps AS was FROM matter_event
        WINDOW steps AS (PARTITION BY matter_id ORDER BY id)) AS step
      WHERE CASE WHEN came_from IS NULL THEN version <> 1 ELSE from_state <> came_from OR version NOT IN (was, was + 1) END`),
  invariant('closed-with-its-state', '办结的状态才办结，在办的状态才在办',
    sql`SELECT id FROM matter WHERE (kind, state) NOT IN (${statesThat(true)}, ${statesThat(false)}) OR ((kind, state) IN (${statesThat(true)})) <> (closed_at IS NOT NULL)`),
  invariant('nobody-holds-what-is-closed', '办结的事项不在任何人桌上',
    sql`SELECT id FROM matter WHERE closed_at IS NOT NULL AND EXISTS (SELECT FROM matter_party WHERE matter_id = matter.id AND acts)`),
  invariant('own-row', '每个事项都有本类的记录', withoutOwnRow as RawBuilder<{ id: string }>),
  invariant('no-child-outlives', '评分表不晚于考核验收办结',
    sql`SELECT child.id FROM matter AS child JOIN matter AS parent ON parent.id = child.parent WHERE child.kind = 'sheet' AND child.closed_at IS NULL AND parent.closed_at IS NOT NULL`),
  invariant('created-once', '工作室的创建日期就是里程碑所记',
    sql`SELECT studio.id FROM studio LEFT JOIN milestone ON studio_id = studio.id AND milestone.kind = 'created' WHERE created_on IS DISTINCT FROM on_date`),
  invariant('qualified-once', '工作室的达标日期就是里程碑所记，且不早于创建',
    sql`SELECT studio.id FROM studio LEFT JOIN milestone ON studio_id = studio.id AND milestone.kind = 'qualified' WHERE qualified_on IS DISTINCT FROM on_date OR qualified_on < created_on`),
  invariant('plaque-of-title', '工作室的牌匾编号就是称号所记',
    sql`SELECT studio.id FROM studio LEFT JOIN matter ON matter.studio = studio.id AND matter.kind = 'title' AND matter.closed_at IS NULL LEFT JOIN title ON title.id = matter.id
      WHERE studio.plaque_no IS DISTINCT FROM title.plaque_no AND studio.standing IN ('in-force')`),
  invariant('books-without-gaps', '牌匾编号一年一册，不跳号',
    sql`SELECT book || ' ' || year AS id FROM number_book WHERE book = 'plaque' AND last <> (SELECT count(*) FROM (SELECT plaque_no FROM title UNION ALL SELECT plaque_no FROM old_plaque) AS issued WHERE plaque_no LIKE '%〔' || year || '〕%')`),
  invariant('paid-once', '一家工作室只发一次补助，复核和支付不是同一人',
    sql`SELECT id FROM subsidy WHERE paid_by = checked_by OR studio_id IN (SELECT studio_id FROM subsidy GROUP BY studio_id HAVING count(*) > 1)`),
  invariant('three-administrators', '系统、安全、审计三员由不同的人担任',
    sql`SELECT person_id AS id FROM office_held WHERE office IN ('sysadmin', 'secadmin', 'auditadmin') AND to_on IS NULL GROUP BY person_id HAVING count(DISTINCT office) > 1`),
  invariant('one-superior', '每个工会同一时候只有一个上级',
    sql`SELECT one.union_id AS id FROM union_parent AS one JOIN union_parent AS other ON one.union_id = other.union_id AND one.from_on < other.from_on WHERE coalesce(one.to_on, 'infinity'::date) > other.from_on`),
  invariant('standing-of-title', '工作室的情况和称号到的那一步一致',
    sql`SELECT studio.id FROM studio JOIN matter ON matter.studio = studio.id AND matter.kind = 'title'
      WHERE studio.standing <> CASE matter.state WHEN 'plaque-due' THEN 'qualified' ELSE matter.state END`),
  invariant('two-copies', '报送了的年报在归口工会和市总各有一份，并已定稿',
    sql`SELECT report.id FROM report JOIN matter ON matter.id = report.id WHERE matter.state IN ('submitted', 'archived') AND (
      (SELECT count(DISTINCT delivery.recipient) FROM delivery JOIN matter AS copy ON copy.id = delivery.id
        WHERE copy.parent = report.id AND copy.state IN ('delivered', 'reviewed')) <> 2
      OR NOT EXISTS (SELECT FROM dossier WHERE dossier.matter_id = report.id) OR report.submitted_on IS NULL)`),
  invariant('revoked-by-decision', '称号撤销了，当且仅当有没撤回的撤销决定',
    sql`SELECT matter.id FROM matter WHERE kind = 'title' AND (state = 'revoked') <> EXISTS (
      SELECT FROM revocation JOIN matter AS decision ON decision.id = revocation.id
       WHERE decision.studio = matter.studio AND revocation.decided_on IS NOT NULL AND decision.state <> 'dropped')`),
  invariant('documents-numbered-once', '文号一文一号',
    sql`SELECT document_number AS id FROM (SELECT document_number FROM designation UNION ALL SELECT document_number FROM allocation
        UNION ALL SELECT document_number FROM round UNION ALL SELECT document_number FROM revocation UNION ALL SELECT document_number FROM commendation) AS issued
      WHERE document_number IS NOT NULL GROUP BY document_number HAVING count(*) > 1`),
  invariant('subsidy-not-overspent', '市总补助支出不超过拨付',
    sql`SELECT fact.studio_id AS id FROM fact JOIN fact_spending ON fact_spending.id = fact.id WHERE fact.voided_at IS NULL AND purse = 'subsidy'
      GROUP BY fact.studio_id HAVING sum(fact_spending.amount_fen) > coalesce((SELECT sum(amount_fen) FROM subsidy WHERE subsidy.studio_id = fact.studio_id AND paid_on IS NOT NULL), 0)`),
  invariant('findings-once', '审核确认的检查，每条发现下达一次，不多不少',
    sql`SELECT matter.id FROM matter JOIN inspection ON inspection.id = matter.id WHERE matter.state IN ('mending', 'closed')
      AND (SELECT count(*) FROM inspection_note WHERE inspection_id = matter.id AND NOT removed) <> (SELECT count(*) FROM finding WHERE inspection_id = matter.id)`),
  invariant('nobody-inspects-back', '互查没有互相检查的，各家检查的家数相差不超过一家',
    sql`SELECT one.plan_id AS id FROM pairing AS one JOIN pairing AS other ON other.plan_id = one.plan_id AND other.inspector = one.inspected AND other.inspected = one.inspector
      UNION SELECT plan_id FROM (SELECT plan_id, inspector, count(*) AS load FROM pairing GROUP BY plan_id, inspector) AS loads GROUP BY plan_id HAVING max(load) - min(load) > 1`),
  invariant('commended-with-certificate', '表彰了的有证书编号，没表彰的没有，家数不超过名额',
    sql`SELECT id FROM commendation_item WHERE (state = 'commended') <> (certificate_no IS NOT NULL)
      UNION SELECT commendation.id FROM commendation JOIN commendation_item ON commendation_id = commendation.id AND state = 'commended' GROUP BY commendation.id HAVING count(*) > quota`),
  invariant('solved-by-one', '解决了的揭榜题目有一家的方案得到确认',
    sql`SELECT challenge.id FROM challenge JOIN matter ON matter.id = challenge.id WHERE matter.state = 'solved'
      AND (SELECT count(*) FROM matter AS bid WHERE bid.parent = challenge.id AND bid.kind = 'bid' AND bid.state = 'solved') <> 1`),
  invariant('file-in-use', '附件登记的大小和摘要完整',
    sql`SELECT id FROM stored_file WHERE sha256 !~ '^[0-9a-f]{64}$'`),
];
