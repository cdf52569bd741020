import { sql } from 'kysely';
import type { Vitals } from '#core/title/triggers.ts';
import { yearOf, type Day } from '#core/shared/days.ts';
import type { Db } from './connection.ts';
import { present } from './reading.ts';

export type StudioVitals = Vitals &
  Readonly<{
    studio: string;
    title: string;
    name: string;
    hostUnion: string;
    supervisingUnion: string;
    standing: string;
    validUntil: Day;
    bands: readonly string[];
  }>;

/**
 * 每一家在册的称号今天的情况，一条语句。With `only`, that of one studio.
 * A report is missing when its year is over, it was opened, and nothing was submitted.
 */
export async function vitalsOf(db: Db, today: Day, only?: string): Promise<readonly StudioVitals[]> {
  const lastYear = yearOf(today) - 1;
  const { rows } = await sql<StudioVitals>`
    select s.id as studio, s.name, s.host_union as "hostUnion", s.supervising_union as "supervisingUnion", s.standing, t.id as title, t.valid_until as "validUntil", t.named_on as "namedOn", s.established_on as "establishedOn",
      s.last_entry_on as "lastEntryOn", s.lead_vacant_since as "vacantSince",
      (select max(least(case when pm.state in ('closed', 'spread') then p.closed_on when pm.state = 'stopped' then (pm.since at time zone 'Asia/Shanghai')::date
          else greatest(p.end_on, p.approved_on) end, ${today}::date))
        from project p join matter pm on pm.id = p.id where pm.studio = s.id and p.approved_on is not null) as "lastProjectOn",
      (select max(f.event_on) from fact f join fact_achievement a on a.id = f.id where f.studio_id = s.id and f.voided_at is null
        and a.recogniser <> '' and a.document_no <> '' and a.document is not null) as "lastResultOn",
      (select r.year from report r join matter rm on rm.id = r.id where r.studio_id = s.id and r.year = ${lastYear} and r.submitted_on is null and rm.state <> 'dropped') as "reportMissingFor",
      coalesce((select jsonb_agg(x.band order by x.year desc) from assessment x where x.studio_id = s.id and x.band is not null), '[]') as bands
    from title t join matter m on m.id = t.id join studio s on s.id = m.studio
    where m.closed_at is null ${only === undefined ? sql`` : sql`and s.id = ${only}`} order by s.id`.execute(db);
  return rows.map((row) => present(row));
}
