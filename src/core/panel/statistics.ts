/** 一份交了的评分表：谁，评哪一件，合计几分。 */
export type Mark = Readonly<{ judge: string; matter: string; points: number }>;
export type CaseStatistics = Readonly<{
  matter: string;
  /** How many sheets are in. */
  n: number;
  /** Left out while there are too few to hide whose they are. */
  mean?: number;
  /** Standard deviation of the sheets. */
  spread?: number;
  low?: number;
  high?: number;
  /** The mean after every judge's strictness is taken away. */
  normalised?: number;
  rank?: number;
  normalisedRank?: number;
}>;
export type JudgeStatistics = Readonly<{
  judge: string;
  n: number;
  mean: number;
  /** Mean deviation from what all judges of the same cases gave: below nought is strict. Left out where there is nobody to compare with. */
  strictness?: number;
}>;
/** 去掉一名专家，哪一件的名次变了。 */
export type RankShift = Readonly<{ without: string; matter: string; from: number; to: number }>;
export type ReviewStatistics = Readonly<{
  cases: readonly CaseStatistics[];
  judges: readonly JudgeStatistics[];
  /** Empty: the order stays whoever is left out. */
  shifts: readonly RankShift[];
  /** How many cases are left out of the order because too few sheets are in. */
  withheld: number;
}>;

/** 少于几份，不显示平均和离散：两份可以互相推出来。 */
export const fewestShown = 3;
const decimals = 2;
// Half a hundredth goes up, also where a machine writes it as a little less.
const rounded = (value: number): number => Number((Math.round(value * 10 ** decimals + 1e-7) / 10 ** decimals).toFixed(decimals));
/** Summed from the smallest up: the order in which sheets came changes nothing, not even the last digit. */
const mean = (values: readonly number[]): number => values.toSorted((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

function grouped(marks: readonly Mark[], by: 'judge' | 'matter'): ReadonlyMap<string, readonly Mark[]> {
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) groups.set(mark[by], [...(groups.get(mark[by]) ?? []), mark]);
  return groups;
}
const pointsOf = (marks: readonly Mark[]): readonly number[] => marks.map(({ points }) => points);

/** 宽严：一名专家的分与各件平均分之差的平均；独自评的件不算。 */
function strictnessOf(byCase: ReadonlyMap<string, readonly Mark[]>, marks: readonly Mark[]): number | undefined {
  const compared = marks.flatMap(({ matter, points }) => {
    const all = byCase.get(matter) ?? [];
    return all.length < 2 ? [] : [points - mean(pointsOf(all))];
  });
  return compared.length === 0 ? undefined : mean(compared);
}

/** 名次：分高的在前，同分同名次（按两位小数）。 */
export function ranksOf(scores: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const values = [...scores.values()].map(rounded);
  return new Map([...scores].map(([id, score]) => [id, 1 + values.filter((other) => other > rounded(score)).length]));
}

type Scored = Readonly<{ byCase: ReadonlyMap<string, readonly Mark[]>; strict: ReadonlyMap<string, number>; means: ReadonlyMap<string, number> }>;
function scoredOf(marks: readonly Mark[], fewest: number): Scored {
  const byCase = grouped(marks, 'matter');
  const strict = new Map(
    [...grouped(marks, 'judge')].flatMap(([judge, own]) => {
      const value = strictnessOf(byCase, own);
      return value === undefined ? [] : [[judge, value] as const];
    }),
  );
  const enough = [...byCase].filter(([, own]) => own.length >= fewest);
  return { byCase, strict, means: new Map(enough.map(([id, own]) => [id, mean(pointsOf(own))])) };
}

/** 去掉任何一名专家，名次变不变：逐人重算，比同样这些件的先后。 */
function shiftsOf(marks: readonly Mark[], { means }: Scored): readonly RankShift[] {
  const judges = [...grouped(marks, 'judge').keys()].toSorted();
  return judges.flatMap((without) => {
    const rest = scoredOf(
      marks.filter(({ judge, matter }) => judge !== without && means.has(matter)),
      1,
    ).means;
    const [was, is] = [ranksOf(new Map([...means].filter(([id]) => rest.has(id)))), ranksOf(rest)];
    return [...is].filter(([matter, to]) => was.get(matter) !== to).map(([matter, to]) => ({ without, matter, from: was.get(matter) ?? 0, to }));
  });
}

/**
 * 评审统计：每件的份数、平均、离散；每人的宽严；原始和校正后的名次；去掉任何一人名次变不变。
 * Pure: the same sheets give the same figures, years later. Figures are rounded to two decimals at the end.
 * @param fewest cases with fewer sheets show their number only
 */
export function statisticsOf(marks: readonly Mark[], fewest: number = fewestShown): ReviewStatistics {
  const scored = scoredOf(marks, fewest);
  const { byCase, strict, means } = scored;
  const normalised = new Map([...means.keys()].map((id) => [id, mean((byCase.get(id) ?? []).map(({ judge, points }) => points - (strict.get(judge) ?? 0)))]));
  const [ranks, normalisedRanks] = [ranksOf(means), ranksOf(normalised)];
  const cases = [...byCase].map(([matter, own]): CaseStatistics => {
    const average = means.get(matter);
    if (average === undefined) return { matter, n: own.length };
    const points = pointsOf(own);
    return {
      matter,
      n: own.length,
      mean: rounded(average),
      spread: rounded(deviation(points)),
      low: points.reduce((a, b) => Math.min(a, b)),
      high: points.reduce((a, b) => Math.max(a, b)),
      normalised: rounded(normalised.get(matter) ?? average),
      rank: ranks.get(matter) ?? 0,
      normalisedRank: normalisedRanks.get(matter) ?? 0,
    };
  });
  const judges = [...grouped(marks, 'judge')].map(([judge, own]): JudgeStatistics => {
    const value = strict.get(judge);
    return { judge, n: own.length, mean: rounded(mean(pointsOf(own))), ...(value === undefined ? {} : { strictness: rounded(value) }) };
  });
  return { cases, judges, shifts: shiftsOf(marks, scored), withheld: cases.filter(({ mean: average }) => average === undefined).length };
}

/** 怎么算的，印给第三方重算。 */
export const formulaZh: readonly string[] = [
  '得分：专家打分各项之和，台账自动计分的项不在内（同一件对各位专家都一样）。',
  '平均：一件各份得分的算术平均；离散：各份得分的标准差（除以份数）。',
  `少于${fewestShown}份的，只列份数，不列平均和名次。`,
  '宽严：一名专家在各件上的得分减去该件平均分，再平均；独自评的件不算。负数偏严，正数偏宽。',
  '校正分：每份得分减去该专家的宽严，再按件平均；名次按分数从高到低，两位小数相同的并列。',
  '稳定：逐一去掉一名专家重算名次；名次不变的，为稳定。',
];
