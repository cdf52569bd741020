import { sql } from 'kysely';
import { conflictsOf } from '#core/acceptance/recusal.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Work } from '#server/kernel/house.ts';

/** The studios a person leads or works in. */
const ownStudios = sql`select s.id from studio s where s.lead_id = p.id
  union select f.studio_id from fact_member m join fact f on f.id = m.id where m.person_id = p.id and f.voided_at is null and m.left_on is null`;

/** Whoever holds the office of an expert today, with the unions they serve and their kin. */
export async function expertsNow({ tx, now }: Work) {
  const today = dayIn(now);
  const { rows } = await sql<{ id: string; name: string; unit: string | null; title: string | null; unions: string[]; kin: string[]; colleagues: string[] }>`
    select p.id, p.name, p.unit, p.title,
      array(select distinct union_id from office_held o where o.person_id = p.id and o.union_id is not null and o.office <> 'expert') as unions,
      array(select kin_id from kinship k where k.person_id = p.id union select person_id from kinship k where k.kin_id = p.id) as kin,
      array(select s.lead_id from studio s where s.id in (${ownStudios})
        union select m.person_id from fact f join fact_member m on m.id = f.id where f.studio_id in (${ownStudios}) and f.voided_at is null and m.left_on is null) as colleagues
    from person p
    where exists (select 1 from office_held h where h.person_id = p.id and h.office = 'expert' and h.from_on <= ${today} and (h.to_on is null or h.to_on >= ${today}))
    order by p.name collate "zh-x-icu", p.id`.execute(tx);
  return rows;
}
export type ExpertNow = Awaited<ReturnType<typeof expertsNow>>[number];

type About = Readonly<{ studio: string; hostUnion: string; people: string[]; pairs: readonly (readonly [string, string])[] }>;
/** 检查人员应不应当回避哪一家：同单位、亲属、师徒、工作室成员；多家一次问清。 */
export async function inspectorsFor(work: Work, studios: readonly string[]): Promise<(person: string, studio: string) => boolean> {
  const experts = new Map((await expertsNow(work)).map((one) => [one.id, one]));
  const { rows } = await sql<About>`
    select s.id as studio, s.host_union as "hostUnion",
      array(select s.lead_id union select m.person_id from fact f join fact_member m on m.id = f.id where f.studio_id = s.id and f.voided_at is null and m.left_on is null) as people,
      (select coalesce(jsonb_agg(jsonb_build_array(m.master_id, m.apprentice_id)), '[]') from fact f join fact_mentorship m on m.id = f.id where f.studio_id = s.id and f.voided_at is null) as pairs
    from studio s where s.id = any(${studios})`.execute(work.tx);
  const about = new Map(rows.map((one) => [one.studio, one]));
  return (person, studio) => {
    const [expert, place] = [experts.get(person), about.get(studio)];
    if (expert === undefined || place === undefined) return false;
    const { unions, kin } = expert;
    return conflictsOf({ person, unions, kin }, { hostUnion: place.hostUnion, people: place.people, mentorPairs: place.pairs, recommenders: [] }).length === 0;
  };
}
