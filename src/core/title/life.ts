import { z } from 'zod';
import { all, nobody, theCity, theDepartment, theRiver } from '#core/people/desks.ts';
import { day, optionalFile, words } from '#core/shared/fields.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type TitleState = 'plaque-due' | 'in-force';
export type Title = Matter &
  Readonly<{
    state: TitleState;
    plaqueNo: string;
    verifyCode: string;
    namedOn: Day;
    documentNumber: string;
    awardedOn?: Day;
    receivedBy?: string;
    validUntil: Day;
  }>;

const award = ({ namedOn }: Title, { now }: Moment) =>
  z.strictObject({
    awardedOn: day('授牌日期', { from: namedOn, to: dayIn(now), example: dayIn(now) }),
    receivedBy: words('签收人', { max: 40, examples: ['工会主席'] }),
    receipt: optionalFile('签收单'),
  });

/** 称号的一生：命名后三十日内授牌（四.3），此后有效。 */
// oxfmt-ignore
export const title = life<TitleState, Title>()('title', { zh: '称号', path: 'titles', way: ['plaque-due', 'in-force'], sees: all(theRiver, theCity) }, {
  'plaque-due': { zh: '待授牌', desk: theDepartment, within: ({ timeLimits }) => ({ days: timeLimits.plaqueIssueDays }) },
  'in-force':   { zh: '有效',   desk: nobody, within: (_, { validUntil }) => ({ on: addDays(validUntil, 0) }) },
}, {
  award: { zh: '授牌', from: ['plaque-due'], to: 'in-force', brings: award, becomes: (_, { awardedOn, receivedBy }: { awardedOn: Day; receivedBy: string }) => ({ awardedOn, receivedBy }) },
});
