import type { Generated } from 'kysely';

/** 函件、发件箱、邮件的表；写法见 schema.ts。 */
export interface LetterTemplateTable {
  id: string;
  key: string;
  version: number;
  subject: string;
  text: string;
  madeBy: string;
  madeAt: string;
}

export interface LetterTable {
  id: string;
  matterId: string;
  step: string;
  matterVersion: number;
  office: string;
  unionId: string | null;
  studioId: string | null;
  byPerson: string;
  template: string;
  templateVersion: number;
  subject: string;
  text: string;
  addressed: unknown;
  state: Generated<string>;
  version: Generated<number>;
  madeAt: string;
  leavesAt: string;
  leftAt: string | null;
  changedBy: string | null;
  changedAt: string | null;
  why: string | null;
}

export interface LetterPastTable {
  id: string;
  letterId: string;
  version: number;
  subject: string;
  text: string;
  until: string;
  byPerson: string;
}

export interface MailAddressTable {
  personId: string;
  address: string | null;
  confirmedAt: string | null;
  wanted: string | null;
  codeHash: Buffer | null;
  codeUntil: string | null;
  codeTries: Generated<number>;
}

export interface NoticeChoiceTable {
  personId: string;
  kind: string;
  choice: string;
}

export interface MailTable {
  id: string;
  personId: string;
  kind: string;
  messageId: string;
  onDay: string;
  capped: Generated<boolean>;
  subject: string | null;
  text: string | null;
  state: Generated<string>;
  madeAt: Generated<string>;
  tries: Generated<number>;
  nextAt: Generated<string>;
  doneAt: string | null;
  status: number | null;
  problem: string | null;
}

export interface NoticeMailedTable {
  notificationId: string;
  personId: string;
  mailId: string;
}

export interface LettersTables {
  letterTemplate: LetterTemplateTable;
  letter: LetterTable;
  letterPast: LetterPastTable;
  mailAddress: MailAddressTable;
  noticeChoice: NoticeChoiceTable;
  mail: MailTable;
  noticeMailed: NoticeMailedTable;
}
