import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { choicesFor, mailChoices, noticeKindNames, noticeKinds, usualChoice, type MailChoice, type NoticeKind } from '#core/notify/kinds.ts';
import { digestAt, inDigest, mostAtOnce } from '#core/notify/plan.ts';
import { inCityTime } from '#core/shared/days.ts';
import type { NoticeSettings } from '#contract/shapes.ts';
import type { House, Work } from '#server/kernel/house.ts';
import { sha256 } from '#server/kernel/ids.ts';
import { Refusal, refuse } from '#server/kernel/refusal.ts';
import { pendingOf } from './pending.ts';
import { queueMail } from './queue.ts';

/** A code is good for half an hour and five tries; five codes a day. Machine time. */
const codeMs = 30 * 60_000;
const mostTries = 5;
const mostCodes = 5;

/** 我的通知设置：每种通知怎么给，邮箱是什么，明早的摘要里会有几件。 */
export async function noticeSettings({ tx, actor, house, now }: Work): Promise<NoticeSettings> {
  const chosen = await tx.selectFrom('noticeChoice').select(['kind', 'choice']).where('personId', '=', actor.id).execute();
  const mine = await tx.selectFrom('mailAddress').select(['address', 'wanted']).where('personId', '=', actor.id).executeTakeFirst();
  const pending = (mine?.address ?? null) === null ? 0 : inDigest(await pendingOf(house, tx, actor.id, now)).length;
  const kinds = noticeKindNames.map((kind) => {
    const usual = usualChoice(noticeKinds[kind].urgency);
    const choice = (chosen.find((one) => one.kind === kind)?.choice ?? usual) as MailChoice;
    return { kind, zh: noticeKinds[kind].zh, choice, usual: choice === usual, choices: choicesFor(kind).map((value) => ({ value, zh: mailChoices[value] })) };
  });
  return { kinds, mails: house.mail !== undefined, address: mine?.address ?? null, wanted: mine?.wanted ?? null, mostAtOnce, digestAt, pending };
}

/**
 * 改通知设置：没有说的照旧；与默认一样的不必记。
 * @throws Refusal 422 where something urgent would be kept off mail
 */
export async function chooseNotices(work: Work, choices: readonly Readonly<{ kind: NoticeKind; choice: MailChoice }>[]): Promise<void> {
  for (const { kind, choice } of choices) {
    if (!choicesFor(kind).includes(choice)) throw refuse(422, 'not-a-choice', `“${noticeKinds[kind].zh}”比较急，不能只在站内`, 'choices');
    const mine = { personId: work.actor.id, kind };
    await work.tx.deleteFrom('noticeChoice').where('personId', '=', mine.personId).where('kind', '=', kind).execute();
    if (choice !== usualChoice(noticeKinds[kind].urgency))
      await work.tx
        .insertInto('noticeChoice')
        .values({ ...mine, choice })
        .execute();
  }
}

const hashOf = (person: string, code: string): Buffer => Buffer.from(sha256(`${person} ${code}`), 'hex');
async function insistOnFewCodes({ tx, actor }: Work, machine: Date): Promise<void> {
  const since = inCityTime(new Date(machine.getTime() - 86_400_000));
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from mail where person_id = ${actor.id} and kind = 'code' and made_at > ${since}`.execute(tx);
  if ((rows[0]?.count ?? 0) >= mostCodes) throw new Refusal(429, [{ code: 'too-many', message: '今天要的确认码太多，请明天再试' }], 3600);
}

/**
 * 登记通知邮箱：往那里寄一个确认码；确认之前，照旧用原来的。
 * @throws Refusal 409 where this house sends no mail, 429 for the sixth code of a day
 */
export async function askAddress(work: Work, address: string, machine: Date): Promise<void> {
  const { tx, actor, house, now } = work;
  if (house.mail === undefined) throw refuse(409, 'no-mail-server', '本系统没有接发信服务器，暂时只能在站内看通知');
  const known = await tx.selectFrom('mailAddress').select('address').where('personId', '=', actor.id).forUpdate().executeTakeFirst();
  if (known?.address === address) throw refuse(422, 'already-confirmed', '这个邮箱已经在用', 'address');
  await insistOnFewCodes(work, machine);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const asked = { wanted: address, codeHash: hashOf(actor.id, code), codeUntil: inCityTime(new Date(machine.getTime() + codeMs)), codeTries: 0 };
  await tx
    .insertInto('mailAddress')
    .values({ personId: actor.id, address: null, confirmedAt: null, ...asked })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet(asked))
    .execute();
  // A code that is on its way to another address is of no use any more.
  await tx
    .updateTable('mail')
    .set({ state: 'dropped', text: null, problem: '又要了新的确认码' })
    .where('personId', '=', actor.id)
    .where('kind', '=', 'code')
    .where('state', '=', 'waiting')
    .execute();
  const text = `您正在登记接收“领衔”系统通知的邮箱，确认码：\n\n${code}\n\n半小时内有效。如果不是您本人在登记，不必理会本邮件。`;
  await queueMail(tx, house, { person: actor.id, kind: 'code', now, subject: '【领衔】邮箱确认码', text });
  if ((known?.address ?? null) !== null)
    await queueMail(tx, house, {
      person: actor.id,
      kind: 'changed',
      now,
      subject: '【领衔】通知邮箱即将更换',
      text: '您在“领衔”系统登记了新的通知邮箱，确认后通知不再发到本邮箱。如果不是您本人办的，请尽快修改密码，并告诉系统管理员。',
    });
}

/** Counts the try before it is judged: whoever guesses is not given more for being wrong. */
export const countTry = async ({ db }: House, person: string): Promise<void> => {
  await db
    .updateTable('mailAddress')
    .set(({ eb }) => ({ codeTries: eb('codeTries', '+', 1) }))
    .where('personId', '=', person)
    .execute();
};

/** @throws Refusal 422 for a code that is wrong, too old or tried too often */
export async function confirmAddress({ tx, actor, now }: Work, code: string, machine: Date): Promise<void> {
  const asked = await tx
    .selectFrom('mailAddress')
    .select(['wanted', 'codeHash', 'codeUntil', 'codeTries'])
    .where('personId', '=', actor.id)
    .forUpdate()
    .executeTakeFirst();
  if (asked === undefined || asked.wanted === null || asked.codeHash === null || asked.codeUntil === null)
    throw refuse(422, 'no-code', '请先填写邮箱，取确认码', 'code');
  if (asked.codeTries > mostTries) throw refuse(422, 'code-spent', '错的次数太多，请重新取确认码', 'code');
  if (Date.parse(asked.codeUntil) < machine.getTime()) throw refuse(422, 'code-old', '确认码已过半小时，请重新取', 'code');
  if (!asked.codeHash.equals(hashOf(actor.id, code))) throw refuse(422, 'code-wrong', '确认码不对，请看邮件里的六位数字', 'code');
  await tx
    .updateTable('mailAddress')
    .set({ address: asked.wanted, confirmedAt: now, wanted: null, codeHash: null, codeUntil: null, codeTries: 0 })
    .where('personId', '=', actor.id)
    .execute();
}

/** 不用邮箱了：地址随之删去，没发的不再发。 */
export async function dropAddress({ tx, actor }: Work): Promise<void> {
  await tx.deleteFrom('mailAddress').where('personId', '=', actor.id).execute();
}
