import { z } from 'zod';
import { all, hasAStake, nobody, theCity, theClock, theDepartment, theLead, theRiver, theStudio } from '#core/people/desks.ts';
import { addDays, addMonths, dayIn, type Day } from '#core/shared/days.ts';
import { lacking, type Reason } from '#core/shared/decision.ts';
import { day, oneOfCodes, opinion, optionalFile, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import { triggerZh, type Trigger, type TriggerCode } from '#core/title/triggers.ts';

export type RectificationState = 'proposed' | 'mending' | 'recheck' | 'healed' | 'failed' | 'dropped';
export type Rectification = Matter &
  Readonly<{
    state: RectificationState;
    ground: TriggerCode;
    reason: string;
    demands: string;
    mendBy?: Day;
    measures: string;
    proof?: string;
    extended: boolean;
    conclusion: string;
    healedOn?: Day;
    /** The grounds that still hold today. */
    holding: readonly Trigger[];
  }>;

/** 市总发起的整改（四.4）：核查中的补助、检查发现的问题，以及钟找不到的。 */
export const rectificationForm = () =>
  z.strictObject({
    ground: oneOfCodes('整改事由', triggerZh, { description: '四.2、四.4' }),
    reason: words('情况说明', { min: 5, max: 800, examples: ['检查发现制度未上墙、台账补记较多。'] }),
  });

const order = (_: Rectification, { now, standard }: Moment) => {
  const by = addMonths(dayIn(now), standard.timeLimits.rectificationMonths);
  return z.strictObject({
    demands: words('整改要求', { min: 5, max: 1000, examples: ['请在期限内立项一项攻关，并补齐台账。'] }),
    mendBy: day('整改期限', { from: addDays(dayIn(now), 5), to: addMonths(dayIn(now), 6), example: by }),
  });
};
type Ordered = Readonly<{ demands: string; mendBy: Day }>;
const mended = z.strictObject({
  measures: words('整改情况', { min: 5, max: 2000, examples: ['已立项一项攻关，指定专人记台账。'] }),
  proof: optionalFile('证明材料'),
});
const why = (example: string) => z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: [example] }) });
const checked = z.strictObject({ opinion });
const longer = ({ mendBy = '' }: Rectification, { now }: Moment) =>
  z.strictObject({
    mendBy: day('延长到', { from: addDays(dayIn(now), 1), to: addMonths(mendBy, 3), example: addMonths(dayIn(now), 1) }),
    reason: words('延长理由', { min: 2, max: 500, examples: ['设备到货延迟，补正一个月。'] }),
  });

const remedies: Readonly<Partial<Record<TriggerCode, readonly { operation: string }[]>>> = {
  'no-project': [{ operation: 'project.propose' }],
  'no-result': [{ operation: 'achievement.add' }],
  'report-late': [{ operation: 'report.open' }],
  'lead-vacant': [{ operation: 'change.lead' }],
};
/** 还在的线索先消除，再申请复验。 */
const causeGone = ({ ground, holding }: Rectification): readonly Reason[] =>
  holding.filter(({ code }) => code === ground).map(({ zh, clause }) => lacking('cause-holds', `${zh}，消除后再申请复验`, clause, ...(remedies[ground] ?? [])));
const once = ({ extended }: Rectification) => (extended ? [{ code: 'extended-already', kind: 'conflict' as const, zh: '整改期限只延长一次' }] : []);
const overdue = ({ dueOn = '9999-12-31' }: Rectification, { now }: Moment) => (dueOn < dayIn(now) ? [] : [lacking('not-due', '整改期限未到')]);

/** 限期整改的一生（四.4、domain 7）：线索 → 下达 → 整改 → 复验。钟只提线索，下不下达由人定。 */
// oxfmt-ignore
export const rectification = life<RectificationState, Rectification>()('rectification', { zh: '限期整改', path: 'rectifications', way: ['proposed', 'mending', 'recheck', 'healed'], sees: all(theRiver, theCity) }, {
  'proposed': { zh: '整改线索待核实', desk: theDepartment, within: () => ({ workingDays: 10 }) },
  'mending':  { zh: '整改中',   desk: theStudio,     within: (_, { mendBy }) => (mendBy ? { on: mendBy } : { none: true }) },
  'recheck':  { zh: '待复验',   desk: theDepartment, within: () => ({ workingDays: 10 }) },
  'healed':   { zh: '整改合格', desk: nobody, closed: true },
  'failed':   { zh: '整改不合格', desk: nobody, closed: true },
  'dropped':  { zh: '未予整改', desk: nobody, closed: true },
}, {
  order:  { zh: '下达整改通知', from: ['proposed'], to: 'mending', brings: order, when: [hasAStake], becomes: (_, brought: Ordered) => brought },
  drop:   { zh: '情况已消除，不予整改', from: ['proposed'], to: 'dropped', brings: why('核实后情况已消除。'), tone: 'stop' },
  report: { zh: '整改完成，申请复验', from: ['mending'], to: 'recheck', by: theLead, brings: mended, when: [causeGone], becomes: (_, { measures, proof }: z.infer<typeof mended>) => ({ measures, proof }) },
  pass:   { zh: '复验合格', from: ['recheck'], to: 'healed', brings: checked, when: [hasAStake], becomes: (_, { opinion: said }: z.infer<typeof checked>, { now }) => ({ conclusion: said, healedOn: dayIn(now) }) },
  again:  { zh: '退回继续整改', from: ['recheck'], to: 'mending', brings: longer, when: [once], tone: 'back', becomes: (_, { mendBy }: { mendBy: Day }) => ({ mendBy, extended: true }) },
  fail:   { zh: '复验不合格', from: ['recheck'], to: 'failed', brings: checked, when: [hasAStake], tone: 'stop', becomes: (_, { opinion: said }: z.infer<typeof checked>) => ({ conclusion: said }) },
  lapse:  { zh: '逾期未整改', from: ['mending'], to: 'failed', by: theClock, when: [overdue], tone: 'stop', becomes: () => ({ conclusion: '逾期未整改' }) },
});
export type RectificationForm = z.infer<ReturnType<typeof rectificationForm>>;
