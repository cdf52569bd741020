import { addDays, addWorkingDays, type Calendar, type Day } from '../shared/days.ts';
import type { Standard } from '../standard/standard.ts';

/** 在途的四个阶段，离命名由远到近。 */
export const stages = ['preparing', 'declaring', 'accepting', 'naming'] as const;
export type Stage = (typeof stages)[number];
export const stageZh: Readonly<Record<Stage, string>> = { preparing: '培育', declaring: '申报', accepting: '验收', naming: '命名' };
export type Measure = 'created' | 'qualified';

/** 以往的一程：哪个阶段，进入多少天了，进入后第几天创建、达标（没有的不写）。 */
export type Journey = Readonly<{ stage: Stage; age: number; created?: number; qualified?: number }>;
/** 在途的一件：哪个阶段，已经走了几天。 */
export type UnderWay = Readonly<{ stage: Stage; elapsed: number }>;
/** Fewer than these say nothing of the next one. */
export const enough = 5;

/** Which stages still lead to which measure: an accepted declaration is created already. */
const leads: Readonly<Record<Measure, readonly Stage[]>> = { created: ['preparing', 'declaring'], qualified: stages };

/** 一个阶段到一个里程碑，按标准的时限要多少个工作日。 */
export function workingDaysNeeded({ timeLimits: t, publicity }: Pick<Standard, 'timeLimits' | 'publicity'>, stage: Stage, measure: Measure): number {
  const declare = publicity.unitWorkingDays + t.supervisorReviewWorkingDays + t.formalCheckWorkingDays;
  const check = t.supervisorReviewWorkingDays + t.formalCheckWorkingDays;
  const accept = 5 + t.reviewSummaryWorkingDays * 2;
  const name = 10 + publicity.cityWorkingDays;
  if (measure === 'created') return stage === 'preparing' ? declare : check;
  return { preparing: declare + accept + name, declaring: check + accept + name, accepting: accept + name, naming: name }[stage];
}

/** 最迟哪一天要动身，才赶得上：从到期日往回数工作日。 */
export function latestStart(calendar: Calendar, by: Day, workingDays: number): Day {
  let at = by;
  for (let left = workingDays; left > 0; at = addDays(at, -1)) if (calendar.isWorkingDay(at)) left -= 1;
  return at;
}

/** 一件在途的机会，和凭什么这样说。 */
export type Chance = Readonly<{ share: number; from: 'experience' | 'limits'; of: number; reached: number }>;
/** What there is to go by: past journeys, the days left, and which stages the time limits still leave room for. */
export type Ground = Readonly<{ journeys: readonly Journey[]; daysLeft: number; inTime: (stage: Stage, measure: Measure) => boolean }>;

/**
 * 一件在途的机会：以往同一阶段、走了同样天数还没有成的，再过同样多的天数成了多少；
 * 不足 5 家的，看标准的办理时限来不来得及。
 * Only journeys old enough to know are asked, so that those still under way count neither for nor against.
 */
export function chanceOf({ journeys, daysLeft, inTime }: Ground, measure: Measure, { stage, elapsed }: UnderWay): Chance {
  if (!leads[measure].includes(stage)) return { share: 0, from: 'limits', of: 0, reached: 0 };
  const within = ({ [measure]: day }: Journey, days: number): boolean => day !== undefined && day <= days;
  const alike = journeys.filter((one) => one.stage === stage && one.age >= elapsed + daysLeft && !within(one, elapsed));
  const reached = alike.filter((one) => within(one, elapsed + daysLeft)).length;
  const of = alike.length;
  return of >= enough ? { share: reached / of, from: 'experience', of, reached } : { share: inTime(stage, measure) ? 1 : 0, from: 'limits', of, reached };
}

/** 按标准的时限，一个阶段从今天起还来不来得及；还没有申报的不算在内。 */
export const inTimeBy =
  (standard: Pick<Standard, 'timeLimits' | 'publicity'>, calendar: Calendar, today: Day, by: Day): Ground['inTime'] =>
  (stage, measure) =>
    stage !== 'preparing' && addWorkingDays(calendar, today, workingDaysNeeded(standard, stage, measure)) <= by;

export type Forecast = Readonly<{ expected: number; low: number; high: number }>;
/**
 * 预计年末多少家：已完成的，加上每件在途的机会；上下各一个标准差，不低于已完成、不高于全部在途都成。
 * Each case is taken as independent of the others.
 */
export function forecastOf(measure: Measure, reached: number, cases: readonly UnderWay[], ground: Ground): Forecast {
  const shares = cases.filter(({ stage }) => leads[measure].includes(stage)).map((one) => chanceOf(ground, measure, one).share);
  const expected = reached + shares.reduce((sum, p) => sum + p, 0);
  const spread = Math.sqrt(shares.reduce((sum, p) => sum + p * (1 - p), 0));
  return {
    expected: Math.round(expected * 10) / 10,
    low: Math.max(reached, Math.floor(expected - spread + 1e-9)),
    high: Math.min(reached + shares.length, Math.ceil(expected + spread - 1e-9)),
  };
}

/** 一个阶段总的机会：在途几件，平均多大，几件凭往年、几件凭时限。 */
export type StageChance = Readonly<{ cases: number; share: number; byExperience: number; journeys: number }>;
export function stageChance(measure: Measure, stage: Stage, cases: readonly UnderWay[], ground: Ground): StageChance {
  const own = cases.filter((one) => one.stage === stage).map((one) => chanceOf(ground, measure, one));
  return {
    cases: own.length,
    share: own.length === 0 ? 0 : own.reduce((sum, { share }) => sum + share, 0) / own.length,
    byExperience: own.filter(({ from }) => from === 'experience').length,
    journeys: ground.journeys.filter((one) => one.stage === stage).length,
  };
}
