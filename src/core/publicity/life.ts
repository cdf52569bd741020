import { all, nobody, theCity, theClock } from '#core/people/desks.ts';
import { dayIn, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';

export type PublicityState = 'posted' | 'ended';
/** 公示的名单是封存的快照：只有工作室名称、所在单位、领衔人（domain 5）。 */
export type PostedStudio = Readonly<{ studio: string; name: string; unit: string; lead: string }>;
export type Publicity = Matter &
  Readonly<{ state: PublicityState; postedOn: Day; until: Day; endedOn?: Day; code: string; snapshot: readonly PostedStudio[]; sha256: string }>;

const over = ({ until }: Publicity, { now }: Moment) => (until < dayIn(now) ? [] : [lacking('still-posted', '公示尚未期满', '四.2')]);

/** 公示的一生：工作日走完，自己结束。 */
// oxfmt-ignore
export const publicity = life<PublicityState, Publicity>()('publicity', { zh: '公示', path: 'publicities', way: ['posted', 'ended'], sees: all(theCity, () => [{ office: 'supervisor' }, { office: 'grassroots' }, { office: 'lead' }, { office: 'secretary' }]) }, {
  'posted': { zh: '公示中',   desk: nobody, within: (_, { until }) => ({ on: until }) },
  'ended':  { zh: '公示期满', desk: nobody, closed: true },
}, {
  end: { zh: '公示期满', from: ['posted'], to: 'ended', by: theClock, when: [over], becomes: (_, __, { now }: Moment) => ({ endedOn: dayIn(now) }) },
});
