import { readFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import { z } from 'zod';
import { metrics } from '#core/criteria/judge.ts';
import { unknownRules } from '#core/criteria/points.ts';
import { weekday, yearOf, type Calendar, type Day } from '#core/shared/days.ts';
import { inForceOn, scheduleSchema, standardSchema, type Standard } from '#core/standard/standard.ts';
import type { Standards } from './house.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** A version that asks for what nobody can judge stops the start, not the day of the acceptance. */
function check(path: string): Standard {
  const parsed = standardSchema.safeParse(read(path));
  if (!parsed.success) throw new Error(`${path}：${parsed.error.issues.map(({ path: at, message }) => `${at.join('.')} ${message}`).join('；')}`);
  const { criteriaSet } = parsed.data;
  const asked = [...criteriaSet.criteria, ...criteriaSet.eligibility].flatMap(({ thresholds }) => thresholds.map(({ metric }) => metric));
  const unknown = [...asked.filter((metric) => !(metric in metrics)), ...unknownRules(parsed.data)];
  if (unknown.length > 0) throw new Error(`${path}：没有这样的指标或计分规则：${unknown.join('、')}`);
  return parsed.data;
}

/**
 * Reads and checks the policy versions of a folder.
 * @throws Error naming the file and what is wrong with it
 */
export function loadStandards(folder: string): Standards {
  const schedule = scheduleSchema.parse(read(`${folder}/schedule.json`));
  const byId = new Map(schedule.versions.map(({ standard }) => [standard, check(`${folder}/${standard}/standard.json`)]));
  const get = (id: string): Standard => {
    const standard = byId.get(id);
    if (!standard) throw new Error(`没有这个标准：${id}`);
    return standard;
  };
  return { get, inForceOn: (day) => get(inForceOn(schedule, day)), all: [...byId.values()] };
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
