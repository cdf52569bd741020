import { z } from 'zod';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import { all, hasAStake, nobody, theCity, theClock, theDepartment, theLead, theRiver, theStudio, type Desk } from '#core/people/desks.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { seatedOf, type Panel } from '#core/panel/panel.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, day, flag, opinion, optionalWords, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import { itemsOf } from '#core/standard/standard.ts';
import type { AcceptanceResult, ScoreBasis } from './score.ts';
import { resultOf } from './score.ts';

export type AcceptanceState = 'arranging' | 'scoring' | 'reviewed' | 'passed' | 'rectifying' | 'failed' | 'withdrawn';
export type SiteRecord = Readonly<{ visitedOn: Day; heardReport: boolean; checkedMaterials: boolean; sawSite: boolean; problems: string }>;
export type SheetBrief = Readonly<{ expert: string; state: string; round: number }>;
export type Acceptance = Matter &
  Readonly<{
    state: AcceptanceState;
    declaration: string;
    round: number;
    leaderId?: string;
    visitOn?: Day;
    place?: string;
    cleared: Readonly<Record<string, string>>;
    record?: SiteRecord;
    frozen?: ScoreBasis;
    result?: AcceptanceResult;
    concludedOn?: Day;
    passedOn?: Day;
    sheets: readonly SheetBrief[];
    /** 公开抽签抽中的专家；没有抽签的，由经济部选。 */
    drawn: readonly string[];
    /** What the machine knows now: the basis with the sheets that are in. */
    basis: ScoreBasis;
    /** Live verdicts, while the studio is putting things right. */
    judged: readonly CriterionVerdict[];
  }>;

const fewest = 3;
/** 验收组：三至九名专家，一人一份评分表。 */
const panel: Panel = {
  least: fewest,
  most: 9,
  appoint: 'appoint',
  experts: 'experts',
  leader: 'leader',
  add: 'reinforce',
  expert: 'expert',
  clear: 'clear',
  sheet: { kind: 'sheet', declaring: 'declaring', scoring: 'scoring', in: 'in', recuse: 'recuse', gone: ['recused', 'dismissed', 'abstained'] },
  recommended: { column: 'declaration', steps: ['concur', 'forward', 'endorse'] },
};

const judging = ({ sheets, round }: Acceptance) =>
  seatedOf(
    panel,
    round,
    sheets.map((one) => ({ ...one, person: one.expert })),
  ).map(({ person: expert, state }) => ({ expert, state }));
/** 声明过无利害关系的；没有声明的，还不打开材料。 */
const declared = (acceptance: Acceptance) => judging(acceptance).filter(({ state }) => state !== panel.sheet.declaring);
/** 组长；组长回避或撤换后由仍在组内的第一位专家接替。 */
export const groupLeader = (acceptance: Acceptance): string | undefined => {
  const left = judging(acceptance).map(({ expert }) => expert);
  return acceptance.leaderId !== undefined && left.includes(acceptance.leaderId) ? acceptance.leaderId : left[0];
};
const theGroupLeader: Desk<Acceptance> = (acceptance) => {
  const person = groupLeader(acceptance);
  return declared(acceptance).some(({ expert }) => expert === person) ? [{ office: 'expert', person }] : theDepartment(acceptance);
};
/** 专家不够了，位子交回经济部来补。 */
const whoeverAssigns: Desk<Acceptance> = (acceptance) => (judging(acceptance).length < fewest ? theDepartment(acceptance) : []);
/** 评审专家只看得到自己这一组的，声明无利害关系以后才看得到。 */
const theExperts: Desk<Acceptance> = (acceptance) => declared(acceptance).map(({ expert }) => ({ office: 'expert', person: expert }));

const expertList = z
  .array(choice('专家', 'experts'))
  .min(fewest, `至少${fewest}名专家`)
  .max(9)
  .refine((chosen) => new Set(chosen).size === chosen.length, '同一名专家只选一次')
  .meta({ title: '评审专家', description: '本单位、亲属、师徒、推荐过的专家已自动回避', uniqueItems: true });
const arrangement = ({ drawn }: Acceptance, { now }: Moment) =>
  z
    .strictObject({
      experts: (drawn.length > 0
        ? expertList.refine((chosen) => chosen.every((one) => drawn.includes(one)), '评审专家已公开抽签确定，请按抽签结果安排')
        : expertList
      ).meta({
        title: '评审专家',
        description: drawn.length > 0 ? '已公开抽签确定' : '本单位、亲属、师徒、推荐过的专家已自动回避',
        uniqueItems: true,
        ...(drawn.length > 0 ? { default: [...drawn] } : {}),
      }),
      leader: choice('组长', 'experts').optional(),
      visitOn: day('现场验收日期', { from: dayIn(now), to: addDays(dayIn(now), 90), example: dayIn(now) }),
      place: words('地点', { min: 2, max: 100, examples: ['工作室所在地'] }),
    })
    .refine(({ experts, leader }) => leader === undefined || experts.includes(leader), { path: ['leader'], message: '组长须是所选专家之一' });
const clearance = z.strictObject({
  expert: choice('专家', 'conflicted-experts'),
  reason: words('不构成回避的理由', { min: 5, max: 500, examples: ['仅为同一集团，无业务和隶属关系。'] }),
});
const siteRecord = (_: Acceptance, { now }: Moment) =>
  z.strictObject({
    visitedOn: day('验收日期', { from: addDays(dayIn(now), -60), to: dayIn(now), example: dayIn(now) }),
    heardReport: flag('听取汇报'),
    checkedMaterials: flag('查阅材料'),
    sawSite: flag('查看现场'),
    problems: optionalWords('发现的问题', { max: 1000 }),
  });
const remark = z.strictObject({ opinion });
const reason = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['单位搬迁，今年不再申报。'] }) });
const another = z.strictObject({ reason: words('复议理由', { min: 2, max: 500, examples: ['评分分歧较大，需再次查看现场。'] }) });

const sheetsIn = (acceptance: Acceptance) => {
  const open = judging(acceptance).filter(({ state }) => state !== 'in');
  return open.length > 0 ? [lacking('sheets-missing', `还有${open.length}份评分表未交`, '四.1')] : [];
};
const enoughJudges = (acceptance: Acceptance) =>
  judging(acceptance).length >= fewest
    ? []
    : [lacking('too-few-judges', `回避或撤换后只剩${judging(acceptance).length}名专家，请经济部增补`, '四.2', { operation: 'acceptance.reinforce' })];
const recorded = ({ record }: Acceptance) => (record ? [] : [lacking('record-missing', '还没有现场验收记录', '四.1', { operation: 'acceptance.record' })]);
const notRecorded = ({ record }: Acceptance) => (record ? [{ code: 'recorded', kind: 'conflict' as const, zh: '已有现场验收记录' }] : []);
const firstRound = ({ round }: Acceptance) => (round === 1 ? [] : [{ code: 'second-look-used', kind: 'conflict' as const, zh: '已复议或复验过一次' }]);
const shortOfJudges = (acceptance: Acceptance) =>
  enoughJudges(acceptance).length > 0 ? [] : [{ code: 'enough-judges', kind: 'conflict' as const, zh: '专家人数已够' }];
const mended = ({ judged }: Acceptance) =>
  judged
    .filter(({ verdict }) => verdict !== 'met')
    .map(({ title, because, clause, remedies }) => lacking('criterion-open', `${title}：${because}`, clause ?? undefined, ...remedies));
/** What adds points to an item, by the rule it is scored with. */
const remediesOf: Readonly<Record<string, readonly string[]>> = {
  'lead-takes-part': ['activity.add'],
  'team-size': ['member.add'],
  'team-structure': ['member.add'],
  'projects-of-year': ['project.propose'],
  'project-ledger': ['project.propose'],
  'timely-ledger': ['activity.add'],
  'plan-and-report': ['plan.add'],
  'recognised-results': ['achievement.add'],
  'people-developed': ['mentorship.add', 'activity.add'],
};
/** 自动计分的部分已经够不到 60% 的，先补齐再复验。 */
const withinReach = ({ basis, result }: Acceptance, { standard }: Moment) =>
  (result?.criteria ?? []).flatMap(({ code, title, needed, max }) => {
    const short = itemsOf(standard.rubric.items, code).flatMap((item) => {
      const lost = item.max - (basis.automatic[item.code] ?? item.max);
      return lost > 0 ? [{ rule: item.rule, lost }] : [];
    });
    const most = max - short.reduce((sum, { lost }) => sum + lost, 0);
    const remedies = [...new Set(short.flatMap(({ rule }) => remediesOf[rule] ?? []))].map((operation) => ({ operation }));
    return most >= needed ? [] : [lacking('points-out-of-reach', `${title}：台账自动计分最多还能得${most}分，不足${needed}分`, undefined, ...remedies)];
  });

/** 汇总时定格：依据和结果一起封存，任何人都能重算。 */
const conclude = ({ basis }: Acceptance, _: unknown, { now, standard }: Moment): Partial<Acceptance> => ({
  frozen: basis,
  result: resultOf(standard, basis),
  concludedOn: dayIn(now),
});
/** 再来一轮：清空本轮的记录和结果，评分表留在上一轮。 */
const nextRound = ({ round }: Acceptance): Partial<Acceptance> => ({
  round: round + 1,
  record: undefined,
  frozen: undefined,
  result: undefined,
  concludedOn: undefined,
  leaderId: undefined,
});

/** 达标才通过；未达标的先限期整改，复验仍未达标的不通过。 */
const outcome = ({ result, round }: Acceptance): AcceptanceState => (result?.qualified ? 'passed' : round === 1 ? 'rectifying' : 'failed');

/** 考核验收的一生（四.1、四.2）。 */
// oxfmt-ignore
export const acceptance = life<AcceptanceState, Acceptance>()('acceptance', { zh: '考核验收', path: 'acceptances', way: ['arranging', 'scoring', 'reviewed', 'passed'], sees: all<Acceptance>(theRiver, theCity, theExperts), panel }, {
  'arranging':  { zh: '组建验收组', desk: theDepartment, within: () => ({ workingDays: 5 }) },
  'scoring':    { zh: '专家评分',   desk: all<Acceptance>(theGroupLeader, whoeverAssigns), within: (_, { visitOn }) => (visitOn ? { on: addDays(visitOn, 12) } : { none: true }) },
  'reviewed':   { zh: '汇总审定',   desk: theDepartment, within: ({ timeLimits }) => ({ workingDays: timeLimits.reviewSummaryWorkingDays }) },
  'rectifying': { zh: '限期整改',   desk: theStudio,     within: ({ timeLimits }) => ({ months: timeLimits.rectificationMonths }) },
  'passed':     { zh: '验收通过',   desk: nobody, closed: true },
  'failed':     { zh: '验收未通过', desk: nobody, closed: true },
  'withdrawn':  { zh: '已撤回',     desk: nobody, closed: true },
}, {
  appoint:    { zh: '组建验收组', from: ['arranging'], to: 'scoring', brings: arrangement, when: [hasAStake], confidential: true, becomes: (_, { experts, leader, visitOn, place }: { experts: string[]; leader?: string; visitOn: Day; place: string }) => ({ leaderId: leader ?? experts[0], visitOn, place }) },
  conclude:   { zh: '汇总评审意见', from: ['scoring'], to: 'reviewed', by: all<Acceptance>(theGroupLeader, theDepartment), when: [recorded, enoughJudges, sheetsIn], becomes: conclude },
  record:     { zh: '填写现场验收记录', from: ['scoring'], to: 'same', brings: siteRecord, when: [notRecorded], becomes: (_, brought: { visitedOn: Day; heardReport: boolean; checkedMaterials: boolean; sawSite: boolean; problems?: string }) => ({ record: { problems: '', ...brought } }) },
  confirm:    { zh: '审定验收结果', from: ['reviewed'], to: outcome, brings: remark, when: [hasAStake], becomes: ({ result }, _, { now }) => (result?.qualified ? { passedOn: dayIn(now) } : {}) },
  reapply:    { zh: '整改完成，申请复验', from: ['rectifying'], to: 'arranging', by: theLead, when: [mended, withinReach], becomes: nextRound },
  clear:      { zh: '认定不构成回避', from: ['arranging', 'scoring'], to: 'same', by: theDepartment, brings: clearance, confidential: true, tone: 'back', becomes: ({ cleared }, { expert, reason: why }: z.infer<typeof clearance>) => ({ cleared: { ...cleared, [expert]: why } }) },
  reinforce:  { zh: '增补专家', from: ['scoring'], to: 'same', by: theDepartment, brings: z.strictObject({ expert: choice('专家', 'experts') }), when: [shortOfJudges], confidential: true },
  secondLook: { zh: '复议', from: ['reviewed'], to: 'arranging', brings: another, when: [firstRound], tone: 'back', becomes: nextRound },
  lapse:      { zh: '逾期未整改', from: ['rectifying'], to: 'failed', by: theClock, when: [({ dueOn = '' }, { now }) => (dueOn < dayIn(now) ? [] : [lacking('not-due', '整改期限未到')])], tone: 'stop' },
  withdraw:   { zh: '撤回申报', from: ['arranging', 'rectifying'], to: 'withdrawn', by: theLead, brings: reason, tone: 'stop' },
});
