import { z } from 'zod';
import { theAccountants, theDepartment, type Desk } from '#core/people/desks.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { day, money, optionalFile, optionalWords } from '#core/shared/fields.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import type { Fen } from '#core/shared/money.ts';

/** 摘牌和清算：牌匾收回，未用完的补助收回，两样都办完才算办结（domain 7）。 */
export type Settling = Matter &
  Readonly<{
    plaqueReturnedOn?: Day;
    plaqueNote: string;
    recoveredFen?: Fen;
    recoveryVoucher: string;
    moneySettledOn?: Day;
    /** What the studio was paid and has not spent; nought where there is nothing to recover. */
    unspentFen: Fen;
    /** Whether there is a plaque to bring back. */
    hasPlaque: boolean;
  }>;

export const plaqueOpen = ({ hasPlaque, plaqueReturnedOn }: Settling): boolean => hasPlaque && plaqueReturnedOn === undefined;
export const moneyOpen = ({ unspentFen, moneySettledOn }: Settling): boolean => unspentFen > 0 && moneySettledOn === undefined;

/** 牌匾由经济部收，余款由财务收；各自的办完了就不再在桌上。 */
export const theSettlers: Desk<Settling> = (subject) => [
  ...(plaqueOpen(subject) ? theDepartment(subject) : []),
  ...(moneyOpen(subject) ? theAccountants(subject) : []),
];

export const plaqueForm = (_: Settling, { now }: Moment) =>
  z.strictObject({
    plaqueReturnedOn: day('收回日期', { from: addDays(dayIn(now), -60), to: dayIn(now), example: dayIn(now) }),
    plaqueNote: optionalWords('说明', { max: 200, description: '遗失、损毁的，在这里写明' }),
  });
export const moneyForm = ({ unspentFen }: Settling) =>
  z.strictObject({
    recoveredFen: money('收回金额', { min: 0, description: '未用完的补助；已按规定用途支出的不收回', examples: [unspentFen] }),
    recoveryVoucher: optionalWords('凭证号', { max: 60 }),
    proof: optionalFile('银行回单'),
  });
export type PlaqueBrought = Readonly<{ plaqueReturnedOn: Day; plaqueNote?: string }>;
export type MoneyBrought = Readonly<{ recoveredFen: Fen; recoveryVoucher?: string }>;

export const plaqueDue = (subject: Settling) =>
  plaqueOpen(subject) ? [] : [{ code: 'plaque-returned', kind: 'conflict' as const, zh: '牌匾已收回或没有牌匾' }];
export const moneyDue = (subject: Settling) => (moneyOpen(subject) ? [] : [{ code: 'money-settled', kind: 'conflict' as const, zh: '没有需要收回的补助' }]);
export const returning = (_: Settling, { plaqueReturnedOn, plaqueNote = '' }: PlaqueBrought) => ({ plaqueReturnedOn, plaqueNote });
export const recovering = (_: Settling, { recoveredFen, recoveryVoucher = '' }: MoneyBrought, { now }: Moment) => ({
  recoveredFen,
  recoveryVoucher,
  moneySettledOn: dayIn(now),
});
/** 另一样还没办完，就还在清算。 */
export const afterPlaque =
  <D extends string>(done: D) =>
  (subject: Settling): D | 'settling' =>
    moneyOpen(subject) ? 'settling' : done;
export const afterMoney =
  <D extends string>(done: D) =>
  (subject: Settling): D | 'settling' =>
    plaqueOpen(subject) ? 'settling' : done;
/** 本来就没有牌匾、也没有余款的，到清算即办结。 */
export const nothingLeft = (subject: Settling): boolean => !plaqueOpen(subject) && !moneyOpen(subject);
