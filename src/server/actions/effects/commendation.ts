import { sql } from 'kysely';
import { allFour, byMerit, judgeFour, reasonFrom, type Judged4, type Merit, type Record4 } from '#core/commendation/criteria.ts';
import type { Commendation } from '#core/commendation/life.ts';
import { judge, judgeEligibility } from '#core/criteria/judge.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import { cutTo } from '#core/shared/text.ts';
import type { Standard } from '#core/standard/standard.ts';
import { periodOf } from '#core/year/figures.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { loadFacts } from '#server/store/facts.ts';
import { sumsOf } from '#server/store/year.ts';
import { advance } from '../advance.ts';
import { asSystem } from '../as-system.ts';

type Standing = Readonly<{
  id: string;
  inCharge: boolean;
  leadVacant: boolean;
  timeliness: string | null;
  openFindings: number;
  rules: number;
  band: string | null;
  score: number | null;
}>;
/** Every named studio, and what is known of it besides its ledger. */
async function named({ tx }: Work, year: number, today: string): Promise<readonly Standing[]> {
  const { rows } = await sql<Standing>`
    select s.id, (s.lead_vacant_since is not null) as "leadVacant", r.timeliness,
      exists (select 1 from in_charge c where c.union_id = s.host_union and c.from_on <= ${today} and (c.to_on is null or c.to_on >= ${today})) as "inCharge",
      (select count(*)::int from finding f join matter fm on fm.id = f.id where f.studio_id = s.id and fm.closed_at is null) as "openFindings",
      (select count(*)::int from fact f where f.studio_id = s.id and f.kind = 'regulation' and f.voided_at is null) as rules,
      a.band, ((a.result ->> 'total')::numeric + a.bonus)::float8 as score
    from title t join matter m on m.id = t.id and m.closed_at is null join studio s on s.id = m.studio
      left join report r on r.studio_id = s.id and r.year = ${year} left join assessment a on a.studio_id = s.id and a.year = ${year}
    where t.named_on <= ${`${year}-12-31`} order by s.id`.execute(tx);
  return rows;
}

async function recordOf(work: Work, standard: Standard, year: number, one: Standing): Promise<Record4> {
  const facts = await loadFacts(work.tx, one.id);
  const grounds = { facts, today: dayIn(work.now), year };
  const figures = await sumsOf(work.tx, one.id, periodOf(year, 'calendar'));
  const keys = new Map(standard.criteriaSet.criteria.map(({ code, key }) => [code, key]));
  const judged = judge(standard, grounds).map(({ criterion, verdict }) => ({ key: keys.get(criterion) ?? criterion, verdict }));
  const eligible = judgeEligibility(standard, grounds).map(({ verdict }) => ({ key: 'lead', verdict }));
  return {
    judged: [...judged, ...eligible],
    inCharge: one.inCharge,
    leadVacant: one.leadVacant,
    activities: figures['activities'] ?? 0,
    attendance: figures['attendance'] ?? 0,
    reportTimely: one.timeliness === null ? (dayIn(work.now) > `${year}-12-31` ? false : undefined) : one.timeliness !== 'late',
    openFindings: one.openFindings,
    rules: one.rules,
    recognised: figures['recognised'] ?? 0,
    benefitProvenFen: figures['benefitProven'] ?? 0,
    patents: figures['patents'] ?? 0,
    band: one.band ?? undefined,
  };
}

type Put = Merit & Readonly<{ evidence: readonly Judged4[] }>;
async function putOf(work: Work, standard: Standard, year: number, one: Standing): Promise<Put> {
  const record = await recordOf(work, standard, year, one);
  const evidence = judgeFour(record, standard);
  const { recognised, benefitProvenFen } = record;
  return { studioId: one.id, score: one.score ?? 0, met: allFour(evidence), recognised, benefitProvenFen, evidence };
}

/** 候选从台账、年报、考核和检查里来，不另报材料；四条都符合的按名次列到名额为止，其余作候选。 */
export async function putForward(work: Work, cause: Matter): Promise<void> {
  const { id: commendationId, year, quota, standard: policy } = cause as Commendation;
  const standard = work.house.standards.get(policy);
  const put: Put[] = [];
  for (const one of await named(work, year, dayIn(work.now))) put.push(await putOf(work, standard, year, one));
  const ranked = put.toSorted(byMerit);
  if (ranked.length === 0) return;
  await work.tx
    .insertInto('commendationItem')
    .values(
      ranked.map(({ evidence, studioId, score, met }, index) => {
        const listed = index < quota && met;
        return {
          studioId,
          score,
          id: newId(),
          commendationId,
          rank: index + 1,
          state: listed ? 'listed' : 'candidate',
          version: 1,
          evidence: JSON.stringify(evidence),
          reason: listed ? cutTo(reasonFrom(evidence), 800) : '',
          note: null,
          certificateNo: null,
        };
      }),
    )
    .execute();
}

/** 称号没有了的，不再表彰：还没签发的名单里把它剔除。 */
export async function withdrawCandidate(work: Work, { studio = '' }: Matter, { reason }: { reason: string }): Promise<void> {
  const open = await work.tx
    .selectFrom('commendationItem')
    .innerJoin('matter', 'matter.id', 'commendationItem.commendationId')
    .select('matter.id')
    .where('commendationItem.studioId', '=', studio)
    .where('commendationItem.state', 'in', ['candidate', 'listed', 'suspended'])
    .where('matter.closedAt', 'is', null)
    .orderBy('matter.id')
    .execute();
  for (const { id } of open) await advance(asSystem(work), { kind: 'commendation', id, transition: 'drop', input: { studio, reason } });
}
