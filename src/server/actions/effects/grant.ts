import { mayOpenGrant, type GrantGrounds } from '#core/grant/life.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { openMatter } from '../open.ts';

/** What a grant for a studio would rest on, read from the records themselves. */
async function groundsOf({ tx }: Work, studio: string): Promise<GrantGrounds & { acceptance?: string }> {
  const item = await tx
    .selectFrom('designationItem')
    .innerJoin('matter as passed', 'passed.id', 'designationItem.acceptanceId')
    .leftJoin('matter as notice', (join) => join.onRef('notice.parent', '=', 'designationItem.designationId').on('notice.kind', '=', 'publicity'))
    .select(['designationItem.acceptanceId', 'passed.state as acceptance', 'notice.state as notice', 'notice.id as noticeId'])
    .where('designationItem.studioId', '=', studio)
    .where('designationItem.state', '=', 'named')
    .executeTakeFirst();
  const upheld = await tx
    .selectFrom('objection')
    .innerJoin('matter', 'matter.id', 'objection.id')
    .select('objection.id')
    .where('matter.studio', '=', studio)
    .where('matter.parent', '=', item?.noticeId ?? '')
    .where('objection.outcome', '=', 'upheld')
    .executeTakeFirst();
  const title = await tx.selectFrom('matter').select('state').where('studio', '=', studio).where('kind', '=', 'title').executeTakeFirst();
  const granted = await tx.selectFrom('subsidy').select('id').where('studioId', '=', studio).executeTakeFirst();
  return {
    acceptancePassed: item?.acceptance === 'passed',
    noticeEnded: item?.notice === 'ended',
    upheldObjection: upheld !== undefined,
    plaqueAwarded: title?.state === 'in-force',
    granted: granted !== undefined,
    ...(item === undefined ? {} : { acceptance: item.acceptanceId }),
  };
}

/** 验收通过、公示无异议（2019年版：并已授牌）的，立补助事项；一家一次，金额按标准。 */
export async function openGrant(work: Work, _: Matter, { studio, standard }: { studio: string; standard: string }): Promise<void> {
  const policy = work.house.standards.get(standard);
  const grounds = await groundsOf(work, studio);
  if (grounds.acceptance === undefined || mayOpenGrant(policy, grounds).length > 0) return;
  const { name } = await work.tx.selectFrom('studio').select('name').where('id', '=', studio).executeTakeFirstOrThrow();
  await openMatter(work, 'grant', {
    title: name,
    state: 'account',
    studio,
    parent: grounds.acceptance,
    standard,
    own: { acceptance: grounds.acceptance, studioId: studio, amountFen: policy.subsidy.amountFen },
  });
}
