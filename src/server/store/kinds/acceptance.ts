import { sql } from 'kysely';
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

/** Whom a public draw has chosen for this acceptance, in the order drawn. */
async function drawnFor({ db }: Reading, acceptance: string): Promise<readonly string[]> {
  const { rows } = await sql<{ person: string }>`
    select a.person_id as person from draw d join matter m on m.id = d.id and m.state = 'drawn' cross join jsonb_array_elements_text(d.result) with ordinality as r(candidate, nth)
    join draw_alias a on a.draw_id = d.id and a.candidate = r.candidate where m.parent = ${acceptance} order by r.nth`.execute(db);
  return rows.map(({ person }) => person);
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
  async knows(reading, matter: Matter): Promise<Pick<Acceptance, 'sheets' | 'basis' | 'judged' | 'drawn'>> {
    const rows = await sheetsOf(reading, matter.id);
    const now = await judgedNow(reading, matter);
    const sheets = rows.map(({ expertId, state, round }): SheetBrief => ({ expert: expertId, state, round }));
    return { drawn: await drawnFor(reading, matter.id), sheets, basis: basisOf(rows, (matter as Acceptance).round, now), judged: now.judged };
  },
};
