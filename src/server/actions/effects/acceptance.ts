import { sql } from 'kysely';
import type { Acceptance } from '#core/acceptance/life.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { find, writeParties } from '#server/store/matters.ts';
import { writeStood } from '#server/store/stood.ts';
import { openMatter } from '../open.ts';
import { readingOf } from '../moment.ts';

/** 受理之后，考核验收随即开始（四.1）。 */
export async function openAcceptance(work: Work, cause: Matter, { declaration }: { declaration: string }): Promise<void> {
  const { studio, standard, title } = cause;
  await openMatter(work, 'acceptance', {
    title,
    state: 'arranging',
    studio,
    standard,
    own: { declaration, round: 1, cleared: {}, sheets: [], judged: [], basis: { standard, automatic: {}, floors: [], eligibility: [], sheets: [] } },
  });
}

/** 一名专家一份评分表。 */
export async function openSheets(work: Work, cause: Matter, { experts }: { experts: readonly string[] }): Promise<void> {
  const { id: parent, studio, standard, title, round } = cause as Acceptance;
  for (const [n, expertId] of experts.entries()) {
    await openMatter(work, 'sheet', {
      title: `${title}（评分表${n + 1}）`,
      state: 'declaring',
      studio,
      parent,
      standard,
      own: { expertId, round, advice: '', suggested: {}, peers: [], concluded: false },
    });
  }
  await refreshParties(work, parent);
}

/** Rewrites who holds and sees a matter whose children changed. */
async function refreshParties(work: Work, id: string): Promise<void> {
  const moved = await find(readingOf(work), theSystem, id);
  await writeParties(work.tx, moved);
  await writeStood(work.tx, moved, work.now);
}

const acceptanceOf = (cause: Matter): string => (cause.kind === 'acceptance' ? cause.id : (cause.parent ?? ''));

export const refreshParent = async (work: Work, cause: Matter): Promise<void> => {
  // Two experts may hand in at the same moment: one after the other reads what the group looks like now.
  await sql`select 1 from matter where id = ${acceptanceOf(cause)} for no key update`.execute(work.tx);
  await refreshParties(work, acceptanceOf(cause));
};

/** 交了自己的才看得到别人的：每次交表、退回，重写同组各表的可见范围。 */
export async function refreshSiblings(work: Work, cause: Matter): Promise<void> {
  await sql`select 1 from matter where id = ${acceptanceOf(cause)} for no key update`.execute(work.tx);
  const siblings = await work.tx.selectFrom('matter').select('id').where('parent', '=', acceptanceOf(cause)).where('kind', '=', 'sheet').execute();
  for (const { id } of siblings) await refreshParties(work, id);
}
