import { z } from 'zod';
import { drawOf } from './draw.ts';
import { nobody, theDepartment, theLeaders, type Desk } from '#core/people/desks.ts';
import type { Office } from '#core/people/actor.ts';
import { dayIn, dayZh, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, count, optionalFile, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import { announcement, type Excluded } from '#core/inspection/plan.ts';

export type DrawState = 'announced' | 'drawn' | 'void';
export type DrawPurpose = 'sample' | 'experts' | 'reporters';
export const drawPurposeZh: Readonly<Record<DrawPurpose, string>> = { sample: '抽取检查对象', experts: '抽取评审专家', reporters: '抽取汇报工作室' };
/** 一个候选；专家只有代号，没有名字。 */
export type Candidate = Readonly<{ id: string; label?: string }>;
export type Draw = Matter &
  Readonly<{
    state: DrawState;
    purpose: DrawPurpose;
    candidates: readonly Candidate[];
    hash: string;
    announcedOn: Day;
    drawOn: Day;
    source: string;
    take: number;
    excluded: readonly Excluded[];
    value?: string;
    witness: string;
    proof?: string;
    drawnOn?: Day;
    result?: readonly string[];
    voidReason: string;
  }>;

/** 抽签谁都看得到（公开页也有），经济部办。 */
const everybody: readonly Office[] = ['department', 'leadership', 'auditor', 'supervisor', 'grassroots', 'unit', 'lead', 'secretary', 'expert'];
const seenByAll: Desk<unknown> = () => everybody.map((office) => ({ office }));

const value = z.strictObject({
  value: words('随机数', { min: 2, max: 100, description: '照公布的原样录入，一个字符也不差', examples: ['2193.13'] }),
  witness: words('监督人', { max: 60, description: '在场核对随机数的人', examples: ['经审会监督员'] }),
  proof: optionalFile('随机数的出处截图'),
});
type Value = z.infer<typeof value>;
const why = z.strictObject({
  reason: words('理由', { min: 2, max: 300, description: '作废的抽签仍然公开，写明理由', examples: ['公布的来源当日停市，没有这个数。'] }),
});
const dayCome = ({ drawOn }: Draw, { now }: Moment) => (drawOn <= dayIn(now) ? [] : [lacking('not-yet', `随机数${dayZh(drawOn)}公布，到那天再抽`, '四.4')]);
// 随机数公布以后再作废，等于可以不要不喜欢的结果：经济部不能，领导决定，理由公开。
const beforeTheDay = ({ drawOn }: Draw, { now }: Moment) =>
  drawOn > dayIn(now) ? [] : [{ code: 'value-is-out', kind: 'conflict' as const, zh: '随机数公布日已到，作废由领导决定' }];
const dayHasCome = ({ drawOn }: Draw, { now }: Moment) =>
  drawOn <= dayIn(now) ? [] : [{ code: 'value-not-out', kind: 'conflict' as const, zh: '随机数公布日未到，由经济部作废' }];
const voided = (_: Draw, { reason }: z.infer<typeof why>): Partial<Draw> => ({ voidReason: reason });
/** 抽签只按公布的算法：谁都能重算出同样的结果。 */
const draws = ({ candidates, hash, take }: Draw, { value: given, witness, proof }: Value, { now, digest }: Moment): Partial<Draw> => ({
  value: given,
  witness,
  ...(proof === undefined ? {} : { proof }),
  drawnOn: dayIn(now),
  result: drawOf({ candidates: candidates.map(({ id }) => id), hash, value: given, take }, digest),
});

/** 从汇报会抽：全市或几个工会里已命名的工作室。 */
export const reportersForm = (now: CityTime) =>
  z.strictObject({
    occasion: words('会议名称', { min: 2, max: 60, examples: ['第四季度工作例会'] }),
    unions: z.array(choice('归口工会', 'reporting-unions')).max(60).optional().meta({ title: '范围', description: '不选即全市', uniqueItems: true }),
    take: count('抽几家', { min: 1, max: 100, examples: [2] }),
    ...announcement(undefined, { now }).shape,
  });
/** 给一件验收抽专家：应当回避的不在候选之内。 */
export const expertsForm = (now: CityTime) =>
  z.strictObject({
    acceptance: choice('考核验收', 'arranging-acceptances', { description: '正在组建验收组的；应当回避的专家不在候选之内' }),
    take: count('抽几名', { min: 3, max: 9, examples: [3], default: 3 }).default(3),
    ...announcement(undefined, { now }).shape,
  });

/** 抽签的一生：公布名单摘要和随机数来源 → 到日子录入随机数 → 抽定。 */
// oxfmt-ignore
export const draw = life<DrawState, Draw>()('draw', { zh: '抽签', path: 'draws', way: ['announced', 'drawn'], sees: seenByAll as Desk<Matter> }, {
  'announced': { zh: '已公布，待抽签', desk: theDepartment, within: (_, { drawOn }) => ({ on: drawOn }) },
  'drawn':     { zh: '已抽定', desk: nobody, closed: true },
  'void':      { zh: '已作废', desk: nobody, closed: true },
}, {
  draw: { zh: '录入随机数，抽签', from: ['announced'], to: 'drawn', brings: value, when: [dayCome], becomes: draws },
  void: { zh: '作废',             from: ['announced'], to: 'void',  brings: why, when: [beforeTheDay], tone: 'stop', becomes: voided },
  annul: { zh: '作废（随机数公布日已到，由领导决定）', from: ['announced'], to: 'void', by: theLeaders, brings: why, when: [dayHasCome], tone: 'stop', becomes: voided },
});
