import { z } from 'zod';
import { addDays, type Day } from '../shared/days.ts';
import { day, words } from '../shared/fields.ts';

/** 定施行日要填的。 */
export const takeOverForm = (today: Day) =>
  z.strictObject({
    from: day('施行日', { from: addDays(today, 1), to: addDays(today, 3660), example: addDays(today, 30), description: '这一天起新立的事项按这个版本办' }),
    reason: words('依据', { min: 2, max: 500, examples: ['印发的通知文号和日期。'] }),
  });
/** 收回施行日要填的。 */
export const takeBackForm = z.strictObject({ reason: words('原因', { min: 2, max: 500, examples: ['通知推迟印发。'] }) });
