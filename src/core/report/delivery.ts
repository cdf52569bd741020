import { z } from 'zod';
import { all, nobody, theCity, theClock, theDepartment, theRiver, theSupervisingUnion, type Desk } from '#core/people/desks.ts';
import { dayIn, type CityTime, type Day } from '#core/shared/days.ts';
import { opinion, remarks, words } from '#core/shared/fields.ts';
import { life, type Matter } from '#core/shared/life.ts';

export type DeliveryState = 'delivered' | 'reviewed' | 'returned' | 'replaced';
/** 一次报送，两份：归口工会一份、市总经济部一份，各有回执（四.4）。 */
export type Delivery = Matter &
  Readonly<{ state: DeliveryState; recipient: 'supervisor' | 'department'; receiptNo: string; deliveredAt: CityTime; reviewedOn?: Day; opinion: string }>;

export const recipientZh = { supervisor: '归口工会', department: '市总经济部' } as const;
const theRecipient: Desk<Delivery> = (delivery) => (delivery.recipient === 'supervisor' ? theSupervisingUnion(delivery) : theDepartment(delivery));
const review = z.strictObject({ opinion });

/** 报送的一生：送达即有回执；收到的一方审阅，或退回修改。 */
// oxfmt-ignore
export const delivery = life<DeliveryState, Delivery>()('delivery', { zh: '年报报送', path: 'deliveries', way: ['delivered', 'reviewed'], sees: all(theRiver, theCity) }, {
  'delivered': { zh: '已送达，待审阅', desk: theRecipient, within: ({ timeLimits }) => ({ workingDays: timeLimits.supervisorReviewWorkingDays }) },
  'reviewed':  { zh: '已审阅', desk: nobody, closed: true },
  'returned':  { zh: '已退回', desk: nobody, closed: true },
  'replaced':  { zh: '已由新报送替代', desk: nobody, closed: true },
}, {
  review:   { zh: '审阅',     from: ['delivered'], to: 'reviewed', brings: review, becomes: (_, { opinion: said }: z.infer<typeof review>, { now }) => ({ opinion: said, reviewedOn: dayIn(now) }) },
  sendBack: { zh: '退回修改', from: ['delivered'], to: 'returned', brings: z.strictObject({ remarks }), tone: 'back' },
  replace:  { zh: '重新报送', from: ['delivered', 'reviewed'], to: 'replaced', by: theClock, brings: z.strictObject({ reason: words('理由') }), tone: 'back' },
});
