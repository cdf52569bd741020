import { dayIn } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { writeStanding } from '#server/store/stood.ts';
import { notifyStudio } from '../notify.ts';

/** 创建、达标各记一次，记在当日归口工会名下（四.1、附件）。 */
export async function reachMilestone(
  { tx, now }: Work,
  cause: Matter,
  { milestone, studio }: { milestone: 'created' | 'qualified'; studio: string },
): Promise<void> {
  const onDate = dayIn(now);
  const { supervisingUnion } = await tx.selectFrom('studio').select('supervisingUnion').where('id', '=', studio).executeTakeFirstOrThrow();
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('milestone')
    .values({ studioId: studio, kind: milestone, onDate, unionId: supervisingUnion, matterId: cause.id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return;
  await tx
    .updateTable('studio')
    .set(milestone === 'created' ? { createdOn: onDate } : { qualifiedOn: onDate })
    .where('id', '=', studio)
    .execute();
}

export async function setStanding(
  { tx, now }: Work,
  _: Matter,
  { studio, standing, plaqueNo }: { studio: string; standing: string; plaqueNo?: string },
): Promise<void> {
  await tx
    .updateTable('studio')
    .set({ standing, ...(plaqueNo === undefined ? {} : { plaqueNo }) })
    .where('id', '=', studio)
    .execute();
  await writeStanding(tx, studio, standing, now);
}

/**
 * Tells a studio that is not the one the matter is about: a batch, a draw.
 * A commendation stays with the city: what is told of it hangs on the studio's own title, or nobody there could read it.
 */
export async function tellStudioOf(work: Work, cause: Matter, { studio, text }: { studio: string; text: string }): Promise<void> {
  const { hostUnion } = await work.tx.selectFrom('studio').select('hostUnion').where('id', '=', studio).executeTakeFirstOrThrow();
  const title =
    cause.kind === 'commendation'
      ? await work.tx.selectFrom('matter').select('id').where('studio', '=', studio).where('kind', '=', 'title').orderBy('id', 'desc').executeTakeFirst()
      : undefined;
  await notifyStudio(work, { id: title?.id ?? cause.id, title: cause.title, studio, hostUnion }, text);
}

export const tellStudio = (work: Work, cause: Matter, { text }: { text: string }): Promise<void> => notifyStudio(work, cause, text);
