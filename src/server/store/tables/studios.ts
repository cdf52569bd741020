import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** 工作室、事项、经过、文件和通知的表；写法见 schema.ts。 */
export interface StudioTable {
  id: string;
  name: string;
  initials: Generated<string>;
  hostUnion: string;
  supervisingUnion: string;
  leadId: string;
  field: Generated<string>;
  establishedOn: string;
  profile: Generated<string>;
  standing: Generated<string>;
  plaqueNo: string | null;
  leadVacantSince: string | null;
  createdOn: string | null;
  qualifiedOn: string | null;
  lastEntryOn: string | null;
  factsVersion: Generated<number>;
  search: Generated<string>;
}

export interface OfficeHeldTable {
  id: string;
  personId: string;
  office: string;
  unionId: string | null;
  studioId: string | null;
  fromOn: string;
  toOn: string | null;
  standsFor: string | null;
}

export interface MatterTable {
  id: string;
  kind: string;
  state: string;
  version: number;
  title: string;
  parent: string | null;
  studio: string | null;
  hostUnion: string | null;
  supervisingUnion: string | null;
  standard: string;
  dueOn: string | null;
  openedAt: string;
  since: string;
  closedAt: string | null;
  search: Generated<string>;
  handling: Json | null;
}

export interface MatterPartyTable {
  matterId: string;
  office: string;
  unionId: string | null;
  studioId: string | null;
  personId: string | null;
  acts: boolean;
  dueKey: Generated<string>;
}

export interface MatterEventTable {
  id: string;
  matterId: string;
  version: number;
  transition: string;
  fromState: string | null;
  toState: string;
  byPerson: string;
  byOffice: string;
  at: string;
  brought: Json;
  before: Json | null;
  changed: Json | null;
  onBehalf: string | null;
  inNameOf: string | null;
}

export interface MilestoneTable {
  studioId: string;
  kind: string;
  onDate: string;
  unionId: string;
  matterId: string;
}

export interface DossierTable {
  id: string;
  matterId: string;
  purpose: string;
  frozenAt: string;
  content: Json;
  sha256: string;
}

export interface AuditTable {
  id: string;
  cityAt: string;
  machineAt: string;
  personId: string | null;
  office: string;
  what: string;
  which: string;
  outcome: string;
  detail: Json;
  address: Generated<string>;
  request: Generated<string>;
}

export interface IdempotencyTable {
  personId: string;
  key: string;
  bodyHash: string;
  status: number;
  answer: Json;
  at: string;
}

export interface NumberBookTable {
  book: string;
  year: number;
  last: number;
}

export interface StoredFileTable {
  id: string;
  name: string;
  size: number;
  sha256: string;
  type: string;
  uploadedBy: string;
  uploadedAt: string;
  /** Of a photo that said more than a picture: the copy that others get. */
  cleanSha256: string | null;
  cleanSize: number | null;
  takenAt: string | null;
  takenPlace: string | null;
}

export interface FileUseTable {
  fileId: string;
  matterId: string | null;
  studioId: string | null;
  unionId: string | null;
}

export interface NotificationTable {
  id: string;
  matterId: string;
  text: string;
  at: string;
  office: string;
  unionId: string | null;
  studioId: string | null;
  personId: string | null;
  kind: Generated<string>;
  letterId: string | null;
}

export interface NotificationReadTable {
  notificationId: string;
  personId: string;
  readAt: string | null;
}

export interface CityClockTable {
  only: Generated<boolean>;
  demo: Generated<boolean>;
  today: string | null;
  setAt: string | null;
  jobsDone: string | null;
  digestDone: string | null;
}

export interface StudiosTables {
  studio: StudioTable;
  officeHeld: OfficeHeldTable;
  matter: MatterTable;
  matterParty: MatterPartyTable;
  matterEvent: MatterEventTable;
  milestone: MilestoneTable;
  dossier: DossierTable;
  audit: AuditTable;
  idempotency: IdempotencyTable;
  numberBook: NumberBookTable;
  storedFile: StoredFileTable;
  fileUse: FileUseTable;
  notification: NotificationTable;
  notificationRead: NotificationReadTable;
  cityClock: CityClockTable;
}
