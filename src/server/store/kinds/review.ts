import { judgedNow } from './declaration.ts';
import type { KindStore } from './kind-store.ts';

export const reviewStore: KindStore = {
  table: 'review',
  columns: ['light', 'validUntil', 'summary', 'conclusion', 'renewedUntil'],
  knows: async (reading, matter) => ({ judged: (await judgedNow(reading, matter)).judged }),
};
