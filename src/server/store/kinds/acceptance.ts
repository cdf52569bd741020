import { itemPoints, isAutomatic } from '#core/criteria/points.ts';
import type { Acceptance, SheetBrief } from '#core/acceptance/life.ts';
import type { ScoreBasis, Scores } from '#core/acceptance/score.ts';
import type { Matter } from '#core/shared/life.ts';
import { judgedNow } from './declaration.ts';
import type { KindStore } from './kind-store.ts';
import type { Reading } from '../reading.ts';

async function sheetsOf({ db }: Reading, acceptance: string) {
  const rows = await db
    .selectFrom('sheet')
    .innerJoin('matter', 'matter.id', 'sheet.id')
    .select(['sheet.expertId', 'sheet.round', 'sheet.points', 'sheet.reasons', 'sheet.veto', 'sheet.vetoReason', 'matter.state'])
    .where('matter.parent', '=', acceptance)
    .orderBy('sheet.id')
    .execute();
  return rows;
}

/** The scores that are in, the automatic points and the floors as of now: what a result would rest on. */
export function basisOf(
  rows: Awaited<ReturnType<typeof sheetsOf>>,
  round: number,
  { policy, grounds, judged, eligibility }: Awaited<ReturnType<typeof judgedNow>>,
): ScoreBasis {
  const brief = ({ criterion, verdict, because }: (typeof judged)[number]) => ({ criterion, verdict, because });
  const automatic = itemPoints(policy, grounds).flatMap(({ item, points }) => (isAutomatic(item) && points !== null ? [[item.code, points] as const] : []));
  const sheets = rows
    .filter((row) => row.state === 'in' && row.round === round)
    .map((row): Scores => ({
      expert: row.expertId,
      points: (row.points ?? {}) as Record<string, number>,
      reasons: (row.reasons ?? {}) as Record<string, string>,
      ...(row.veto === null ? {} : { veto: row.veto, vetoReason: row.vetoReason ?? '' }),
    }));
  return { standard: policy.id, automatic: Object.fromEntries(automatic), floors: judged.map(brief), eligibility: eligibility.map(brief), sheets };
}

export const acceptanceStore: KindStore = {
  table: 'acceptance',
  columns: ['declaration', 'round', 'leaderId', 'visitOn', 'place', 'cleared', 'record', 'result', 'frozen', 'concludedOn', 'passedOn'],
  json: ['cleared', 'record', 'result', 'frozen'],
  async knows(reading, matter: Matter): Promise<Pick<Acceptance, 'sheets' | 'basis' | 'judged'>> {
    const rows = await sheetsOf(reading, matter.id);
    const now = await judgedNow(reading, matter);
    const sheets = rows.map(({ expertId, state, round }): SheetBrief => ({ expert: expertId, state, round }));
    return { sheets, basis: basisOf(rows, (matter as Acceptance).round, now), judged: now.judged };
  },
};
