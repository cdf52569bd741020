import { z } from 'zod';
import type { Office } from '#core/people/actor.ts';
import { problemAreas } from '#core/problem/life.ts';
import { all, nobody, theCity, theClock, type Desk } from '#core/people/desks.ts';
import { addDays, dayIn, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, day, oneOf, optionalFile, optionalWords, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type ChallengeState = 'open' | 'matched' | 'solved' | 'closed';
export type Challenge = Matter &
  Readonly<{
    state: ChallengeState;
    poster: string;
    area: string;
    text: string;
    reward: string;
    until: Day;
    outcome: string;
    solvedOn?: Day;
    /** Studios that have answered and are still in the running. */
    bidders: readonly string[];
  }>;

/** 单位张榜（二.2）：难题不限给一家，全市的工作室都可以揭。 */
export const challengeForm = (now: CityTime) => {
  const today = dayIn(now);
  return z.strictObject({
    title: words('题目', { min: 4, max: 60, examples: ['铝合金薄板焊接变形大，求解决办法'] }),
    area: oneOf('方面', problemAreas, { description: '二.2' }),
    text: words('情况和要求', { min: 10, max: 2000, examples: ['2毫米铝合金薄板焊接后翘曲超过3毫米，希望控制在1毫米以内。'] }),
    reward: optionalWords('奖励或条件', { max: 300, description: '如合理化建议奖励、试件和场地' }),
    until: day('揭榜截止日期', { from: addDays(today, 1), to: addDays(today, 365), example: addDays(today, 30) }),
  });
};
export type ChallengeForm = z.infer<ReturnType<typeof challengeForm>>;

const answer = z.strictObject({
  plan: words('打算怎么做', { min: 10, max: 2000, examples: ['先做两组工艺试验，比较焊接顺序和工装反变形量，一个月内给出方案。'] }),
  file: optionalFile('附件'),
});
export type Answer = z.infer<typeof answer>;
const picking = z.strictObject({ bid: choice('选定', 'bids-of-challenge', { description: '各家的方案在下面的相关事项里；没选上的会收到通知' }) });
const longer = ({ until }: Challenge) =>
  z.strictObject({ until: day('延长到', { from: addDays(until, 1), to: addDays(until, 180), example: addDays(until, 30) }) });
const why = (example: string) => z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: [example] }) });
// 系统办的都带着来由：什么都不带的，钟到点就会自己办。
const cause = z.strictObject({ reason: z.string().max(500) });
const solution = z.strictObject({ outcome: z.string().max(2100) });

export const thePoster: Desk<{ poster: string }> = ({ poster: union }) => [
  { office: 'grassroots', union },
  { office: 'unit', union },
];
const everybody: readonly Office[] = ['lead', 'secretary', 'member', 'unit', 'grassroots', 'supervisor', 'department', 'leadership', 'expert', 'auditor'];
const readers: Desk<unknown> = () => everybody.map((office) => ({ office }));
const studios: Desk<unknown> = () => [{ office: 'lead' }, { office: 'secretary' }];
const inTime = ({ until }: Challenge, { now }: Moment) => (until >= dayIn(now) ? [] : [{ code: 'deadline-over', kind: 'conflict' as const, zh: '揭榜已截止' }]);
const notTwice = ({ bidders }: Challenge, { actor }: Moment) =>
  bidders.includes(actor.studio ?? '') ? [{ code: 'bid-already', kind: 'conflict' as const, zh: '本工作室已揭榜' }] : [];
const someBid = ({ bidders }: Challenge) => (bidders.length > 0 ? [] : [lacking('no-bids', '还没有工作室揭榜', '二.2')]);

/** 揭榜题目的一生（二.2）：张榜 → 工作室揭榜 → 选定 → 解决。 */
// oxfmt-ignore
export const challenge = life<ChallengeState, Challenge>()('challenge', { zh: '揭榜题目', path: 'challenges', way: ['open', 'matched', 'solved'], sees: readers, insiders: all(thePoster, theCity) }, {
  'open':    { zh: '正在揭榜', desk: thePoster, within: (_, { until }) => ({ on: until }) },
  'matched': { zh: '攻关中',   desk: nobody },
  'solved':  { zh: '已解决',   desk: nobody, closed: true },
  'closed':  { zh: '已撤榜',   desk: nobody, closed: true },
}, {
  answer:   { zh: '揭榜',       from: ['open'], to: 'same', by: studios, brings: answer, when: [inTime, notTwice], quiet: true, tone: 'back' },
  choose:   { zh: '选定揭榜方', from: ['open'], to: 'matched', brings: picking, when: [someBid] },
  extend:   { zh: '延长截止日期', from: ['open'], to: 'same', brings: longer, tone: 'back', becomes: (_, { until }: { until: Day }) => ({ until, dueOn: until }) },
  close:    { zh: '撤榜',       from: ['open', 'matched'], to: 'closed', by: thePoster as Desk<Challenge>, brings: why('问题已自行解决。'), tone: 'stop' },
  reopen:   { zh: '重新张榜',   from: ['matched'], to: 'open', by: theClock, brings: cause, tone: 'back' },
  solve:    { zh: '已解决',     from: ['matched'], to: 'solved', by: theClock, brings: solution, becomes: (_, { outcome }: z.infer<typeof solution>, { now }) => ({ outcome, solvedOn: dayIn(now) }) },
});
