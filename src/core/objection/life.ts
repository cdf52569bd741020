import { z } from 'zod';
import { all, hasAStake, nobody, theCity, theDepartment } from '#core/people/desks.ts';
import { dayIn, type Day } from '#core/shared/days.ts';
import { optionalFile, oneOfCodes, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type ObjectionState = 'received' | 'verifying' | 'upheld' | 'rejected' | 'answered' | 'inadmissible';
export type Objection = Matter &
  Readonly<{
    state: ObjectionState;
    receipt: string;
    byKind: 'unit' | 'person';
    name: string;
    phone: string;
    address: string;
    seal?: string;
    grounds: string;
    outcome?: 'upheld' | 'rejected' | 'inadmissible';
    finding?: string;
    reply?: string;
    answeredOn?: Day;
  }>;

/** 异议：个人须实名，单位须盖公章，都要留地址和电话（domain 5）。 */
export const objectionForm = z
  .strictObject({
    studio: z.string().min(1).max(64).meta({ title: '对哪家工作室' }),
    byKind: oneOfCodes('以什么名义', { person: '个人（实名）', unit: '单位（盖公章）' }),
    name: words('姓名或单位名称', { min: 2, max: 60 }),
    address: words('地址', { min: 5, max: 120 }),
    phone: words('电话', { min: 6, max: 20 }).refine((text) => /^[0-9+\-() ]{6,20}$/.test(text), '电话只含数字和连接号'),
    grounds: words('异议内容和依据', { min: 10, max: 2000 }),
    seal: optionalFile('盖公章的异议书扫描件'),
  })
  .refine(({ byKind, seal }) => byKind === 'person' || seal !== undefined, { path: ['seal'], message: '单位提出异议须上传盖公章的异议书' });

const finding = z.strictObject({ finding: words('核查结论', { min: 5, max: 2000, examples: ['经查，反映的问题与事实不符。'] }) });
const reply = z.strictObject({ reply: words('答复内容', { min: 5, max: 2000, examples: ['您反映的问题已核查，结论如下。'] }) });

/** 异议的一生：收到即暂停所涉的一家，别家照常。 */
// oxfmt-ignore
export const objection = life<ObjectionState, Objection>()('objection', { zh: '异议', path: 'objections', way: ['received', 'verifying', 'answered'], sees: all(theCity) }, {
  'received':     { zh: '已收到',   desk: theDepartment, within: () => ({ workingDays: 3 }) },
  'verifying':    { zh: '核查中',   desk: theDepartment, within: ({ timeLimits }) => ({ workingDays: timeLimits.reviewSummaryWorkingDays * 2 }) },
  'upheld':       { zh: '异议成立', desk: theDepartment, within: () => ({ workingDays: 3 }) },
  'rejected':     { zh: '异议不成立', desk: theDepartment, within: () => ({ workingDays: 3 }) },
  'answered':     { zh: '已答复',   desk: nobody, closed: true },
  'inadmissible': { zh: '不予受理', desk: nobody, closed: true },
}, {
  admit:   { zh: '受理核查',   from: ['received'],  to: 'verifying', when: [hasAStake] },
  reject:  { zh: '异议不成立', from: ['verifying'], to: 'rejected', brings: finding, when: [hasAStake], becomes: (_, { finding: found }: z.infer<typeof finding>) => ({ outcome: 'rejected' as const, finding: found }) },
  uphold:  { zh: '异议成立',   from: ['verifying'], to: 'upheld',   brings: finding, when: [hasAStake], tone: 'stop', becomes: (_, { finding: found }: z.infer<typeof finding>) => ({ outcome: 'upheld' as const, finding: found }) },
  answer:  { zh: '答复异议人', from: ['upheld', 'rejected'], to: 'answered', brings: reply, becomes: (_, { reply: said }: z.infer<typeof reply>, { now }: Moment) => ({ reply: said, answeredOn: dayIn(now) }) },
  dismiss: { zh: '不予受理',   from: ['received'],  to: 'inadmissible', brings: finding, tone: 'stop', becomes: (_, { finding: found }: z.infer<typeof finding>) => ({ outcome: 'inadmissible' as const, finding: found }) },
});
