import { filledIn, sampleFilling, slots } from '#core/letters/slots.ts';
import type { MailChoice, NoticeKind } from '#core/notify/kinds.ts';
import type { PreviewAsked, SavedTemplate, Wording } from '#contract/shapes.ts';
import { holdLetter, rewordLetter, sendLetter, withdrawLetter } from '#server/actions/letters/change-letter.ts';
import { previewLetter } from '#server/actions/letters/preview-letter.ts';
import { insistOnSlots, listTemplates, saveTemplate, templateVersions } from '#server/actions/letters/templates.ts';
import type { Work } from '#server/kernel/house.ts';
import { listMailLog, listSentMails } from '#server/mail/mails.ts';
import { askAddress, chooseNotices, confirmAddress, countTry, dropAddress, noticeSettings } from '#server/mail/settings.ts';
import { listLetters } from '#server/views/letters/list-letters.ts';
import { showLetter } from '#server/views/letters/show-letter.ts';
import { doing, insistOnSession, readingAs, type Asked } from '../asked.ts';
import type { Handler, HttpAnswer } from '../mount.ts';

const param = ({ params }: Asked, name: string): string => params[name] ?? '';
const ok = (body: unknown): HttpAnswer => ({ status: 200, body });
type Paging = Readonly<{ limit: number; cursor?: string }>;
type Seen = Readonly<{ version: number }>;

/** Does something to a letter and answers how it now stands. */
const toLetter =
  <B>(what: string, run: (work: Work, id: string, body: B) => Promise<void>): Handler =>
  (asked) => {
    const id = param(asked, 'id');
    return doing(asked, { what, which: id }, async (work) => {
      await run(work, id, asked.body as B);
      return ok(await showLetter(work, id));
    });
  };
/** Does something to one's own settings and answers how they now stand. */
const toSettings =
  <B>(what: string, run: (work: Work, body: B) => Promise<void>): Handler =>
  (asked) =>
    doing(asked, { what, which: '' }, async (work) => {
      await run(work, asked.body as B);
      return ok(await noticeSettings(work));
    });

export const lettersHandlers = {
  letters: async (asked) => ok(await listLetters(readingAs(asked), asked.query as Parameters<typeof listLetters>[1])),
  letter: async (asked) => ok(await showLetter(readingAs(asked), param(asked, 'id'))),
  previewLetter: async (asked) => ok(await previewLetter(readingAs(asked), asked.body as PreviewAsked)),
  rewordLetter: toLetter<Seen & Wording>('letter.reword', rewordLetter),
  sendLetter: toLetter<Seen>('letter.send', sendLetter),
  holdLetter: toLetter<Seen>('letter.hold', holdLetter),
  withdrawLetter: toLetter<Seen & { why?: string }>('letter.withdraw', withdrawLetter),
  letterTemplates: async (asked) => ok({ ...(await listTemplates(readingAs(asked))), slots: Object.entries(slots).map(([name, zh]) => ({ name, zh })) }),
  templateVersions: async (asked) => ok(await templateVersions(readingAs(asked), param(asked, 'key'))),
  previewTemplate: (asked) => {
    insistOnSession(asked);
    const words = asked.body as Wording;
    insistOnSlots(words);
    return Promise.resolve(ok(filledIn(words, sampleFilling)));
  },
  saveTemplate: (asked) => {
    const key = param(asked, 'key');
    return doing(asked, { what: 'template.save', which: key }, async (work) => ok(await saveTemplate(work, key, asked.body as SavedTemplate)));
  },
  noticeSettings: async (asked) => ok(await noticeSettings(readingAs(asked))),
  chooseNotices: toSettings<{ choices: { kind: NoticeKind; choice: MailChoice }[] }>('notice.choose', (work, { choices }) => chooseNotices(work, choices)),
  askAddress: toSettings<{ address: string }>('address.ask', (work, { address }) => askAddress(work, address, new Date())),
  confirmAddress: async (asked) => {
    await countTry(asked.house, insistOnSession(asked).signedIn.actor.id);
    return toSettings<{ code: string }>('address.confirm', (work, { code }) => confirmAddress(work, code, new Date()))(asked);
  },
  dropAddress: (asked) =>
    doing(asked, { what: 'address.drop', which: '' }, async (work) => {
      await dropAddress(work);
      return { status: 204, body: null };
    }),
  sentMails: async (asked) => ok(await listSentMails(readingAs(asked), asked.query as Paging)),
  mailLog: async (asked) => ok(await listMailLog(readingAs(asked), asked.query as Paging)),
} satisfies Record<string, Handler>;
