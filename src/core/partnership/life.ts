import { z } from 'zod';
import { all, nobody, theCity, theClock, theGrassrootsUnion, theRiver, theStudio, type Desk } from '#core/people/desks.ts';
import { addMonths, dayIn, type CityTime, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { askedWhen } from '#core/shared/asked-when.ts';
import { choice, count, day, file, oneOfCodes, opinion, words } from '#core/shared/fields.ts';
import { life, type Matter } from '#core/shared/life.ts';

export type PartnershipState = 'invited' | 'in-force' | 'declined' | 'withdrawn' | 'ended';
export type Partnership = Matter &
  Readonly<{
    state: PartnershipState;
    partnerUnion: string;
    role: string;
    sharePercent: number;
    ip: 'agreement' | 'waiver';
    agreement?: string;
    waiver: string;
    until?: Day;
    confirmedOn?: Day;
    endedOn?: Day;
    /** What the other partners hold together, in percent. */
    othersPercent: number;
  }>;

/** 邀请共建单位（四.3）：份额、分工、知识产权协议或书面说明不订。 */
export const partnershipForm = (now: CityTime) =>
  askedWhen(
    z.strictObject({
      partner: choice('共建单位工会', 'partner-unions', { description: '四.3：鼓励跨单位申报' }),
      role: words('分工', { min: 2, max: 300, examples: ['提供检测设备，参与工艺试验。'] }),
      sharePercent: count('成果份额（%）', { min: 1, max: 99, description: '共建单位所占；其余归所在单位', examples: [30] }),
      ip: oneOfCodes(
        '知识产权约定',
        { agreement: '已签协议', waiver: '不签协议，说明理由' },
        { description: '四.3：依照法律、法规和约定', examples: ['waiver'] },
      ),
      agreement: file('知识产权协议'),
      waiver: words('不签协议的理由', { min: 2, max: 500, examples: ['仅交流技术，不产生共有成果。'] }),
      until: day('共建至', { from: dayIn(now), to: addMonths(dayIn(now), 120), example: addMonths(dayIn(now), 12) }).optional(),
    }),
    { agreement: { field: 'ip', is: ['agreement'] }, waiver: { field: 'ip', is: ['waiver'] } },
  );
export type PartnershipForm = z.infer<ReturnType<typeof partnershipForm>>;

const thePartner: Desk<Partnership> = ({ partnerUnion: union }) => [{ office: 'grassroots', union }];
const theHost: Desk<Partnership> = all(theStudio, theGrassrootsUnion);
const said = z.strictObject({ opinion });
const why = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['本单位人手不足，暂不参加。'] }) });
const sharesFit = ({ sharePercent, othersPercent }: Pick<Partnership, 'sharePercent' | 'othersPercent'>) =>
  sharePercent + othersPercent < 100
    ? []
    : [lacking('shares-over', `共建单位份额合计${sharePercent + othersPercent}%，应留给所在单位，请撤回后重新商定`, '四.3')];
const termOver = ({ until }: Partnership, { now }: { now: CityTime }) =>
  until !== undefined && until < dayIn(now) ? [] : [lacking('term-runs', '共建期限未到')];

/** 共建的一生（四.3）：工作室邀请，共建单位自己确认。工作室仍只计入一个归口工会。 */
// oxfmt-ignore
export const partnership = life<PartnershipState, Partnership>()('partnership', { zh: '共建', path: 'partnerships', way: ['invited', 'in-force'], sees: all<Partnership>(theRiver, theCity, thePartner) }, {
  'invited':   { zh: '待共建单位确认', desk: thePartner, within: () => ({ workingDays: 10 }) },
  'in-force':  { zh: '共建中',   desk: nobody },
  'declined':  { zh: '未参加',   desk: nobody, closed: true },
  'withdrawn': { zh: '已撤回',   desk: nobody, closed: true },
  'ended':     { zh: '已结束',   desk: nobody, closed: true },
}, {
  confirm:  { zh: '确认共建', from: ['invited'],  to: 'in-force',  brings: said, when: [sharesFit], becomes: (_, __, { now }) => ({ confirmedOn: dayIn(now) }) },
  decline:  { zh: '不参加',   from: ['invited'],  to: 'declined',  brings: why, tone: 'stop' },
  withdraw: { zh: '撤回邀请', from: ['invited'],  to: 'withdrawn', by: theHost, brings: why, tone: 'stop' },
  end:      { zh: '结束共建', from: ['in-force'], to: 'ended',     by: all(theHost, thePartner), brings: why, tone: 'stop', becomes: (_, __, { now }) => ({ endedOn: dayIn(now) }) },
  expire:   { zh: '共建期满', from: ['in-force'], to: 'ended',     by: theClock, when: [termOver], becomes: (_, __, { now }) => ({ endedOn: dayIn(now) }) },
});
