import { sql, type RawBuilder } from 'kysely';
import type { Cockpit, CockpitRow, CockpitStep, TargetRow } from '#contract/shapes.ts';
import {
  forecastOf,
  inTimeBy,
  latestStart,
  stageChance,
  stages,
  stageZh,
  workingDaysNeeded,
  type Ground,
  type Journey,
  type Stage,
  type UnderWay,
} from '#core/targets/forecast.ts';
import { lives, type Kind } from '#core/lives.ts';
import { officeZh, type Office } from '#core/people/actor.ts';
import { addDays, dayIn, daysBetween, yearOf, type Day } from '#core/shared/days.ts';
import type { Work } from '#server/kernel/house.ts';
import { known } from './names.ts';
import { showTargets } from './show-targets.ts';

const yearsBack = 3;
/** 三年来每一程：进入哪个阶段多少天了，第几天创建、达标。 */
async function journeysOf({ tx }: Work, today: Day): Promise<readonly Journey[]> {
  const since = addDays(today, -365 * yearsBack);
  const { rows } = await sql<Readonly<{ stage: Stage; age: number; created: number | null; qualified: number | null }>>`
    with entered as (
      select 'preparing' as stage, s.id as studio, s.established_on as at from studio s where s.established_on >= ${since}
      union all select 'declaring', m.studio, d.submitted_on from declaration d join matter m on m.id = d.id where d.submitted_on >= ${since}
      union all select 'accepting', m.studio, (m.opened_at at time zone 'Asia/Shanghai')::date from acceptance a join matter m on m.id = a.id where m.opened_at >= ${since}
      union all select 'naming', i.studio_id, (b.opened_at at time zone 'Asia/Shanghai')::date from designation_item i join matter b on b.id = i.designation_id where b.opened_at >= ${since})
    select e.stage, ${today}::date - e.at as age, case when c.on_date >= e.at then c.on_date - e.at end as created, case when q.on_date >= e.at then q.on_date - e.at end as qualified
    from entered e left join milestone c on c.studio_id = e.studio and c.kind = 'created' left join milestone q on q.studio_id = e.studio and q.kind = 'qualified'
    where e.at <= ${today}`.execute(tx);
  return rows.map(({ stage, age, created, qualified }) => known({ stage, age, created: created ?? undefined, qualified: qualified ?? undefined }));
}

type Case = UnderWay & Readonly<{ union: string }>;
/** 在途的每一件走了几天，与目标任务表“在途”各栏同数。 */
async function casesOf({ tx }: Work, unions: readonly string[], today: Day): Promise<readonly Case[]> {
  const days = (at: RawBuilder<unknown>) => sql`greatest(0, ${today}::date - ${at})`;
  const moment = (column: string) => sql`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`;
  const { rows } = await sql<Case>`
    select 'preparing' as stage, s.supervising_union as "union", ${days(sql`s.established_on`)} as elapsed from studio s where s.standing = 'incubating' and s.supervising_union = any(${unions})
    union all select 'declaring', m.supervising_union, ${days(sql`coalesce(d.submitted_on, ${moment('m.opened_at')})`)} from declaration d join matter m on m.id = d.id
      where m.closed_at is null and m.state <> 'draft' and m.supervising_union = any(${unions})
    union all select 'accepting', m.supervising_union, ${days(moment('m.opened_at'))} from acceptance a join matter m on m.id = a.id where m.closed_at is null and m.supervising_union = any(${unions})
    union all select 'naming', s.supervising_union, ${days(moment('b.opened_at'))} from designation_item i join matter b on b.id = i.designation_id join studio s on s.id = i.studio_id
      where i.state = 'listed' and b.closed_at is null and s.supervising_union = any(${unions})`.execute(tx);
  return rows;
}

type OpenStep = Readonly<{
  id: string;
  kind: Kind;
  state: string;
  studio: string;
  studioId: string;
  union: string;
  dueOn: Day | null;
  hands: readonly Readonly<{ office: Office; place: string | null }>[] | null;
}>;
const most = 400;
/** 在这些工会里，还在路上的申报和验收，各在谁手上；市级一并办的命名在命名决定里。 */
async function underWay({ tx }: Work, unions: readonly string[]): Promise<readonly OpenStep[]> {
  const { rows } = await sql<OpenStep>`
    select m.id, m.kind, m.state, s.id as "studioId", s.name as studio, m.supervising_union as "union", m.due_on as "dueOn",
      (select jsonb_agg(distinct jsonb_build_object('office', p.office, 'place', coalesce(st.name, u.name)))
        from matter_party p left join studio st on st.id = p.studio_id left join union_org u on u.id = p.union_id where p.matter_id = m.id and p.acts) as hands
    from matter m join studio s on s.id = m.studio
    where m.supervising_union = any(${unions}) and m.kind in ('declaration', 'acceptance') and m.closed_at is null
    order by m.kind, m.due_on nulls last, m.id limit ${most}`.execute(tx);
  return rows;
}

const stageOf = ({ kind, state }: OpenStep): Stage => (kind === 'acceptance' ? 'accepting' : state === 'draft' ? 'preparing' : 'declaring');
/** 在谁手上：地方说得清的说地方，专家只说是专家。 */
const inHands = ({ hands }: OpenStep): string => {
  const said = (hands ?? []).map(({ office, place }) => {
    if (['lead', 'secretary', 'member'].includes(office)) return '工作室';
    if (place === null || office === 'expert') return officeZh[office];
    if (office === 'supervisor' || office === 'grassroots') return place;
    return office === 'unit' ? `${place.replace(/工会$/u, '')}（${officeZh.unit}）` : `${place}${officeZh[office]}`;
  });
  return [...new Set(said)].join('、');
};

type Place = Readonly<{ today: Day; by: Day; work: Work }>;
function stepOf({ today, by, work: { house } }: Place, open: OpenStep): CockpitStep {
  const stage = stageOf(open);
  const needed = workingDaysNeeded(house.standards.inForceOn(today), stage, 'qualified');
  const latest = latestStart(house.calendar, by, needed);
  const states: Readonly<Record<string, Readonly<{ zh: string }>>> = lives[open.kind].states;
  return known({
    matter: open.id,
    studio: { id: open.studioId, name: open.studio },
    union: open.union,
    stage: stageZh[stage],
    state: states[open.state]?.zh ?? open.state,
    who: inHands(open),
    dueOn: open.dueOn ?? undefined,
    latestOn: latest,
    urgency: latest < today ? ('late' as const) : daysBetween(today, latest) <= 7 ? ('this-week' as const) : ('later' as const),
  });
}

/** 每个还差的单位，离达标最近的几件：差几家就列几家，再多列两家作备。 */
function nearest(place: Place, gaps: ReadonlyMap<string, number>, open: readonly OpenStep[]): CockpitStep[] {
  const taken = new Map<string, number>();
  const rank = (one: OpenStep): number => -stages.indexOf(stageOf(one));
  return open
    .toSorted((a, b) => rank(a) - rank(b) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.id.localeCompare(b.id))
    .filter(({ union }) => {
      const count = (taken.get(union) ?? 0) + 1;
      taken.set(union, count);
      return count <= (gaps.get(union) ?? 0) + 2 && (gaps.get(union) ?? 0) > 0;
    })
    .map((one) => stepOf(place, one))
    .toSorted((a, b) => a.latestOn.localeCompare(b.latestOn) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'));
}

type Counted = Omit<TargetRow, 'union' | 'kind'>;
const expectedOf = ({ created, qualified, pipeline }: Counted, cases: readonly Case[], ground: Ground) => ({
  created: { target: created.target, reached: created.reached, ...forecastOf('created', created.reached, cases, ground) },
  qualified: { target: qualified.target, reached: qualified.reached, ...forecastOf('qualified', qualified.reached, cases, ground) },
  pipeline,
});
const rowOf = ({ union, ...row }: TargetRow, cases: readonly Case[], ground: Ground): CockpitRow => ({
  union,
  ...expectedOf(
    row,
    cases.filter((one) => one.union === union.id),
    ground,
  ),
});

/** 目标任务怎么到头：照以往的机会年末多少家，还差的谁这周要办什么。A supervisor sees its own. */
export async function targetCockpit(work: Work, asked: number | undefined): Promise<Cockpit> {
  const { house, now } = work;
  const today = dayIn(now);
  const board = await showTargets(work, asked);
  const { year, asOf: by } = board;
  const over = year < yearOf(today) || board.items.length === 0;
  const unions = over ? [] : board.items.map(({ union }) => union.id);
  const cases = over ? [] : await casesOf(work, unions, today);
  const ground: Ground = {
    journeys: over ? [] : await journeysOf(work, today),
    daysLeft: Math.max(0, daysBetween(today, by)),
    inTime: inTimeBy(house.standards.inForceOn(today), house.calendar, today, by),
  };
  const items = board.items.map((row) => rowOf(row, cases, ground));
  const gaps = new Map(items.map(({ union, qualified }) => [union.id, Math.max(0, qualified.target - qualified.reached)]));
  const open = over
    ? []
    : await underWay(
        work,
        unions.filter((union) => (gaps.get(union) ?? 0) > 0),
      );
  return known({
    year,
    by,
    today,
    daysLeft: ground.daysLeft,
    matter: board.matter,
    note: board.items.length === 0 ? board.note : '',
    items,
    total: expectedOf(board.total, cases, ground),
    chances: stages.map((stage) => ({
      stage,
      zh: stageZh[stage],
      created: stageChance('created', stage, cases, ground),
      qualified: stageChance('qualified', stage, cases, ground),
    })),
    steps: nearest({ today, by, work }, gaps, open),
    naming: board.total.pipeline.naming,
  });
}
