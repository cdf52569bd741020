import { z } from 'zod';
import { all, hasAStake, nobody, theCity, theDepartment, theRiver, theStudio } from '#core/people/desks.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { day, opinion, optionalFile, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import type { FindingLevel, SitePhoto } from './site.ts';

export type FindingState = 'open' | 'recheck' | 'closed' | 'escalated';
export type Finding = Matter &
  Readonly<{
    state: FindingState;
    inspectionId: string;
    studioId: string;
    key: string;
    year: number;
    item: string;
    itemTitle: string;
    level: FindingLevel;
    text: string;
    advice: string;
    photos: readonly SitePhoto[];
    mendBy: Day;
    measures: string;
    proof?: string;
    conclusion: string;
    sentBack: number;
    closedOn?: Day;
  }>;

const mended = z.strictObject({
  measures: words('整改情况', { min: 5, max: 2000, examples: ['制度已装框上墙，负责人信息已公示。'] }),
  proof: optionalFile('证明材料'),
});
const checked = z.strictObject({ opinion });
const longer = (_: Finding, { now }: Moment) =>
  z.strictObject({
    mendBy: day('整改期限', { from: addDays(dayIn(now), 1), to: addDays(dayIn(now), 180), example: addDays(dayIn(now), 14) }),
    reason: words('退回理由', { min: 2, max: 500, examples: ['照片上仍看不到负责人信息。'] }),
  });
const why = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['逾期未整改，情况严重。'] }) });

/** 检查发现的一生（四.4）：下达 → 整改 → 复查 → 销号；逾期、严重的转限期整改。 */
// oxfmt-ignore
export const finding = life<FindingState, Finding>()('finding', { zh: '检查发现', path: 'findings', way: ['open', 'recheck', 'closed'], sees: all(theRiver, theCity) }, {
  'open':      { zh: '待整改',     desk: theStudio,     within: (_, { mendBy }) => ({ on: mendBy }) },
  'recheck':   { zh: '待复查',     desk: theDepartment, within: () => ({ workingDays: 10 }) },
  'closed':    { zh: '已销号',     desk: nobody, closed: true },
  'escalated': { zh: '转限期整改', desk: nobody, closed: true },
}, {
  mend:     { zh: '整改完成，申请复查', from: ['open'], to: 'recheck', brings: mended, becomes: (_, { measures, proof }: z.infer<typeof mended>) => ({ measures, proof }) },
  pass:     { zh: '复查合格，销号', from: ['recheck'], to: 'closed', brings: checked, when: [hasAStake], becomes: (_, { opinion: said }: z.infer<typeof checked>, { now }) => ({ conclusion: said, closedOn: dayIn(now) }) },
  again:    { zh: '退回继续整改', from: ['recheck'], to: 'open', brings: longer, tone: 'back', becomes: ({ sentBack }, { mendBy }: { mendBy: Day }) => ({ mendBy, sentBack: sentBack + 1 }) },
  escalate: { zh: '转限期整改',   from: ['open', 'recheck'], to: 'escalated', by: theDepartment, brings: why, when: [hasAStake], tone: 'stop', becomes: (_, { reason }: z.infer<typeof why>, { now }) => ({ conclusion: reason, closedOn: dayIn(now) }) },
});
