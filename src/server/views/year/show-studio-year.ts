import type { StudioYear } from '#contract/shapes.ts';
import { lives } from '#core/lives.ts';
import { periodOf } from '#core/year/figures.ts';
import type { Work } from '#server/kernel/house.ts';
import { sumsOf } from '#server/store/year.ts';
import { known } from '../names.ts';
import { studioScene } from '../show-studio.ts';
import { yearIn, type Asked } from './asked.ts';
import { figureGroups } from './figure-groups.ts';

/** 一家工作室的一年，连同上一年。 @throws Refusal 404 */
export async function showStudioYear(work: Work, id: string, { year: asked, cut }: Asked): Promise<StudioYear> {
  await studioScene(work, id);
  const year = yearIn(work, asked);
  const period = periodOf(year, cut);
  const values = await sumsOf(work.tx, id, period);
  const before = await sumsOf(work.tx, id, periodOf(year - 1, cut));
  const report = await work.tx
    .selectFrom('report')
    .innerJoin('matter', 'matter.id', 'report.id')
    .select(['report.id', 'matter.state'])
    .where('report.studioId', '=', id)
    .where('year', '=', year)
    .executeTakeFirst();
  const { states } = lives.report;
  return known({
    year,
    cut,
    ...period,
    groups: figureGroups(values, before, { year, cut, studio: id }),
    report:
      report === undefined
        ? undefined
        : { id: report.id, state: { code: report.state, zh: states[report.state as keyof typeof states].zh }, href: `/api/matters/${report.id}` },
  });
}
