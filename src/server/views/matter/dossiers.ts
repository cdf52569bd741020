import type { DossierComparison, DossierRow } from '#contract/shapes.ts';
import { isInside } from '#core/comments/visibility.ts';
import { compareDossiers } from '#core/lookback/compare.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { readingOf } from '#server/actions/moment.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { find } from '#server/store/matters.ts';

/** The matter and what it rests on, for whoever is inside it. @throws Refusal 404 */
async function sourcesOf(work: Work, id: string): Promise<readonly string[]> {
  const matter = await find(readingOf(work), work.actor, id);
  if (!isInside(lifeOf(matter.kind), matter, work.actor)) return [];
  const before = (matter as { declaration?: string }).declaration;
  return before === undefined ? [id] : [before, id];
}

/** 定稿了几次：为什么、什么时候、摘要。 @throws Refusal 404 */
export async function listDossiers(work: Work, id: string): Promise<{ items: DossierRow[] }> {
  const sources = await sourcesOf(work, id);
  if (sources.length === 0) return { items: [] };
  const items = await work.tx
    .selectFrom('dossier')
    .select(['id', 'purpose', 'frozenAt', 'sha256'])
    .where('matterId', 'in', sources)
    .orderBy('id')
    .limit(200)
    .execute();
  return { items };
}

/** 两次定稿的不同。 @throws Refusal 404 */
export async function compareTwo(work: Work, id: string, { from, to }: { from: string; to: string }): Promise<DossierComparison> {
  const sources = await sourcesOf(work, id);
  if (sources.length === 0) throw notFound();
  const rows = await work.tx
    .selectFrom('dossier')
    .select(['id', 'purpose', 'frozenAt', 'sha256', 'content'])
    .where('matterId', 'in', sources)
    .where('id', 'in', [from, to])
    .execute();
  const [first, second] = [from, to].map((which) => rows.find((row) => row.id === which));
  if (first === undefined || second === undefined) throw notFound();
  const about = ({ content: _, ...row }: typeof first): DossierRow => row;
  const parts = compareDossiers(first.content as Record<string, unknown>, second.content as Record<string, unknown>);
  return { from: about(first), to: about(second), parts: parts.map(({ title, differences }) => ({ title, differences: [...differences] })) };
}
