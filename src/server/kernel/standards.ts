import { readFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import { z } from 'zod';
import { metrics } from '#core/criteria/judge.ts';
import { unknownRules } from '#core/criteria/points.ts';
import { weekday, yearOf, type Calendar, type Day } from '#core/shared/days.ts';
import { signingFaults } from '#core/standard/signing.ts';
import { inForceOn, scheduleSchema, standardSchema, type Standard } from '#core/standard/standard.ts';
import { scheduleWith } from '#core/standard/takeover.ts';
import type { Standards } from './house.ts';
import { plainWords } from './plain-words.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

export type Fault = Readonly<{ at: string; says: string }>;
/**
 * Whether something is a version of the policy: its shape, its sums, and that all it asks for can be judged.
 * @returns the standard, or every fault with the place it is at
 */
export function readStandard(given: unknown): Standard | readonly Fault[] {
  const parsed = standardSchema.safeParse(given, { error: plainWords });
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => ({ at: path.join('.'), says: message }));
  const { criteriaSet } = parsed.data;
  const asked = [...criteriaSet.criteria, ...criteriaSet.eligibility].flatMap(({ thresholds }) => thresholds.map(({ metric }) => metric));
  const unknown = [...asked.filter((metric) => !Object.hasOwn(metrics, metric)), ...unknownRules(parsed.data)];
  return unknown.length > 0 ? [{ at: 'criteriaSet', says: `没有这样的指标或计分规则：${unknown.join('、')}` }] : parsed.data;
}
export const isStandard = (given: Standard | readonly Fault[]): given is Standard => !Array.isArray(given);

/** A version that newly comes in asks only for steps there are; what came in earlier is read as it is. */
export function faultless(standard: Standard | readonly Fault[]): Standard | readonly Fault[] {
  if (!isStandard(standard)) return standard;
  const faults = signingFaults(standard);
  return faults.length > 0 ? faults : standard;
}

/** A version that asks for what nobody can judge stops the start, not the day of the acceptance. */
function check(path: string): Standard {
  const standard = faultless(readStandard(read(path)));
  if (isStandard(standard)) return standard;
  throw new Error(`${path}：${standard.map(({ at, says }) => `${at} ${says}`).join('；')}`);
}

/**
 * Reads and checks the policy versions of a folder; what the city brought and set since comes with `renew`.
 * @throws Error naming the file and what is wrong with it
 */
export function loadStandards(folder: string): Standards {
  const shipped = scheduleSchema.parse(read(`${folder}/schedule.json`));
  const ofFolder = shipped.versions.map(({ standard }) => [standard, check(`${folder}/${standard}/standard.json`)] as const);
  let byId = new Map<string, Standard>(ofFolder);
  let schedule = shipped;
  const get = (id: string): Standard => {
    const standard = byId.get(id);
    if (!standard) throw new Error(`没有这个标准：${id}`);
    return standard;
  };
  return {
    get,
    has: (id) => byId.has(id),
    inForceOn: (day) => get(inForceOn(schedule, day)),
    get all() {
      return [...byId.values()];
    },
    shipped,
    schedule: () => schedule,
    renew({ brought, takeOvers }) {
      byId = new Map([...ofFolder, ...brought.map((standard) => [standard.id, standard] as const)]);
      schedule = scheduleWith(shipped, takeOvers);
    },
  };
}

const overridesSchema = z.object({ workdays: z.array(z.iso.date()), holidays: z.array(z.iso.date()) });
const LAST_PUBLISHED_YEAR = 2026;

/** 中国工作日历（含调休）；未公布的年份按周末计，可在 overrides.json 更正。 */
export function loadCalendar(folder: string): Calendar & { published: (day: Day) => boolean } {
  const { workdays, holidays } = overridesSchema.parse(read(`${folder}/calendars/overrides.json`));
  const [extra, off] = [new Set(workdays), new Set(holidays)];
  const known = new Map<Day, boolean>();
  const judge = (day: Day): boolean => {
    if (extra.has(day)) return true;
    if (off.has(day)) return false;
    return yearOf(day) > LAST_PUBLISHED_YEAR ? ![0, 6].includes(weekday(day)) : chineseDays.isWorkday(day);
  };
  const isWorkingDay = (day: Day): boolean => {
    const cached = known.get(day);
    if (cached !== undefined) return cached;
    const answer = judge(day);
    known.set(day, answer);
    return answer;
  };
  return { isWorkingDay, published: (day) => yearOf(day) <= LAST_PUBLISHED_YEAR };
}
