import { daysBetween, type Day } from '#core/shared/days.ts';
import { itemsOf, type RubricItem, type Standard } from '#core/standard/standard.ts';
import { ledgerOf, presentMembers, projectsOfYear, type StudioFacts } from '#core/studio/facts.ts';
import type { Grounds } from './judgement.ts';
import { isRecognised } from './outcomes.ts';

/** Points by the rubric where facts suffice; nothing where only an expert can tell. */
type Rule = (grounds: Grounds, item: RubricItem) => number | null;

const number = ({ params }: RubricItem, name: string): number => (typeof params[name] === 'number' ? params[name] : 0);
const texts = ({ params }: RubricItem, name: string): readonly string[] => (Array.isArray(params[name]) ? params[name] : []);
const share = (part: number, whole: number): number => (whole === 0 ? 1 : Math.min(1, part / whole));
const inYear = <T extends { eventOn: Day }>(entries: readonly T[], year: number): readonly T[] =>
  entries.filter(({ eventOn }) => eventOn.startsWith(`${year}-`));

const approvedProjects = ({ facts, year }: Grounds) => projectsOfYear(facts, year).filter(({ state }) => ['active', 'closed', 'spread'].includes(state));

/** 一项得 one 分，满 fullAt 项得 full 分。 */
const oneOrFull = (count: number, item: RubricItem): number => (count >= number(item, 'fullAt') ? number(item, 'full') : count >= 1 ? number(item, 'one') : 0);

function onTimeShare(grounds: Grounds): number {
  const due = approvedProjects(grounds).flatMap(({ milestones }) =>
    milestones.filter(({ dueOn }) => dueOn.startsWith(`${grounds.year}-`) && dueOn <= grounds.today),
  );
  return share(due.filter(({ dueOn, doneOn }) => doneOn !== undefined && doneOn <= dueOn).length, due.length);
}

/** 年龄分三档：35岁以下、36–50岁、51岁以上。 */
const ageBand = (birth: string, today: Day): string => {
  const age = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return age <= 35 ? 'young' : age <= 50 ? 'middle' : 'senior';
};

function structureLevels({ facts, today }: Grounds): readonly (readonly string[])[] {
  const people = [facts.lead, ...presentMembers(facts, today)];
  return [
    people.map(({ title }) => title),
    people.map(({ education }) => education),
    people.map(({ birth }) => (birth === '' ? '' : ageBand(birth, today))),
    people.map(({ department }) => department),
  ];
}
const levels = (values: readonly string[]): number => new Set(values.filter((value) => value !== '')).size;

const rules: Readonly<Record<string, Rule>> = {
  'lead-honour': ({ facts: { lead } }, { max }) =>
    lead.honours.some(({ state, level, kind }) => state === 'confirmed' && kind === '劳模' && ['city', 'province', 'nation'].includes(level)) ? max : 0,
  'lead-takes-part': (grounds, item) => {
    const { facts, year } = grounds;
    const leads = projectsOfYear(facts, year).some(({ leader }) => leader === facts.lead.person);
    const kinds = texts(item, 'activityKinds');
    const taken = inYear(facts.activities, year).filter(({ kind, leadPresent }) => leadPresent && kinds.includes(kind)).length;
    return (leads ? item.max / 2 : 0) + (item.max / 2) * share(taken, number(item, 'activitiesFull'));
  },
  'team-size': ({ facts, today }, item) => {
    const size = 1 + presentMembers(facts, today).length;
    return size < 2 ? 0 : Math.max(0, item.max - Math.max(0, number(item, 'target') - size));
  },
  'team-structure': (grounds, item) =>
    number(item, 'pointsEach') * structureLevels(grounds).filter((values) => levels(values) >= number(item, 'levelsMin')).length,
  duties: ({ facts, today }, { max }) => {
    const team = presentMembers(facts, today);
    return team.length === 0 ? 0 : max * share(team.filter(({ role, duty }) => role !== '' && duty !== '').length, team.length);
  },
  'fixed-place': ({ facts: { premises } }, item) => {
    const fixed = premises.filter((place) => place.fixed);
    if (fixed.length === 0) return 0;
    const area = fixed.reduce((sum, { areaM2 }) => sum + areaM2, 0);
    return number(item, 'fixed') + (area >= number(item, 'areaReferenceM2') ? number(item, 'area') : 0) + number(item, 'plaque');
  },
  equipment: ({ facts: { equipment } }, { max }) => (equipment.length === 0 ? 0 : max),
  'projects-of-year': (grounds, item) => oneOrFull(approvedProjects(grounds).filter(({ document }) => document !== undefined).length, item),
  'milestones-on-time': (grounds, { max }) => (approvedProjects(grounds).length === 0 ? 0 : max * onTimeShare(grounds)),
  'real-problem': () => null,
  'regulation-kinds': ({ facts: { regulations }, today }, item) => {
    const kinds = texts(item, 'kinds');
    const inForce = new Set(regulations.filter(({ eventOn }) => eventOn <= today).map(({ kind }) => kind));
    return item.max * share(kinds.filter((kind) => inForce.has(kind)).length, kinds.length);
  },
  'timely-ledger': ({ facts, year }, item) => {
    const entries = ledgerOf(facts, year);
    if (entries.length === 0) return 0;
    const weight = ({ eventOn, enteredOn }: { eventOn: Day; enteredOn: Day }) =>
      daysBetween(eventOn, enteredOn) <= number(item, 'onTimeDays') ? 1 : number(item, 'lateWeight');
    return (item.max * entries.reduce((sum, entry) => sum + weight(entry), 0)) / entries.length;
  },
  // 首次验收时还没有年报，计划计满分；有年报的，按期计满，逾期减半，未报不计。
  'plan-and-report': ({ facts: { plans, reports }, year }, item) => {
    const planned = plans.some((plan) => plan.year === year);
    const report = reports.find((one) => one.year === year);
    if (report === undefined) return planned ? item.max : 0;
    const worth = !report.submitted ? 0 : report.timeliness === 'late' ? 0.5 : 1;
    return (planned ? number(item, 'plan') : 0) + number(item, 'report') * worth;
  },
  'matching-fund': ({ facts: { incomes }, year }, item) => {
    const ofYear = inYear(incomes, year).filter(({ source }) => source !== '上级补助');
    if (ofYear.some(({ received, voucherNo }) => received && voucherNo !== '')) return item.max;
    return ofYear.length > 0 ? number(item, 'planned') : 0;
  },
  'vouchered-spending': ({ facts: { spendings }, year }, { max }) => {
    const ofYear = inYear(spendings, year);
    const sum = (list: typeof ofYear) => list.reduce((total, { amountFen }) => total + amountFen, 0);
    return max * share(sum(ofYear.filter(({ voucherNo }) => voucherNo !== '')), sum(ofYear));
  },
  'recognised-results': ({ facts: { achievements }, year }, item) => oneOrFull(inYear(achievements, year).filter(isRecognised).length, item),
  benefit: () => null,
  'people-developed': ({ facts: { activities, mentorships }, year }, item) => {
    const each = item.max / 3;
    const trainings = inYear(activities, year).filter(({ kind }) => kind === '培训').length;
    const running = mentorships.filter(({ eventOn, endOn }) => eventOn <= `${year}-12-31` && endOn >= `${year}-01-01`);
    return (
      each * share(trainings, number(item, 'trainingsReference')) +
      each * share(running.length, number(item, 'apprenticesReference')) +
      each * share(running.filter(({ promoted }) => promoted).length, number(item, 'promotionsReference'))
    );
  },
  'sign-displayed': ({ facts: { plaqueAwarded, signs } }, { max }) => (plaqueAwarded || signs.length > 0 ? max : 0),
  'project-ledger': (grounds, item) => {
    const documented = approvedProjects(grounds).some(({ document }) => document !== undefined);
    return documented ? number(item, 'project') + number(item, 'milestones') * onTimeShare(grounds) : 0;
  },
};

/** Rounded down to the step of the rubric, never above the maximum. */
const settle = (points: number, { max }: RubricItem, step: number): number => Math.min(max, Math.floor(points / step + 1e-9) * step);

export type ItemPoints = Readonly<{ item: RubricItem; points: number | null }>;
export type CriterionPoints = Readonly<{ code: string; zh: string; max: number; automatic: number; items: readonly ItemPoints[] }>;

/** What the machine can already award, item by item: 自动计分与建议分。 */
export function itemPoints({ rubric, scoring }: Standard, grounds: Grounds): readonly ItemPoints[] {
  return rubric.items.map((item) => {
    const raw = rules[item.rule]!(grounds, item);
    return { item, points: raw === null ? null : settle(raw, item, scoring.rounding.itemStep) };
  });
}

/** The same by criterion, with the sum of what needs no expert. */
export function criterionPoints(standard: Standard, grounds: Grounds): readonly CriterionPoints[] {
  const all = itemPoints(standard, grounds).map((line) => ({ ...line, code: line.item.code }));
  return standard.criteriaSet.criteria.map(({ code, zh, maxPoints }) => {
    const items = itemsOf(all, code);
    return { code, zh, max: maxPoints, automatic: items.reduce((sum, { points }) => sum + (points ?? 0), 0), items };
  });
}

/** Items the machine scores alone; experts are not asked for them. */
export const isAutomatic = ({ method }: RubricItem): boolean => method.length === 1 && method[0] === 'A';

/** What a standard asks for and nobody can compute: found at start, not on the day of the acceptance. */
export const unknownRules = ({ rubric }: Standard): readonly string[] =>
  rubric.items.filter(({ rule }) => !(rule in rules)).map(({ code, rule }) => `${code}：${rule}`);

export type { StudioFacts };
