import type { Report } from '#core/report/life.ts';
import type { KindStore } from './kind-store.ts';

export const reportStore: KindStore = {
  table: 'report',
  columns: ['studioId', 'year', 'highlights', 'planDone', 'problems', 'nextPlan', 'typicalCase', 'unionOpinion', 'seal', 'submittedOn', 'timeliness'],
  async knows({ db }, { id, studio }): Promise<Pick<Report, 'copies'> & { studioId: string | undefined }> {
    const copies = await db
      .selectFrom('delivery')
      .innerJoin('matter', 'matter.id', 'delivery.id')
      .select(['delivery.recipient as to', 'matter.state'])
      .where('matter.parent', '=', id)
      .where('matter.state', '<>', 'replaced')
      .orderBy('delivery.id')
      .execute();
    return { copies, studioId: studio };
  },
};
