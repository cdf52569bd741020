import type { z } from 'zod';
import { honourForm } from '#core/honour/life.ts';
import type { Office } from '#core/people/actor.ts';
import { projectForm } from '#core/project/life.ts';
import type { Reason } from '#core/shared/decision.ts';
import { allocationForm, type AllocationRow } from '#core/targets/allocation.ts';
import { takeForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { newId } from '#server/kernel/ids.ts';
import { notFound, refusalOf, refuse } from '#server/kernel/refusal.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { studioScope } from '#server/store/scope.ts';
import { choosable } from '#server/views/choices.ts';
import { foundingForm, foundStudio } from './found-studio.ts';
import { inspectionBeginnings } from './inspection-beginnings.ts';
import { yearBeginnings } from './year-beginnings.ts';
import type { Beginning } from './beginning.ts';
import { onceAYear } from './once-a-year.ts';
import { openMatter } from './open.ts';
import { meetingBeginnings } from './meeting-beginnings.ts';
import { publicationBeginnings } from './publication-beginnings.ts';

export type { Beginning } from './beginning.ts';

const side: readonly Office[] = ['lead', 'secretary'];
const running = ['draft', 'unit-review', 'union-check', 'unit-publicity', 'union-review', 'formal-check', 'correction', 'returned'];

/** 一个工作室同时只有一件申报；已受理的不再申报。 */
async function mayDeclare({ tx }: Work, studio: string | undefined): Promise<readonly Reason[]> {
  const open = await tx
    .selectFrom('matter')
    .select(['kind', 'state'])
    .where('studio', '=', studio ?? '')
    .where((eb) =>
      eb.or([
        eb.and([eb('kind', '=', 'declaration'), eb('state', 'in', running)]),
        eb.and([eb('kind', '=', 'acceptance'), eb('state', 'not in', ['failed', 'withdrawn'])]),
      ]),
    )
    .executeTakeFirst();
  return open ? [{ code: 'declared-already', kind: 'conflict', zh: '本工作室已有在办的申报或已通过验收' }] : [];
}

async function nameOf({ tx }: Work, studio: string): Promise<{ name: string; leadId: string }> {
  return tx.selectFrom('studio').select(['name', 'leadId']).where('id', '=', studio).executeTakeFirstOrThrow();
}

type Honour = z.infer<ReturnType<typeof honourForm>>;
async function claimHonour(work: Work, studio = '', { title, kind, level, year, issuer, number, certificate }: Honour) {
  const { leadId, name } = await nameOf(work, studio);
  const own = { personId: leadId, honourTitle: title, level, honourKind: kind, year, issuer, number, certificate };
  const { id } = await openMatter(work, 'honour', { title: `${name}：${title}（${year}年）`, state: 'pending', studio, own, brought: { title, level, year } });
  await attachFiles(work.tx, [certificate], { matterId: id });
  return { matter: id };
}

type Project = z.infer<ReturnType<typeof projectForm>>;
async function proposeProject(work: Work, studio = '', { name, kind, leader, milestones = [], participants = [], ...rest }: Project) {
  const own = {
    ...rest,
    name,
    projectKind: kind,
    leaderId: leader,
    participants,
    enteredAt: work.now,
    milestones: milestones.map((one) => ({ id: newId(), ...one })),
  };
  const { id } = await openMatter(work, 'project', { title: name, state: 'proposed', studio, own, brought: { name, kind } });
  return { matter: id };
}

async function openDeclaration(work: Work, studio = '') {
  const { name } = await nameOf(work, studio);
  const blank = { statement: '', goals: '', ipStatement: '', corrections: 0, judged: [], eligibility: [] };
  return { matter: (await openMatter(work, 'declaration', { title: name, state: 'draft', studio, own: blank })).id };
}

type Allocation = z.infer<ReturnType<typeof allocationForm>>;
/** The rows to start from: the annex of the year where there is one, else last year's, else noughts. */
async function firstRows({ tx, house }: Work, year: number): Promise<readonly AllocationRow[]> {
  const unions = await tx
    .selectFrom('unionOrg')
    .select(['id', 'code', 'position'])
    .where('kind', 'in', ['district', 'industry', 'zone'])
    .orderBy('position')
    .execute();
  const annex = house.standards.all.find(({ targets }) => targets?.year === year)?.targets?.units ?? [];
  const last = await tx
    .selectFrom('allocationRow')
    .innerJoin('allocation', 'allocation.id', 'allocationRow.allocationId')
    .innerJoin('matter', 'matter.id', 'allocation.id')
    .select(['unionId', 'created', 'qualified'])
    .where('matter.state', '=', 'issued')
    .where('allocation.year', '=', year - 1)
    .execute();
  return unions.map(({ id, code }, position) => {
    const known = annex.find((unit) => unit.code === code) ?? last.find(({ unionId }) => unionId === id);
    return { unionId: id, position, created: known?.created ?? 0, qualified: known?.qualified ?? 0 };
  });
}
async function openAllocation(work: Work, _: string | undefined, { year, basis, createdTotal, qualifiedTotal }: Allocation) {
  await onceAYear(work, 'allocation', year);
  const own = { year, basis, createdTotal, qualifiedTotal, rows: await firstRows(work, year) };
  return { matter: (await openMatter(work, 'allocation', { title: `${year}年劳模创新工作室创建任务分解表`, state: 'draft', own })).id };
}

// oxfmt-ignore
export const beginnings: readonly Beginning[] = [
  { name: 'declaration.open', zh: '申报创建', by: side, on: 'own-studio', path: 'declarations', when: mayDeclare, run: openDeclaration },
  { name: 'honour.claim', zh: '登记领衔人荣誉', by: side, on: 'studio', path: 'honours', form: honourForm, run: claimHonour },
  { name: 'project.propose', zh: '申请立项', by: side, on: 'studio', path: 'projects', form: projectForm, run: proposeProject },
  { name: 'allocation.open', zh: '拟定目标任务', by: ['department'], on: 'nothing', path: 'allocations', form: allocationForm, run: openAllocation },
  { name: 'studio.found', zh: '创建工作室', by: ['grassroots'], on: 'nothing', path: 'studios', form: foundingForm, run: async (work, _, brought: z.infer<ReturnType<typeof foundingForm>>) => ({ record: await foundStudio(work, brought) }) },
  ...yearBeginnings,
  ...inspectionBeginnings,
  ...publicationBeginnings,
  ...meetingBeginnings,
];

/**
 * Begins something.
 * @throws Refusal 403 for another office, 404 for another's studio, 409 or 422
 */
export async function begin(work: Work, beginning: Beginning, studioId: string | undefined, input: unknown) {
  const { actor, tx, now } = work;
  if (!beginning.by.includes(actor.office)) throw refuse(403, 'not-your-office', `“${beginning.zh}”不由您办理`);
  const studio = beginning.on === 'own-studio' ? actor.studio : studioId;
  if (beginning.on !== 'nothing') {
    const seen = await tx
      .selectFrom('studio')
      .select('id')
      .where('id', '=', studio ?? '')
      .where(studioScope(actor))
      .forUpdate()
      .executeTakeFirst();
    if (!seen) throw notFound();
  }
  const reasons = (await beginning.when?.(work, studio)) ?? [];
  if (reasons.length > 0) throw refusalOf(reasons);
  const { brought } = await takeForm(work, beginning.form?.(now), input, studio === undefined ? {} : { studio }, choosable);
  return beginning.run(work, studio, brought as never);
}
