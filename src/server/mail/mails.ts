import { sql } from 'kysely';
import type { MailLine, MailState, Page, SentMail } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { cut, decodeCursor } from '#server/views/paging.ts';

const kindZh: Readonly<Record<string, string>> = { notice: '通知', digest: '早上的摘要', code: '邮箱确认码', changed: '邮箱更换提醒' };
type Asked = Readonly<{ limit: number; cursor?: string }>;
type Row = Readonly<{
  id: string;
  kind: string;
  subject: string | null;
  text: string | null;
  state: 'waiting' | 'accepted' | 'refused' | 'dropped';
  tries: number;
  problem: string | null;
  nextAt: string;
  madeAt: string;
  doneAt: string | null;
}>;

function stateOf({ state, problem, nextAt }: Row): { state: MailState; stateZh: string } {
  if (state === 'accepted') return { state, stateZh: '邮件服务器已收' };
  if (state === 'refused') return { state, stateZh: `被退：${problem ?? ''}` };
  if (state === 'dropped') return { state, stateZh: problem ?? '未发' };
  return problem === null ? { state, stateZh: '待发' } : { state: 'retrying', stateZh: `${problem}，${nextAt.slice(11, 16)}再试` };
}

/** 发给我的邮件，新的在前。A code is not shown again. */
export async function listSentMails({ tx, actor }: Work, { limit, cursor }: Asked): Promise<Page<SentMail>> {
  const after = decodeCursor(cursor);
  const { rows } = await sql<Row>`
    select id, kind, subject, text, state, tries, problem, next_at, made_at, done_at from mail
    where person_id = ${actor.id} ${after === undefined ? sql`` : sql`and id < ${after.id}`} order by id desc limit ${limit + 1}`.execute(tx);
  return cut(
    rows,
    limit,
    ({ id, madeAt }) => ({ after: madeAt, id }),
    (row) => ({
      id: row.id,
      kindZh: kindZh[row.kind] ?? row.kind,
      subject: row.subject ?? '',
      text: row.kind === 'code' ? '' : (row.text ?? ''),
      ...stateOf(row),
      madeAt: row.madeAt,
      doneAt: row.doneAt,
    }),
  );
}

/** 发信记录：发给谁、到了哪一步；写了什么，管理员不看。 */
export async function listMailLog({ tx, actor, house }: Work, { limit, cursor }: Asked): Promise<Page<MailLine> & { server: string | null; waiting: number }> {
  if (actor.office !== 'sysadmin') throw refuse(403, 'not-your-office', '发信记录由系统管理员查看');
  const after = decodeCursor(cursor);
  const { rows } = await sql<Row & { person: string; address: string | null }>`
    select mail.id, mail.kind, mail.state, mail.tries, mail.problem, mail.next_at, mail.made_at, mail.done_at, p.name as person,
      case when mail.kind = 'code' then coalesce(a.wanted, a.address) else a.address end as address
    from mail join person p on p.id = mail.person_id left join mail_address a on a.person_id = mail.person_id
    ${after === undefined ? sql`` : sql`where mail.id < ${after.id}`} order by mail.id desc limit ${limit + 1}`.execute(tx);
  const counted = await sql<{ waiting: number }>`select count(*) as waiting from mail where state = 'waiting'`.execute(tx);
  return {
    ...cut(
      rows,
      limit,
      ({ id, madeAt }) => ({ after: madeAt, id }),
      (row) => ({
        id: row.id,
        person: row.person,
        address: row.address,
        kindZh: kindZh[row.kind] ?? row.kind,
        ...stateOf(row),
        tries: row.tries,
        madeAt: row.madeAt,
        doneAt: row.doneAt,
      }),
    ),
    server: house.mail === undefined ? null : new URL(house.mail.url).host,
    waiting: counted.rows[0]?.waiting ?? 0,
  };
}
