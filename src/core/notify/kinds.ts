import { workingDaysBetween, type Calendar, type Day } from '#core/shared/days.ts';

/** 通知分几种；急的当时发，不急的并入每天早上的一封摘要。 */
export const noticeKinds = {
  arrived: { zh: '到我这里办的事项', urgency: 'calm' },
  returned: { zh: '退回、驳回、撤销', urgency: 'prompt' },
  asked: { zh: '请我会签、转给或委派给我办', urgency: 'prompt' },
  letter: { zh: '别的单位发来的函件', urgency: 'prompt' },
  urged: { zh: '催办和到期提醒', urgency: 'prompt' },
  mentioned: { zh: '意见里提到我', urgency: 'calm' },
  copied: { zh: '抄送给我', urgency: 'calm' },
  told: { zh: '其他告知', urgency: 'calm' },
} as const satisfies Readonly<Record<string, Readonly<{ zh: string; urgency: 'calm' | 'prompt' }>>>;
export type NoticeKind = keyof typeof noticeKinds;
export const noticeKindNames = Object.keys(noticeKinds) as readonly NoticeKind[];
export const isNoticeKind = (text: string): text is NoticeKind => Object.hasOwn(noticeKinds, text);

/** 缓：早上一封；急：上班时间当时发；特急：不分时候。 */
export type Urgency = 'calm' | 'prompt' | 'now';

/** How urgent a notice is today: what is due within a working day hurries, a reminder of what is due today does not wait for the office hours. */
export function urgencyOf(kind: NoticeKind, dueOn: Day | undefined, today: Day, calendar: Calendar): Urgency {
  const { urgency } = noticeKinds[kind];
  if (dueOn === undefined || dueOn < today) return urgency;
  if (kind === 'urged' && dueOn === today) return 'now';
  return kind === 'arrived' && workingDaysBetween(calendar, today, dueOn) <= 1 ? 'prompt' : urgency;
}

/** 邮件怎么给：当时发、并入早上的摘要、不用邮件。站内总是有，关不掉。 */
export const mailChoices = { atOnce: '当时发邮件', digest: '早上一封摘要', none: '只在站内' } as const;
export type MailChoice = keyof typeof mailChoices;
export const mailChoiceNames = Object.keys(mailChoices) as readonly MailChoice[];

/** 没有另选时：急的当时发，其余早上一封。 */
export const usualChoice = (urgency: Urgency): MailChoice => (urgency === 'calm' ? 'digest' : 'atOnce');
/** What may be chosen: what hurries is not kept to the pages alone. */
export const choicesFor = (kind: NoticeKind): readonly MailChoice[] =>
  noticeKinds[kind].urgency === 'prompt' ? mailChoiceNames.filter((one) => one !== 'none') : mailChoiceNames;
