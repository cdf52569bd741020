import type { Paper } from '#core/papers/model.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { creationSummary, recommendationSummary, targetAnnex } from '#server/papers/year-papers.ts';
import { cityName } from '../city-name.ts';
import { namesOf } from '../names.ts';
import { showTargets } from '../show-targets.ts';
import { summaryRows } from './summary-rows.ts';

/** 一年的表：推荐汇总表、创建情况汇总表、任务分解表，按读者的范围。 @throws Refusal 403, 404 */
export async function yearPaper(work: Work, { year, name }: Readonly<{ year: number; name: string }>): Promise<Paper> {
  const union = work.actor.office === 'supervisor' ? (await namesOf(work.tx, [work.actor.union])).get(work.actor.union ?? '') : undefined;
  const made = { city: await cityName(work.tx), year, ...(union === undefined ? {} : { union }) };
  if (name === 'recommendation-summary') return recommendationSummary(made, await summaryRows(work, 'recommended', year));
  if (name === 'creation-summary') return creationSummary(made, await summaryRows(work, 'created', year));
  if (name === 'target-annex') return targetAnnex(made, await showTargets(work, year));
  throw notFound();
}
