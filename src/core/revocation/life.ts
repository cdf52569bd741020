import { z } from 'zod';
import { documentNumber } from '#core/batch/designation.ts';
import {
  all,
  hasAStake,
  nobody,
  theAccountants,
  theCity,
  theClock,
  theDepartment,
  theGrassrootsUnion,
  theLead,
  theLeaders,
  theRiver,
  type Desk,
} from '#core/people/desks.ts';
import { dayIn, yearOf, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { oneOfCodes, opinion, optionalFile, words } from '#core/shared/fields.ts';
import { life, type Moment } from '#core/shared/life.ts';
import {
  afterMoney,
  afterPlaque,
  moneyDue,
  moneyForm,
  nothingLeft,
  plaqueDue,
  plaqueForm,
  recovering,
  returning,
  theSettlers,
  type Settling,
} from './settlement.ts';

export type RevocationState = 'proposed' | 'statement' | 'deciding' | 'appeal' | 'appealed' | 'settling' | 'settled' | 'dropped';
export type RevocationGround = 'fraud' | 'unit-gone' | 'honour-withdrawn' | 'not-mended' | 'misuse' | 'review-failed' | 'low-score';
export type Revocation = Settling &
  Readonly<{
    state: RevocationState;
    ground: RevocationGround;
    reason: string;
    evidence?: string;
    notifiedOn?: Day;
    statement: string;
    statedOn?: Day;
    decidedOn?: Day;
    documentNumber?: string;
    appeal: string;
    reply: string;
  }>;

export const revocationGrounds: Readonly<Record<RevocationGround, string>> = {
  fraud: '弄虚作假',
  'unit-gone': '单位撤销或解散',
  'honour-withdrawn': '领衔人荣誉被撤销',
  'not-mended': '限期整改不合格',
  misuse: '补助挪作他用',
  'review-failed': '到期复核不通过',
  'low-score': '复验后考核仍不足六十分',
};

/** 市总提出撤销（domain 7）：弄虚作假、单位撤销、荣誉被撤销等。 */
export const revocationForm = () =>
  z.strictObject({
    ground: oneOfCodes('撤销事由', revocationGrounds),
    reason: words('查实的情况', { min: 5, max: 1000, examples: ['经核实，申报材料中的专利证书不属实。'] }),
  });

const notice = ({ reason }: Revocation) =>
  z.strictObject({
    reason: words('拟撤销的理由', {
      min: 5,
      max: 1000,
      description: '写进告知书，工作室据此陈述申辩',
      examples: ['限期整改期满仍没有攻关项目。'],
      ...(reason === '' ? {} : { default: reason }),
    }),
    evidence: optionalFile('依据材料'),
  });
const statement = z.strictObject({
  statement: words('陈述申辩', { min: 5, max: 2000, examples: ['已重新立项，请求再给三个月。'] }),
  file: optionalFile('补充材料'),
});
const decision = z.strictObject({ opinion });
const why = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['核实后不属实。'] }) });
const appealing = z.strictObject({
  grounds: words('申诉理由', { min: 5, max: 2000, examples: ['整改材料已按期提交，请复核。'] }),
  file: optionalFile('补充材料'),
});

const due = ({ dueOn = '9999-12-31' }: Revocation, { now }: Moment) => (dueOn < dayIn(now) ? [] : [lacking('not-due', '期限未到')]);
const notStated = ({ statedOn }: Revocation) => (statedOn === undefined ? [] : [{ code: 'stated', kind: 'conflict' as const, zh: '已提交陈述申辩' }]);
/** 告知之前只是反映和线索，只在市总一侧；告知以后工作室一侧都看得到。 */
const seesRevocation: Desk<Revocation> = (subject) => [
  ...(subject.notifiedOn === undefined ? [] : theRiver(subject)),
  ...theCity(subject),
  ...theAccountants(subject),
];
const settledOr = (subject: Revocation): RevocationState => (nothingLeft(subject) ? 'settled' : 'settling');
const revoked = (_: Revocation, __: unknown, { now, numbers }: Moment) => ({
  decidedOn: dayIn(now),
  documentNumber: documentNumber(yearOf(dayIn(now)), numbers['document']?.[0] ?? 0),
});

/** 撤销称号的一生（domain 7）：提出 → 告知、陈述申辩 → 决定 → 申诉期 → 收牌、清算。历史一直公开，写明日期。 */
// oxfmt-ignore
export const revocation = life<RevocationState, Revocation>()('revocation', { zh: '撤销称号', path: 'revocations', way: ['proposed', 'statement', 'deciding', 'appeal', 'settling', 'settled'], sees: seesRevocation }, {
  'proposed':  { zh: '拟撤销',     desk: theDepartment, within: () => ({ workingDays: 10 }) },
  'statement': { zh: '陈述申辩期', desk: all(theLead, theGrassrootsUnion), within: ({ timeLimits }) => ({ days: timeLimits.revocationStatementDays }) },
  'deciding':  { zh: '待领导决定', desk: theLeaders,    within: () => ({ workingDays: 10 }) },
  'appeal':    { zh: '已决定，申诉期', desk: theGrassrootsUnion, within: ({ timeLimits }) => ({ days: timeLimits.appealDays }) },
  'appealed':  { zh: '申诉复核',   desk: theLeaders,    within: () => ({ workingDays: 10 }) },
  'settling':  { zh: '收牌和清算', desk: theSettlers,   within: () => ({ workingDays: 20 }) },
  'settled':   { zh: '已撤销',     desk: nobody, closed: true },
  'dropped':   { zh: '不予撤销',   desk: nobody, closed: true },
}, {
  notify:       { zh: '告知拟撤销',   from: ['proposed'],  to: 'statement', brings: notice, when: [hasAStake], becomes: (_, { reason, evidence }: { reason: string; evidence?: string }, { now }) => ({ reason, evidence, notifiedOn: dayIn(now) }) },
  state:        { zh: '陈述申辩',     from: ['statement'], to: 'same', brings: statement, when: [notStated], tone: 'back', becomes: (_, { statement: said }: z.infer<typeof statement>, { now }) => ({ statement: said, statedOn: dayIn(now) }) },
  endStatement: { zh: '陈述期满',     from: ['statement'], to: 'deciding', by: theClock, when: [due] },
  revoke:       { zh: '决定撤销',     from: ['deciding'],  to: 'appeal', brings: decision, when: [hasAStake], draws: () => ({ document: 1 }), tone: 'stop', becomes: revoked },
  keep:         { zh: '不予撤销',     from: ['deciding'],  to: 'dropped', brings: decision, when: [hasAStake], tone: 'back' },
  appeal:       { zh: '申诉',         from: ['appeal'],    to: 'appealed', brings: appealing, tone: 'back', becomes: (_, { grounds }: z.infer<typeof appealing>) => ({ appeal: grounds }) },
  endAppeal:    { zh: '申诉期满',     from: ['appeal'],    to: settledOr, by: theClock, when: [due] },
  uphold:       { zh: '维持撤销',     from: ['appealed'],  to: settledOr, brings: decision, when: [hasAStake], tone: 'stop', becomes: (_, { opinion: said }: z.infer<typeof decision>) => ({ reply: said }) },
  overturn:     { zh: '撤回撤销决定', from: ['appealed'],  to: 'dropped', brings: decision, when: [hasAStake], tone: 'back', becomes: (_, { opinion: said }: z.infer<typeof decision>) => ({ reply: said }) },
  drop:         { zh: '不再撤销',     from: ['proposed'],  to: 'dropped', brings: why, tone: 'stop' },
  returnPlaque: { zh: '收回牌匾',     from: ['settling'],  to: afterPlaque('settled'), by: theDepartment, brings: plaqueForm, when: [plaqueDue], becomes: returning },
  recover:      { zh: '收回余款',     from: ['settling'],  to: afterMoney('settled'), by: theAccountants, brings: moneyForm, when: [moneyDue], becomes: recovering },
});
