import { sql } from 'kysely';
import type { AcceptanceResult } from '#core/acceptance/score.ts';
import type { Acceptance } from '#core/acceptance/life.ts';
import { itemStateZh } from '#core/batch/designation.ts';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import { criterionPoints } from '#core/criteria/points.ts';
import { sheetKinds } from '#core/panel/panels.ts';
import type { Actor } from '#core/people/actor.ts';
import { sitsAt } from '#core/people/desks.ts';
import { isCityside } from '#core/people/incognito.ts';
import { dayIn, workingDaysBetween } from '#core/shared/days.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import type { Matter as MatterShape, ScoreResult, Section } from '#contract/shapes.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { momentOf, readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { canonical, sha256 } from '#server/kernel/ids.ts';
import { judgedNow } from '#server/store/kinds/declaration.ts';
import { find, pastOf } from '#server/store/matters.ts';
import { matterScope, studioScope } from '#server/store/scope.ts';
import { papersOfMatter } from '#server/papers/list.ts';
import { scansOf } from '../sealed-scans.ts';
import { holderOf, known, namesOf, refOf, type Names } from '../names.ts';
import { arrangementsOf } from '../arrangements.ts';
import { optionsOf, type Scene } from '../options.ts';
import { checklistOf } from './checklist.ts';
import { historyOf } from './history.ts';
import { agendaOf } from '../meeting/show-agenda.ts';
import { candidatesOf, moreSections, sheetOf } from './inspection-extras.ts';
import { lastDossier } from './last-dossier.ts';
import { figuresOf, trailOf } from './report-figures.ts';
import { pointsShape, verdictShape } from './judged.ts';
import { sectionsOf } from './sections.ts';
import { idsIn } from './texts.ts';

const onStudioDesk: Readonly<Record<string, readonly string[]>> = { declaration: ['draft', 'returned', 'correction'], acceptance: ['rectifying'] };

/** 评分表交过就有定格的；请回来重评的，前后比得出来。 */
async function sealOf(work: Work, { id, kind }: Matter): Promise<Partial<MatterShape>> {
  const sealed = (sheetKinds as readonly string[]).includes(kind) ? await lastDossier(work, [id]) : undefined;
  return sealed === undefined ? {} : { dossierHash: sealed.sha256 };
}

/** Where it went, where it is, and the straight road from here. */
export function pathOf(matter: Matter, visited: readonly string[]): MatterShape['path'] {
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

/** 抽签：…… unless the title says what it is already. */
const titled = (kindZh: string, title: string): string => (title.includes(kindZh) || title.includes('：') ? title : `${kindZh}：${title}`);
/** 谁去检查：互查是对方工作室，摸底是本单位工会；检查组的人只有市总这边看得到名字。 */
const inspectorsOf = (actor: Actor) => sql`(
  select coalesce(by.name, case when i.plan_kind = 'census' then host.name
    when ${isCityside(actor)} then (select string_agg(p.name, '、' order by p.name) from person p where i.inspectors ? p.id)
    else '检查组' end)
  from inspection i join studio s on s.id = i.studio_id join union_org host on host.id = s.host_union left join studio by on by.id = i.inspector_studio
  where i.id = matter.id)`;

/** Parent and children the reader may see, by the same scope as everything. */
async function relativesOf({ tx, actor }: Work, { id, parent }: Matter): Promise<Partial<MatterShape>> {
  const rows = await tx
    .selectFrom('matter')
    .leftJoin('sheet', 'sheet.id', 'matter.id')
    .leftJoin('person', 'person.id', 'sheet.expertId')
    .select(['matter.id', 'matter.kind', 'matter.title', 'matter.state', 'matter.parent'])
    .select(sql<string | null>`coalesce(person.name, ${inspectorsOf(actor)})`.as('holder'))
    .where((eb) => eb.or([eb('matter.parent', '=', id), eb('matter.id', '=', parent ?? '')]))
    .where(matterScope(actor))
    .orderBy('matter.id')
    .limit(200)
    .execute();
  const shape = (row: (typeof rows)[number]) =>
    known({
      id: row.id,
      kind: row.kind,
      title: row.kind === 'inspection' ? row.title : titled(lifeOf(row.kind).zh, row.title),
      state: { code: row.state, zh: lifeOf(row.kind).states[row.state]?.zh ?? row.state },
      holder: row.holder ?? undefined,
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
          Object.entries(rest).filter(
            ([key]) =>
              ![
                'judged',
                'eligibility',
                'basis',
                'frozen',
                'result',
                'suggested',
                'placed',
                'checklist',
                'candidates',
                'scope',
                'proof',
                'answers',
                'known',
              ].includes(key),
          ),
        ),
      );
};

async function sceneOf(work: Work, matter: Matter, moment: Moment): Promise<Scene & { matter: Matter; moment: Moment; studioOpens: boolean }> {
  if (matter.studio === undefined) return { work, matter, moment, studioOpens: false };
  const { opens, ...studio } = await work.tx
    .selectFrom('studio')
    .select(['id', 'establishedOn', studioScope(work.actor).as('opens')])
    .where('id', '=', matter.studio)
    .executeTakeFirstOrThrow();
  return { work, matter, moment, studio, studioOpens: opens };
}

const daysLeft = ({ house, now }: Work, dueOn: string | undefined): number | undefined =>
  dueOn === undefined ? undefined : workingDaysBetween(house.calendar, dayIn(now), dueOn);

/** One matter as this reader sees it. @throws Refusal 404 */
export async function showMatter(work: Work, id: string): Promise<MatterShape> {
  const matter = await find(readingOf(work), work.actor, id);
  return presentMatter(work, matter);
}

/** 检查先说查哪几家、谁查谁、有什么要求，再列清单；别的，另查的在后。 */
const inOrder = ({ kind }: Matter, told: readonly Section[], more: readonly Section[]): readonly Section[] =>
  kind === 'inspectionPlan' || kind === 'inspection' ? [...told.slice(0, 1), ...more, ...told.slice(1)] : [...told, ...more];

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
    matter.handling?.delegated?.by.person,
    matter.studio,
    matter.supervisingUnion,
    ...mentioned(matter),
    ...Object.keys((matter as Acceptance).cleared ?? {}),
  ]);
  const { history, remarks } = await historyOf(work, matter, moment);
  const closed = life.states[matter.state]?.closed === true;
  const shape: MatterShape = known({
    id: matter.id,
    kind: matter.kind,
    kindZh: life.zh,
    title: matter.title,
    studio: refOf(names, matter.studio),
    studioHref: scene.studioOpens ? `/studios/${matter.studio}` : undefined,
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
    inNameOf: closed ? undefined : names.get(matter.handling?.delegated?.by.person ?? ''),
    options: [...optionsOf(scene), ...(await arrangementsOf(work, matter, moment))],
    sections: [...inOrder(matter, sectionsOf(matter, { names, actor, standard }), await moreSections(work, matter)), ...(await trailOf(work, matter))],
    history,
    remarks: closed ? undefined : remarks,
    ...(await verdictsOf(work, matter, scene)),
    ...(await figuresOf(work, matter)),
    ...resultOf(work, matter),
    ...(await itemsOf(work, matter)),
    ...(await candidatesOf(work, matter)),
    ...sheetOf(work, matter),
    ...(await agendaOf(work, matter)),
    ...(await sealOf(work, matter)),
    ...(await relativesOf(work, matter)),
  });
  const scans = await scansOf(work, { matter: matter.id, kind: matter.kind });
  return {
    ...shape,
    ...(await checklistOf(work, matter, moment, shape)),
    papers: papersOfMatter({ matter: shape, subject: matter, city: '' }),
    ...(scans.length > 0 && life.insiders?.(matter).some(sitsAt(actor)) !== false ? { scans } : {}),
  };
}
