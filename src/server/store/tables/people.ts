import type { Generated } from 'kysely';

/** 工会、人员、职务和登录的表；写法见 schema.ts。 */
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

export interface PeopleTables {
  unionOrg: UnionOrgTable;
  unionParent: UnionParentTable;
  person: PersonTable;
  kinship: KinshipTable;
  account: AccountTable;
  signInTries: SignInTriesTable;
  session: SessionTable;
  invitation: InvitationTable;
  inCharge: InChargeTable;
}
