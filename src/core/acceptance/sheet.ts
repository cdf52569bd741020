import { z } from 'zod';
import { isAutomatic } from '#core/criteria/points.ts';
import { all, nobody, theDepartment, type Case, type Desk } from '#core/people/desks.ts';
import type { Day } from '#core/shared/days.ts';
import { dayIn } from '#core/shared/days.ts';
import { askedWhen } from '#core/shared/asked-when.ts';
import { oneOfCodes, optionalWords, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import type { RubricItem, Standard } from '#core/standard/standard.ts';

export type SheetState = 'declaring' | 'scoring' | 'in' | 'recused' | 'dismissed' | 'abstained';
export type Sheet = Matter &
  Readonly<{
    state: SheetState;
    expertId: string;
    round: number;
    points?: Readonly<Record<string, number>>;
    reasons?: Readonly<Record<string, string>>;
    veto?: string;
    vetoReason?: string;
    advice: string;
    inOn?: Day;
    /** Suggestions of the machine, item by item. */
    suggested: Readonly<Record<string, number>>;
    /** The leader of the group, who may ask for a sheet to be done again. */
    leaderId?: string;
    /** Colleagues who have handed in their own sheets and may now read this one. */
    peers: readonly string[];
    concluded: boolean;
  }>;

const theExpert: Desk<Sheet> = ({ expertId }) => [{ office: 'expert', person: expertId }];
const theGroupLeader: Desk<Sheet> = ({ leaderId }) => (leaderId === undefined ? [] : [{ office: 'expert', person: leaderId }]);
/** 交了自己的，才能看别人的；组长汇总时看全部。市总只在交表后看。 */
const seesSheet: Desk<Sheet> = (sheet) => [
  ...theExpert(sheet),
  ...(sheet.state === 'in' ? [...sheet.peers.map((person) => ({ office: 'expert' as const, person })), ...theGroupLeaderAfterOwn(sheet)] : []),
  { office: 'department' },
  { office: 'auditor' },
];
const theGroupLeaderAfterOwn: Desk<Sheet> = ({ leaderId, peers }) =>
  leaderId !== undefined && peers.includes(leaderId) ? [{ office: 'expert', person: leaderId }] : [];

const scoreOf = ({ zh, max, ruleZh, code }: RubricItem, step: number, suggested?: number, given?: number) =>
  z
    .number({ error: `请给“${zh}”打分` })
    .min(0, '不低于0分')
    .max(max, `不超过${max}分`)
    .multipleOf(step, `以${step}分为一档`)
    .meta({
      title: `${code} ${zh}`,
      description: ruleZh,
      'x-group': code.split('.')[0],
      ...(suggested === undefined ? {} : { 'x-suggested': suggested }),
      ...(given === undefined ? {} : { default: given }),
    });

/** 专家要打分的项；自动计分的不再打。 */
export const askedItems = ({ rubric }: Standard): readonly RubricItem[] => rubric.items.filter((item) => !isAutomatic(item));

type Given = Readonly<Record<string, unknown>>;
type Before = Pick<Sheet, 'suggested'> & Partial<Pick<Sheet, 'points' | 'reasons' | 'veto' | 'vetoReason' | 'advice'>>;
const prefilled = (text: string | undefined) => (text === undefined || text === '' ? {} : { default: text });
/** 一项一格，扣分须有理由；否决须写明查实的情况。请回来重评的，从交过的那一份改起。 */
export function scoreForm({ suggested, points = {}, reasons = {}, veto, vetoReason, advice }: Before, { standard }: Pick<Moment, 'standard'>) {
  const step = standard.scoring.rounding.itemStep;
  const asked = askedItems(standard);
  const vetoItems = standard.rubric.items.filter(({ veto }) => veto);
  const shape: Record<string, z.ZodType> = {};
  for (const item of asked) {
    shape[item.code] = scoreOf(item, step, suggested[item.code], points[item.code]);
    shape[`${item.code}-reason`] = optionalWords(`${item.zh}扣分理由`, { max: 300, 'x-reason-for': item.code, ...prefilled(reasons[item.code]) });
  }
  const vetoes: Readonly<Record<string, string>> = { none: '无', ...Object.fromEntries(vetoItems.map(({ code, vetoRuleZh, zh }) => [code, vetoRuleZh ?? zh])) };
  shape['veto'] = oneOfCodes('一票否决', vetoes).default(veto ?? 'none');
  const reason = words('否决理由', { min: 2, max: 500, ...prefilled(vetoReason) });
  const more = optionalWords('意见建议', { max: 1000, ...prefilled(advice) });
  const vetoed = { field: 'veto', is: vetoItems.map(({ code }) => code) };
  return askedWhen(z.strictObject({ ...shape, vetoReason: reason, advice: more }), { vetoReason: vetoed }).superRefine((given, context) => {
    const brought: Given = given;
    for (const { code, zh, max } of asked) {
      const points = brought[code];
      if (typeof points === 'number' && points < max && !brought[`${code}-reason`])
        context.addIssue({ code: 'custom', path: [`${code}-reason`], message: `“${zh}”扣了分，请写明理由` });
    }
  });
}

/** What the form brought, taken apart: points, reasons, veto, advice. */
export function scored(brought: Given): Pick<Sheet, 'points' | 'reasons' | 'veto' | 'vetoReason' | 'advice'> {
  const points: Record<string, number> = {};
  const reasons: Record<string, string> = {};
  for (const [key, value] of Object.entries(brought)) {
    if (typeof value === 'number') points[key] = value;
    if (key.endsWith('-reason') && typeof value === 'string' && value !== '') reasons[key.slice(0, -'-reason'.length)] = value;
  }
  const text = (key: string): string => (typeof brought[key] === 'string' ? brought[key] : '');
  const veto = text('veto');
  return { points, reasons, veto: veto === '' || veto === 'none' ? undefined : veto, vetoReason: text('vetoReason') || undefined, advice: text('advice') };
}

const reason = z.strictObject({ reason: words('理由', { min: 2, max: 500, examples: ['第三项扣分理由与材料不符，请核对。'] }) });
const why = z.strictObject({ reason: words('弃权理由', { min: 2, max: 500, examples: ['专业不对口，难以判断。'] }) });
const ground = z.strictObject({
  reason: words('有什么利害关系', {
    min: 2,
    max: 500,
    description: '同一单位、同一团队、亲属、师徒、共建单位、业务往来等',
    examples: ['与该单位有业务往来。'],
  }),
});
const notConcluded = ({ concluded }: Sheet) => (concluded ? [{ code: 'concluded', kind: 'conflict' as const, zh: '验收结果已汇总，评分表不再变动' }] : []);

/** 评分表的一生：先声明有无利害关系，再打分，交表后互相可见。 */
// oxfmt-ignore
export const sheet = life<SheetState, Sheet>()('sheet', { zh: '评分表', path: 'sheets', way: ['declaring', 'scoring', 'in'], sees: seesSheet as Desk<Case> }, {
  'declaring': { zh: '声明有无利害关系', desk: theExpert, within: () => ({ workingDays: 3 }) },
  'scoring':   { zh: '评分',       desk: theExpert, within: ({ timeLimits }) => ({ workingDays: timeLimits.reviewSummaryWorkingDays }) },
  'in':        { zh: '已交表',     desk: nobody, closed: true },
  'recused':   { zh: '已回避',     desk: nobody, closed: true },
  'dismissed': { zh: '已撤换',     desk: nobody, closed: true },
  'abstained': { zh: '已弃权',     desk: nobody, closed: true },
}, {
  accept:  { zh: '无利害关系，接受评审', from: ['declaring'], to: 'scoring' },
  submit:  { zh: '交表', from: ['scoring'], to: 'in', brings: scoreForm, confidential: true, becomes: (_, brought: Given, { now }) => ({ ...scored(brought), inOn: dayIn(now) }) },
  recuse:  { zh: '有利害关系，回避', from: ['declaring', 'scoring'], to: 'recused', brings: ground, confidential: true, tone: 'back' },
  abstain: { zh: '弃权', from: ['scoring'], to: 'abstained', brings: why, confidential: true, tone: 'back' },
  reopen:  { zh: '请专家重新评分', from: ['in'], to: 'scoring', by: all<Sheet>(theGroupLeader, theDepartment), brings: reason, when: [notConcluded], confidential: true, tone: 'back', becomes: () => ({ inOn: undefined }) },
  dismiss: { zh: '撤换专家', from: ['declaring', 'scoring'], to: 'dismissed', by: theDepartment, brings: reason, confidential: true, tone: 'stop' },
});
