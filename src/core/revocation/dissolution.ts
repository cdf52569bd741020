import { z } from 'zod';
import { all, nobody, theAccountants, theCity, theDepartment, theGrassrootsUnion, theLeaders, theRiver, theSupervisingUnion } from '#core/people/desks.ts';
import { dayIn, type Day } from '#core/shared/days.ts';
import { file, oneOf, opinion, words } from '#core/shared/fields.ts';
import { life } from '#core/shared/life.ts';
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

export type DissolutionState = 'supervisor' | 'checking' | 'deciding' | 'settling' | 'dissolved' | 'declined' | 'withdrawn';
export type Dissolution = Settling & Readonly<{ state: DissolutionState; ground: string; reason: string; file?: string; decidedOn?: Day }>;

export const dissolutionGrounds = ['单位撤销或改制', '领衔人退休、调离且无人接任', '并入其他工作室', '单位自愿注销'] as const;
/** 基层工会申请注销。 */
export const dissolutionForm = () =>
  z.strictObject({
    ground: oneOf('注销事由', dissolutionGrounds),
    reason: words('说明', { min: 5, max: 800, examples: ['领衔人退休，团队已并入其他班组。'] }),
    file: file('单位盖章的申请'),
  });
const said = z.strictObject({ opinion });
const why = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['材料不全，请补正后再报。'] }) });
const dissolvedOr = (subject: Dissolution): DissolutionState => (nothingLeft(subject) ? 'dissolved' : 'settling');

/** 注销的一生：申请 → 归口意见 → 市总审核 → 领导批准 → 收牌、清算。 */
// oxfmt-ignore
export const dissolution = life<DissolutionState, Dissolution>()('dissolution', { zh: '注销', path: 'dissolutions', way: ['supervisor', 'checking', 'deciding', 'settling', 'dissolved'], sees: all(theRiver, theCity, theAccountants) }, {
  'supervisor': { zh: '归口工会意见', desk: theSupervisingUnion, within: ({ timeLimits }) => ({ workingDays: timeLimits.supervisorReviewWorkingDays }) },
  'checking':   { zh: '市总审核',     desk: theDepartment,       within: () => ({ workingDays: 5 }) },
  'deciding':   { zh: '待领导批准',   desk: theLeaders,          within: () => ({ workingDays: 10 }) },
  'settling':   { zh: '收牌和清算',   desk: theSettlers,         within: () => ({ workingDays: 20 }) },
  'dissolved':  { zh: '已注销',       desk: nobody, closed: true },
  'declined':   { zh: '未予注销',     desk: nobody, closed: true },
  'withdrawn':  { zh: '已撤回',       desk: nobody, closed: true },
}, {
  concur:       { zh: '同意注销',   from: ['supervisor'], to: 'checking', brings: said },
  check:        { zh: '审核无误，报领导', from: ['checking'], to: 'deciding', brings: said },
  approve:      { zh: '批准注销',   from: ['deciding'],   to: dissolvedOr, brings: said, tone: 'stop', becomes: (_, __, { now }) => ({ decidedOn: dayIn(now) }) },
  decline:      { zh: '不予注销',   from: ['supervisor', 'checking', 'deciding'], to: 'declined', brings: why, tone: 'back' },
  withdraw:     { zh: '撤回申请',   from: ['supervisor', 'checking', 'deciding'], to: 'withdrawn', by: theGrassrootsUnion, brings: why, tone: 'stop' },
  returnPlaque: { zh: '收回牌匾',   from: ['settling'],   to: afterPlaque('dissolved'), by: theDepartment, brings: plaqueForm, when: [plaqueDue], becomes: returning },
  recover:      { zh: '收回余款',   from: ['settling'],   to: afterMoney('dissolved'), by: theAccountants, brings: moneyForm, when: [moneyDue], becomes: recovering },
});
