import { sql } from 'kysely';
import { isVerb, verbOf } from '#core/handling/handle.ts';
import type { LetterRow, Page } from '#contract/shapes.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Addressed } from '#server/actions/letters/draft-letter.ts';
import type { Work } from '#server/kernel/house.ts';
import { ofOutbox } from '#server/store/outbox-scope.ts';
import { cut, decodeCursor } from '../paging.ts';

export const letterStateZh = { waiting: '待发', held: '暂不发', sent: '已发出', failed: '没有送到', withdrawn: '已撤回' } as const;
export type LetterState = keyof typeof letterStateZh;

/** What came of another matter's step names that matter's kind before it. */
function stepZh(kind: string, named: string): string {
  const [of, step] = named.includes('.') ? (named.split('.') as [string, string]) : [kind, named];
  return lifeOf(of).transitions[step]?.zh ?? (isVerb(step) ? verbOf(step).zh : step);
}

/** 函件是哪件事项的哪一步。 */
export const matterOf = ({ matterId, title, kind, step }: Readonly<{ matterId: string; title: string; kind: string; step: string }>): LetterRow['matter'] => ({
  id: matterId,
  title,
  kindZh: lifeOf(kind).zh,
  stepZh: stepZh(kind, step),
});
export const labelsOf = (addressed: readonly Addressed[], as: Addressed['as']): string[] => [
  ...new Set(addressed.filter((one) => one.as === as).map(({ label }) => label)),
];

type Row = Readonly<{
  id: string;
  subject: string;
  state: LetterState;
  matterId: string;
  title: string;
  kind: string;
  step: string;
  addressed: readonly Addressed[];
  leavesAt: string;
  madeAt: string;
  leftAt: string | null;
  told: number;
  read: number;
  troubled: number;
}>;
type Asked = Readonly<{ limit: number; cursor?: string; state?: LetterState; matter?: string }>;

const shape = ({ addressed, state, leavesAt, ...row }: Row): LetterRow => ({
  id: row.id,
  subject: row.subject,
  state: { code: state, zh: letterStateZh[state] },
  matter: matterOf(row),
  to: labelsOf(addressed, 'to'),
  leavesAt: state === 'waiting' ? leavesAt : null,
  madeAt: row.madeAt,
  leftAt: row.leftAt,
  told: row.told,
  read: row.read,
  troubled: row.troubled,
});

/** 本单位的发件箱，新的在前；每一种各有几封。Two statements, whatever the number of letters. */
export async function listLetters(
  { tx, actor }: Work,
  { limit, cursor, state, matter }: Asked,
): Promise<Page<LetterRow> & { counts: Partial<Record<LetterState, number>> }> {
  const after = decodeCursor(cursor);
  const about = matter === undefined ? sql`` : sql`and l.matter_id = ${matter}`;
  const { rows } = await sql<Row>`
    select l.id, l.subject, l.state, l.matter_id, matter.title, matter.kind, l.step, l.addressed, l.leaves_at, l.made_at, l.left_at, got.*
    from letter l join matter on matter.id = l.matter_id cross join lateral (
      select count(*) as told, count(r.person_id) as read,
        count(*) filter (where m.state = 'refused' or (m.state = 'waiting' and m.problem is not null)) as troubled
      from notification n left join notification_read r on r.notification_id = n.id and r.person_id = n.person_id
        left join notice_mailed by on by.notification_id = n.id and by.person_id = n.person_id left join mail m on m.id = by.mail_id
      where n.letter_id = l.id and n.kind = 'letter') got
    where ${ofOutbox(actor)} ${about} ${state === undefined ? sql`` : sql`and l.state = ${state}`} ${after === undefined ? sql`` : sql`and l.id < ${after.id}`}
    order by l.id desc limit ${limit + 1}`.execute(tx);
  const counted = await sql<{ state: LetterState; count: number }>`
    select l.state, count(*) as count from letter l join matter on matter.id = l.matter_id where ${ofOutbox(actor)} ${about} group by l.state`.execute(tx);
  return {
    ...cut(rows, limit, ({ id, madeAt }) => ({ after: madeAt, id }), shape),
    counts: Object.fromEntries(counted.rows.map((row) => [row.state, row.count])),
  };
}
