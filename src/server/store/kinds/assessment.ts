import { bonusOf } from '#core/assessment/bands.ts';
import type { AcceptanceResult } from '#core/acceptance/score.ts';
import type { Assessment } from '#core/assessment/life.ts';
import type { Round } from '#core/assessment/round.ts';
import { itemPoints } from '#core/criteria/points.ts';
import { basisOf } from './acceptance.ts';
import { judgedNow } from './declaration.ts';
import type { KindStore } from './kind-store.ts';

export const assessmentStore: KindStore = {
  table: 'assessment',
  columns: [
    'studioId',
    'year',
    'selfPoints',
    'selfNote',
    'supervisorOpinion',
    'points',
    'frozen',
    'result',
    'bonus',
    'band',
    'because',
    'announcedOn',
    'appeal',
    'reply',
  ],
  json: ['selfPoints', 'points', 'frozen', 'result'],
  async knows(reading, matter): Promise<Pick<Assessment, 'suggested' | 'basis' | 'bonusNow'>> {
    const { year } = matter as Assessment;
    const now = await judgedNow(reading, matter, year);
    const points = itemPoints(now.policy, now.grounds).flatMap(({ item, points: given }) => (given === null ? [] : [[item.code, given] as const]));
    return { suggested: Object.fromEntries(points), basis: basisOf([], 1, now), bonusNow: bonusOf(now.policy, now.facts, year) };
  },
};

export const roundStore: KindStore = {
  table: 'round',
  columns: ['year', 'documentNumber', 'announcedOn', 'placed'],
  json: ['placed'],
  async knows({ db }, { id }): Promise<Pick<Round, 'running'>> {
    const rows = await db
      .selectFrom('assessment')
      .innerJoin('matter', 'matter.id', 'assessment.id')
      .select(['assessment.id', 'assessment.studioId', 'assessment.result', 'assessment.bonus', 'matter.state'])
      .where('matter.parent', '=', id)
      .orderBy('assessment.id')
      .execute();
    const running = rows.map(({ id: assessment, studioId, result, bonus, state }) => {
      const { total = 0, qualified = false } = (result as AcceptanceResult | null) ?? {};
      return { id: assessment, studio: studioId, state, total, qualified, bonus: Number(bonus) };
    });
    return { running };
  },
};
