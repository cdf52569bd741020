import { z } from 'zod';
import { documentNumber } from '#core/batch/designation.ts';
import { all, nobody, theCity, theClock, theDepartment, theLeaders } from '#core/people/desks.ts';
import { addDays, dayIn, yearOf, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, count, day, opinion, optionalFile, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import { allFour, type Judged4 } from './criteria.ts';

export type CommendationState = 'draft' | 'meeting' | 'publicity' | 'signing' | 'announced' | 'cancelled';
export type CommendationItemState = 'candidate' | 'listed' | 'suspended' | 'struck' | 'commended';
/** 候选的一家：四条的依据在提出时定格，名次按考核得分。 */
export type CommendationItem = Readonly<{
  id: string;
  studioId: string;
  rank: number;
  state: CommendationItemState;
  version: number;
  score: number;
  evidence: readonly Judged4[];
  reason: string;
  note?: string;
  certificateNo?: string;
}>;
export type Commendation = Matter &
  Readonly<{
    state: CommendationState;
    year: number;
    honour: string;
    basis: string;
    basisFile?: string;
    quota: number;
    minutesNo?: string;
    metOn?: Day;
    documentNumber?: string;
    announcedOn?: Day;
    items: readonly CommendationItem[];
    noticeEnded: boolean;
  }>;

export const commendationItemZh: Readonly<Record<CommendationItemState, string>> = {
  candidate: '候选',
  listed: '拟表彰',
  suspended: '暂停（异议核查中）',
  struck: '未列入',
  commended: '已表彰',
};

/** 发起表彰（四.4）：评比表彰须有批准依据，写明文件。 */
export const commendationForm = (now: CityTime) => {
  const year = yearOf(dayIn(now));
  return z.strictObject({
    year: count('表彰年度', { min: 2000, max: year, examples: [year], default: year }),
    honour: words('荣誉名称', { min: 2, max: 60, examples: ['优秀劳模创新工作室'] }),
    basis: words('批准依据', {
      min: 4,
      max: 200,
      description: '《评比达标表彰活动管理办法》：项目须经批准，写明批准机关和文号',
      examples: ['厦门市评比达标表彰工作协调小组批复，厦工办〔2013〕6号第四条'],
    }),
    basisFile: optionalFile('批准文件扫描件'),
    quota: count('名额', { min: 1, max: 500, examples: [10], description: '最多表彰几家；四条都符合的按名次列到名额为止' }),
  });
};
export type CommendationForm = z.infer<ReturnType<typeof commendationForm>>;

const inState = ({ items }: Commendation, ...states: readonly CommendationItemState[]) => items.filter(({ state }) => states.includes(state));
const clause = '四.4';
const someListed = (subject: Commendation) =>
  inState(subject, 'listed').length > 0 ? [] : [lacking('nothing-listed', '还没有列入拟表彰的工作室', clause, { operation: 'commendation.list' })];
const withinQuota = (subject: Commendation) => {
  const listed = inState(subject, 'listed').length;
  return listed <= subject.quota
    ? []
    : [lacking('over-quota', `名额${subject.quota}家，已列入${listed}家，请移出${listed - subject.quota}家`, clause, { operation: 'commendation.strike' })];
};
const noneLeft = (subject: Commendation) =>
  inState(subject, 'listed').length === 0 ? [] : [{ code: 'still-listed', kind: 'conflict' as const, zh: '名单里还有拟表彰的工作室' }];
const noticeOver = ({ noticeEnded }: Commendation) => (noticeEnded ? [] : [lacking('still-posted', '公示尚未期满', clause)]);
const hasCandidates = (subject: Commendation) =>
  inState(subject, 'candidate', 'struck').some(({ evidence }) => allFour(evidence))
    ? []
    : [{ code: 'nobody-left', kind: 'conflict' as const, zh: '没有其他四条都符合的候选' }];

const listing = z.strictObject({
  studio: choice('工作室', 'commendable-studios'),
  reason: words('表彰事由', {
    min: 10,
    max: 800,
    description: '对照组织健全、活动正常、制度完善、创新成果显著',
    examples: ['组织健全，活动经常，制度完善，当年两项成果得到认可，效益突出。'],
  }),
});
const striking = z.strictObject({
  studio: choice('工作室', 'listed-for-commendation'),
  reason: words('理由', { min: 2, max: 500, examples: ['名额所限，来年再评。'] }),
});
const minutes = (_: Commendation, { now }: Moment) => {
  const today = dayIn(now);
  return z.strictObject({
    minutesNo: words('会议纪要编号', { min: 2, max: 60, 'x-meeting': 'number', examples: [`主席办公会〔${yearOf(today)}〕2号`] }),
    metOn: day('会议日期', { from: addDays(today, -60), to: today, example: today, 'x-meeting': 'day' }),
  });
};
const remark = z.strictObject({ opinion });
const objected = z.strictObject({ studio: z.string().max(64), reason: z.string().max(2100) });

const marked = (
  items: readonly CommendationItem[],
  studio: string,
  from: readonly CommendationItemState[],
  change: Partial<CommendationItem>,
): readonly CommendationItem[] =>
  items.map((item) => (item.studioId === studio && from.includes(item.state) ? { ...item, ...change, version: item.version + 1 } : item));
/** 证书编号：〔年〕册内连号。 */
export const certificateNumber = (year: number, number: number): string => `厦劳创荣〔${year}〕${String(number).padStart(3, '0')}号`;
const sign = ({ items }: Commendation, _: unknown, { now, numbers }: Moment): Partial<Commendation> => {
  const year = yearOf(dayIn(now));
  const certificates = [...(numbers['certificate'] ?? [])];
  return {
    documentNumber: documentNumber(year, numbers['document']?.[0] ?? 0),
    announcedOn: dayIn(now),
    items: items.map((item) =>
      item.state === 'listed'
        ? { ...item, state: 'commended', certificateNo: certificateNumber(year, certificates.shift() ?? 0), version: item.version + 1 }
        : item,
    ),
  };
};
type One = z.infer<typeof striking>;

/** 表彰的一生（四.4）：候选和依据 → 会议 → 公示 → 签发通报、发证。 */
// oxfmt-ignore
export const commendation = life<CommendationState, Commendation>()('commendation', { zh: '表彰', path: 'commendations', way: ['draft', 'meeting', 'publicity', 'signing', 'announced'], sees: all(theCity) }, {
  'draft':     { zh: '拟定名单', desk: theDepartment, within: ({ timeLimits }) => ({ workingDays: timeLimits.reviewSummaryWorkingDays }) },
  'meeting':   { zh: '会议研究', desk: theLeaders,    within: () => ({ workingDays: 10 }) },
  'publicity': { zh: '公示中',   desk: nobody },
  'signing':   { zh: '待签发',   desk: theLeaders,    within: () => ({ workingDays: 5 }) },
  'announced': { zh: '已表彰',   desk: nobody, closed: true },
  'cancelled': { zh: '已取消',   desk: nobody, closed: true },
}, {
  submit:   { zh: '提请会议研究', from: ['draft'], to: 'meeting', when: [someListed, withinQuota] },
  approve:  { zh: '会议通过，公示', from: ['meeting'], to: 'publicity', brings: minutes, when: [someListed], becomes: (_, brought: { minutesNo: string; metOn: Day }) => brought },
  close:    { zh: '公示期满',     from: ['publicity'], to: 'signing', by: theClock, when: [noticeOver], becomes: () => ({}) },
  sign:     { zh: '签发表彰通报', from: ['signing'], to: 'announced', when: [someListed], draws: (subject) => ({ document: 1, certificate: inState(subject, 'listed').length }), becomes: sign },
  sendBack: { zh: '退回经济部',   from: ['meeting'], to: 'draft', brings: remark, tone: 'back' },
  list:     { zh: '列入拟表彰',   from: ['draft'], to: 'same', brings: listing, when: [hasCandidates], tone: 'back', becomes: ({ items }, { studio, reason }: z.infer<typeof listing>) => ({ items: marked(items, studio, ['candidate', 'struck'], { state: 'listed', reason, note: undefined }) }) },
  strike:   { zh: '移出拟表彰',   from: ['draft'], to: 'same', brings: striking, when: [someListed], tone: 'back', becomes: ({ items }, { studio, reason }: One) => ({ items: marked(items, studio, ['listed'], { state: 'struck', note: reason }) }) },
  suspend:  { zh: '暂停一家',     from: ['publicity', 'signing'], to: 'same', by: theClock, brings: objected, quiet: true, becomes: ({ items }, { studio, reason }: One) => ({ items: marked(items, studio, ['listed'], { state: 'suspended', note: reason }) }) },
  restore:  { zh: '恢复一家',     from: ['publicity', 'signing'], to: 'same', by: theClock, brings: objected, quiet: true, becomes: ({ items }, { studio }: One) => ({ items: marked(items, studio, ['suspended'], { state: 'listed', note: undefined }) }) },
  drop:     { zh: '剔除一家',     from: ['draft', 'meeting', 'publicity', 'signing', 'announced', 'cancelled'], to: 'same', by: theClock, brings: objected, quiet: true, becomes: ({ items }, { studio, reason }: One) => ({ items: marked(items, studio, ['candidate', 'listed', 'suspended'], { state: 'struck', note: reason }) }) },
  cancel:   { zh: '取消本次表彰', from: ['draft', 'signing'], to: 'cancelled', by: theDepartment, brings: remark, when: [noneLeft], tone: 'stop' },
});
