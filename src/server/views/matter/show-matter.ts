import { sql } from 'kysely';
import type { AcceptanceResult } from '#core/acceptance/score.ts';
import type { Acceptance } from '#core/acceptance/life.ts';
import { itemStateZh } from '#core/batch/designation.ts';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import { criterionPoints } from '#core/criteria/points.ts';
import { theSystem } from '#core/people/actor.ts';
import type { Report } from '#core/report/life.ts';
import { dayIn, dayZh, workingDaysBetween } from '#core/shared/days.ts';
import { amendmentOf, amendments, type Amendment } from '#core/studio/amendments.ts';
import { ledger, type FactKind } from '#core/studio/ledger.ts';
import { periodOf } from '#core/year/figures.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import type { Matter as MatterShape, ScoreResult, Section } from '#contract/shapes.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { momentOf, readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { canonical, sha256 } from '#server/kernel/ids.ts';
import { judgedNow } from '#server/store/kinds/declaration.ts';
import { find, pastOf } from '#server/store/matters.ts';
import { matterScope } from '#server/store/scope.ts';
import { sumsOf } from '#server/store/year.ts';
import { figureGroups } from '../year.ts';
import { holderOf, known, namesOf, refOf, type Names } from '../names.ts';
import { optionsOf, type Scene } from '../options.ts';
import { historyOf } from './history.ts';
import { pointsShape, verdictShape } from './judged.ts';
import { sectionsOf } from './sections.ts';
import { idsIn } from './texts.ts';

const onStudioDesk: Readonly<Record<string, readonly string[]>> = { declaration: ['draft', 'returned', 'correction'], acceptance: ['rectifying'] };

/** Where it went, where it is, and the straight road from here. */
function pathOf(matter: Matter, visited: readonly string[]): MatterShape['path'] {
  const { way, states } = lifeOf(matter.kind);
  const step = (code: string, status: 'done' | 'now' | 'next') => ({ code, zh: states[code]?.zh ?? code, status });
  const done = [...new Set(visited)].filter((code) => code !== matter.state);
  const at = way.indexOf(matter.state);
  const furthest = Math.max(...done.map((code) => way.indexOf(code)), -1);
  const ahead = states[matter.state]?.closed ? [] : way.slice((at >= 0 ? at : furthest) + 1);
  return [
    ...done.filter((code) => !ahead.includes(code)).map((code) => step(code, 'done')),
    step(matter.state, 'now'),
    ...ahead.map((code) => step(code, 'next')),
  ];
}

async function lastDossier({ tx }: Work, ids: readonly string[]) {
  return tx.selectFrom('dossier').select(['content', 'sha256']).where('matterId', 'in', ids).orderBy('id', 'desc').executeTakeFirst();
}

/** Live while it lies with the studio, frozen ever after. */
async function verdictsOf(work: Work, matter: Matter, scene: Scene): Promise<Partial<MatterShape>> {
  if (matter.kind !== 'declaration' && matter.kind !== 'acceptance') return {};
  const live = (onStudioDesk[matter.kind] ?? []).includes(matter.state);
  const { judged, eligibility, policy, grounds } = await judgedNow(readingOf(work), matter);
  const points = criterionPoints(policy, grounds).map(pointsShape);
  if (live) return { verdicts: [...eligibility, ...judged].map((one) => verdictShape(scene, one)), points };
  const source = matter.kind === 'acceptance' ? [matter.id, (matter as Acceptance).declaration] : [matter.id];
  const dossier = await lastDossier(work, source);
  if (dossier === undefined) return { verdicts: judged.map((one) => verdictShape(undefined, one)), points };
  const frozen = (dossier.content as { verdicts: readonly CriterionVerdict[] }).verdicts;
  return {
    verdicts: frozen.map((one) => verdictShape(undefined, one)),
    dossierHash: dossier.sha256,
    ...(lifeOf(matter.kind).states[matter.state]?.closed ? {} : { points }),
  };
}

/** 年报的数字：报送之前是活的，报送之后是定稿的；定稿后的更正另列。 */
async function figuresOf(work: Work, matter: Matter): Promise<Partial<MatterShape>> {
  const report = matter.kind === 'delivery' ? await find(readingOf(work), theSystem, matter.parent ?? '') : matter;
  if (report.kind !== 'report') return {};
  const { year, studio = '', state } = report as Report;
  const place = { year, cut: 'calendar', studio };
  const before = await sumsOf(work.tx, studio, periodOf(year - 1, 'calendar'));
  const frozen = ['submitted', 'archived'].includes(state) ? await lastDossier(work, [report.id]) : undefined;
  if (frozen === undefined) return { figures: figureGroups(await sumsOf(work.tx, studio, periodOf(year, 'calendar')), before, place) };
  const { figures } = frozen.content as { figures: { calendar: Record<string, number> } };
  return { figures: figureGroups(figures.calendar, before, place), dossierHash: frozen.sha256 };
}

/** 定稿之后台账又动了的：登记的、作废的、补全的，都留痕。 */
async function trailOf(work: Work, matter: Matter): Promise<Section[]> {
  if (matter.kind !== 'report' || !['submitted', 'archived'].includes(matter.state)) return [];
  const { year, studio = '', id } = matter as Report;
  const { from, to } = periodOf(year, 'calendar');
  const { rows } = await sql<{ at: string; did: string; kind: string; event: string; name: string }>`
    with frozen as (select max(frozen_at) as at from dossier where matter_id = ${id})
    select x.at, x.did, f.kind, f.event_on as event, w.name from frozen, fact f
      cross join lateral (select f.entered_at as at, '补记' as did, f.entered_by as who
        union all select f.voided_at, '作废', f.voided_by where f.voided_at is not null
        union all select c.at, c.amendment, c.by_person from fact_change c where c.fact_id = f.id and c.amendment <> 'void') x
      join person w on w.id = x.who
    where f.studio_id = ${studio} and f.event_on between ${from} and ${to} and x.at > frozen.at order by x.at, f.id limit 100`.execute(work.tx);
  if (rows.length === 0) return [];
  const didZh = (did: string): string => (did in amendments ? amendmentOf(did as Amendment).zh : did);
  return [
    {
      title: '定稿后的更正',
      fields: [],
      columns: ['时间', '做了什么', '哪一类', '发生日期', '谁'],
      rows: rows.map(({ at, did, kind, event, name }) => [at.slice(0, 16).replace('T', ' '), didZh(did), ledger[kind as FactKind].zh, dayZh(event), name]),
    },
  ];
}

/** 结果：申报单位在审定之后才看得到。 */
function resultOf(work: Work, matter: Matter): Partial<MatterShape> {
  if (matter.kind !== 'acceptance') return {};
  const { result, frozen, state } = matter as Acceptance;
  if (result === undefined || (state === 'reviewed' && !['department', 'leadership', 'auditor', 'expert'].includes(work.actor.office))) return {};
  return { result: scoreShape(result, sha256(canonical(frozen))) };
}
const scoreShape = (result: AcceptanceResult, hash: string): ScoreResult => ({
  ...result,
  hash,
  criteria: result.criteria.map((one) => ({ ...one })),
  items: result.items.map((one) => ({ ...one, reasons: [...one.reasons] })),
  vetoes: [...result.vetoes],
  flags: [...result.flags],
});

async function itemsOf({ tx }: Work, matter: Matter): Promise<Partial<MatterShape>> {
  if (matter.kind !== 'designation') return {};
  const rows = await tx
    .selectFrom('designationItem')
    .innerJoin('studio', 'studio.id', 'designationItem.studioId')
    .innerJoin('person', 'person.id', 'studio.leadId')
    .innerJoin('unionOrg as host', 'host.id', 'studio.hostUnion')
    .innerJoin('unionOrg as above', 'above.id', 'studio.supervisingUnion')
    .innerJoin('acceptance', 'acceptance.id', 'designationItem.acceptanceId')
    .select([
      'designationItem.id',
      'designationItem.state',
      'designationItem.version',
      'designationItem.note',
      'designationItem.plaqueNo',
      'studio.id as studioId',
      'studio.name as studio',
      'person.name as lead',
      'above.name as union',
      'host.unitName',
      'host.name as hostName',
      'acceptance.result',
    ])
    .where('designationId', '=', matter.id)
    .orderBy('designationItem.id')
    .execute();
  const items = rows.map((row) =>
    known({
      id: row.id,
      studio: { id: row.studioId, name: row.studio },
      state: { code: row.state, zh: itemStateZh[row.state as keyof typeof itemStateZh] },
      version: row.version,
      hostUnit: row.unitName ?? row.hostName,
      lead: row.lead,
      union: row.union,
      note: row.note ?? undefined,
      plaqueNo: row.plaqueNo ?? undefined,
      score: (row.result as AcceptanceResult | null)?.total,
    }),
  );
  return { items };
}

/** Parent and children the reader may see, by the same scope as everything. */
async function relativesOf({ tx, actor }: Work, { id, parent }: Matter): Promise<Partial<MatterShape>> {
  const rows = await tx
    .selectFrom('matter')
    .leftJoin('sheet', 'sheet.id', 'matter.id')
    .leftJoin('person', 'person.id', 'sheet.expertId')
    .select(['matter.id', 'matter.kind', 'matter.title', 'matter.state', 'matter.parent', 'person.name as expert'])
    .where((eb) => eb.or([eb('matter.parent', '=', id), eb('matter.id', '=', parent ?? '')]))
    .where(matterScope(actor))
    .orderBy('matter.id')
    .limit(200)
    .execute();
  const shape = (row: (typeof rows)[number]) =>
    known({
      id: row.id,
      kind: row.kind,
      title: `${lifeOf(row.kind).zh}：${row.title}`,
      state: { code: row.state, zh: lifeOf(row.kind).states[row.state]?.zh ?? row.state },
      holder: row.expert ?? undefined,
      href: `/api/matters/${row.id}`,
    });
  const children = rows.filter((row) => row.parent === id).map(shape);
  const above = rows.find((row) => row.id === parent);
  return { ...(children.length > 0 ? { children } : {}), ...(above === undefined ? {} : { parent: shape(above) }) };
}

const mentioned = (matter: Matter): string[] => {
  const { kind, people: _, ...rest } = matter;
  return kind === 'publicity'
    ? []
    : idsIn(
        Object.fromEntries(
          Object.entries(rest).filter(([key]) => !['judged', 'eligibility', 'basis', 'frozen', 'result', 'suggested', 'placed'].includes(key)),
        ),
      );
};

async function sceneOf(work: Work, matter: Matter, moment: Moment): Promise<Scene & { matter: Matter; moment: Moment }> {
  if (matter.studio === undefined) return { work, matter, moment };
  const studio = await work.tx.selectFrom('studio').select(['id', 'establishedOn']).where('id', '=', matter.studio).executeTakeFirstOrThrow();
  return { work, matter, moment, studio };
}

const daysLeft = ({ house, now }: Work, dueOn: string | undefined): number | undefined =>
  dueOn === undefined ? undefined : workingDaysBetween(house.calendar, dayIn(now), dueOn);

/** One matter as this reader sees it. @throws Refusal 404 */
export async function showMatter(work: Work, id: string): Promise<MatterShape> {
  const matter = await find(readingOf(work), work.actor, id);
  return presentMatter(work, matter);
}

export async function presentMatter(work: Work, matter: Matter): Promise<MatterShape> {
  const { house, tx, actor } = work;
  const life = lifeOf(matter.kind);
  const past = await pastOf(tx, matter.id);
  const moment = momentOf(work, matter, past);
  const scene = await sceneOf(work, matter, moment);
  const standard = house.standards.get(matter.standard);
  const { acts } = life.parties(matter);
  const names: Names = await namesOf(tx, [
    ...acts.flatMap(({ union, studio, person }) => [union, studio, person]),
    matter.studio,
    matter.supervisingUnion,
    ...mentioned(matter),
    ...Object.keys((matter as Acceptance).cleared ?? {}),
  ]);
  const history = await historyOf(work, matter, moment);
  const closed = life.states[matter.state]?.closed === true;
  return known({
    id: matter.id,
    kind: matter.kind,
    kindZh: life.zh,
    title: matter.title,
    studio: refOf(names, matter.studio),
    union: refOf(names, matter.supervisingUnion),
    state: { code: matter.state, zh: life.states[matter.state]?.zh ?? matter.state },
    version: matter.version,
    standard: { id: standard.id, title: standard.document.number ?? standard.programme.zh },
    openedAt: matter.openedAt,
    since: matter.since,
    dueOn: closed ? undefined : matter.dueOn,
    daysLeft: closed ? undefined : daysLeft(work, matter.dueOn),
    closed,
    path: pathOf(
      matter,
      history.map(({ to }) => to.code),
    ),
    holders: acts.map((holder) => holderOf(actor, names, holder)),
    options: optionsOf(scene),
    sections: [...sectionsOf(matter, { names, actor, standard }), ...(await trailOf(work, matter))],
    history,
    ...(await verdictsOf(work, matter, scene)),
    ...(await figuresOf(work, matter)),
    ...resultOf(work, matter),
    ...(await itemsOf(work, matter)),
    ...(await relativesOf(work, matter)),
    papers: [],
  });
}
