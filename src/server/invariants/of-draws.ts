import { sql } from 'kysely';
import { hashOf, verifyDraw } from '#core/draw/draw.ts';
import { namedPeople, type Experience } from '#core/library/experience.ts';
import { theSystem } from '#core/people/actor.ts';
import { digest } from '../kernel/ids.ts';
import type { Db } from '../store/connection.ts';
import { find } from '../store/matters.ts';
import type { Reading } from '../store/reading.ts';

type Drawn = Readonly<{
  id: string;
  candidates: readonly Readonly<{ id: string }>[];
  hash: string;
  value: string | null;
  take: number;
  result: readonly string[] | null;
}>;

/** 抽签：名单对得上公布的摘要，结果对得上重算的。 */
export async function drawsThatDoNotVerify(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<Drawn>`SELECT id, candidates, hash, value, take, result FROM draw ORDER BY id`.execute(db);
  return rows
    .filter(({ candidates, hash, value, take, result }) => {
      const ids = candidates.map(({ id }) => id);
      return value === null ? hashOf(ids, digest) !== hash : verifyDraw({ candidates: ids, hash, value, take, result: result ?? [] }, digest).length > 0;
    })
    .map(({ id }) => id);
}

/** Whether one of them belonged to the studio or its unit when the case was published: who came later was nobody to ask. */
async function anyKnownThen(db: Db, { studio = '', publishedOn = '9999-12-31' }: Experience, people: readonly string[]): Promise<boolean> {
  if (people.length === 0) return false;
  const { rows } = await sql<{ id: string }>`
    SELECT lead_id AS id FROM studio WHERE id = ${studio} AND lead_id = ANY(${people})
    UNION ALL SELECT m.person_id FROM fact f JOIN fact_member m ON m.id = f.id WHERE f.studio_id = ${studio} AND m.person_id = ANY(${people}) AND f.entered_at::date <= ${publishedOn}::date
    UNION ALL SELECT o.person_id FROM office_held o JOIN studio s ON o.union_id = s.host_union OR o.studio_id = s.id WHERE s.id = ${studio} AND o.person_id = ANY(${people}) AND o.from_on <= ${publishedOn}::date`.execute(
    db,
  );
  return rows.length > 0;
}

/** 已发布的经验，点了名的都同意过。 */
export async function publishedWithoutConsent(reading: Reading): Promise<readonly string[]> {
  const rows = await reading.db.selectFrom('matter').select('id').where('kind', '=', 'experience').where('state', '=', 'published').orderBy('id').execute();
  const wrong: string[] = [];
  for (const { id } of rows) {
    const experience = (await find(reading, theSystem, id)) as Experience;
    const silent = namedPeople(experience).filter((one) => !experience.named.some(({ person }) => person === one.id));
    if (
      await anyKnownThen(
        reading.db,
        experience,
        silent.map((one) => one.id),
      )
    )
      wrong.push(id);
  }
  return wrong;
}
