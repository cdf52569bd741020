import { z } from 'zod';
import { all, hasAStake, nobody, theCity, theDepartment, theGrassrootsUnion, theRiver, theStudio, theSupervisingUnion, type Desk } from '#core/people/desks.ts';
import { addDays, dayIn, type CityTime, type Day } from '#core/shared/days.ts';
import { choice, day, file, oneOf, opinion, optionalFile, optionalWords, remarks, words } from '#core/shared/fields.ts';
import { life, type Matter } from '#core/shared/life.ts';
import { premisesKinds } from '#core/studio/ledger.ts';

export type ChangeWhat = 'lead' | 'name' | 'unit' | 'place' | 'merge' | 'split';
export type ChangeState = 'supervisor' | 'checking' | 'returned' | 'approved' | 'declined' | 'withdrawn';
/** 变更（domain 2 第18步）：改什么，改成什么，为什么；批准之日起生效，旧名旧人留在历史里。 */
export type Change = Matter &
  Readonly<{ state: ChangeState; what: ChangeWhat; asked: Readonly<Record<string, unknown>>; reason: string; file?: string; approvedOn?: Day }>;

export const changeZh: Readonly<Record<ChangeWhat, string>> = {
  lead: '变更领衔人',
  name: '变更名称',
  unit: '变更所在单位',
  place: '变更场所',
  merge: '并入其他工作室',
  split: '分设工作室',
};
export const leadReasons = ['退休', '调离', '荣誉被撤销', '身体原因', '其他'] as const;

const reason = words('变更原因', { min: 2, max: 500, examples: ['因工作需要调整。'] });
const proof = optionalFile('证明材料', { description: '单位文件、任免通知等' });
const studioName = (title: string) => words(title, { min: 4, max: 60, examples: ['示例劳模创新工作室'] });

/** 每一种变更要填的。 */
// oxfmt-ignore
export const changeForms = {
  lead: () => z.strictObject({
    newLead: choice('新领衔人', 'team-members', { description: '三.1：须为市级以上劳模；从在队成员中选，没有的先添加成员' }),
    why: oneOf('原领衔人情况', leadReasons),
    newName: optionalWords('工作室新名称', { max: 60, description: '一：以领衔劳模命名；不填则沿用原名' }),
    reason, file: proof,
  }),
  name: () => z.strictObject({ newName: studioName('新名称'), reason, file: proof }),
  unit: () => z.strictObject({ newUnit: choice('新的所在单位工会', 'grassroots-unions'), reason, file: file('单位改制、迁移的文件') }),
  place: (now: CityTime) => z.strictObject({
    kind: oneOf('依托场所', premisesKinds, { description: '四.3' }),
    address: words('新地址', { min: 2, max: 120, examples: ['厂区5号楼101室'] }),
    areaM2: z.number({ error: '请填写面积' }).min(0, '面积不能为负').max(100_000, '面积过大').meta({ title: '面积', 'x-unit': '平方米', examples: [40] }),
    since: day('启用日期', { from: addDays(dayIn(now), -366), to: dayIn(now), example: dayIn(now) }),
    reason, file: proof,
  }),
  merge: () => z.strictObject({ into: choice('并入的工作室', 'neighbour-studios', { description: '同一归口工会的在办工作室' }), reason, file: file('双方单位同意的文件') }),
  split: () => z.strictObject({
    newLead: choice('新工作室领衔人', 'team-members'),
    newName: studioName('新工作室名称'),
    field: oneOf('领衔人专长', ['技术', '科研', '管理', '服务'] as const),
    goWith: z.array(choice('随同成员', 'team-members')).max(50).optional().meta({ title: '随同成员', uniqueItems: true }),
    reason, file: proof,
  }),
} as const satisfies Record<ChangeWhat, (now: CityTime) => z.ZodObject>;
export const changeWhats = Object.keys(changeForms) as readonly ChangeWhat[];

/** 领衔人空缺（domain 7）：报了就开始计九十日。 */
export const vacancyForm = (now: CityTime) =>
  z.strictObject({
    since: day('空缺自', { from: addDays(dayIn(now), -366), to: dayIn(now), example: dayIn(now) }),
    why: oneOf('原因', leadReasons),
    actingNote: words('空缺期间由谁主持', { min: 2, max: 200, examples: ['由副领衔人主持日常工作'] }),
  });

const theApplicants: Desk<Change> = all(theStudio, theGrassrootsUnion);
const said = z.strictObject({ opinion });
const why = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['材料不全，请补正后再报。'] }) });
const mended = z.strictObject({ reason: words('补充说明', { min: 2, max: 500, examples: ['已补充单位文件。'] }), file: optionalFile('补充材料') });

/** 变更的一生：申请 → 归口意见 → 市总批准；批准即生效。 */
// oxfmt-ignore
export const change = life<ChangeState, Change>()('change', { zh: '变更', path: 'changes', way: ['supervisor', 'checking', 'approved'], sees: all(theRiver, theCity) }, {
  'supervisor': { zh: '归口工会意见', desk: theSupervisingUnion, within: ({ timeLimits }) => ({ workingDays: timeLimits.supervisorReviewWorkingDays }) },
  'checking':   { zh: '市总审核',     desk: theDepartment,       within: ({ timeLimits }) => ({ workingDays: timeLimits.formalCheckWorkingDays }) },
  'returned':   { zh: '退回补充',     desk: theApplicants,       within: () => ({ workingDays: 10 }) },
  'approved':   { zh: '已变更',       desk: nobody, closed: true },
  'declined':   { zh: '不予变更',     desk: nobody, closed: true },
  'withdrawn':  { zh: '已撤回',       desk: nobody, closed: true },
}, {
  concur:   { zh: '同意变更',   from: ['supervisor'], to: 'checking', brings: said },
  approve:  { zh: '批准变更',   from: ['checking'],   to: 'approved', brings: said, when: [hasAStake], becomes: (_, __, { now }) => ({ approvedOn: dayIn(now) }) },
  resubmit: { zh: '补充后再报', from: ['returned'],   to: 'supervisor', brings: mended },
  sendBack: { zh: '退回补充',   from: ['supervisor', 'checking'], to: 'returned', brings: z.strictObject({ remarks }), tone: 'back' },
  decline:  { zh: '不予变更',   from: ['supervisor', 'checking'], to: 'declined', brings: why, tone: 'stop' },
  withdraw: { zh: '撤回变更',   from: ['supervisor', 'checking', 'returned'], to: 'withdrawn', by: theApplicants, brings: why, tone: 'stop' },
});
