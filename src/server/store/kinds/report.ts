import type { Copy, Report } from '#core/report/life.ts';
import { present } from '../reading.ts';
import type { KindStore } from './kind-store.ts';

export const reportStore: KindStore = {
  table: 'report',
  columns: ['studioId', 'year', 'highlights', 'planDone', 'problems', 'nextPlan', 'typicalCase', 'unionOpinion', 'seal', 'submittedOn', 'timeliness'],
  async knows({ db }, matter): Promise<Pick<Report, 'copies' | 'plan'> & { studioId: string | undefined }> {
    const { id, studio, year } = matter as Report;
    const rows = await db
      .selectFrom('delivery')
      .innerJoin('matter', 'matter.id', 'delivery.id')
      .select(['delivery.recipient as to', 'matter.state', 'delivery.receiptNo', 'delivery.deliveredAt', 'delivery.reviewedOn', 'delivery.opinion'])
      .where('matter.parent', '=', id)
      .where('matter.state', '<>', 'replaced')
      .orderBy('delivery.id')
      .execute();
    const plans = await db
      .selectFrom('fact')
      .innerJoin('factPlan', 'factPlan.id', 'fact.id')
      .select('content')
      .where('fact.studioId', '=', studio ?? '')
      .where('fact.voidedAt', 'is', null)
      .where('factPlan.year', '=', year)
      .orderBy('fact.id')
      .execute();
    const copies = rows.map((row) => present(row) as Copy);
    return { copies, plan: plans.map(({ content }) => content).join('\n'), studioId: studio };
  },
};
