import { z } from 'zod';
import { documentNumber } from '#core/batch/designation.ts';
import { nobody, theCity, theDepartment, theLeaders } from '#core/people/desks.ts';
import { dayIn, yearOf, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { count, words } from '#core/shared/fields.ts';
import { life, type Matter } from '#core/shared/life.ts';
import { bandsOf, type Banded, type Scored } from './bands.ts';

export type RoundState = 'scoring' | 'meeting' | 'announced';
/** 一年一次的考核：全部评完，一起评定等次。 */
export type Round = Matter &
  Readonly<{
    state: RoundState;
    year: number;
    documentNumber?: string;
    announcedOn?: Day;
    /** 评定的依据和结果，定格。 */
    placed?: readonly Banded[];
    /** Where the assessments of the round stand now. */
    running: readonly (Scored & { state: string; studio: string })[];
  }>;

/** 发起年度考核（四.2）。 */
export const roundForm = (now: CityTime) => {
  const year = yearOf(dayIn(now));
  return z.strictObject({ year: count('考核年度', { min: 2000, max: year, examples: [year] }) });
};

const meeting = z.strictObject({ minutesNo: words('会议纪要编号', { min: 2, max: 60, 'x-meeting': 'number', examples: ['主席办公会纪要第1号'] }) });
const remark = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['请核对两家的扣分理由。'] }) });
const allScored = ({ running }: Round) => {
  const open = running.filter(({ state }) => state !== 'scored').length;
  if (running.length === 0) return [lacking('nobody-assessed', '没有参加考核的工作室')];
  return open > 0 ? [lacking('not-all-scored', `还有${open}家未评完，评完后一起评定等次`, '四.2')] : [];
};

/** 考核批次的一生：各家评完 → 按名次和名额评定 → 会议通过 → 通报。 */
// oxfmt-ignore
export const round = life<RoundState, Round>()('round', { zh: '年度考核批次', path: 'rounds', way: ['scoring', 'meeting', 'announced'], sees: theCity }, {
  'scoring':   { zh: '考核中',   desk: theDepartment, within: () => ({ months: 2 }) },
  'meeting':   { zh: '会议研究', desk: theLeaders,    within: () => ({ workingDays: 10 }) },
  'announced': { zh: '已通报',   desk: nobody, closed: true },
}, {
  rank:     { zh: '评定等次，提请会议研究', from: ['scoring'], to: 'meeting', when: [allScored], becomes: ({ running }, _, { standard }) => ({ placed: bandsOf(standard, running.map(({ id, total, bonus, qualified }) => ({ id, total, bonus, qualified }))) }) },
  announce: { zh: '会议通过，通报', from: ['meeting'], to: 'announced', brings: meeting, draws: () => ({ document: 1 }), becomes: (_, __, { now, numbers }) => ({ announcedOn: dayIn(now), documentNumber: documentNumber(yearOf(dayIn(now)), numbers['document']?.[0] ?? 0) }) },
  sendBack: { zh: '退回经济部', from: ['meeting'], to: 'scoring', brings: remark, tone: 'back', becomes: () => ({ placed: undefined }) },
});
