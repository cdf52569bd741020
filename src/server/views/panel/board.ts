import { sql } from 'kysely';
import type { Page, ReviewBoard, ReviewCase, ReviewJudge, ReviewMark } from '#contract/shapes.ts';
import type { Kind } from '#core/lives.ts';
import { mayReadReview } from '#core/panel/panel.ts';
import { panelKinds, panelOf } from '#core/panel/panels.ts';
import { fewestShown, formulaZh, statisticsOf, type Mark } from '#core/panel/statistics.ts';
import { dayIn, yearOf } from '#core/shared/days.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { kindStores } from '#server/store/kinds/kinds.ts';
import { matterScope } from '#server/store/scope.ts';
import { known } from '../names.ts';
import { cut, decodeCursor } from '../paging.ts';

/** The most sheets that are worked out together. */
const most = 3000;

type Row = Readonly<{
  id: string;
  kind: string;
  state: string;
  points: Readonly<Record<string, number>> | null;
  expertId: string;
  expert: string;
  parent: string;
  parentKind: Kind;
  parentState: string;
  title: string;
  result: number | null;
  studioId: string | null;
  studio: string | null;
  unionId: string | null;
  union: string | null;
}>;

function insistOnReader({ actor }: Work): void {
  if (!mayReadReview(actor)) throw refuse(403, 'not-your-office', '评审台由市总经济部和经审会查看');
}

/** The sheets of the round that counts, of the cases opened in a year: one statement for each kind. */
async function sheetsOf({ tx, actor }: Work, year: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const kind of panelKinds) {
    const { sheet } = panelOf(kind)!;
    const [table, own] = [sql.table(kindStores[sheet.kind as Kind].table), sql.table(kindStores[kind].table)];
    const found = await sql<Row>`
      select m.id, m.kind, m.state, x.points, x.expert_id as "expertId", p.name as expert, c.id as parent, c.kind as "parentKind", c.state as "parentState", c.title,
        (t.result->>'total')::float8 as result, s.id as "studioId", s.name as studio, u.id as "unionId", u.name as union
      from matter c join ${own} t on t.id = c.id join matter m on m.parent = c.id and m.kind = ${sheet.kind} join ${table} x on x.id = m.id and x.round = t.round
        join person p on p.id = x.expert_id left join studio s on s.id = c.studio left join union_org u on u.id = c.supervising_union
      where c.kind = ${kind} and c.opened_at >= ${`${year}-01-01T00:00:00+08:00`} and c.opened_at < ${`${year + 1}-01-01T00:00:00+08:00`}
        and m.state <> all(${[...sheet.gone]}) and ${matterScope(actor, 'c')} and ${matterScope(actor, 'm')}
      order by c.id, m.id limit ${most + 1}`.execute(tx);
    rows.push(...found.rows);
  }
  return rows;
}

const total = (points: Row['points']): number => Object.values(points ?? {}).reduce((sum, value) => sum + value, 0);
const isIn = ({ parentKind, state }: Row): boolean => state === panelOf(parentKind)!.sheet.in;
/** 代号：按人的编号排，换一页、换一次导出都一样。 */
const codesOf = (rows: readonly Row[]): ReadonlyMap<string, string> =>
  new Map([...new Set(rows.map(({ expertId }) => expertId))].toSorted().map((id, nth) => [id, `专家${nth + 1}`]));
const marksOf = (rows: readonly Row[]): Mark[] =>
  rows.filter(isIn).map(({ parent: matter, expertId: judge, points }) => ({ matter, judge, points: total(points) }));

type Figures = ReturnType<typeof statisticsOf>;
function caseShape(own: readonly Row[], { cases }: Figures): ReviewCase {
  const first = own[0]!;
  const { n: _, matter: __, ...figures } = cases.find(({ matter }) => matter === first.parent) ?? { n: 0, matter: '' };
  const life = lifeOf(first.parentKind);
  return known({
    id: first.parent,
    kindZh: life.zh,
    title: first.title,
    studio: first.studioId === null ? undefined : { id: first.studioId, name: first.studio ?? '' },
    union: first.unionId === null ? undefined : { id: first.unionId, name: first.union ?? '' },
    state: { code: first.parentState, zh: life.states[first.parentState]?.zh ?? first.parentState },
    seats: own.length,
    declared: own.filter(({ state }) => state !== panelOf(first.parentKind)!.sheet.declaring).length,
    in: own.filter(isIn).length,
    ...figures,
    result: first.result ?? undefined,
    href: `/api/matters/${first.parent}`,
  });
}
function judgeShape(own: readonly Row[], code: string, { judges }: Figures): ReviewJudge {
  const figures = judges.find(({ judge }) => judge === own[0]!.expertId);
  return known({ code, name: own[0]!.expert, seats: own.length, in: own.filter(isIn).length, mean: figures?.mean, strictness: figures?.strictness });
}
const groups = <K>(rows: readonly Row[], keyOf: (row: Row) => K): readonly (readonly Row[])[] => {
  const found = new Map<K, Row[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return [...found.values()];
};

/** 评审台：每件评到哪里、平均和离散，每名专家的宽严，去掉谁名次会变。 @throws Refusal 403 */
export async function showReview(work: Work, { year = yearOf(dayIn(work.now)) }: { year?: number }): Promise<ReviewBoard> {
  insistOnReader(work);
  const all = await sheetsOf(work, year);
  const rows = all.slice(0, most);
  const figures = statisticsOf(marksOf(rows));
  const codes = codesOf(rows);
  const [titles, names] = [new Map(rows.map(({ parent, title }) => [parent, title])), new Map(rows.map(({ expertId, expert }) => [expertId, expert]))];
  const last = Number.MAX_SAFE_INTEGER;
  return {
    year,
    seats: rows.length,
    in: rows.filter(isIn).length,
    cases: groups(rows, ({ parent }) => parent)
      .map((own) => caseShape(own, figures))
      .toSorted((a, b) => (a.rank ?? last) - (b.rank ?? last)),
    judges: groups(rows, ({ expertId }) => expertId)
      .map((own) => judgeShape(own, codes.get(own[0]!.expertId) ?? '', figures))
      .toSorted((a, b) => (a.strictness ?? 0) - (b.strictness ?? 0)),
    shifts: figures.shifts.map(({ without, matter, from, to }) => ({
      without: names.get(without) ?? '',
      code: codes.get(without) ?? '',
      case: titles.get(matter) ?? '',
      from,
      to,
    })),
    withheld: figures.withheld,
    fewest: fewestShown,
    formula: [...formulaZh],
    cut: all.length > most,
  };
}

/** 已交的评分表，代号不露名，附定格的摘要：第三方照着公式就能重算。 @throws Refusal 403 */
export async function listMarks(
  work: Work,
  { limit, cursor, year = yearOf(dayIn(work.now)) }: { limit: number; cursor?: string; year?: number },
): Promise<Page<ReviewMark>> {
  insistOnReader(work);
  const after = decodeCursor(cursor);
  const all = await sheetsOf(work, year);
  const codes = codesOf(all.slice(0, most));
  const rows = all
    .filter(isIn)
    .filter(({ id, parent }) => after === undefined || parent > after.after || (parent === after.after && id > after.id))
    .slice(0, limit + 1);
  const { rows: sealed } =
    rows.length === 0
      ? { rows: [] }
      : await sql<{ id: string; sha256: string; inOn: string | null; round: number }>`
          select distinct on (d.matter_id) d.matter_id as id, d.sha256, (d.frozen_at at time zone 'Asia/Shanghai')::date as "inOn", (d.content->>'round')::int as round
          from dossier d where d.matter_id = any(${rows.map(({ id }) => id)}) order by d.matter_id, d.id desc`.execute(work.tx);
  const seals = new Map(sealed.map((one) => [one.id, one]));
  return cut(
    rows,
    limit,
    ({ parent, id }) => ({ after: parent, id }),
    ({ id, studio, title, expertId, points }) =>
      known({
        id,
        studio: studio ?? '',
        title,
        round: seals.get(id)?.round ?? 1,
        code: codes.get(expertId) ?? '',
        points: total(points),
        items: Object.entries(points ?? {})
          .map(([code, value]) => `${code}=${value}`)
          .join('；'),
        inOn: seals.get(id)?.inOn ?? undefined,
        sha256: seals.get(id)?.sha256,
      }),
  );
}
