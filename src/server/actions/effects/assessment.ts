import type { Round } from '#core/assessment/round.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { advance } from '../advance.ts';
import { openMatter } from '../open.ts';

/** 参加考核的：命名在当年年底以前、仍然有效的称号（整改中的也考）。 */
async function assessed({ tx }: Work, year: number) {
  return tx
    .selectFrom('title')
    .innerJoin('matter', 'matter.id', 'title.id')
    .innerJoin('studio', 'studio.id', 'matter.studio')
    .select(['studio.id', 'studio.name'])
    .where('matter.closedAt', 'is', null)
    .where('title.namedOn', '<=', `${year}-12-31`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('assessment').select('assessment.id').whereRef('assessment.studioId', '=', 'studio.id').where('assessment.year', '=', year))),
    )
    .orderBy('studio.id')
    .execute();
}

/** 一家一件年度考核，都从自评开始。 */
export async function openAssessments(work: Work, cause: Matter): Promise<void> {
  const { id: parent, year, standard } = cause as Round;
  const blank = { points: {}, selfNote: '', supervisorOpinion: '', bonus: 0, because: '', appeal: '', reply: '' };
  const unknown = { suggested: {}, basis: { standard, automatic: {}, floors: [], eligibility: [], sheets: [] }, bonusNow: 0 };
  for (const { id: studio, name } of await assessed(work, year))
    await openMatter(work, 'assessment', {
      title: `${name}${year}年度考核`,
      state: 'self',
      studio,
      parent,
      standard,
      own: { studioId: studio, year, ...blank, ...unknown },
    });
}

/** 会议通过后，逐家通报等次。 */
export async function placeBands(work: Work, cause: Matter): Promise<void> {
  for (const { id, band, because } of (cause as Round).placed ?? [])
    await advance({ ...work, actor: theSystem }, { kind: 'assessment', id, transition: 'place', input: { band, because } });
}
