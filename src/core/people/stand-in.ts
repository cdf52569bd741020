import { lacking, type Reason } from '../shared/decision.ts';
import { addDays, type Day } from '../shared/days.ts';
import type { Office } from './actor.ts';

/** 可以请人代理的职务：领衔人签名、专家评分、经审监督、三员管理都须本人。 */
export const standInOffices: readonly Office[] = ['secretary', 'unit', 'grassroots', 'supervisor', 'department', 'leadership', 'finance'];
export const longestStandInDays = 180;

/** Who stands in for whom, from the first to the last day, both included. */
export type StandIn = Readonly<{ absent: string; standIn: string; from: Day; to: Day }>;
const overlap = (a: Pick<StandIn, 'from' | 'to'>, b: Pick<StandIn, 'from' | 'to'>): boolean => a.from <= b.to && b.from <= a.to;

/** 代理不能是本人，不能过长，不能一职两代，也不能转圈：代理人自己那几天也请人代理的不行。 */
export function inTheWayOfStandingIn(asked: StandIn, known: readonly StandIn[], today: Day): readonly Reason[] {
  const during = known.filter((one) => overlap(one, asked));
  return [
    ...(asked.standIn === asked.absent ? [lacking('oneself', '代理人不能是本人')] : []),
    ...(asked.to < asked.from ? [lacking('ends-before-it-begins', '代理结束不能早于开始')] : []),
    ...(asked.to < today ? [lacking('already-over', '代理的日子已经过去')] : []),
    ...(asked.to > addDays(asked.from, longestStandInDays) ? [lacking('too-long', `代理最长${longestStandInDays}天，更长的请重新任职`)] : []),
    ...(during.some(({ absent }) => absent === asked.absent) ? [lacking('already-stood-in', '这段时间已经有人代理')] : []),
    ...(during.some(({ absent }) => absent === asked.standIn) ? [lacking('circular', '对方这段时间自己也请人代理，请换一位')] : []),
    ...(during.some(({ standIn }) => standIn === asked.absent) ? [lacking('stands-in-himself', '您这段时间正代理别人，请先结束或换个时间')] : []),
  ];
}
