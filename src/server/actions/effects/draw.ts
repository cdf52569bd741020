import { hashOf } from '#core/draw/draw.ts';
import type { Candidate, Draw, DrawPurpose } from '#core/draw/life.ts';
import type { Excluded, InspectionPlan } from '#core/inspection/plan.ts';
import { sampleSize } from '#core/inspection/plan.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { digest } from '#server/kernel/ids.ts';
import { find } from '#server/store/matters.ts';
import { theSystem } from '#core/people/actor.ts';
import { advance } from '../advance.ts';
import { asSystem } from '../as-system.ts';
import { readingOf } from '../moment.ts';
import { openMatter } from '../open.ts';

/** What people read for a studio on a public list: its name and its unit. */
export async function studioLabels({ tx }: Work, ids: readonly string[]): Promise<readonly Candidate[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('studio')
    .innerJoin('unionOrg', 'unionOrg.id', 'studio.hostUnion')
    .select(['studio.id', 'studio.name', 'unionOrg.unitName', 'unionOrg.name as union'])
    .where('studio.id', 'in', ids)
    .orderBy('studio.id')
    .execute();
  return rows.map(({ id, name, unitName, union }) => ({ id, label: `${name}（${unitName ?? union}）` }));
}

type Announced = Readonly<{
  title: string;
  purpose: DrawPurpose;
  parent?: string;
  candidates: readonly Candidate[];
  excluded: readonly Excluded[];
  take: number;
  source: string;
  drawOn: string;
}>;
/** 公布：候选名单的摘要、不列入的和理由、随机数的来源和日期，一次定死。 */
export async function announceDraw(work: Work, { title, parent, candidates, ...rest }: Announced): Promise<Matter> {
  const sorted = candidates.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const hash = hashOf(
    sorted.map(({ id }) => id),
    digest,
  );
  return openMatter(work, 'draw', {
    title,
    state: 'announced',
    ...(parent === undefined ? {} : { parent }),
    own: { ...rest, candidates: sorted, hash, announcedOn: dayIn(work.now), witness: '', voidReason: '' },
    brought: { hash, source: rest.source, drawOn: rest.drawOn },
  });
}

/** 抽查的名单由抽签定。 */
export async function openDraw(work: Work, cause: Matter, { source, drawOn }: { source: string; drawOn: string }): Promise<void> {
  const { id: parent, title, scope, excluded, ratioPercent } = cause as InspectionPlan;
  const candidates = await studioLabels(work, scope);
  await announceDraw(work, {
    title: `${title}抽签`,
    purpose: 'sample',
    parent,
    candidates,
    excluded,
    take: sampleSize(candidates.length, ratioPercent),
    source,
    drawOn,
  });
}

/** 抽定之后，方案得到名单；随机数也作配对的种子。 */
export async function takeDraw(work: Work, cause: Matter): Promise<void> {
  const { parent: id = '', result = [], value = '' } = cause as Draw;
  await advance(asSystem(work), { kind: 'inspectionPlan', id, transition: 'drawn', input: { sample: result, seed: value } });
}
/** 抽签作废，方案回到拟定。 */
export async function undoDraw(work: Work, cause: Matter): Promise<void> {
  const { purpose, parent: id } = cause as Draw;
  if (purpose !== 'sample' || id === undefined) return;
  const plan = await find(readingOf(work), theSystem, id);
  if (plan.state === 'drawing')
    await advance(asSystem(work), { kind: 'inspectionPlan', id, transition: 'undrawn', input: { reason: (cause as Draw).voidReason } });
}
