import { z } from 'zod';
import { all, nobody, theAccountants, theCity, theClock, theDepartment, theGrassrootsUnion, theRiver, type Case } from '#core/people/desks.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { forbidden, lacking, type Reason } from '#core/shared/decision.ts';
import { day, file, opinion, remarks, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import type { Fen } from '#core/shared/money.ts';
import type { Standard } from '#core/standard/standard.ts';

export type GrantState = 'account' | 'checking' | 'paying' | 'receipt' | 'paid' | 'stopped';
export type Grant = Matter &
  Readonly<{
    state: GrantState;
    acceptance: string;
    studioId: string;
    amountFen: Fen;
    accountName?: string;
    bank?: string;
    accountNo?: string;
    checkedBy?: string;
    paidBy?: string;
    paidOn?: Day;
    voucherNo?: string;
    receipt?: string;
  }>;

/** What a grant rests on. */
export type GrantGrounds = Readonly<{ acceptancePassed: boolean; noticeEnded: boolean; upheldObjection: boolean; plaqueAwarded: boolean; granted: boolean }>;
/** 补助只能从通过的验收产生（四.1）；公示期满、没有成立的异议；2019年版还要已授牌；一家一次。 */
export function mayOpenGrant({ subsidy }: Pick<Standard, 'subsidy'>, grounds: GrantGrounds): readonly Reason[] {
  const { requires, clause } = subsidy;
  const where = clause ?? undefined;
  return [
    ...(requires.includes('acceptance') && !grounds.acceptancePassed ? [lacking('acceptance-not-passed', '考核验收尚未通过，不能补助', where)] : []),
    ...(requires.includes('publicity') && !grounds.noticeEnded ? [lacking('still-posted', '公示尚未期满，不能补助', where)] : []),
    ...(grounds.upheldObjection ? [lacking('objection-upheld', '公示异议成立，不能补助', where)] : []),
    ...(requires.includes('plaque') && !grounds.plaqueAwarded ? [lacking('plaque-not-awarded', '尚未授牌，不能补助', where)] : []),
    ...(grounds.granted ? [{ code: 'granted-already', kind: 'conflict' as const, zh: '该工作室已有补助，一家只补助一次' }] : []),
  ];
}

const account = z.strictObject({
  accountName: words('户名', { min: 4, max: 80, description: '收款人为所在单位工会', examples: ['示例单位工会委员会'] }),
  bank: words('开户银行', { min: 4, max: 80, examples: ['示例银行厦门分行'] }),
  accountNo: words('账号', { min: 8, max: 32, examples: ['0000000000000000'], 'x-personal': true }).refine(
    (text) => /^[0-9 -]{8,32}$/.test(text),
    '账号只含数字',
  ),
});
const check = z.strictObject({ opinion });
const returned = z.strictObject({ remarks });
const payment = (_: Grant, { now }: Moment) =>
  z.strictObject({
    paidOn: day('拨付日期', { from: addDays(dayIn(now), -30), to: dayIn(now), example: dayIn(now) }),
    voucherNo: words('凭证号', { max: 40, examples: ['银付字第1号'] }),
  });
const stopped = z.strictObject({ reason: z.string().max(400).meta({ title: '事由' }) });
const receipt = z.strictObject({ receipt: file('收款收据', { description: '盖财务章的收据扫描件' }) });

/** 两个人：核定的人不拨付（四.1、domain 6）。 */
const anotherPerson = ({ checkedBy }: Grant, { actor }: Moment) => (checkedBy === actor.id ? [forbidden('same-person', '核定和拨付须由两个人办理')] : []);

/** 补助的一生：报账户 → 核定 → 拨付 → 回执。 */
// oxfmt-ignore
export const grant = life<GrantState, Grant>()('grant', { zh: '补助', path: 'grants', way: ['account', 'checking', 'paying', 'receipt', 'paid'], sees: all<Case>(theRiver, theCity, theAccountants) }, {
  'account':  { zh: '填报收款账户', desk: theGrassrootsUnion, within: () => ({ workingDays: 10 }) },
  'checking': { zh: '待核定',       desk: theDepartment,      within: () => ({ workingDays: 5 }) },
  'paying':   { zh: '待拨付',       desk: theAccountants,     within: () => ({ workingDays: 10 }) },
  'receipt':  { zh: '已付款，待回执', desk: theGrassrootsUnion, within: () => ({ workingDays: 10 }) },
  'paid':     { zh: '已拨付',       desk: nobody, closed: true },
  'stopped':  { zh: '已停拨',       desk: nobody, closed: true },
}, {
  register: { zh: '填报收款账户', from: ['account'],  to: 'checking', brings: account, becomes: (_, brought: z.infer<typeof account>) => brought },
  check:    { zh: '核定金额和账户', from: ['checking'], to: 'paying',  brings: check, becomes: (_, __, { actor }) => ({ checkedBy: actor.id }) },
  pay:      { zh: '拨付',         from: ['paying'],   to: 'receipt',  brings: payment, when: [anotherPerson], becomes: (_, brought: { paidOn: Day; voucherNo: string }, { actor }) => ({ ...brought, paidBy: actor.id }) },
  confirm:  { zh: '回执',         from: ['receipt'],  to: 'paid',     brings: receipt, becomes: (_, brought: z.infer<typeof receipt>) => brought },
  sendBack: { zh: '退回核对账户', from: ['checking', 'paying'], to: 'account', brings: returned, tone: 'back', becomes: () => ({ checkedBy: undefined }) },
  stop:     { zh: '停止拨付', from: ['account', 'checking', 'paying'], to: 'stopped', by: theClock, brings: stopped, tone: 'stop' },
});
