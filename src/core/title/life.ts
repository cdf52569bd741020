import { z } from 'zod';
import { all, nobody, theCity, theClock, theDepartment, theRiver } from '#core/people/desks.ts';
import { day, oneOf, optionalFile, optionalWords, words } from '#core/shared/fields.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type TitleState = 'plaque-due' | 'in-force' | 'rectifying' | 'revoked' | 'dissolved';
/** 换发、补发以前的牌匾，和它的下落。 */
export type OldPlaque = Readonly<{ plaqueNo: string; replacedOn: Day; why: string; awardedOn?: Day; receivedBy?: string; lostOn?: Day; returnedOn?: Day }>;
export type Title = Matter &
  Readonly<{
    state: TitleState;
    plaqueNo: string;
    verifyCode: string;
    namedOn: Day;
    documentNumber: string;
    awardedOn?: Day;
    handedBy?: string;
    receivedBy?: string;
    receipt?: string;
    oldPlaques: readonly OldPlaque[];
    validUntil: Day;
    endedOn?: Day;
  }>;

const award = ({ namedOn }: Title, { now }: Moment) =>
  z.strictObject({
    awardedOn: day('授牌日期', { from: namedOn, to: dayIn(now), example: dayIn(now) }),
    handedBy: optionalWords('发放人', { max: 40, description: '当面交出牌匾的人；不填即经办人' }),
    receivedBy: words('签收人', { max: 40, examples: ['工会主席'] }),
    receipt: optionalFile('签收单', { description: '打印《牌匾签收单》，双方签字后扫描' }),
  });
type Award = z.infer<ReturnType<typeof award>>;

/** 发出去、没丢、又没收回的旧牌。 */
export const outstanding = ({ oldPlaques }: Title): readonly OldPlaque[] =>
  oldPlaques.filter(({ awardedOn, lostOn, returnedOn }) => awardedOn !== undefined && lostOn === undefined && returnedOn === undefined);
const somethingOutstanding = (subject: Title) =>
  outstanding(subject).length > 0 ? [] : [{ code: 'no-old-plaque', kind: 'conflict' as const, zh: '没有待收回的旧牌匾' }];
const lost = ({ awardedOn }: Title, { now }: Moment) =>
  z.strictObject({
    lostOn: day('遗失日期', { ...(awardedOn === undefined ? {} : { from: awardedOn }), to: dayIn(now), example: dayIn(now) }),
    why: words('经过', { min: 2, max: 200, description: '凭单位的书面报告登记；登记后另编新号补发，旧号作废', examples: ['搬迁时遗失，单位已书面报告。'] }),
    report: optionalFile('单位报告或登报声明'),
  });
const takingBack = (subject: Title, { now }: Moment) => {
  const numbers = outstanding(subject).map(({ plaqueNo }) => plaqueNo);
  const [first = '—', ...rest] = numbers;
  const from = outstanding(subject)
    .map(({ replacedOn }) => replacedOn)
    .toSorted()[0];
  return z.strictObject({
    plaqueNo: oneOf('收回的牌匾', [first, ...rest]),
    returnedOn: day('收回日期', { ...(from === undefined ? {} : { from }), to: dayIn(now), example: dayIn(now) }),
    returnedBy: words('交牌人', { max: 40, examples: ['工会主席'] }),
    note: optionalWords('说明', { max: 200, description: '毁损、变形的，在这里写明' }),
    receipt: optionalFile('交接单'),
  });
};
const because = z.strictObject({ reason: z.string().max(2100).meta({ title: '事由' }) });
const renewal = z.strictObject({ validUntil: z.iso.date().meta({ title: '有效期至', format: 'date' }) });
const newPlaque = z.strictObject({
  reason: z.string().max(400).meta({ title: '事由' }),
  title: z.string().max(60).meta({ title: '牌匾上的名称' }),
  plaqueNo: z.string().max(40).meta({ title: '新牌匾编号' }),
  verifyCode: z.string().max(40).meta({ title: '新核验码' }),
});
const standing = ({ awardedOn }: Title): TitleState => (awardedOn === undefined ? 'plaque-due' : 'in-force');
/** 称号在哪一步，工作室就是什么情况。 */
export const standingOfTitle: Readonly<Record<TitleState, string>> = {
  'plaque-due': 'qualified',
  'in-force': 'in-force',
  rectifying: 'rectifying',
  revoked: 'revoked',
  dissolved: 'dissolved',
};
/** 整改中换牌的仍在整改，整改合格后再授新牌。 */
const reissued = ({ state }: Title): TitleState => (state === 'rectifying' ? 'rectifying' : 'plaque-due');
const alive: readonly TitleState[] = ['plaque-due', 'in-force', 'rectifying'];

/** 称号的一生：命名后三十日内授牌（四.3），此后有效；整改、撤销、注销、续期、换牌都由相应的事项带来。 */
// oxfmt-ignore
export const title = life<TitleState, Title>()('title', { zh: '称号', path: 'titles', way: ['plaque-due', 'in-force'], sees: all(theRiver, theCity) }, {
  'plaque-due': { zh: '待授牌', desk: theDepartment, within: ({ timeLimits }) => ({ days: timeLimits.plaqueIssueDays }) },
  'in-force':   { zh: '有效',   desk: nobody, within: (_, { validUntil }) => ({ on: addDays(validUntil, 0) }) },
  'rectifying': { zh: '整改中', desk: nobody, within: (_, { validUntil }) => ({ on: addDays(validUntil, 0) }) },
  'revoked':    { zh: '已撤销', desk: nobody, closed: true },
  'dissolved':  { zh: '已注销', desk: nobody, closed: true },
}, {
  award:    { zh: '授牌', from: ['plaque-due'], to: 'in-force', brings: award, becomes: (_, { awardedOn, handedBy, receivedBy, receipt }: Award) => ({ awardedOn, handedBy, receivedBy, receipt }) },
  lose:     { zh: '登记遗失、补发', from: ['in-force', 'rectifying'], to: 'same', by: theDepartment, brings: lost, tone: 'back' },
  takeBack: { zh: '收回旧牌匾', from: [...alive, 'revoked', 'dissolved'], to: 'same', by: theDepartment, brings: takingBack, when: [somethingOutstanding], tone: 'back' },
  rectify:  { zh: '限期整改', from: ['plaque-due', 'in-force'], to: 'rectifying', by: theClock, brings: because, tone: 'back' },
  heal:     { zh: '恢复',     from: ['rectifying', 'revoked'],  to: standing, by: theClock, brings: because, becomes: () => ({ endedOn: undefined }) },
  revoke:   { zh: '撤销',     from: alive, to: 'revoked',   by: theClock, brings: because, tone: 'stop', becomes: (_, __, { now }) => ({ endedOn: dayIn(now) }) },
  dissolve: { zh: '注销',     from: alive, to: 'dissolved', by: theClock, brings: because, tone: 'stop', becomes: (_, __, { now }) => ({ endedOn: dayIn(now) }) },
  renew:    { zh: '复核续期', from: alive, to: 'same',      by: theClock, brings: renewal, becomes: (_, brought: z.infer<typeof renewal>) => brought },
  reissue:  { zh: '换发牌匾', from: alive, to: reissued, by: theClock, brings: newPlaque, becomes: (_, { title: name, plaqueNo, verifyCode }: z.infer<typeof newPlaque>) => ({ title: name, plaqueNo, verifyCode, awardedOn: undefined, handedBy: undefined, receivedBy: undefined, receipt: undefined }) },
});
