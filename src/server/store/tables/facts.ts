import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** 台账的表；写法见 schema.ts。 */
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

export interface FactsTables {
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
