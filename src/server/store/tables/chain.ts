import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** 从申报到牌匾和补助的表；写法见 schema.ts。 */
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
  handedBy: string | null;
  receivedBy: string | null;
  receipt: string | null;
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

export interface ChainTables {
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
}
