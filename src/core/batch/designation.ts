import { z } from 'zod';
import { all, nobody, theCity, theClock, theDepartment, theLeaders } from '#core/people/desks.ts';
import { addDays, dayIn, yearOf, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, day, opinion, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type DesignationState = 'draft' | 'meeting' | 'publicity' | 'signing' | 'issued' | 'cancelled';
export type ItemState = 'listed' | 'suspended' | 'struck' | 'deferred' | 'named';
/** 名单里的一家工作室；自有版本，动一家不影响别家。 */
export type DesignationItem = Readonly<{
  id: string;
  studioId: string;
  acceptanceId: string;
  standard: string;
  state: ItemState;
  version: number;
  note?: string;
  plaqueNo?: string;
}>;
export type Designation = Matter &
  Readonly<{
    state: DesignationState;
    year: number;
    minutesNo?: string;
    metOn?: Day;
    documentNumber?: string;
    issuedOn?: Day;
    items: readonly DesignationItem[];
    /** 公示已经期满（由公示事项告知）。 */
    noticeEnded: boolean;
  }>;

export const itemStateZh: Readonly<Record<ItemState, string>> = {
  listed: '拟命名',
  suspended: '暂停（异议核查中）',
  struck: '已剔除',
  deferred: '暂缓',
  named: '已命名',
};
const inState = ({ items }: Designation, ...states: readonly ItemState[]) => items.filter(({ state }) => states.includes(state));
const someListed = (designation: Designation) =>
  inState(designation, 'listed').length > 0 ? [] : [lacking('nothing-listed', '名单里没有可以命名的工作室', '四.2')];
const noneLeft = (designation: Designation) =>
  inState(designation, 'listed').length === 0 ? [] : [{ code: 'still-listed', kind: 'conflict' as const, zh: '名单里还有拟命名的工作室' }];
const noticeOver = ({ noticeEnded }: Designation) => (noticeEnded ? [] : [lacking('still-posted', '公示尚未期满', '四.2')]);

const minutes = (_: Designation, { now }: Moment) => {
  const today = dayIn(now);
  return z.strictObject({
    minutesNo: words('会议纪要编号', { min: 2, max: 60, 'x-meeting': 'number', examples: [`主席办公会〔${yearOf(today)}〕1号`] }),
    metOn: day('会议日期', { from: addDays(today, -60), to: today, example: today, 'x-meeting': 'day' }),
    deferred: z.array(choice('工作室', 'listed-studios')).max(200).optional().meta({ title: '暂缓的工作室', description: '留待下一批研究' }),
  });
};
const remark = z.strictObject({ opinion });
const one = z.strictObject({
  studio: choice('工作室', 'listed-studios'),
  reason: words('理由', { min: 2, max: 500, examples: ['单位来函申请暂不命名。'] }),
});
const objected = z.strictObject({ studio: z.string().max(64), reason: z.string().max(2100) });

const marked = (
  items: readonly DesignationItem[],
  which: readonly string[],
  from: readonly ItemState[],
  state: ItemState,
  note?: string,
): readonly DesignationItem[] =>
  items.map((item) => (which.includes(item.studioId) && from.includes(item.state) ? { ...item, state, note, version: item.version + 1 } : item));

const meet = ({ items }: Designation, { minutesNo, metOn, deferred = [] }: { minutesNo: string; metOn: Day; deferred?: string[] }) => ({
  minutesNo,
  metOn,
  items: marked(items, deferred, ['listed'], 'deferred', '会议研究暂缓'),
});
/** 牌匾编号：〔年〕册内连号，不跳号。 */
export const plaqueNumber = (year: number, number: number): string => `厦劳创〔${year}〕${String(number).padStart(3, '0')}`;
export const documentNumber = (year: number, number: number): string => `厦工办〔${year}〕${number}号`;
const sign = ({ items }: Designation, _: unknown, { now, numbers }: Moment) => {
  const year = yearOf(dayIn(now));
  const plaques = [...(numbers['plaque'] ?? [])];
  return {
    documentNumber: documentNumber(year, numbers['document']?.[0] ?? 0),
    issuedOn: dayIn(now),
    items: items.map((item) =>
      item.state === 'listed' ? { ...item, state: 'named' as const, plaqueNo: plaqueNumber(year, plaques.shift() ?? 0), version: item.version + 1 } : item,
    ),
  };
};
type One = z.infer<typeof one>;

/** 命名批次的一生：拟定 → 会议研究 → 公示 → 签发。逐家进出，互不牵连。 */
// oxfmt-ignore
export const designation = life<DesignationState, Designation>()('designation', { zh: '命名批次', path: 'designations', way: ['draft', 'meeting', 'publicity', 'signing', 'issued'], sees: all(theCity) }, {
  'draft':     { zh: '拟定名单', desk: theDepartment, within: ({ timeLimits }) => ({ workingDays: timeLimits.reviewSummaryWorkingDays }) },
  'meeting':   { zh: '会议研究', desk: theLeaders,    within: () => ({ workingDays: 10 }) },
  'publicity': { zh: '公示中',   desk: nobody },
  'signing':   { zh: '待签发',   desk: theLeaders,    within: () => ({ workingDays: 5 }) },
  'issued':    { zh: '已命名',   desk: nobody, closed: true },
  'cancelled': { zh: '已取消',   desk: nobody, closed: true },
}, {
  submit:  { zh: '提请会议研究', from: ['draft'], to: 'meeting', when: [someListed] },
  approve: { zh: '会议通过',     from: ['meeting'], to: ({ items }, { deferred = [] }: { deferred?: string[] }) => (items.some(({ state, studioId }) => state === 'listed' && !deferred.includes(studioId)) ? 'publicity' : 'cancelled'), brings: minutes, when: [someListed], becomes: meet },
  close:   { zh: '公示期满',     from: ['publicity'], to: 'signing', by: theClock, when: [noticeOver], becomes: () => ({}) },
  sign:    { zh: '签发命名决定', from: ['signing'], to: 'issued', when: [someListed], draws: (subject) => ({ document: 1, plaque: inState(subject, 'listed').length }), becomes: sign },
  sendBack:{ zh: '退回经济部',   from: ['meeting'], to: 'draft', brings: remark, tone: 'back' },
  strike:  { zh: '移出名单',     from: ['draft'], to: 'same', brings: one, quiet: true, tone: 'back', becomes: ({ items }, { studio, reason }: One) => ({ items: marked(items, [studio], ['listed'], 'struck', reason) }) },
  suspend: { zh: '暂停一家',     from: ['publicity', 'signing'], to: 'same', by: theClock, brings: objected, quiet: true, becomes: ({ items }, { studio, reason }: One) => ({ items: marked(items, [studio], ['listed'], 'suspended', reason) }) },
  restore: { zh: '恢复一家',     from: ['publicity', 'signing'], to: 'same', by: theClock, brings: objected, quiet: true, becomes: ({ items }, { studio }: One) => ({ items: marked(items, [studio], ['suspended'], 'listed') }) },
  drop:    { zh: '剔除一家',     from: ['publicity', 'signing', 'issued', 'cancelled'], to: 'same', by: theClock, brings: objected, quiet: true, becomes: ({ items }, { studio, reason }: One) => ({ items: marked(items, [studio], ['listed', 'suspended'], 'struck', reason) }) },
  cancel:  { zh: '取消本批',     from: ['draft', 'signing'], to: 'cancelled', by: theDepartment, brings: remark, when: [noneLeft], tone: 'stop' },
});
