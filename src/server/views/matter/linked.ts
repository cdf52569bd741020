import type { Difficulty } from '#core/difficulty/life.ts';
import type { Inspection } from '#core/inspection/life.ts';
import type { Experience } from '#core/library/experience.ts';
import type { Rectification } from '#core/rectification/life.ts';
import type { Section } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { matterScope } from '#server/store/scope.ts';

const linked = (label: string, rows: readonly { id: string; title: string }[]) => rows.map(({ id, title: text }) => ({ label, text, href: `/matters/${id}` }));

/** 方案里写的要求，检查的和被检查的都看得到。 */
export async function askedBy({ tx }: Work, { parent = '' }: Inspection): Promise<Section[]> {
  const plan = await tx.selectFrom('inspectionPlan').select('note').where('id', '=', parent).executeTakeFirst();
  return plan === undefined || plan.note === '' ? [] : [{ title: '方案要求', fields: [{ label: '说明', text: plan.note }] }];
}
/** 由哪件困难整理来的：看得到那件困难的才有。 */
export async function raisedBy({ tx, actor }: Work, { difficulty }: Experience): Promise<Section[]> {
  if (difficulty === undefined) return [];
  const rows = await tx.selectFrom('matter').select(['matter.id', 'title']).where('matter.id', '=', difficulty).where(matterScope(actor)).execute();
  return rows.length === 0 ? [] : [{ title: '来由', fields: linked('困难问题', rows) }];
}
/** 困难整理成的工作指引。 */
export async function guidanceOf({ tx, actor }: Work, { id, shared }: Difficulty): Promise<Section[]> {
  if (!shared) return [];
  const rows = await tx
    .selectFrom('matter')
    .innerJoin('experience', 'experience.id', 'matter.id')
    .select(['matter.id', 'title'])
    .where('experience.difficulty', '=', id)
    .where(matterScope(actor))
    .execute();
  return rows.length === 0 ? [] : [{ title: '推广', fields: linked('已整理成工作指引', rows) }];
}
/** 因检查发现转来的限期整改：原来的检查发现，照片在那里。 */
export async function foundFor({ tx, actor }: Work, { ground, studio = '', openedAt }: Rectification): Promise<Section[]> {
  if (ground !== 'red-finding') return [];
  const rows = await tx
    .selectFrom('matter')
    .innerJoin('finding', 'finding.id', 'matter.id')
    .select(['matter.id', 'title'])
    .where('finding.studioId', '=', studio)
    .where((eb) => eb.or([eb('finding.level', '=', 'red'), eb('matter.state', '=', 'escalated')]))
    .where('matter.openedAt', '<=', openedAt)
    .where((eb) => eb.or([eb('matter.closedAt', 'is', null), eb('matter.closedAt', '>=', openedAt)]))
    .where(matterScope(actor))
    .orderBy('matter.id', 'desc')
    .limit(20)
    .execute();
  return rows.length === 0 ? [] : [{ title: '检查发现', fields: linked('问题', rows) }];
}
