import { sql } from 'kysely';
import type { Option, Page, UnionRecord } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { yuan } from '#core/shared/money.ts';
import { unionRecordZh, voidRecordForm } from '#core/support/records.ts';
import { schemaOf } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { known } from '../names.ts';
import { cut, decodeCursor } from '../paging.ts';
import { seenUnions } from './seen-unions.ts';

export type RecordQuery = Readonly<{ limit: number; cursor?: string; union?: string; year?: number; kind?: 'agenda' | 'rule' | 'support' }>;
type Row = Readonly<{
  id: string;
  kind: 'agenda' | 'rule' | 'support';
  unionId: string;
  union: string;
  studioId: string | null;
  studio: string | null;
  title: string;
  onDate: string;
  body: string;
  edition: string;
  amountFen: number;
  file: string | null;
  mine: boolean;
}>;

/** 登记的工会自己可以作废。 */
const voiding = (record: string): Option => ({
  name: 'unionRecord.void',
  title: '作废',
  tone: 'stop',
  method: 'POST',
  href: '/api/support/void',
  input: schemaOf(voidRecordForm(record), {}),
});

function shape({ id, kind, unionId, union, studioId, studio, title, onDate, body, edition, amountFen, file, mine }: Row): UnionRecord {
  const lines: readonly (readonly [string, string])[] = [
    [kind === 'agenda' ? '议定事项' : '内容', body],
    [kind === 'rule' ? '版本' : '数量', edition],
    ['金额或价值', amountFen > 0 ? yuan(amountFen) : ''],
    [kind === 'agenda' ? '会议日期' : kind === 'rule' ? '施行日期' : '从', dayZh(onDate)],
  ];
  const fields = lines.filter(([, text]) => text !== '').map(([label, text]) => ({ label, text }));
  return known({
    id,
    kind: { code: kind, zh: unionRecordZh[kind] },
    union: { id: unionId, name: union },
    studio: studioId === null ? undefined : { id: studioId, name: studio ?? '' },
    title,
    onDate,
    fields: file === null ? fields : [...fields, { label: '文件', text: '查看文件', file }],
    options: mine && kind !== 'support' ? [voiding(id)] : [],
  });
}

/** The records a list is about: `entry`, of union `u`, for studio `s` or none. */
export const recordsAsked = ({ actor }: Pick<Work, 'actor'>, { union, year, kind }: Omit<RecordQuery, 'limit'>) => ({
  from: sql`from (
      select r.id, r.kind, r.union_id as "unionId", null as "studioId", r.title, r.on_date as "onDate", r.body, r.edition, 0::bigint as "amountFen", r.file from union_record r where r.voided_at is null
      union all
      select f.id, 'support', d.union_id, f.studio_id, d.head || '：' || d.content, f.event_on, d.content, d.quantity, d.amount_fen, d.file
      from fact f join fact_support d on d.id = f.id where f.voided_at is null) entry
    join union_org u on u.id = entry."unionId" left join studio s on s.id = entry."studioId"`,
  where: sql`${seenUnions(actor)}
      ${union === undefined ? sql`` : sql`and (u.id = ${union} or exists (select 1 from union_parent t where t.union_id = u.id and t.parent_id = ${union} and t.to_on is null))`}
      ${kind === undefined ? sql`` : sql`and entry.kind = ${kind}`}
      ${year === undefined ? sql`` : sql`and entry."onDate" between ${`${year}-01-01`} and ${`${year}-12-31`}`}`,
});

/** 议事、制度和支持，一条一条：新的在前；作废的不在其中。 */
export async function listUnionRecords(work: Work, { limit, cursor, ...asked }: RecordQuery): Promise<Page<UnionRecord>> {
  const { tx, actor } = work;
  const { from, where } = recordsAsked(work, asked);
  const after = decodeCursor(cursor, 'day');
  const mine = actor.union === undefined ? sql`u.kind = 'city'` : sql`u.id = ${actor.union}`;
  const { rows } = await sql<Row>`
    select entry.*, u.name as union, s.name as studio, (${mine}) as mine ${from}
    where ${where} ${after === undefined ? sql`` : sql`and (entry."onDate", entry.id) < (${after.after}::date, ${after.id})`}
    order by entry."onDate" desc, entry.id desc limit ${limit + 1}`.execute(tx);
  return cut(rows, limit, ({ onDate, id }) => ({ after: onDate, id }), shape);
}
