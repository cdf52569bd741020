import type { Paper } from '#core/papers/model.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { creationSummary, recommendationSummary, targetAnnex } from '#server/papers/year-papers.ts';
import type { Cut } from '#core/year/figures.ts';
import { annualReturn, censusTable } from '#server/papers/statistics-papers.ts';
import { standingZh } from '../list-studios.ts';
import { returnOf } from './annual-return.ts';
import { cityName } from '../city-name.ts';
import { namesOf } from '../names.ts';
import { showTargets } from '../show-targets.ts';
import { summaryRows, type SummaryRow } from './summary-rows.ts';

const inWords = (row: SummaryRow): SummaryRow => ({ ...row, standing: standingZh[row.standing] ?? row.standing });

/** 一年的表：推荐汇总表、创建情况汇总表、任务分解表、统计年报表、摸底表，按读者的范围。 @throws Refusal 403, 404 */
export async function yearPaper(work: Work, { year, name, cut }: Readonly<{ year: number; name: string; cut: Cut }>): Promise<Paper> {
  const union = work.actor.office === 'supervisor' ? (await namesOf(work.tx, [work.actor.union])).get(work.actor.union ?? '') : undefined;
  const made = { city: await cityName(work.tx), year, ...(union === undefined ? {} : { union }) };
  if (name === 'recommendation-summary') return recommendationSummary(made, await summaryRows(work, 'recommended', year));
  if (name === 'creation-summary') return creationSummary(made, await summaryRows(work, 'created', year));
  if (name === 'target-annex') return targetAnnex(made, await showTargets(work, year));
  if (name === 'annual-return') return annualReturn({ ...made, cut }, await returnOf(work, year, cut));
  if (name === 'census') return censusTable({ ...made, cut }, (await summaryRows(work, 'all', year, cut)).map(inWords));
  throw notFound();
}
