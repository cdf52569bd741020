import { sql } from 'kysely';
import { reportYearOn } from '#core/report/life.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { openMatter } from './open.ts';

/**
 * 立一份年报；一家一年一份。
 * @throws Refusal 409 when there is one already
 */
export async function openReport(work: Work, studio: string, year: number): Promise<string> {
  const { tx } = work;
  await sql`select 1 from studio where id = ${studio} for no key update`.execute(tx);
  const same = await tx
    .selectFrom('report')
    .innerJoin('matter', 'matter.id', 'report.id')
    .select('matter.state')
    .where('studioId', '=', studio)
    .where('year', '=', year)
    .executeTakeFirst();
  if (same?.state === 'archived') throw refuse(409, 'archived', `${year}年的年度报告已归档，不能再报；更正请在台账中登记，会留痕`);
  if (same) throw refuse(409, 'report-open', `${year}年的年度报告已在办，请到待办中填写`);
  const { name } = await tx.selectFrom('studio').select('name').where('id', '=', studio).executeTakeFirstOrThrow();
  const blank = { highlights: '', planDone: '', problems: '', nextPlan: '', typicalCase: '', unionOpinion: '' };
  return (
    await openMatter(work, 'report', {
      title: `${name}${year}年度工作报告`,
      state: 'drafting',
      studio,
      own: { studioId: studio, year, copies: [], plan: '', ...blank },
    })
  ).id;
}

/** The year whose report may be written today, by the standard in force. */
export const reportYear = ({ house, now }: Work): number | undefined => reportYearOn(house.standards.inForceOn(dayIn(now)), dayIn(now));
