import type { Day } from '#core/shared/days.ts';
import type { Fen } from '#core/shared/money.ts';

/** The facts of a studio, as everybody who judges it sees them. Void entries are not among them. */
type Entry = Readonly<{ id: string; eventOn: Day; enteredOn: Day }>;

export type Honour = Readonly<{
  id: string;
  title: string;
  level: string;
  kind: string;
  year: number;
  certificate: string;
  state: 'pending' | 'confirmed' | 'refused' | 'withdrawn';
}>;
export type Team = Readonly<{
  id: string;
  person: string;
  department: string;
  role: string;
  duty: string;
  specialist: boolean;
  title: string;
  education: string;
  birth: string;
  leftOn?: Day;
  eventOn: Day;
}>;
export type Premises = Entry & Readonly<{ kind: string; areaM2: number; fixed: boolean }>;
export type Equipment = Entry & Readonly<{ name: string; quantity: number }>;
export type Regulation = Entry & Readonly<{ kind: string; title: string; edition: string; file?: string }>;
export type Income = Entry & Readonly<{ source: string; amountFen: Fen; received: boolean; voucher?: string; voucherNo: string }>;
export type Spending = Entry & Readonly<{ purse: 'own' | 'subsidy'; amountFen: Fen; voucherNo: string; voucher?: string }>;
export type Achievement = Entry &
  Readonly<{
    title: string;
    kind: string;
    number: string;
    level: string;
    /** 权属：单位和份额（%）；没写的归所在单位。 */
    owners: readonly { unit: string; share: number }[];
    recogniser: string;
    documentNo: string;
    document?: string;
    benefitFen: Fen;
    benefitProof?: string;
    socialBenefit: string;
  }>;
export type Activity = Entry & Readonly<{ kind: string; topic: string; leadPresent: boolean; inside: number; outside: number }>;
export type Mentorship = Entry & Readonly<{ master: string; apprentice: string; endOn: Day; promoted: boolean }>;
export type Plan = Entry & Readonly<{ year: number }>;
export type Sign = Entry;
/** 年度报告到了哪一步。 */
export type YearReport = Readonly<{ year: number; submitted: boolean; timeliness?: string }>;
export type Project = Readonly<{
  id: string;
  name: string;
  state: string;
  startOn: Day;
  endOn: Day;
  enteredOn: Day;
  leader: string;
  document?: string;
  milestones: readonly { dueOn: Day; doneOn?: Day }[];
}>;

export type StudioFacts = Readonly<{
  id: string;
  name: string;
  establishedOn: Day;
  plaqueAwarded: boolean;
  lead: { person: string; department: string; title: string; education: string; birth: string; honours: readonly Honour[] };
  members: readonly Team[];
  premises: readonly Premises[];
  equipment: readonly Equipment[];
  regulations: readonly Regulation[];
  incomes: readonly Income[];
  spendings: readonly Spending[];
  achievements: readonly Achievement[];
  activities: readonly Activity[];
  mentorships: readonly Mentorship[];
  plans: readonly Plan[];
  signs: readonly Sign[];
  reports: readonly YearReport[];
  projects: readonly Project[];
}>;

/** Everything the ledger says happened in a year: what counts as 台账 entries. */
export const ledgerOf = (facts: StudioFacts, year: number): readonly { eventOn: Day; enteredOn: Day }[] =>
  [
    ...facts.activities,
    ...facts.achievements,
    ...facts.incomes.filter(({ received }) => received),
    ...facts.spendings,
    ...facts.mentorships,
    ...facts.projects.map(({ startOn, enteredOn }) => ({ eventOn: startOn, enteredOn })),
  ].filter(({ eventOn }) => eventOn.startsWith(`${year}-`));

/** Members who belong to the team today, the lead apart. */
export const presentMembers = ({ members, lead }: StudioFacts, today: Day): readonly Team[] =>
  members.filter(({ leftOn, person }) => person !== lead.person && (leftOn === undefined || leftOn > today));

/** 当年在研或当年新立项、已由单位立项的项目。 */
export const projectsOfYear = ({ projects }: StudioFacts, year: number): readonly Project[] =>
  projects.filter(({ startOn, endOn, state }) => state !== 'stopped' && startOn <= `${year}-12-31` && endOn >= `${year}-01-01`);
