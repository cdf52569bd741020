import { judge, judgeEligibility } from '#core/criteria/judge.ts';
import { dayIn, yearOf } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import { loadFacts } from '../facts.ts';
import type { Reading } from '../reading.ts';
import type { KindStore } from './kind-store.ts';

/** The live verdicts on a studio, under the standard of a matter; for the year of today, or the one that is assessed. */
export async function judgedNow({ db, now, standards }: Reading, { studio = '', standard }: Pick<Matter, 'studio' | 'standard'>, of?: number) {
  const facts = await loadFacts(db, studio);
  const year = of ?? yearOf(dayIn(now));
  const grounds = { facts, today: dayIn(now), year };
  const policy = standards.get(standard);
  return { facts, grounds, policy, judged: judge(policy, grounds), eligibility: judgeEligibility(policy, grounds) };
}

export const declarationStore: KindStore = {
  table: 'declaration',
  columns: ['statement', 'goals', 'ipStatement', 'postedOn', 'postedUntil', 'postedPlace', 'rank', 'corrections', 'submittedOn', 'acceptedOn', 'verdicts'],
  json: ['verdicts'],
  async knows(reading, matter) {
    const { judged, eligibility } = await judgedNow(reading, matter);
    return { judged, eligibility };
  },
};
