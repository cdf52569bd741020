import type { SiteSheet } from '#contract/shapes.ts';
import { inspection as inspectionLife, theInspectors, type Inspection } from '#core/inspection/life.ts';
import type { CheckItem } from '#core/inspection/checklist.ts';
import { liveNotes } from '#core/inspection/site.ts';
import { isCityside } from '#core/people/incognito.ts';
import { sitsAt } from '#core/people/desks.ts';
import { momentOf, readingOf } from '#server/actions/moment.ts';
import { canonical, sha256 } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import { find, pastOf } from '#server/store/matters.ts';
import { known, namesOf } from './names.ts';
import { optionsOf } from './options.ts';

/** Tells one checklist from another. */
export const checklistHash = (items: readonly CheckItem[]): string => sha256(canonical(items)).slice(0, 32);

/**
 * An inspection for those who make it, and for the city's side, which may look.
 * @throws Refusal 404
 */
export async function inspectionFor(work: Work, id: string): Promise<Inspection> {
  const matter = await find(readingOf(work), work.actor, id);
  if (matter.kind !== 'inspection') throw notFound();
  const inspection = matter as Inspection;
  const cityside = isCityside(work.actor) && work.actor.office !== 'expert';
  if (!theInspectors(inspection).some(sitsAt(work.actor)) && !cityside) throw notFound();
  return inspection;
}

/** 现场检查表：清单、已记的、怎么提交；检查方照着填，离线也带得走。 */
export async function showSiteSheet(work: Work, id: string): Promise<SiteSheet> {
  const inspection = await inspectionFor(work, id);
  const { title, studioId, lastDay, state, version, checklist, answers, visitedOn, inspectorStudio } = inspection;
  const notes = liveNotes(inspection);
  const names = await namesOf(work.tx, [studioId, inspection.hostUnion, ...answers.map(({ by }) => by), ...notes.map(({ by }) => by)]);
  const named = (person: string): string => names.get(person) ?? '';
  const place = await work.tx
    .selectFrom('fact')
    .innerJoin('factPremises', 'factPremises.id', 'fact.id')
    .select('address')
    .where('fact.studioId', '=', studioId)
    .where('fact.voidedAt', 'is', null)
    .orderBy('fact.id', 'desc')
    .executeTakeFirst();
  const mine = inspectionLife.obstacles(inspection, 'fill', momentOf(work, inspection)).length === 0;
  const options = mine ? optionsOf({ work, matter: inspection, moment: momentOf(work, inspection, await pastOf(work.tx, id)) }) : [];
  return known({
    id,
    title,
    studio: { id: studioId, name: named(studioId) },
    hostUnit: named(inspection.hostUnion ?? ''),
    place: place?.address ?? '',
    state: { code: state, zh: inspectionLife.states[state].zh },
    version,
    lastDay,
    open: mine,
    mutual: inspectorStudio !== undefined,
    checklist: { hash: checklistHash(checklist), items: checklist.map((item) => ({ ...item })) },
    answers: answers.map(({ by, ...one }) => ({ ...one, by: named(by) })),
    findings: notes.map(({ by, removed: _, photos, ...one }) => ({ ...one, photos: photos.map((photo) => ({ ...photo })), by: named(by) })),
    visitedOn,
    submit: options.find(({ name }) => name === 'inspection.submit'),
    submitRefused: options.find(({ name }) => name === 'inspection.submitRefused'),
  });
}
