import { z } from 'zod';
import { all, hasAStake, nobody, theCity, theDepartment, theRiver } from '#core/people/desks.ts';
import { file, count, oneOf, oneOfCodes, opinion, words } from '#core/shared/fields.ts';
import { dayIn, yearOf, type Day } from '#core/shared/days.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type HonourState = 'pending' | 'confirmed' | 'refused' | 'withdrawn';
export type HonourMatter = Matter &
  Readonly<{
    state: HonourState;
    personId: string;
    honourTitle: string;
    level: string;
    honourKind: string;
    year: number;
    issuer: string;
    number: string;
    certificate: string;
    confirmedOn?: Day;
  }>;

export const honourLevels = { city: '市级', province: '省部级', nation: '全国', district: '区级', unit: '单位' };
export const honourKinds = ['劳模', '五一劳动奖章', '工匠', '其他'] as const;

/** 登记领衔人的劳模荣誉（三.1）：由市总核实证书后有效。 */
export const honourForm = (now: string) => {
  const year = yearOf(dayIn(now));
  return z.strictObject({
    title: words('荣誉名称', { min: 2, max: 60, examples: ['厦门市劳动模范'] }),
    kind: oneOf('荣誉类别', honourKinds, { description: '三.1 要求市级以上劳模' }),
    level: oneOfCodes('级别', honourLevels),
    year: count('授予年份', { min: 1949, max: year, examples: [year - 2] }),
    issuer: words('授予单位', { min: 2, max: 60, examples: ['厦门市人民政府'] }),
    number: words('证书编号', { max: 60, examples: ['厦劳模证第0001号'] }),
    certificate: file('荣誉证书扫描件', { description: '市总凭证书核实' }),
  });
};

const withdrawal = z.strictObject({ reason: words('撤销依据', { min: 2, max: 500, examples: ['授予机关已发文撤销。'] }), document: file('撤销文件') });
const verdict = z.strictObject({ opinion });

/** 荣誉的核实。 */
// oxfmt-ignore
export const honour = life<HonourState, HonourMatter>()('honour', { zh: '荣誉核实', path: 'honours', way: ['pending', 'confirmed'], sees: all(theRiver, theCity) }, {
  'pending':   { zh: '待核实',   desk: theDepartment, within: ({ timeLimits }) => ({ workingDays: timeLimits.formalCheckWorkingDays }) },
  'confirmed': { zh: '已核实',   desk: nobody, closed: true },
  'refused':   { zh: '不予认定', desk: nobody, closed: true },
  'withdrawn': { zh: '荣誉已撤销', desk: nobody, closed: true },
}, {
  confirm: { zh: '核实无误', from: ['pending'], to: 'confirmed', when: [hasAStake], becomes: (_, __, { now }: Moment) => ({ confirmedOn: dayIn(now) }) },
  refuse:  { zh: '不予认定', from: ['pending'], to: 'refused',   when: [hasAStake], brings: verdict, tone: 'stop' },
  withdraw: { zh: '登记荣誉被撤销', from: ['confirmed'], to: 'withdrawn', by: theDepartment, when: [hasAStake], brings: withdrawal, tone: 'stop' },
});
