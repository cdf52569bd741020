import { sql } from 'kysely';
import type { SavedView } from '#contract/shapes.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';

const MOST = 50;
type Kept = Readonly<{ list: SavedView['list']; name: string; address: string; shared: boolean }>;

/** 我存的，和同一职务、同一地方的同事分享的。What a view shows is asked anew by whoever opens it, in their own scope. */
export async function savedViews({ tx, actor }: Work, list: SavedView['list']): Promise<{ items: SavedView[] }> {
  const { rows } = await sql<SavedView>`
    select v.id, v.list, v.name, v.address, v.office is not null as shared, v.person_id = ${actor.id} as mine, p.name as by
    from saved_view v join person p on p.id = v.person_id
    where v.list = ${list} and (v.person_id = ${actor.id}
      or (v.office = ${actor.office} and coalesce(v.union_id, '') = ${actor.union ?? ''} and coalesce(v.studio_id, '') = ${actor.studio ?? ''}))
    order by v.person_id <> ${actor.id}, v.name, v.id limit ${MOST * 2}`.execute(tx);
  return { items: rows };
}

/** Saved under a name; the same name again is the same view, changed. @throws Refusal 422 when there are too many */
export async function saveView({ tx, actor, now }: Work, { list, name, address, shared }: Kept): Promise<void> {
  const { count } = await tx
    .selectFrom('savedView')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('personId', '=', actor.id)
    .where('list', '=', list)
    .where('name', '!=', name)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST) throw refuse(422, 'too-many-views', `最多存${MOST}个视图，请先删掉不用的`, 'name');
  const place = shared
    ? { office: actor.office, unionId: actor.union ?? null, studioId: actor.studio ?? null }
    : { office: null, unionId: null, studioId: null };
  await tx
    .insertInto('savedView')
    .values({ id: newId(), personId: actor.id, list, name, address, savedAt: now, ...place })
    .onConflict((conflict) => conflict.columns(['personId', 'list', 'name']).doUpdateSet({ address, savedAt: now, ...place }))
    .execute();
}

/** @throws Refusal 404 when it is not one's own */
export async function dropView({ tx, actor }: Work, id: string): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('savedView').where('id', '=', id).where('personId', '=', actor.id).executeTakeFirst();
  if (numDeletedRows !== 1n) throw notFound();
}
