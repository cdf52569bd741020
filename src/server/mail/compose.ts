import { sql } from 'kysely';
import { dayIn, dayZh } from '#core/shared/days.ts';
import { cutTo } from '#core/shared/text.ts';
import type { House } from '#server/kernel/house.ts';
import { chairHasAStake, chairInForce, chairIsAt, chairSees } from '#server/store/chairs.ts';

/** A mail that is being handed over. */
export type Taken = Readonly<{
  id: string;
  personId: string;
  kind: string;
  messageId: string;
  onDay: string;
  tries: number;
  madeAt: string;
  subject: string | null;
  text: string | null;
}>;
export type Said = Readonly<{ subject: string; text: string }>;
type Line = Readonly<{ text: string; matterId: string; letterId: string | null; letter: string | null }>;

/** What it may say: the notices tied to it that are about what this person may open at this moment. */
async function linesOf({ db, clock }: House, { id, personId }: Taken): Promise<readonly Line[]> {
  const { rows } = await sql<Line>`
    select n.text, n.matter_id, l.id as letter_id, l.text as letter from notice_mailed by join notification n on n.id = by.notification_id
      join matter m on m.id = n.matter_id left join letter l on l.id = n.letter_id and n.kind = 'letter'
    where by.mail_id = ${id} and by.person_id = ${personId} and exists (
      select 1 from office_held chair where chair.person_id = ${personId} and ${chairIsAt('chair', 'n')} and ${chairInForce('chair', dayIn(clock.now()))}
        and ${chairSees('chair', sql.ref('m.id'))} and not ${chairHasAStake('chair', sql.ref('m.studio'))})
    order by n.id`.execute(db);
  return rows;
}

const foot = '\n\n——\n本邮件由系统发出，请勿回复。不想收或少收，请在系统的“通知”页改通知设置。';
const linkTo = ({ publicUrl }: House, { matterId, letterId }: Line): string =>
  publicUrl === '' ? '' : `\n${publicUrl.replace(/\/$/, '')}${letterId === null ? `/matters/${matterId}` : `/letters/${letterId}`}`;

const notice = (house: House, line: Line): Said => ({
  subject: line.letter === null ? `【领衔】${cutTo(line.text, 100)}` : line.text,
  text: `${line.letter ?? line.text}\n${linkTo(house, line)}${foot}`,
});
const digest = (house: House, day: string, lines: readonly Line[]): Said => ({
  subject: `【领衔】${dayZh(day)}摘要：${lines.length}件`,
  text: `到${dayZh(day)}早上，有${lines.length}件与您有关：\n\n${lines.map((line, n) => `${n + 1}．${line.text}${linkTo(house, line)}`).join('\n')}${foot}`,
});

/** The words of a mail at the moment of sending; nothing when nothing is left that this person may be told. */
export async function composeMail(house: House, mail: Taken): Promise<Said | undefined> {
  if (mail.kind === 'code' || mail.kind === 'changed') return { subject: mail.subject ?? '', text: mail.text ?? '' };
  const lines = await linesOf(house, mail);
  if (lines.length === 0) return undefined;
  return mail.kind === 'digest' ? digest(house, mail.onDay, lines) : notice(house, lines[0]!);
}
