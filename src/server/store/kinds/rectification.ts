import type { Rectification } from '#core/rectification/life.ts';
import { dayIn } from '#core/shared/days.ts';
import { triggersOf } from '#core/title/triggers.ts';
import { vitalsOf } from '../vitals.ts';
import type { KindStore } from './kind-store.ts';

export const rectificationStore: KindStore = {
  table: 'rectification',
  columns: ['studioId', 'ground', 'reason', 'demands', 'mendBy', 'measures', 'proof', 'extended', 'conclusion', 'healedOn'],
  async knows({ db, now, standards }, { studio = '', standard }): Promise<Pick<Rectification, 'holding'>> {
    const [vitals] = await vitalsOf(db, dayIn(now), studio);
    return { holding: vitals === undefined ? [] : triggersOf(vitals, standards.get(standard), dayIn(now)) };
  },
};
