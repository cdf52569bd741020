import type { Db } from '#server/store/connection.ts';

/** The federation's name as it signs. */
export async function cityName(db: Db): Promise<string> {
  const city = await db.selectFrom('unionOrg').select('name').where('kind', '=', 'city').orderBy('id').executeTakeFirst();
  return city?.name ?? '市总工会';
}
