import type { CriterionVerdict } from '#core/criteria/judge.ts';
import type { RubricItem, Standard } from '#core/standard/standard.ts';
import { itemsOf } from '#core/standard/standard.ts';

/** 一份评分表：逐项得分、扣分理由、一票否决。 */
export type Scores = Readonly<{
  expert: string;
  points: Readonly<Record<string, number>>;
  reasons: Readonly<Record<string, string>>;
  veto?: string;
  vetoReason?: string;
}>;
/** What the result is computed from; frozen with it, so that anybody can recompute it. */
export type ScoreBasis = Readonly<{
  standard: string;
  /** Points the rubric gives by itself (method A only). */
  automatic: Readonly<Record<string, number>>;
  floors: readonly Pick<CriterionVerdict, 'criterion' | 'verdict' | 'because'>[];
  eligibility: readonly Pick<CriterionVerdict, 'criterion' | 'verdict' | 'because'>[];
  sheets: readonly Scores[];
}>;
export type ItemResult = Readonly<{ code: string; zh: string; max: number; points: number; reasons: readonly string[] }>;
export type CriterionResult = Readonly<{
  code: string;
  title: string;
  points: number;
  max: number;
  needed: number;
  floorMet: boolean;
  met: boolean;
  because: string;
}>;
export type AcceptanceResult = Readonly<{
  total: number;
  qualified: boolean;
  judges: number;
  method: 'mean' | 'trimmedMean';
  criteria: readonly CriterionResult[];
  items: readonly ItemResult[];
  vetoes: readonly string[];
  flags: readonly string[];
}>;

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);
const round = (value: number, decimals: number): number => Number((Math.round((value + Number.EPSILON) * 10 ** decimals) / 10 ** decimals).toFixed(decimals));

/** 去掉一个最高分、一个最低分后平均（专家满五人时），否则直接平均。 */
export function aggregate(values: readonly number[], trimmedMeanFrom: number): number {
  if (values.length < trimmedMeanFrom) return mean(values);
  return mean(values.toSorted((a, b) => a - b).slice(1, -1));
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

const given = ({ automatic }: ScoreBasis, { points }: Scores, code: string): number => points[code] ?? automatic[code] ?? 0;

/**
 * 考核验收结果：逐项汇总；达标 = 每一条的底线都满足、得分不低于该条60%、没有一票否决。
 * Pure and total: the same basis gives the same result, years later.
 */
export function resultOf({ criteriaSet, rubric, scoring }: Standard, basis: ScoreBasis): AcceptanceResult {
  const { judges, rounding, criterionPassRatio } = scoring;
  const { sheets } = basis;
  const decimals = rounding.totalDecimals;

  const itemResult = ({ code, zh, max }: RubricItem): ItemResult => ({
    code,
    zh,
    max,
    points: round(
      aggregate(
        sheets.map((sheet) => given(basis, sheet, code)),
        judges.trimmedMeanFrom,
      ),
      decimals,
    ),
    reasons: sheets.flatMap(({ reasons }) => (reasons[code] ? [reasons[code]] : [])),
  });
  const items = rubric.items.map(itemResult);
  const vetoes = sheets.flatMap(({ veto, vetoReason }) =>
    veto ? [`${rubric.items.find(({ code }) => code === veto)?.vetoRuleZh ?? veto}：${vetoReason ?? ''}`] : [],
  );
  const vetoed = new Set(sheets.flatMap(({ veto }) => (veto ? [veto.split('.')[0]] : [])));

  const criteria = criteriaSet.criteria.map(({ code, zh, maxPoints }): CriterionResult => {
    const points = round(
      itemsOf(items, code).reduce((sum, item) => sum + item.points, 0),
      decimals,
    );
    const needed = round(criterionPassRatio * maxPoints, decimals);
    const floor = basis.floors.find(({ criterion }) => criterion === code);
    const floorMet = floor?.verdict === 'met';
    const enough = points >= needed;
    const why = [
      ...(floorMet ? [] : [floor?.because ?? '没有结论']),
      ...(enough ? [] : [`得${points}分，不足${needed}分（${maxPoints}分的${Math.round(criterionPassRatio * 100)}%）`]),
      ...(vetoed.has(code) ? ['一票否决'] : []),
    ];
    return { code, title: zh, points, max: maxPoints, needed, floorMet, met: why.length === 0, because: why.length === 0 ? '达到要求' : why.join('；') };
  });

  const totals = sheets.map((sheet) => rubric.items.reduce((sum, { code }) => sum + given(basis, sheet, code), 0));
  const middle = median(totals);
  const flags = totals.flatMap((total, index) =>
    Math.abs(total - middle) > judges.flagDeviationFromMedian
      ? [`第${index + 1}份评分表合计${round(total, decimals)}分，与中位数${round(middle, decimals)}分相差超过${judges.flagDeviationFromMedian}分`]
      : [],
  );
  const eligible = basis.eligibility.every(({ verdict }) => verdict === 'met');
  return {
    total: round(
      items.reduce((sum, { points }) => sum + points, 0),
      decimals,
    ),
    qualified: eligible && sheets.length > 0 && vetoes.length === 0 && criteria.every(({ met }) => met),
    judges: sheets.length,
    method: sheets.length >= judges.trimmedMeanFrom ? 'trimmedMean' : 'mean',
    criteria,
    items,
    vetoes: eligible ? vetoes : [...vetoes, ...basis.eligibility.filter(({ verdict }) => verdict !== 'met').map(({ because }) => `资格条件不符：${because}`)],
    flags,
  };
}
