import type { Standard, Threshold } from '#core/standard/standard.ts';
import { fundsReceivedInYearFen } from './funding.ts';
import type { Evidence, Grounds, Judgement, Metric } from './judgement.ts';
import { validLeadHonours } from './lead.ts';
import { recognisedAchievementsInYear } from './outcomes.ts';
import { plaqueOrSignDisplayed } from './plaque.ts';
import { equipmentEntries, fixedPlaces } from './premises.ts';
import { projectsActiveInYear } from './projects.ts';
import { ledgerEntriesInYear, regulationsInForce } from './regulations.ts';
import { specialists } from './team.ts';

/** The metrics a standard may name in its thresholds; which of them a criterion asks for is data. */
export const metrics: Readonly<Record<string, Metric>> = {
  validLeadHonours,
  specialists,
  fixedPlaces,
  equipmentEntries,
  projectsActiveInYear,
  regulationsInForce,
  ledgerEntriesInYear,
  fundsReceivedInYearFen,
  recognisedAchievementsInYear,
  plaqueOrSignDisplayed,
};

export type CriterionVerdict = Judgement & Readonly<{ criterion: string; title: string; asks: string; clause: string | null }>;
type Asked = Readonly<{ code: string; zh: string; asks: string; clause?: string | null; thresholds: readonly Threshold[] }>;

const worst = (parts: readonly Judgement[]): Judgement['verdict'] =>
  parts.some(({ verdict }) => verdict === 'unmet') ? 'unmet' : parts.some(({ verdict }) => verdict === 'unproven') ? 'unproven' : 'met';

function judgeOne({ code, zh, asks, clause = null, thresholds }: Asked, grounds: Grounds): CriterionVerdict {
  const parts = thresholds.map((threshold) => metrics[threshold.metric]!(grounds, threshold));
  const verdict = worst(parts);
  const open = parts.filter((part) => part.verdict !== 'met');
  return {
    criterion: code,
    title: zh,
    asks,
    clause,
    verdict,
    because: (open.length > 0 ? open : parts).map(({ because }) => because).join('；'),
    evidence: parts.flatMap(({ evidence }): readonly Evidence[] => evidence),
    remedies: parts.flatMap(({ remedies }) => remedies),
    ...(open.length > 0 && open.every(({ awaits }) => awaits === 'city') ? { awaits: 'city' as const } : {}),
  };
}

/** 七个有：逐条的结论、理由、证据、条款和补救办法，按事项适用的标准。 */
export const judge = ({ criteriaSet }: Standard, grounds: Grounds): readonly CriterionVerdict[] =>
  criteriaSet.criteria.map((criterion) => judgeOne(criterion, grounds));

/** 资格条件（2019年版：劳模领衔不在七个有之内，但仍是前提）。 */
export const judgeEligibility = ({ criteriaSet }: Standard, grounds: Grounds): readonly CriterionVerdict[] =>
  criteriaSet.eligibility.map((condition) => judgeOne(condition, grounds));
