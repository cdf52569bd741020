import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** 工作室的一年的表；写法见 schema.ts。 */
export interface ReportTable {
  id: string;
  studioId: string;
  year: number;
  highlights: Generated<string>;
  planDone: Generated<string>;
  problems: Generated<string>;
  nextPlan: Generated<string>;
  typicalCase: Generated<string>;
  unionOpinion: Generated<string>;
  seal: string | null;
  submittedOn: string | null;
  timeliness: string | null;
}

export interface DeliveryTable {
  id: string;
  recipient: string;
  receiptNo: string;
  deliveredAt: string;
  reviewedOn: string | null;
  opinion: Generated<string>;
}

export interface RoundTable {
  id: string;
  year: number;
  documentNumber: string | null;
  announcedOn: string | null;
  placed: Json | null;
}

export interface AssessmentTable {
  id: string;
  studioId: string;
  year: number;
  selfPoints: Json | null;
  selfNote: Generated<string>;
  supervisorOpinion: Generated<string>;
  points: Json | null;
  frozen: Json | null;
  result: Json | null;
  bonus: Generated<number>;
  band: string | null;
  because: Generated<string>;
  announcedOn: string | null;
  appeal: Generated<string>;
  reply: Generated<string>;
}

export interface RectificationTable {
  id: string;
  studioId: string;
  ground: string;
  reason: string;
  demands: Generated<string>;
  mendBy: string | null;
  measures: Generated<string>;
  proof: string | null;
  extended: Generated<boolean>;
  conclusion: Generated<string>;
  healedOn: string | null;
}

interface SettlingTable {
  plaqueReturnedOn: string | null;
  plaqueNote: Generated<string>;
  recoveredFen: number | null;
  recoveryVoucher: Generated<string>;
  moneySettledOn: string | null;
}

export interface RevocationTable extends SettlingTable {
  id: string;
  ground: string;
  reason: string;
  evidence: string | null;
  notifiedOn: string | null;
  statement: Generated<string>;
  statedOn: string | null;
  decidedOn: string | null;
  documentNumber: string | null;
  appeal: Generated<string>;
  reply: Generated<string>;
}

export interface DissolutionTable extends SettlingTable {
  id: string;
  ground: string;
  reason: string;
  file: string | null;
  decidedOn: string | null;
}

export interface ReviewTable {
  id: string;
  light: boolean;
  validUntil: string;
  summary: Generated<string>;
  conclusion: Generated<string>;
  renewedUntil: string | null;
}

export interface ChangeTable {
  id: string;
  what: string;
  asked: Json;
  reason: string;
  file: string | null;
  approvedOn: string | null;
}

export interface StudioPastTable {
  id: string;
  studioId: string;
  field: string;
  was: string;
  became: string;
  onDate: string;
  matterId: string | null;
}

export interface OldPlaqueTable {
  plaqueNo: string;
  verifyCode: string;
  titleId: string;
  studioName: string;
  replacedOn: string;
  awardedOn: string | null;
  handedBy: string | null;
  receivedBy: string | null;
  receipt: string | null;
  why: Generated<string>;
  lostOn: string | null;
  returnedOn: string | null;
  returnedBy: string | null;
  returnNote: Generated<string>;
}

export interface PartnershipTable {
  id: string;
  partnerUnion: string;
  role: string;
  sharePercent: number;
  ip: string;
  agreement: string | null;
  waiver: Generated<string>;
  until: string | null;
  confirmedOn: string | null;
  endedOn: string | null;
}

export interface ProblemTable {
  id: string;
  problemKind: string;
  area: string;
  text: string;
  wantedBy: string | null;
  plan: Generated<string>;
  outcome: Generated<string>;
  effect: Generated<string>;
  adoptedOn: string | null;
}

export interface DifficultyTable {
  id: string;
  difficultyKind: string;
  text: string;
  wanted: string;
  assignedTo: string | null;
  answerBy: string | null;
  answer: Generated<string>;
  reopened: Generated<number>;
  closedOn: string | null;
}

export interface FactChangeTable {
  id: string;
  factId: string;
  amendment: string;
  before: Json;
  after: Json;
  at: string;
  byPerson: string;
}

export interface ReminderTable {
  studioId: string;
  what: string;
  onDate: string;
}

export interface YearTables {
  report: ReportTable;
  delivery: DeliveryTable;
  round: RoundTable;
  assessment: AssessmentTable;
  rectification: RectificationTable;
  revocation: RevocationTable;
  dissolution: DissolutionTable;
  review: ReviewTable;
  change: ChangeTable;
  studioPast: StudioPastTable;
  oldPlaque: OldPlaqueTable;
  partnership: PartnershipTable;
  problem: ProblemTable;
  difficulty: DifficultyTable;
  factChange: FactChangeTable;
  reminder: ReminderTable;
}
