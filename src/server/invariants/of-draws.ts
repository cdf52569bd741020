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

/** 已发布的经验，点了名的都同意过。 */
export async function publishedWithoutConsent(reading: Reading): Promise<readonly string[]> {
  const rows = await reading.db.selectFrom('matter').select('id').where('kind', '=', 'experience').where('state', '=', 'published').orderBy('id').execute();
  const wrong: string[] = [];
  for (const { id } of rows) {
    const experience = (await find(reading, theSystem, id)) as Experience;
    if (namedPeople(experience).some((one) => !experience.named.some(({ person }) => person === one.id))) wrong.push(id);
  }
  return wrong;
}
