import type { Db } from '#server/store/connection.ts';

/** The federation's name as it signs. */
export async function cityName(db: Db): Promise<string> {
  const city = await db.selectFrom('unionOrg').select('name').where('kind', '=', 'city').orderBy('id').executeTakeFirst();
  return city?.name ?? '市总工会';
}

/** 市总的联系电话：专人负责的那个电话（四.1）；还没有落实专人的没有。 */
export async function cityContact(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('inCharge')
    .innerJoin('unionOrg', 'unionOrg.id', 'inCharge.unionId')
    .select('inCharge.phone')
    .where('unionOrg.kind', '=', 'city')
    .where('inCharge.toOn', 'is', null)
    .executeTakeFirst();
  return row?.phone;
}
