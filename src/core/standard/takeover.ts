import { lacking, type Reason } from '../shared/decision.ts';
import { dayZh, type Day } from '../shared/days.ts';
import type { Schedule } from './standard.ts';

/** What somebody set since the installation: the day a version takes over; no day takes the one planned back. */
export type TakeOver = Readonly<{ standard: string; from?: Day }>;

/** 安装时带来的日程，加上后来定的：每个版本以最后一次为准；没有定日子的不施行。 */
export function scheduleWith(shipped: Schedule, later: readonly TakeOver[]): Schedule {
  const days = new Map<string, Day | undefined>(shipped.versions.map(({ standard, from }) => [standard, from]));
  for (const { standard, from } of later) days.set(standard, from);
  const versions = [...days].flatMap(([standard, from]) => (from === undefined ? [] : [{ standard, from }]));
  return { ...shipped, versions: versions.toSorted((a, b) => a.from.localeCompare(b.from)) };
}

const settled = (code: string, zh: string): Reason => ({ code, kind: 'conflict', zh });
/** 已经施行的版本，日子不能再动：按它办的事项已经在办。 */
const alreadyInForce = ({ versions }: Schedule, standard: string, today: Day): boolean =>
  versions.some((one) => one.standard === standard && one.from <= today);

/** 定施行日：须在今天之后，一天只能有一个版本开始，已经施行的不能改。 */
export function inTheWayOfTakingOver(schedule: Schedule, { standard, from }: Required<TakeOver>, today: Day): readonly Reason[] {
  const same = schedule.versions.find((one) => one.from === from && one.standard !== standard);
  return [
    ...(alreadyInForce(schedule, standard, today) ? [settled('in-force', '这个版本已经施行，施行日不能再改')] : []),
    ...(from <= today ? [lacking('not-in-the-future', `施行日须在今天（${dayZh(today)}）之后`)] : []),
    ...(same === undefined ? [] : [lacking('same-day', `${dayZh(from)}已有另一个版本开始施行，请换一天`)]),
  ];
}

/** 收回施行日：只有还没到日子的可以收回。 */
export const inTheWayOfTakingBack = (schedule: Schedule, standard: string, today: Day): readonly Reason[] =>
  alreadyInForce(schedule, standard, today)
    ? [settled('in-force', '这个版本已经施行，不能收回')]
    : schedule.versions.some((one) => one.standard === standard)
      ? []
      : [settled('not-planned', '这个版本还没有定施行日')];
