import type { Generated } from 'kysely';
import type { InspectionTables } from './tables-inspection.ts';

/**
 * The tables of migrations/ as TypeScript, camelCase. Dates are 'YYYY-MM-DD', moments ISO 8601 with +08:00,
 * money integer fen, jsonb already parsed (write it as `JSON.stringify`ed text).
 */
export type Json = unknown;

export interface UnionOrgTable {
  id: string;
  code: string;
  name: string;
  kind: string;
  position: Generated<number>;
  unitName: string | null;
  unitCode: string | null;
  ownership: string | null;
  industryCode: string | null;
  adminCode: string | null;
}

export interface UnionParentTable {
  unionId: string;
  parentId: string;
  fromOn: string;
  toOn: string | null;
}

export interface PersonTable {
  id: string;
  name: string;
  initials: Generated<string>;
  sex: string | null;
  birth: string | null;
  education: string | null;
  title: string | null;
  skill: string | null;
  post: string | null;
  phone: string | null;
  unit: string | null;
}

export interface KinshipTable {
  personId: string;
  kinId: string;
  saidBy: string;
}

export interface AccountTable {
  id: string;
  personId: string;
  name: string;
  password: string | null;
  disabledAt: string | null;
  lastOffice: string | null;
}

export interface SignInTriesTable {
  account: string;
  place: string;
  failures: Generated<number>;
  lastFailureAt: string | null;
  lockedUntil: string | null;
  lastSuccessAt: string | null;
  touchedAt: string;
}

export interface SessionTable {
  tokenHash: Buffer;
  accountId: string;
  officeId: string;
  createdAt: string;
  seenAt: string;
  address: Generated<string>;
}

export interface InvitationTable {
  tokenHash: Buffer;
  kind: string;
  accountId: string | null;
  createdAt: string;
  expiresAt: string;
  usedAt: string | null;
}

export interface InChargeTable {
  id: string;
  unionId: string;
  name: string;
  post: string;
  phone: string;
  standIn: string;
  fromOn: string;
  toOn: string | null;
}

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
}

export interface NotificationReadTable {
  notificationId: string;
  personId: string;
}

export interface CityClockTable {
  only: Generated<boolean>;
  demo: Generated<boolean>;
  today: string | null;
  setAt: string | null;
  jobsDone: string | null;
}

export interface AllocationTable {
  id: string;
  year: number;
  basis: string;
  createdTotal: number;
  qualifiedTotal: number;
  documentNumber: string | null;
  issuedOn: string | null;
}

export interface AllocationRowTable {
  allocationId: string;
  unionId: string;
  position: number;
  created: number;
  qualified: number;
}

export interface HonourTable {
  id: string;
  personId: string;
  honourTitle: string;
  level: string;
  honourKind: string;
  year: number;
  issuer: string;
  number: Generated<string>;
  certificate: string;
  confirmedOn: string | null;
}

export interface ProjectTable {
  id: string;
  name: string;
  projectKind: string;
  source: string;
  problem: string;
  goal: string;
  startOn: string;
  endOn: string;
  leaderId: string;
  budgetFen: number | null;
  participants: Generated<Json>;
  documentNo: string | null;
  document: string | null;
  approvedOn: string | null;
  closedOn: string | null;
  adoption: string | null;
  spreadOn: string | null;
  enteredAt: string;
}

export interface ProjectMilestoneTable {
  id: string;
  projectId: string;
  name: string;
  dueOn: string;
  doneOn: string | null;
  position: number;
}

export interface DeclarationTable {
  id: string;
  statement: Generated<string>;
  goals: Generated<string>;
  ipStatement: Generated<string>;
  postedOn: string | null;
  postedUntil: string | null;
  postedPlace: string | null;
  rank: number | null;
  corrections: Generated<number>;
  submittedOn: string | null;
  acceptedOn: string | null;
  verdicts: Json | null;
}

export interface AcceptanceTable {
  id: string;
  declaration: string;
  round: Generated<number>;
  leaderId: string | null;
  visitOn: string | null;
  place: string | null;
  cleared: Generated<Json>;
  record: Json | null;
  result: Json | null;
  frozen: Json | null;
  concludedOn: string | null;
  passedOn: string | null;
}

export interface SheetTable {
  id: string;
  expertId: string;
  round: number;
  points: Json | null;
  reasons: Json | null;
  veto: string | null;
  vetoReason: string | null;
  advice: Generated<string>;
  inOn: string | null;
}

export interface DesignationTable {
  id: string;
  year: number;
  minutesNo: string | null;
  metOn: string | null;
  documentNumber: string | null;
  issuedOn: string | null;
}

export interface DesignationItemTable {
  id: string;
  designationId: string;
  studioId: string;
  acceptanceId: string;
  standard: string;
  state: string;
  version: number;
  note: string | null;
  plaqueNo: string | null;
}

export interface PublicityTable {
  id: string;
  postedOn: string;
  until: string;
  endedOn: string | null;
  code: string;
  snapshot: Json;
  sha256: string;
}

export interface ObjectionTable {
  id: string;
  receipt: string;
  byKind: string;
  name: string;
  phone: string;
  address: string;
  seal: string | null;
  grounds: string;
  outcome: string | null;
  finding: string | null;
  reply: string | null;
  answeredOn: string | null;
}

export interface TitleTable {
  id: string;
  plaqueNo: string;
  verifyCode: string;
  namedOn: string;
  documentNumber: string;
  awardedOn: string | null;
  receivedBy: string | null;
  validUntil: string;
  endedOn: string | null;
}

export interface SubsidyTable {
  id: string;
  acceptance: string;
  studioId: string;
  amountFen: number;
  accountName: string | null;
  bank: string | null;
  accountNo: string | null;
  checkedBy: string | null;
  paidBy: string | null;
  paidOn: string | null;
  voucherNo: string | null;
  receipt: string | null;
}

export interface FactTable {
  id: string;
  studioId: string;
  kind: string;
  eventOn: string;
  enteredAt: string;
  enteredBy: string;
  replaces: string | null;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: string | null;
  confirmedAt: string | null;
  confirmedBy: string | null;
}

export interface FactMemberTable {
  id: string;
  personId: string;
  department: string;
  role: string;
  duty: string;
  specialist: boolean;
  leftOn: string | null;
}

export interface FactPremisesTable {
  id: string;
  placeKind: string;
  address: string;
  areaM2: number;
  fixed: boolean;
  photo: string | null;
}

export interface FactEquipmentTable {
  id: string;
  name: string;
  model: string;
  quantity: number;
  valueFen: number;
  ownership: string;
}

export interface FactRegulationTable {
  id: string;
  regulationKind: string;
  title: string;
  edition: string;
  file: string | null;
}

export interface FactIncomeTable {
  id: string;
  source: string;
  amountFen: number;
  received: boolean;
  voucherNo: Generated<string>;
  voucher: string | null;
  note: Generated<string>;
}

export interface FactSpendingTable {
  id: string;
  purse: string;
  useCode: string;
  amountFen: number;
  payee: string;
  voucherNo: Generated<string>;
  voucher: string | null;
  note: Generated<string>;
  approver: Generated<string>;
  assetTag: Generated<string>;
}

export interface FactAchievementTable {
  id: string;
  title: string;
  achievementKind: string;
  number: Generated<string>;
  project: string | null;
  recogniser: Generated<string>;
  level: Generated<string>;
  documentNo: Generated<string>;
  document: string | null;
  benefitFen: Generated<number>;
  benefitMethod: Generated<string>;
  benefitProof: string | null;
  socialBenefit: Generated<string>;
  legalStatus: Generated<string>;
  owners: Generated<Json>;
  inventors: Generated<string>;
  appliedAt: Generated<string>;
  transformation: Json | null;
  numberKey: Generated<string>;
  titleKey: Generated<string>;
}

export interface FactActivityTable {
  id: string;
  activityKind: string;
  topic: string;
  place: Generated<string>;
  leadPresent: boolean;
  inside: number;
  outside: number;
  hours: number;
  minutes: Generated<string>;
  photo: string | null;
  project: string | null;
}

export interface FactMentorshipTable {
  id: string;
  masterId: string;
  apprenticeId: string;
  endOn: string;
  skill: string;
  agreement: string | null;
  promoted: Generated<boolean>;
  goals: Generated<string>;
  endedOn: string | null;
  outcome: Generated<string>;
  certificate: Generated<string>;
  checked: Generated<string>;
}

export interface FactPlanTable {
  id: string;
  year: number;
  content: string;
}

export interface FactSignTable {
  id: string;
  content: string;
  photo: string | null;
}

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

export interface Database extends InspectionTables {
  unionOrg: UnionOrgTable;
  unionParent: UnionParentTable;
  person: PersonTable;
  kinship: KinshipTable;
  account: AccountTable;
  signInTries: SignInTriesTable;
  session: SessionTable;
  invitation: InvitationTable;
  inCharge: InChargeTable;
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
  allocation: AllocationTable;
  allocationRow: AllocationRowTable;
  honour: HonourTable;
  project: ProjectTable;
  projectMilestone: ProjectMilestoneTable;
  declaration: DeclarationTable;
  acceptance: AcceptanceTable;
  sheet: SheetTable;
  designation: DesignationTable;
  designationItem: DesignationItemTable;
  publicity: PublicityTable;
  objection: ObjectionTable;
  title: TitleTable;
  subsidy: SubsidyTable;
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
  fact: FactTable;
  factMember: FactMemberTable;
  factPremises: FactPremisesTable;
  factEquipment: FactEquipmentTable;
  factRegulation: FactRegulationTable;
  factIncome: FactIncomeTable;
  factSpending: FactSpendingTable;
  factAchievement: FactAchievementTable;
  factActivity: FactActivityTable;
  factMentorship: FactMentorshipTable;
  factPlan: FactPlanTable;
  factSign: FactSignTable;
}
