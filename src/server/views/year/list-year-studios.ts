import { sql, type RawBuilder } from 'kysely';
import type { Page, YearStudio } from '#contract/shapes.ts';
import { bandZh, type Band } from '#core/assessment/bands.ts';
import { lives } from '#core/lives.ts';
import { reportDays } from '#core/report/life.ts';
import { dayIn, daysBetween } from '#core/shared/days.ts';
import type { Work } from '#server/kernel/house.ts';
import { known } from '../names.ts';
import { cut as page, decodeCursor } from '../paging.ts';
import { asleep, host, obliged, placed, yearIn } from './asked.ts';

export type YearStudioQuery = Readonly<{
  year?: number;
  show: 'all' | 'reported' | 'late' | 'missing' | 'asleep';
  union?: string;
  industry?: string;
  limit: number;
  cursor?: string;
}>;
type Line = Readonly<{
  id: string;
  name: string;
  lead: string;
  unitName: string | null;
  hostName: string;
  unionId: string;
  union: string;
  report: string | null;
  state: string | null;
  submittedOn: string | null;
  timeliness: string | null;
  lastEntryOn: string | null;
  createdOn: string;
  band: string | null;
}>;

/** The studios of a year, `s`, with whose unit is `host`, its report `r` with its matter `m`, its union `above`, and the day reports are due. */
export function yearStudiosAsked(work: Work, { year: asked, show, ...place }: Omit<YearStudioQuery, 'limit' | 'cursor'>) {
  const { house, now } = work;
  const today = dayIn(now);
  const year = yearIn(work, asked);
  const standard = house.standards.inForceOn(today);
  const { due } = reportDays(standard, year);
  const which: Readonly<Record<YearStudioQuery['show'], RawBuilder<unknown>>> = {
    all: sql`true`,
    reported: sql`r.submitted_on is not null`,
    late: sql`r.timeliness = 'late'`,
    missing: sql`r.submitted_on is null and ${today}::date > ${due}::date`,
    asleep: asleep(today, Math.min(...standard.timeLimits.dormancyAlertDays)),
  };
  return {
    today,
    year,
    standard,
    due,
    from: sql`from studio s ${host} join union_org above on above.id = s.supervising_union
      left join report r on r.studio_id = s.id and r.year = ${year} left join matter m on m.id = r.id`,
    where: sql`${placed(work, place)} and ${obliged(year)} and ${which[show]}`,
  };
}

/** 谁报了、谁迟了、谁没报、谁的台账睡着了：逐家一行。 */
export async function listYearStudios(work: Work, { limit, cursor, ...asked }: YearStudioQuery): Promise<Page<YearStudio>> {
  const { today, year, standard, from, where } = yearStudiosAsked(work, asked);
  const after = decodeCursor(cursor);
  const { rows } = await sql<Line>`
    select s.id, s.name, lead.name as lead, host.unit_name as "unitName", host.name as "hostName", above.id as "unionId", above.name as "union",
      r.id as report, m.state, r.submitted_on as "submittedOn", r.timeliness, s.last_entry_on as "lastEntryOn", s.created_on as "createdOn", a.band
    ${from} join person lead on lead.id = s.lead_id left join assessment a on a.studio_id = s.id and a.year = ${year}
    where ${where} ${after ? sql`and s.id > ${after.id}` : sql``}
    order by s.id limit ${limit + 1}`.execute(work.tx);
  const { states } = lives.report;
  return page(
    rows,
    limit,
    ({ id }) => ({ after: '', id }),
    (row) =>
      known({
        id: row.id,
        name: row.name,
        lead: row.lead,
        hostUnit: row.unitName ?? row.hostName,
        union: { id: row.unionId, name: row.union },
        report:
          row.report === null || row.state === null
            ? undefined
            : known({
                id: row.report,
                state: { code: row.state, zh: states[row.state as keyof typeof states].zh },
                submittedOn: row.submittedOn ?? undefined,
                late: row.timeliness === 'late',
                href: `/api/matters/${row.report}`,
              }),
        lastEntryOn: row.lastEntryOn ?? undefined,
        asleepDays: daysBetween(row.lastEntryOn ?? row.createdOn, today),
        asleep: daysBetween(row.lastEntryOn ?? row.createdOn, today) >= Math.min(...standard.timeLimits.dormancyAlertDays),
        band: row.band === null ? undefined : bandZh[row.band as Band],
      }),
  );
}
