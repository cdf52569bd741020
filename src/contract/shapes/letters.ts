import { z } from 'zod';
import { longestSubject, longestText } from '#core/letters/slots.ts';
import { mailChoiceNames, noticeKindNames } from '#core/notify/kinds.ts';
import { unwritable, unwritableZh } from '#core/shared/text.ts';
import { cityTime, id } from './basics.ts';

/** Letters and their outbox, templates, what mail goes to whom. */
const subject = z
  .string({ error: '请填写标题' })
  .trim()
  .min(1, '请填写标题')
  .max(longestSubject, `标题不超过${longestSubject}个字`)
  .refine((text) => !/[\r\n]/.test(text), '标题只写一行')
  .refine((text) => !unwritable.test(text), unwritableZh)
  .meta({ title: '标题', examples: ['关于申报受理的通知'] });
const text = z
  .string({ error: '请填写正文' })
  .trim()
  .min(1, '请填写正文')
  .max(longestText, `正文不超过${longestText}个字`)
  .refine((given) => !unwritable.test(given), unwritableZh)
  .meta({ title: '正文', examples: ['申报已经受理，特此通知。'] });
export const wording = z.strictObject({ subject, text });
/** What a step says of its letter: other words for this once, and whether it waits for somebody to send it. */
export const letterWish = z.strictObject({ words: wording.optional(), hold: z.boolean().optional() });

export const letterState = z.enum(['waiting', 'held', 'sent', 'failed', 'withdrawn']);
const state = z.strictObject({ code: letterState, zh: z.string() });
const matter = z.strictObject({ id, title: z.string(), kindZh: z.string(), stepZh: z.string() });
export const letterRow = z.strictObject({
  id,
  subject: z.string(),
  state,
  matter,
  to: z.array(z.string()),
  /** Machine time; while it waits. */
  leavesAt: cityTime.nullable(),
  madeAt: cityTime,
  leftAt: cityTime.nullable(),
  told: z.int(),
  read: z.int(),
  /** How many whose mail was refused or is being tried again. */
  troubled: z.int(),
});

export const mailState = z.enum(['none', 'waiting', 'retrying', 'accepted', 'refused', 'dropped']);
const recipient = z.strictObject({
  label: z.string(),
  name: z.string(),
  readAt: cityTime.nullable(),
  read: z.boolean(),
  mail: mailState,
  /** What there is to say of the mail, the server's own sentence where it refused. */
  mailZh: z.string(),
});
const earlier = z.strictObject({ version: z.int(), subject: z.string(), text: z.string(), until: cityTime, by: z.string() });
export const letterPage = z.strictObject({
  id,
  version: z.int(),
  subject: z.string(),
  text: z.string(),
  state,
  matter,
  from: z.string(),
  to: z.array(z.string()),
  copies: z.array(z.string()),
  madeAt: cityTime,
  leavesAt: cityTime.nullable(),
  leftAt: cityTime.nullable(),
  /** Letters of the matter that are printed: name, title, address. */
  papers: z.array(z.strictObject({ name: z.string(), title: z.string(), href: z.string() })),
  /** The office's own side of it; nothing for whoever it was sent to. */
  office: z
    .strictObject({
      editable: z.boolean(),
      by: z.string(),
      why: z.string().nullable(),
      template: z.string(),
      recipients: z.array(recipient),
      past: z.array(earlier),
    })
    .nullable(),
  /** The notice it came with; nothing for the office's own side. */
  notice: z.strictObject({ id, read: z.boolean() }).nullable(),
});

const told = z.strictObject({
  label: z.string(),
  officeZh: z.string(),
  as: z.enum(['to', 'copy']),
  people: z.array(z.string()),
  more: z.int(),
  byMail: z.int(),
});
export const letterPreview = z.strictObject({
  letter: z.strictObject({ subject: z.string(), text: z.string(), told: z.array(told), leavesIn: z.int(), template: z.string() }).nullable(),
  /** What else there is to say, such as that a letter which still waits is taken back. */
  note: z.string().nullable(),
});
export const previewAsked = z.strictObject({
  matter: id,
  step: z
    .string()
    .regex(/^\w+\.\w+$/)
    .max(80),
  input: z.unknown().optional(),
});

export const letterTemplate = z.strictObject({
  key: z.string(),
  zh: z.string(),
  when: z.string(),
  version: z.int(),
  subject: z.string(),
  text: z.string(),
  madeAt: cityTime.nullable(),
  by: z.string().nullable(),
});
export const templateVersion = z.strictObject({
  version: z.int(),
  subject: z.string(),
  text: z.string(),
  madeAt: cityTime.nullable(),
  by: z.string().nullable(),
});
export const savedTemplate = z.strictObject({ ...wording.shape, version: z.int().min(0) });

export const noticeKind = z.enum(noticeKindNames as readonly [(typeof noticeKindNames)[number], ...(typeof noticeKindNames)[number][]]);
export const mailChoice = z.enum(mailChoiceNames as readonly [(typeof mailChoiceNames)[number], ...(typeof mailChoiceNames)[number][]]);
export const noticeSettings = z.strictObject({
  kinds: z.array(
    z.strictObject({
      kind: noticeKind,
      zh: z.string(),
      choice: mailChoice,
      usual: z.boolean(),
      choices: z.array(z.strictObject({ value: mailChoice, zh: z.string() })),
    }),
  ),
  /** Whether this house sends mail at all. */
  mails: z.boolean(),
  address: z.string().nullable(),
  wanted: z.string().nullable(),
  mostAtOnce: z.int(),
  digestAt: z.string(),
  /** How many would be in the next morning's letter. */
  pending: z.int(),
});
export const chosenNotices = z.strictObject({
  choices: z
    .array(z.strictObject({ kind: noticeKind, choice: mailChoice }))
    .min(1, '没有要改的')
    .max(noticeKindNames.length),
});
export const askedAddress = z.strictObject({
  address: z
    .string({ error: '请填写邮箱' })
    .trim()
    .min(3, '请填写邮箱')
    .max(254, '邮箱太长')
    .regex(/^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}$/, '邮箱写法不对，例如 name@example.org')
    .meta({ title: '邮箱', examples: ['name@example.org'] }),
});
export const confirmedAddress = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, '请填写邮件里的六位数字')
    .meta({ title: '确认码', examples: ['123456'] }),
});
export const sentMail = z.strictObject({
  id,
  kindZh: z.string(),
  subject: z.string(),
  text: z.string(),
  state: mailState,
  stateZh: z.string(),
  madeAt: cityTime,
  doneAt: cityTime.nullable(),
});
/** For the system administrator: that mail went, to whom, and what became of it; never what it said. */
export const mailLine = z.strictObject({
  id,
  person: z.string(),
  address: z.string().nullable(),
  kindZh: z.string(),
  state: mailState,
  stateZh: z.string(),
  tries: z.int(),
  madeAt: cityTime,
  doneAt: cityTime.nullable(),
});

export type Wording = z.infer<typeof wording>;
export type LetterWish = z.infer<typeof letterWish>;
export type LetterRow = z.infer<typeof letterRow>;
export type LetterPage = z.infer<typeof letterPage>;
export type LetterPreview = z.infer<typeof letterPreview>;
export type PreviewAsked = z.infer<typeof previewAsked>;
export type LetterTemplate = z.infer<typeof letterTemplate>;
export type TemplateVersion = z.infer<typeof templateVersion>;
export type SavedTemplate = z.infer<typeof savedTemplate>;
export type NoticeSettings = z.infer<typeof noticeSettings>;
export type MailState = z.infer<typeof mailState>;
export type SentMail = z.infer<typeof sentMail>;
export type MailLine = z.infer<typeof mailLine>;
