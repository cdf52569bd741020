import { dayIn, type CityTime } from '#core/shared/days.ts';
import type { House } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Tx } from '#server/store/connection.ts';

/** The part of our own address after the @: it makes the names of our mails ours. */
const domainOf = ({ mail }: House): string =>
  mail?.from
    .split('@')
    .at(-1)
    ?.replaceAll(/[^\w.-]/g, '') ?? 'localhost';

type New = Readonly<{ person: string; kind: 'notice' | 'digest' | 'code' | 'changed'; now: CityTime; capped?: boolean; subject?: string; text?: string }>;
/** Puts a mail into the queue; its name stays the same however often it is handed over. Nothing for a second letter of one morning. */
export async function queueMail(tx: Tx, house: House, { person, kind, now, capped = false, subject, text }: New): Promise<string | undefined> {
  const id = newId();
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('mail')
    .values({
      id,
      personId: person,
      kind,
      messageId: `<${id}@${domainOf(house)}>`,
      onDay: dayIn(now),
      capped,
      subject: subject ?? null,
      text: text ?? null,
      doneAt: null,
      status: null,
      problem: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? id : undefined;
}

/** Ties notices to the mail that tells them: one notice is mailed to one person once. */
export async function tie(tx: Tx, person: string, mail: string, notices: readonly string[]): Promise<void> {
  await tx
    .insertInto('noticeMailed')
    .values(notices.map((notificationId) => ({ notificationId, personId: person, mailId: mail })))
    .execute();
}

/** One person's mail is planned by one server at a time. */
export async function holdPerson(tx: Tx, person: string): Promise<boolean> {
  const row = await tx.selectFrom('mailAddress').select('personId').where('personId', '=', person).forUpdate().skipLocked().executeTakeFirst();
  return row !== undefined;
}
