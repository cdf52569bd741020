import type { Field } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';

/** 得过的表彰，连证书编号：名单归市总，结果人人看得到。 */
export async function commendationsOf({ tx }: Work, studio: string): Promise<Field[]> {
  const rows = await tx
    .selectFrom('commendationItem as item')
    .innerJoin('commendation', 'commendation.id', 'item.commendationId')
    .innerJoin('matter', 'matter.id', 'commendation.id')
    .select(['commendation.year', 'commendation.honour', 'item.certificateNo'])
    .where('item.studioId', '=', studio)
    .where('item.state', '=', 'commended')
    .where('matter.state', '=', 'announced')
    .orderBy('commendation.year', 'desc')
    .execute();
  return rows.map(({ year, honour, certificateNo }) => ({
    label: '表彰',
    text: `${year}年度${honour}${certificateNo === null ? '' : `，证书${certificateNo}`}`,
  }));
}
