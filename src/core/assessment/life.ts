import { z } from 'zod';
import { resultOf, type AcceptanceResult, type ScoreBasis } from '#core/acceptance/score.ts';
import { askedItems, scored, scoreForm } from '#core/acceptance/sheet.ts';
import { all, hasAStake, nobody, theCity, theClock, theDepartment, theLead, theRiver, theStudio, theSupervisingUnion } from '#core/people/desks.ts';
import { addDays, dayIn, type Day } from '#core/shared/days.ts';
import { lacking } from '#core/shared/decision.ts';
import { opinion, optionalFile, optionalWords, words } from '#core/shared/fields.ts';
import { life, type Matter, type Moment } from '#core/shared/life.ts';
import type { Band } from './bands.ts';
import { bandZh } from './bands.ts';

export type AssessmentState = 'self' | 'opinion' | 'scoring' | 'scored' | 'announced' | 'appealed' | 'closed';
export type Assessment = Matter &
  Readonly<{
    state: AssessmentState;
    year: number;
    selfPoints?: Readonly<Record<string, number>>;
    selfNote: string;
    supervisorOpinion: string;
    points?: Readonly<Record<string, number>>;
    frozen?: ScoreBasis;
    result?: AcceptanceResult;
    bonus: number;
    band?: Band;
    because: string;
    announcedOn?: Day;
    appeal: string;
    reply: string;
    /** What the machine knows now. */
    suggested: Readonly<Record<string, number>>;
    basis: ScoreBasis;
    bonusNow: number;
  }>;

/** 自评：自动计分的已有，其余按台账预填，可改。 */
const selfForm = ({ suggested }: Assessment, { standard }: Moment) => {
  const step = standard.scoring.rounding.itemStep;
  const items = askedItems(standard).map(({ code, zh, max, ruleZh }) => [
    code,
    z
      .number({ error: `请给“${zh}”打分` })
      .min(0, '不低于0分')
      .max(max, `不超过${max}分`)
      .multipleOf(step, `以${step}分为一档`)
      .meta({ title: `${code} ${zh}`, description: ruleZh, 'x-group': code.split('.')[0], default: suggested[code] ?? 0, 'x-suggested': suggested[code] ?? 0 }),
  ]);
  return z.strictObject({ ...(Object.fromEntries(items) as Record<string, z.ZodType>), note: optionalWords('自评说明', { max: 800 }) });
};
type Given = Readonly<Record<string, unknown>>;
const selfScored = (_: Assessment, brought: Given): Partial<Assessment> => ({
  selfPoints: scored(brought).points ?? {},
  selfNote: typeof brought['note'] === 'string' ? brought['note'] : '',
});

const form = ({ suggested, selfPoints = {} }: Assessment, moment: Moment) => scoreForm({ suggested: { ...suggested, ...selfPoints } }, moment);
/** 评分即定格：依据和结果一起封存，任何人都能重算。 */
const judged = ({ basis, bonusNow }: Assessment, brought: Given, { actor, standard }: Moment): Partial<Assessment> => {
  const { points = {}, reasons = {}, veto, vetoReason } = scored(brought);
  const sheet = { expert: actor.id, points, reasons, ...(veto === undefined ? {} : { veto, vetoReason: vetoReason ?? '' }) };
  const frozen: ScoreBasis = { ...basis, sheets: [sheet] };
  return { points, frozen, result: resultOf(standard, frozen), bonus: bonusNow };
};

const placing = z.strictObject({ band: z.enum(Object.keys(bandZh) as [Band, ...Band[]]), because: z.string().max(400) });
const objection = z.strictObject({
  grounds: words('申诉理由', { min: 5, max: 1000, description: '写明哪一项、为什么', examples: ['第C7.1项漏计一项已认可的成果，证明材料已在台账。'] }),
  file: optionalFile('补充材料'),
});
const answer = z.strictObject({ opinion });

const overdue = ({ dueOn = '9999-12-31' }: Assessment, { now }: Moment) => (dueOn < dayIn(now) ? [] : [lacking('not-due', '自评期限未到')]);
const stillOpen = ({ announcedOn }: Assessment, { now, standard: { timeLimits } }: Moment) =>
  announcedOn !== undefined && addDays(announcedOn, timeLimits.appealDays) >= dayIn(now)
    ? []
    : [{ code: 'appeal-over', kind: 'conflict' as const, zh: '申诉期已过' }];
const appealOver = ({ announcedOn }: Assessment, { now, standard: { timeLimits } }: Moment) =>
  announcedOn !== undefined && addDays(announcedOn, timeLimits.appealDays) < dayIn(now) ? [] : [lacking('appeal-open', '申诉期未满')];

/** 年度考核的一生（四.2）：自评 → 归口意见 → 市总评分 → 评定等次 → 通报（可申诉）。 */
// oxfmt-ignore
export const assessment = life<AssessmentState, Assessment>()('assessment', { zh: '年度考核', path: 'assessments', way: ['self', 'opinion', 'scoring', 'scored', 'announced', 'closed'], sees: all(theRiver, theCity) }, {
  'self':      { zh: '自评',         desk: theStudio,           within: () => ({ workingDays: 10 }) },
  'opinion':   { zh: '归口工会意见', desk: theSupervisingUnion, within: ({ timeLimits }) => ({ workingDays: timeLimits.supervisorReviewWorkingDays }) },
  'scoring':   { zh: '市总评分',     desk: theDepartment,       within: () => ({ workingDays: 10 }) },
  'scored':    { zh: '待评定等次',   desk: nobody },
  'announced': { zh: '已通报',       desk: nobody, within: ({ timeLimits }) => ({ days: timeLimits.appealDays }) },
  'appealed':  { zh: '申诉复核',     desk: theDepartment,       within: () => ({ workingDays: 10 }) },
  'closed':    { zh: '已办结',       desk: nobody, closed: true },
}, {
  assess:  { zh: '提交自评',       from: ['self'],      to: 'opinion',   brings: selfForm, becomes: selfScored },
  proceed: { zh: '逾期未自评，转下一步', from: ['self'], to: 'opinion',  by: theClock, when: [overdue] },
  opine:   { zh: '填写归口意见',   from: ['opinion'],   to: 'scoring',   brings: answer, becomes: (_, { opinion: said }: z.infer<typeof answer>) => ({ supervisorOpinion: said }) },
  score:   { zh: '评分',           from: ['scoring'],   to: 'scored',    brings: form, when: [hasAStake], confidential: true, becomes: judged },
  place:   { zh: '评定等次',       from: ['scored'],    to: 'announced', by: theClock, brings: placing, becomes: (_, brought: z.infer<typeof placing>, { now }) => ({ ...brought, announcedOn: dayIn(now) }) },
  appeal:  { zh: '申诉',           from: ['announced'], to: 'appealed',  by: theLead, brings: objection, when: [stillOpen], tone: 'back', becomes: (_, { grounds }: z.infer<typeof objection>) => ({ appeal: grounds }) },
  dismiss: { zh: '维持原结果',     from: ['appealed'],  to: 'closed',    brings: answer, when: [hasAStake], becomes: (_, { opinion: said }: z.infer<typeof answer>) => ({ reply: said }) },
  rescore: { zh: '重新评分',       from: ['appealed'],  to: 'closed',    brings: form, when: [hasAStake], confidential: true, becomes: (subject, brought: Given, moment) => ({ ...judged(subject, brought, moment), ...rebanded(subject, brought, moment) }) },
  close:   { zh: '申诉期满',       from: ['announced'], to: 'closed',    by: theClock, when: [appealOver] },
});

/** 申诉成立后只改本家的等次：够不够合格线重算；优秀名额在通报时已定，不因申诉突破。 */
function rebanded(subject: Assessment, brought: Given, moment: Moment): Pick<Assessment, 'band' | 'because' | 'reply'> {
  const { result } = judged(subject, brought, moment);
  const total = result?.total ?? 0;
  const line = moment.standard.bands.find(({ code }) => code === 'qualifiedBand')?.min ?? 60;
  const band: Band = total < line ? 'rectify' : subject.band === 'excellent' ? 'excellent' : 'qualifiedBand';
  return { band, because: `申诉后重新评分${total}分，${bandZh[band]}`, reply: '申诉成立，已重新评分' };
}
