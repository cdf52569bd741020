import { z } from 'zod';
import { all, hasAStake, nobody, theCity, theClock, theDepartment, theGrassrootsUnion, theRiver, theSupervisingUnion, type Desk } from '#core/people/desks.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { choice, day, file, oneOfCodes, optionalWords, remarks, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import type { CheckItem } from './checklist.ts';
import type { PlanKind } from './plan.ts';
import { afterMerge, checkResultZh, findingLevelZh, liveNotes, mergeSite, unanswered, undescribed, type Changes, type CheckResult, type Site } from './site.ts';

export type InspectionState = 'assigned' | 'unassigned' | 'reported' | 'mending' | 'closed';
export type Inspection = Matter &
  Site &
  Readonly<{
    state: InspectionState;
    studioId: string;
    planKind: PlanKind;
    year: number;
    /** 互查的检查方。 */
    inspectorStudio?: string;
    inspectors: readonly string[];
    lastDay: Day;
    checklist: readonly CheckItem[];
    visitedOn?: Day;
    advice: string;
    learning: string;
    inspectorSigner: string;
    inspectorSign?: string;
    studioSigner: string;
    studioSign?: string;
    refused: string;
    submittedOn?: Day;
    confirmedOn?: Day;
    /** Findings of this inspection that are not closed yet. */
    openFindings: number;
  }>;

/** 检查方：互查是对方工作室，摸底是本单位工会填报，其余是检查组的人。 */
export const theInspectors: Desk<Inspection> = (inspection) => {
  const { inspectorStudio: studio, inspectors, planKind } = inspection;
  if (studio !== undefined)
    return [
      { office: 'lead', studio },
      { office: 'secretary', studio },
    ];
  if (planKind === 'census') return theGrassrootsUnion(inspection);
  return inspectors.map((person) => ({ office: 'expert', person }));
};
/** 不定期检查在提交之前，被查的一方不知道。 */
const seesIt: Desk<Inspection> = (inspection) => {
  const early = inspection.planKind === 'irregular' && (inspection.state === 'assigned' || inspection.state === 'unassigned');
  return [...(early ? theSupervisingUnion(inspection) : theRiver(inspection)), ...theInspectors(inspection)];
};

const result = ({ title, asks, group }: CheckItem, recorded: CheckResult | undefined) =>
  oneOfCodes(title, checkResultZh, { description: asks, 'x-group': group, ...(recorded === undefined ? {} : { default: recorded }) });
const findingRow = (checklist: readonly CheckItem[]) =>
  z.strictObject({
    item: oneOfCodes('对应的检查项', { ...Object.fromEntries(checklist.map(({ code, title }) => [code, title])), none: '其他' }),
    level: oneOfCodes('程度', findingLevelZh),
    text: words('问题', { min: 2, max: 1000, examples: ['场所负责人未公示，制度没有上墙。'] }),
    advice: optionalWords('改进建议', { max: 1000 }),
  });
/** 坐着也能填：一项一格，和现场检查页是同一份记录，现场记过的已经填好。 */
const sheetForm = ({ checklist, answers }: Inspection) => {
  const recorded = new Map(answers.map(({ item, result: found }) => [item, found]));
  return z.strictObject({
    answers: z.strictObject(Object.fromEntries(checklist.map((item) => [item.code, result(item, recorded.get(item.code))]))).meta({ title: '逐项检查' }),
    findings: z.array(findingRow(checklist)).max(50).optional().meta({ title: '发现的问题', description: '已经记过的不用再填，这里只添新的' }),
  });
};
type Filled = Readonly<{
  answers: Readonly<Record<string, CheckResult>>;
  findings?: readonly Readonly<{ item: string; level: 'minor' | 'red'; text: string; advice?: string }>[];
}>;
function fill(inspection: Inspection, { answers, findings = [] }: Filled, { actor, now, newId }: Moment): Site {
  const standing = new Map(inspection.answers.map((one) => [one.item, one]));
  const changes: Changes = {
    // The note made on site stays with the same finding: this form has no room for one.
    answers: Object.entries(answers).map(([item, found]) => {
      const { result: was, note = '', revision: base = 0 } = standing.get(item) ?? {};
      return { item, result: found, note: was === found ? note : '', at: now, base };
    }),
    findings: findings.map(({ item, advice = '', ...rest }) => ({
      ...rest,
      key: newId(),
      item: item === 'none' ? '' : item,
      advice,
      photos: [],
      removed: false,
      at: now,
      base: 0,
    })),
  };
  return afterMerge(inspection, mergeSite(inspection, changes, inspection.checklist, actor.id));
}

const signature = { 'x-signature': true } as const;
const visited = ({ openedAt }: Inspection, { now }: Moment) => day('检查日期', { from: addDays(dayIn(openedAt), -1), to: dayIn(now), example: dayIn(now) });
const said = (inspection: Inspection, moment: Moment) => ({
  visitedOn: visited(inspection, moment),
  advice: optionalWords('总的意见和建议', { max: 2000 }),
  ...(inspection.inspectorStudio === undefined
    ? { learning: optionalWords('值得推广的做法', { max: 2000 }) }
    : {
        learning: words('学习体会', {
          min: 5,
          max: 2000,
          description: '互查不只找问题：写下对方值得学的做法',
          examples: ['对方把攻关节点挂在现场看板上，我们也照着做。'],
        }),
      }),
  inspectorSigner: words('检查方签名人', { max: 60, examples: ['检查组'] }),
  inspectorSign: file('检查方签名', signature),
});
const handIn = (inspection: Inspection, moment: Moment) =>
  z.strictObject({
    ...said(inspection, moment),
    studioSigner: words('被检查方签名人', { max: 60, examples: ['工作室'] }),
    studioSign: file('被检查方签名', signature),
  });
const handInRefused = (inspection: Inspection, moment: Moment) =>
  z.strictObject({ ...said(inspection, moment), refused: words('被检查方未签名的原因', { min: 2, max: 300, examples: ['对第3项有不同意见，未签名。'] }) });
type HandedIn = Readonly<{
  visitedOn: Day;
  advice?: string;
  learning?: string;
  inspectorSigner: string;
  inspectorSign: string;
  studioSigner?: string;
  studioSign?: string;
  refused?: string;
}>;
const handedIn = (_: Inspection, { advice = '', learning = '', refused = '', studioSigner = '', ...rest }: HandedIn, { now }: Moment): Partial<Inspection> => ({
  ...rest,
  advice,
  learning,
  refused,
  studioSigner,
  submittedOn: dayIn(now),
});

const clause = '四.4';
const allChecked = (inspection: Inspection) => {
  const open = unanswered(inspection, inspection.checklist);
  return open.length === 0
    ? []
    : [lacking('not-checked', `还有${open.length}项没有检查：${open[0]?.title ?? ''}${open.length > 1 ? '等' : ''}`, clause, { operation: 'inspection.fill' })];
};
const allDescribed = (inspection: Inspection) =>
  undescribed(inspection, inspection.checklist).map(({ title }) =>
    lacking('not-described', `“${title}”有问题，请写明是什么问题`, clause, { operation: 'inspection.fill' }),
  );
const hasFindings = (inspection: Inspection): boolean => liveNotes(inspection).length > 0;
const confirmation = (inspection: Inspection, { now, standard }: Moment) =>
  hasFindings(inspection)
    ? z.strictObject({
        mendBy: day('整改期限', {
          from: addDays(dayIn(now), 1),
          to: addDays(dayIn(now), 180),
          example: addDays(dayIn(now), standard.inspection.mendDays),
          description: '发现的问题逐条下达工作室，严重问题同时转限期整改线索',
        }),
      })
    : z.strictObject({});
const why = (example: string) => z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: [example] }) });
const others = z.strictObject({
  inspectors: z
    .array(choice('检查人员', 'inspectors'))
    .min(1, '至少一人')
    .max(5)
    .meta({ title: '改派的检查人员', description: '本单位的人和亲属已自动回避', uniqueItems: true }),
});
const back = z.strictObject({ remarks });
const allMended = ({ openFindings }: Inspection) => (openFindings === 0 ? [] : [lacking('still-mending', `还有${openFindings}个问题没有整改完`)]);
/** 被查的一方，或者和它有利害关系的，不能去查。 */
const outsider = (inspection: Inspection, moment: Moment) =>
  inspection.planKind === 'census'
    ? []
    : [
        ...hasAStake(inspection, moment),
        ...(inspection.studioId === moment.actor.studio ? [{ code: 'has-a-stake', kind: 'forbidden' as const, zh: '不能检查自己的工作室' }] : []),
      ];

/** 摸底是本单位工会自己填的，改派不了别人。 */
const byOthers = ({ planKind }: Inspection) =>
  planKind === 'census' ? [{ code: 'own-census', kind: 'conflict' as const, zh: '摸底由本单位工会填报，不用申请回避' }] : [];

/** 检查的一生（四.4）：派出 → 现场记录、双方签名 → 市总审核 → 问题整改 → 办结。 */
// oxfmt-ignore
export const inspection = life<InspectionState, Inspection>()('inspection', { zh: '检查', path: 'inspections', way: ['assigned', 'reported', 'mending', 'closed'], sees: all(seesIt, theCity) }, {
  'assigned':   { zh: '待检查',     desk: theInspectors, within: (_, { lastDay }) => ({ on: lastDay }) },
  'unassigned': { zh: '待改派',     desk: theDepartment, within: () => ({ workingDays: 3 }) },
  'reported':   { zh: '待市总审核', desk: theDepartment, within: () => ({ workingDays: 5 }) },
  'mending':    { zh: '问题整改中', desk: nobody },
  'closed':     { zh: '已办结',     desk: nobody, closed: true },
}, {
  fill:          { zh: '填写检查表',   from: ['assigned'],   to: 'same',     brings: sheetForm, when: [outsider], tone: 'back', confidential: true, becomes: (subject, brought: Filled, moment) => fill(subject, brought, moment) },
  submit:        { zh: '提交检查记录', from: ['assigned'],   to: 'reported', brings: handIn, when: [outsider, allChecked, allDescribed], becomes: handedIn },
  submitRefused: { zh: '提交（对方未签名）', from: ['assigned'], to: 'reported', brings: handInRefused, when: [outsider, allChecked, allDescribed], tone: 'back', becomes: handedIn },
  recuse:        { zh: '申请回避',     from: ['assigned'],   to: 'unassigned', brings: why('与该单位有业务往来。'), when: [byOthers], tone: 'back', confidential: true },
  reassign:      { zh: '改派检查人员', from: ['unassigned'], to: 'assigned', brings: others, confidential: true, becomes: (_, { inspectors }: z.infer<typeof others>) => ({ inspectors, inspectorStudio: undefined }) },
  confirm:       { zh: '审核确认',     from: ['reported'],   to: (subject) => (hasFindings(subject) ? 'mending' : 'closed'), brings: confirmation, when: [hasAStake], becomes: (_, __, { now }) => ({ confirmedOn: dayIn(now) }) },
  sendBack:      { zh: '退回补查',     from: ['reported'],   to: 'assigned', brings: back, tone: 'back', becomes: () => ({ submittedOn: undefined }) },
  close:         { zh: '问题全部整改', from: ['mending'],    to: 'closed',   by: theClock, when: [allMended] },
});
