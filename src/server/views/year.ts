import { sql, type RawBuilder } from 'kysely';
import type { EntryRow, FigureGroup, Page, StudioYear, YearBoard, YearStudio } from '#contract/shapes.ts';
import { bandZh, type Band } from '#core/assessment/bands.ts';
import { lives, isKind } from '#core/lives.ts';
import { reportDays } from '#core/report/life.ts';
import { dayIn, daysBetween, yearOf } from '#core/shared/days.ts';
import { ledger, type FactKind } from '#core/studio/ledger.ts';
import { boardCodes, figureNamed, figures, periodOf, proofCoverage, type Cut, type Period } from '#core/year/figures.ts';
import { isLate } from '#server/actions/record-fact.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { matterScope, studioScope } from '#server/store/scope.ts';
import { amountOf, conditionOf, rollUp, sumsOf, type Grouping } from '#server/store/year.ts';
import { yearSources } from '#server/store/year-sources.ts';
import { industries } from './industries.ts';
import { known } from './names.ts';
import { cut as page, decodeCursor } from './paging.ts';
import { studioScene } from './show-studio.ts';

type Asked = Readonly<{ year?: number; cut: Cut }>;
type Values = Readonly<Record<string, number>>;
const yearIn = ({ now }: Work, asked: number | undefined): number => asked ?? yearOf(dayIn(now));
const addressOf = (query: Readonly<Record<string, string | number | undefined>>): string =>
  `/api/entries?${new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))).toString()}`;

/** The figures as people read them, group by group, each with the address of its entries; what was never used is left out. */
export function figureGroups(values: Values, before: Values | undefined, place: Readonly<Record<string, string | number | undefined>>): FigureGroup[] {
  const shown = figures.filter(({ code }) => (values[code] ?? 0) !== 0 || (before?.[code] ?? 0) !== 0);
  const groups = [...new Set(shown.map(({ group }) => group))];
  return groups.map((title) => ({
    title,
    figures: [
      ...shown
        .filter(({ group }) => group === title)
        .map(({ code, zh, unit }) =>
          known({ code, zh, unit, value: values[code] ?? 0, previous: before?.[code], href: addressOf({ figure: code, ...place }) }),
        ),
      ...(title === '创新成果' ? coverage(values, before) : []),
    ],
  }));
}
const coverage = (values: Values, before: Values | undefined) => {
  const value = proofCoverage(values);
  return value === undefined
    ? []
    : [known({ code: 'coverage', zh: '效益证明覆盖率', unit: '%', value, previous: before === undefined ? undefined : proofCoverage(before) })];
};

/** 一家工作室的一年，连同上一年。 @throws Refusal 404 */
export async function showStudioYear(work: Work, id: string, { year: asked, cut }: Asked): Promise<StudioYear> {
  await studioScene(work, id);
  const year = yearIn(work, asked);
  const period = periodOf(year, cut);
  const values = await sumsOf(work.tx, id, period);
  const before = await sumsOf(work.tx, id, periodOf(year - 1, cut));
  const report = await work.tx
    .selectFrom('report')
    .innerJoin('matter', 'matter.id', 'report.id')
    .select(['report.id', 'matter.state'])
    .where('report.studioId', '=', id)
    .where('year', '=', year)
    .executeTakeFirst();
  const { states } = lives.report;
  return known({
    year,
    cut,
    ...period,
    groups: figureGroups(values, before, { year, cut, studio: id }),
    report:
      report === undefined
        ? undefined
        : { id: report.id, state: { code: report.state, zh: states[report.state as keyof typeof states].zh }, href: `/api/matters/${report.id}` },
  });
}

type Place = Readonly<{ studio?: string; union?: string; industry?: string }>;
const placed = ({ actor }: Work, { studio, union, industry }: Place): RawBuilder<boolean> =>
  sql<boolean>`${sql.join(
    [
      studioScope(actor, 's'),
      ...(studio === undefined ? [] : [sql<boolean>`s.id = ${studio}`]),
      ...(union === undefined ? [] : [sql<boolean>`s.supervising_union = ${union}`]),
      ...(industry === undefined ? [] : [sql<boolean>`coalesce(left(host.industry_code, 1), '-') = ${industry}`]),
    ],
    sql` and `,
  )}`;
const host = sql`join union_org host on host.id = s.host_union`;

type EntryQuery = Asked & Place & Readonly<{ figure: string; limit: number; cursor?: string }>;
type Behind = Readonly<{
  id: string;
  kindOf: string;
  title: string;
  event: string;
  entered: string | null;
  studioId: string;
  studio: string;
  amount: number;
  opens: boolean;
}>;
const kindZh = (kind: string): string => (isKind(kind) ? lives[kind].zh : (ledger[kind as FactKind]?.zh ?? kind));

/** 一个数字背后的每一条，最近的在前。 @throws Refusal 404 when there is no such figure */
export async function listEntries(work: Work, { figure: code, year: asked, cut, limit, cursor, ...place }: EntryQuery): Promise<Page<EntryRow>> {
  const figure = figureNamed(code);
  if (figure === undefined) throw notFound();
  const period = periodOf(yearIn(work, asked), cut);
  const after = decodeCursor(cursor, 'day');
  const { rows } = await sql<Behind>`
    select e.id, e.kind_of as "kindOf", e.title, e.event, e.entered, s.id as "studioId", s.name as studio, ${amountOf(figure)}::float8 as amount,
      ${matterScope(work.actor, 'e')} as opens
    from (${sql.raw(yearSources[figure.of])}) e join studio s on s.id = e.studio_id ${host}
    where ${placed(work, place)} and ${conditionOf(figure, period)} ${after ? sql`and (e.event, e.id) < (${after.after}::date, ${after.id})` : sql``}
    order by e.event desc, e.id desc limit ${limit + 1}`.execute(work.tx);
  return page(
    rows,
    limit,
    ({ event, id }) => ({ after: event, id }),
    ({ id, kindOf, title, event, entered, studioId, studio, amount, opens }) =>
      known({
        id,
        kind: kindOf,
        kindZh: kindZh(kindOf),
        title: title === '' ? kindZh(kindOf) : title,
        studio: { id: studioId, name: studio },
        eventOn: event,
        enteredAt: entered ?? undefined,
        late: entered !== null && !isKind(kindOf) && isLate(event, entered),
        amount: figure.sum === undefined ? undefined : amount,
        // A partner or an expert sees the studio and counts with it, but not every matter of it.
        href: isKind(kindOf) && opens ? `/matters/${id}` : `/studios/${studioId}`,
      }),
  );
}

const readers = ['department', 'leadership', 'auditor', 'supervisor'];
type Counts = Readonly<{ studios: number; reported: number; late: number; missing: number; asleep: number }>;

/** 应报的：当年年底前已创建、没有撤销注销的。 */
const obliged = (year: number): RawBuilder<boolean> => sql<boolean>`(s.created_on <= ${`${year}-12-31`}::date and s.standing not in ('revoked', 'dissolved'))`;
const asleep = (today: string, days: number): RawBuilder<boolean> => sql<boolean>`(${today}::date - coalesce(s.last_entry_on, s.created_on) >= ${days})`;

async function standingsOf(work: Work, year: number, { by, scope, joins = sql`` }: Grouping): Promise<ReadonlyMap<string, Counts>> {
  const { house, tx, now } = work;
  const today = dayIn(now);
  const standard = house.standards.inForceOn(today);
  const { due } = reportDays(standard, year);
  const { rows } = await sql<Counts & { group: string }>`
    select ${by} as "group", count(*)::int as studios,
      count(r.submitted_on)::int as reported,
      count(*) filter (where r.timeliness = 'late')::int as late,
      count(*) filter (where r.submitted_on is null and ${today}::date > ${due}::date)::int as missing,
      count(*) filter (where ${asleep(today, Math.min(...standard.timeLimits.dormancyAlertDays))})::int as asleep
    from studio s ${joins} left join report r on r.studio_id = s.id and r.year = ${year}
    where ${scope} and ${obliged(year)} group by 1`.execute(tx);
  return new Map(rows.map(({ group, ...counts }) => [group, counts]));
}
const noCounts: Counts = { studios: 0, reported: 0, late: 0, missing: 0, asleep: 0 };
const onBoard = (values: Values | undefined): Record<string, number> => Object.fromEntries(boardCodes.map((code) => [code, values?.[code] ?? 0]));
const added = (parts: readonly Values[]): Record<string, number> =>
  Object.fromEntries(boardCodes.map((code) => [code, parts.reduce((sum, part) => sum + (part[code] ?? 0), 0)]));
const sumCounts = (parts: readonly Counts[]): Counts =>
  parts.reduce(
    (sum, { studios, reported, late, missing, asleep: sleeping }) => ({
      studios: sum.studios + studios,
      reported: sum.reported + reported,
      late: sum.late + late,
      missing: sum.missing + missing,
      asleep: sum.asleep + sleeping,
    }),
    noCounts,
  );

/** 年度汇总：按归口工会或按行业；归口工会只看自己的。 @throws Refusal 403 */
export async function showYear(work: Work, { year: asked, cut, by }: Asked & { by: 'union' | 'industry' }): Promise<YearBoard> {
  if (!readers.includes(work.actor.office)) throw refuse(403, 'not-your-page', '年度汇总供归口工会、经济部、市总领导和经审会查看');
  const year = yearIn(work, asked);
  const period: Period = periodOf(year, cut);
  const grouping: Grouping = {
    by: by === 'union' ? sql<string>`s.supervising_union` : sql<string>`coalesce(left(host.industry_code, 1), '-')`,
    scope: studioScope(work.actor, 's'),
    joins: host,
  };
  const [values, counts] = [await rollUp(work.tx, period, grouping), await standingsOf(work, year, grouping)];
  const whole: Grouping = { ...grouping, by: sql<string>`'all'::text` };
  const [before, countsBefore] = [await rollUp(work.tx, periodOf(year - 1, cut), whole), await standingsOf(work, year - 1, whole)];
  const keys = by === 'union' ? await unionsOf(work) : industries(new Set([...values.keys(), ...counts.keys()]));
  const rows = keys
    .map(({ id, name }) => ({ id, name, ...(counts.get(id) ?? noCounts), figures: onBoard(values.get(id)) }))
    .filter(({ studios, figures: own }) => by === 'union' || studios > 0 || Object.values(own).some((value) => value > 0));
  return {
    year,
    cut,
    ...period,
    by,
    columns: boardCodes.flatMap((code) => figureNamed(code) ?? []).map(({ code, zh, unit }) => ({ code, zh, unit })),
    rows,
    total: { ...sumCounts(rows), figures: added(rows.map(({ figures: own }) => own)) },
    previous: { ...(countsBefore.get('all') ?? noCounts), figures: onBoard(before.get('all')) },
  };
}
async function unionsOf({ tx, actor }: Work) {
  let query = tx.selectFrom('unionOrg').select(['id', 'name']).where('kind', 'in', ['district', 'industry', 'zone']).orderBy('position');
  if (actor.office === 'supervisor') query = query.where('id', '=', actor.union ?? '');
  return query.execute();
}

type StudioQuery = Readonly<{
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

/** 谁报了、谁迟了、谁没报、谁的台账睡着了：逐家一行。 */
export async function listYearStudios(work: Work, { year: asked, show, limit, cursor, ...place }: StudioQuery): Promise<Page<YearStudio>> {
  const { house, now, tx } = work;
  const today = dayIn(now);
  const year = yearIn(work, asked);
  const standard = house.standards.inForceOn(today);
  const { due } = reportDays(standard, year);
  const which: Readonly<Record<StudioQuery['show'], RawBuilder<unknown>>> = {
    all: sql`true`,
    reported: sql`r.submitted_on is not null`,
    late: sql`r.timeliness = 'late'`,
    missing: sql`r.submitted_on is null and ${today}::date > ${due}::date`,
    asleep: asleep(today, Math.min(...standard.timeLimits.dormancyAlertDays)),
  };
  const after = decodeCursor(cursor);
  const { rows } = await sql<Line>`
    select s.id, s.name, lead.name as lead, host.unit_name as "unitName", host.name as "hostName", above.id as "unionId", above.name as "union",
      r.id as report, m.state, r.submitted_on as "submittedOn", r.timeliness, s.last_entry_on as "lastEntryOn", s.created_on as "createdOn", a.band
    from studio s ${host} join person lead on lead.id = s.lead_id join union_org above on above.id = s.supervising_union
      left join report r on r.studio_id = s.id and r.year = ${year} left join matter m on m.id = r.id
      left join assessment a on a.studio_id = s.id and a.year = ${year}
    where ${placed(work, place)} and ${obliged(year)} and ${which[show]} ${after ? sql`and s.id > ${after.id}` : sql``}
    order by s.id limit ${limit + 1}`.execute(tx);
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
