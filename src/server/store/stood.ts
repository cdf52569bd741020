import { sql } from 'kysely';
import { lives, type Kind } from '#core/lives.ts';
import type { Holder } from '#core/people/desks.ts';
import type { CityTime } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Tx } from './connection.ts';

/** 此刻在谁手上、归哪个工会、期限、名称；与上一次一样的不记。 Every place that rewrites the parties of a matter writes it too. */
export async function writeStood(tx: Tx, matter: Matter, at: CityTime): Promise<void> {
  const life = lives[matter.kind as Kind] as unknown as { parties: (subject: Matter) => { acts: readonly Holder[] } };
  const acts = JSON.stringify(life.parties(matter).acts);
  const [union, due] = [matter.supervisingUnion ?? null, matter.dueOn ?? null];
  await sql`insert into matter_stood (id, matter_id, at, acts, union_id, due_on, title)
    select ${newId()}, ${matter.id}, ${at}, ${acts}::jsonb, ${union}, ${due}::date, ${matter.title} where not exists (
      select 1 from (select * from matter_stood where matter_id = ${matter.id} order by id desc limit 1) was
      where was.acts = ${acts}::jsonb and was.union_id is not distinct from ${union} and was.due_on is not distinct from ${due}::date and was.title = ${matter.title})`.execute(
    tx,
  );
}

/** 工作室的情况变了，记下是哪一刻。 */
export async function writeStanding(tx: Tx, studioId: string, standing: string, at: CityTime): Promise<void> {
  await tx.insertInto('studioStood').values({ id: newId(), studioId, standing, at }).execute();
}
