import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** 抽签、检查、表彰、工会保障、经验和揭榜的表（migrations/0025）；写法见 schema.ts。 */
export interface DrawTable {
  id: string;
  purpose: string;
  candidates: Json;
  hash: string;
  announcedOn: string;
  drawOn: string;
  source: string;
  take: number;
  excluded: Json;
  value: string | null;
  witness: Generated<string>;
  proof: string | null;
  drawnOn: string | null;
  result: Json | null;
  voidReason: Generated<string>;
}

export interface DrawAliasTable {
  drawId: string;
  candidate: string;
  personId: string;
}

export interface InspectionPlanTable {
  id: string;
  planKind: string;
  year: number;
  unions: Generated<Json>;
  ratioPercent: number;
  startOn: string;
  endOn: string;
  note: Generated<string>;
  checklist: Generated<Json>;
  excluded: Generated<Json>;
  inspectors: Generated<Json>;
  sample: Generated<Json>;
  seed: Generated<string>;
  proof: Json | null;
}

export interface PairingTable {
  planId: string;
  inspector: string;
  inspected: string;
}

export interface InspectionTable {
  id: string;
  studioId: string;
  planKind: string;
  year: number;
  inspectorStudio: string | null;
  inspectors: Generated<Json>;
  lastDay: string;
  checklist: Json;
  visitedOn: string | null;
  advice: Generated<string>;
  learning: Generated<string>;
  inspectorSigner: Generated<string>;
  inspectorSign: string | null;
  studioSigner: Generated<string>;
  studioSign: string | null;
  refused: Generated<string>;
  submittedOn: string | null;
  confirmedOn: string | null;
}

export interface InspectionAnswerTable {
  inspectionId: string;
  item: string;
  result: string;
  note: Generated<string>;
  revision: number;
  at: string;
  byPerson: string;
}

export interface InspectionNoteTable {
  inspectionId: string;
  key: string;
  item: string;
  level: string;
  text: string;
  advice: Generated<string>;
  photos: Generated<Json>;
  revision: number;
  at: string;
  byPerson: string;
  removed: Generated<boolean>;
}

export interface SiteRevisionTable {
  inspectionId: string;
  what: string;
  key: string;
  revision: number;
  content: Json;
  takenAt: Generated<string>;
  byPerson: string;
}

export interface FindingTable {
  id: string;
  inspectionId: string;
  studioId: string;
  key: string;
  year: number;
  item: string;
  itemTitle: string;
  level: string;
  text: string;
  advice: Generated<string>;
  photos: Generated<Json>;
  mendBy: string;
  measures: Generated<string>;
  proof: string | null;
  conclusion: Generated<string>;
  sentBack: Generated<number>;
  closedOn: string | null;
}

export interface CommendationTable {
  id: string;
  year: number;
  honour: string;
  basis: string;
  basisFile: string | null;
  quota: number;
  minutesNo: string | null;
  metOn: string | null;
  documentNumber: string | null;
  announcedOn: string | null;
}

export interface CommendationItemTable {
  id: string;
  commendationId: string;
  studioId: string;
  rank: number;
  state: string;
  version: number;
  score: number;
  evidence: Json;
  reason: Generated<string>;
  note: string | null;
  certificateNo: string | null;
}

export interface FactSupportTable {
  id: string;
  unionId: string;
  head: string;
  content: string;
  amountFen: Generated<number>;
  quantity: Generated<string>;
  until: string | null;
  file: string | null;
}

export interface UnionRecordTable {
  id: string;
  unionId: string;
  kind: string;
  title: string;
  onDate: string;
  body: Generated<string>;
  edition: Generated<string>;
  file: string | null;
  enteredAt: string;
  enteredBy: string;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: Generated<string>;
}

export interface ExperienceTable {
  id: string;
  experienceKind: string;
  topic: string;
  problem: Generated<string>;
  practice: Generated<string>;
  effect: Generated<string>;
  evidence: Generated<Json>;
  named: Generated<Json>;
  difficulty: string | null;
  publishedOn: string | null;
}

export interface AdoptionTable {
  id: string;
  unionId: string;
  usedAt: string;
  adoptedOn: string;
  effect: Generated<string>;
  benefitFen: Generated<number>;
  proof: string | null;
  provenOn: string | null;
}

export interface ChallengeTable {
  id: string;
  poster: string;
  area: string;
  text: string;
  reward: Generated<string>;
  until: string;
  outcome: Generated<string>;
  solvedOn: string | null;
}

export interface BidTable {
  id: string;
  poster: string;
  plan: string;
  file: string | null;
  outcome: Generated<string>;
}

export interface InspectionTables {
  draw: DrawTable;
  drawAlias: DrawAliasTable;
  inspectionPlan: InspectionPlanTable;
  pairing: PairingTable;
  inspection: InspectionTable;
  inspectionAnswer: InspectionAnswerTable;
  inspectionNote: InspectionNoteTable;
  siteRevision: SiteRevisionTable;
  finding: FindingTable;
  commendation: CommendationTable;
  commendationItem: CommendationItemTable;
  factSupport: FactSupportTable;
  unionRecord: UnionRecordTable;
  experience: ExperienceTable;
  adoption: AdoptionTable;
  challenge: ChallengeTable;
  bid: BidTable;
}
