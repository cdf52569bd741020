import { sql } from 'kysely';
import { checklistFor, type CheckItem, type OldFinding } from '#core/inspection/checklist.ts';
import type { Inspection } from '#core/inspection/life.ts';
import { planKindZh, type InspectionPlan, type PlanKind } from '#core/inspection/plan.ts';
import { findingLevelZh, liveNotes } from '#core/inspection/site.ts';
import { theSystem } from '#core/people/actor.ts';
import { dayZh } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import { cutTo, withoutStop } from '#core/shared/text.ts';
import type { Work } from '#server/kernel/house.ts';
import { refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { find } from '#server/store/matters.ts';
import { inspectorsFor } from '#server/views/inspectors.ts';
import { advance } from '../advance.ts';
import { asSystem } from '../as-system.ts';
import { readingOf } from '../moment.ts';
import { notifyStudio } from '../notify.ts';
import { openMatter } from '../open.ts';
import { tellStudioOf } from './studio.ts';

/** The problems found at each studio in the last two years, newest first, ten at most. */
async function foundBefore({ tx }: Work, studios: readonly string[], year: number): Promise<ReadonlyMap<string, readonly OldFinding[]>> {
  const { rows } = await sql<OldFinding & { studio: string }>`
    select id, studio, item_title as "itemTitle", text, measures from (
      select f.id, f.studio_id as studio, f.item_title, f.text, f.measures, row_number() over (partition by f.studio_id order by f.id desc) as nth
      from finding f where f.studio_id = any(${studios}) and f.year >= ${year - 1}) recent where nth <= 10 order by id`.execute(tx);
  return groupByStudio(rows);
}
function groupByStudio(rows: readonly (OldFinding & { studio: string })[]): ReadonlyMap<string, readonly OldFinding[]> {
  const found = new Map<string, OldFinding[]>();
  for (const { studio, ...one } of rows) found.set(studio, [...(found.get(studio) ?? []), one]);
  return found;
}

/** 谁去查哪一家：回避之后，手上最少的先派。 */
async function teamsOf(work: Work, { sample, inspectors }: InspectionPlan, teamSize: number): Promise<ReadonlyMap<string, readonly string[]>> {
  const mayInspect = await inspectorsFor(work, sample);
  const load = new Map(inspectors.map((one) => [one, 0]));
  const teams = new Map<string, readonly string[]>();
  for (const studio of sample) {
    const able = inspectors.filter((one) => mayInspect(one, studio)).toSorted((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0));
    const team = able.slice(0, teamSize);
    if (team.length === 0) {
      const { name } = await work.tx.selectFrom('studio').select('name').where('id', '=', studio).executeTakeFirstOrThrow();
      throw refuse(422, 'nobody-may-inspect', `${name}：所选人员都应当回避，请增加检查人员`, 'inspectors');
    }
    for (const one of team) load.set(one, (load.get(one) ?? 0) + 1);
    teams.set(studio, team);
  }
  return teams;
}

const ownList = (checklist: readonly CheckItem[], before: ReadonlyMap<string, readonly OldFinding[]>, studio: string) =>
  checklistFor(checklist, before.get(studio) ?? []);

/** 先打招呼的检查；不定期检查不打招呼，摸底由本单位自己填。 */
const announced: readonly PlanKind[] = ['regular', 'mutual', 'sampling'];
/** 一家一件检查：带着自己的清单（含上次发现的问题）。 */
export async function openInspections(work: Work, cause: Matter, { teamSize }: { teamSize: number }): Promise<void> {
  const { tx } = work;
  const plan = cause as InspectionPlan;
  const { id: parent, planKind, year, sample, checklist, endOn: lastDay, standard } = plan;
  const before = await foundBefore(work, sample, year);
  const pairs =
    planKind === 'mutual' ? await tx.selectFrom('pairing').select(['inspector', 'inspected']).where('planId', '=', parent).orderBy('inspected').execute() : [];
  const teams = teamSize > 0 ? await teamsOf(work, plan, teamSize) : new Map<string, readonly string[]>();
  const names = new Map(
    (
      await tx
        .selectFrom('studio')
        .select(['id', 'name'])
        .where('id', 'in', [...sample, ''])
        .where('standing', 'not in', ['revoked', 'dissolved'])
        .execute()
    ).map(({ id, name }) => [id, name]),
  );
  const orders =
    planKind === 'mutual' ? pairs.map(({ inspector, inspected }) => ({ studio: inspected, inspectorStudio: inspector })) : sample.map((studio) => ({ studio }));
  // 名单定下以后撤销、注销了的，不再检查。
  for (const { studio, ...by } of orders.filter((order) => names.has(order.studio))) {
    const visit = await openMatter(work, 'inspection', {
      title: `${names.get(studio) ?? ''}${planKindZh[planKind]}`,
      state: 'assigned',
      studio,
      parent,
      standard,
      own: {
        ...by,
        studioId: studio,
        planKind,
        year,
        inspectors: teams.get(studio) ?? [],
        lastDay,
        checklist: ownList(checklist, before, studio),
        advice: '',
        learning: '',
        inspectorSigner: '',
        studioSigner: '',
        refused: '',
        answers: [],
        notes: [],
        openFindings: 0,
      },
    });
    if (announced.includes(planKind)) await notifyStudio(work, visit, `已安排，${dayZh(lastDay)}前到工作室检查，请备好台账和材料`);
  }
}

/** 清单调整后，还没提交的检查换上新清单；已记的都留着。 */
export async function refreshChecklists(work: Work, cause: Matter): Promise<void> {
  const { id, checklist } = cause as InspectionPlan;
  const open = await work.tx
    .selectFrom('inspection')
    .innerJoin('matter', 'matter.id', 'inspection.id')
    .select(['inspection.id', 'inspection.checklist'])
    .where('matter.parent', '=', id)
    .where('matter.state', 'in', ['assigned', 'unassigned'])
    .orderBy('inspection.id')
    // Held: whoever is filling one in saves its list as they saw it.
    .forUpdate()
    .execute();
  for (const one of open) {
    const own = (one.checklist as readonly CheckItem[]).filter(({ from }) => from === 'last-finding');
    await work.tx
      .updateTable('inspection')
      .set({ checklist: JSON.stringify([...checklist, ...own]) })
      .where('id', '=', one.id)
      .execute();
  }
}

/** 审核确认之后，问题逐条下达；照片跟着问题走。 */
export async function openFindings(work: Work, cause: Matter, { mendBy }: { mendBy: string }): Promise<void> {
  const inspection = cause as Inspection;
  const { id: inspectionId, studioId, studio, year, checklist, standard } = inspection;
  const notes = liveNotes(inspection);
  for (const { key, item, level, text, advice, photos } of notes) {
    const itemTitle = checklist.find(({ code }) => code === item)?.title ?? '其他';
    const { id: matterId } = await openMatter(work, 'finding', {
      title: cutTo(`${findingLevelZh[level]}问题：${withoutStop(text)}`, 120),
      state: 'open',
      ...(studio === undefined ? {} : { studio }),
      parent: inspectionId,
      standard,
      own: { inspectionId, studioId, key, year, item, itemTitle, level, text, advice, photos, mendBy, measures: '', conclusion: '', sentBack: 0 },
    });
    await attachFiles(
      work.tx,
      photos.map(({ file }) => file),
      { matterId },
    );
  }
  await tellStudioOf(work, cause, { studio: studioId, text: `检查发现${notes.length}个问题，请于${dayZh(mendBy)}前整改并申请复查` });
}

/** 最后一个问题销号或转出，检查办结。 */
export async function closeInspection(work: Work, cause: Matter): Promise<void> {
  await sql`select 1 from matter where id = ${cause.parent ?? ''} for no key update`.execute(work.tx);
  const inspection = (await find(readingOf(work), theSystem, cause.parent ?? '')) as Inspection;
  if (inspection.state === 'mending' && inspection.openFindings === 0)
    await advance(asSystem(work), { kind: 'inspection', id: inspection.id, transition: 'close' });
}
