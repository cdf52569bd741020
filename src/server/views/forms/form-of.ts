import type { z } from 'zod';
import { inTheWayOf, verbOf } from '#core/handling/handle.ts';
import type { VerbName } from '#core/handling/verbs.ts';
import type { Kind } from '#core/lives.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import { amendmentOf, type Amendment, type EntryRow } from '#core/studio/amendments.ts';
import { ledger, type FactKind } from '#core/studio/ledger.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import type { Beginning } from '#server/actions/beginning.ts';
import { momentOf, readingOf } from '#server/actions/moment.ts';
import { ledgerContext } from '#server/actions/record-fact.ts';
import type { Place } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound } from '#server/kernel/refusal.ts';
import type { PeopleOperation } from '#server/people/operation.ts';
import { isFor } from '#server/people/options.ts';
import { factRows } from '#server/store/fact-rows.ts';
import { find, pastOf } from '#server/store/matters.ts';
import { studioScene } from '../show-studio.ts';

/** A form as this actor is asked it here and now, and where it is asked. */
export type FormAt = Readonly<{ form: z.ZodType | undefined; place: Place; title?: string; matter?: Matter }>;

async function seen(work: Work, id: string): Promise<{ matter: Matter; moment: Moment; place: Place }> {
  const matter = await find(readingOf(work), work.actor, id);
  const moment = momentOf(work, matter, await pastOf(work.tx, id));
  return { matter, moment, place: { matter: id, ...(matter.studio === undefined ? {} : { studio: matter.studio }) } };
}

/** Of a step that is this actor's to take, now or once something is mended. @throws Refusal 404 */
export async function stepForm(work: Work, kind: Kind, transition: string, id: string): Promise<FormAt> {
  const { matter, moment, place } = await seen(work, id);
  const life = lifeOf(kind);
  if (matter.kind !== kind || !life.options(matter, moment).some((one) => one.transition === transition)) throw notFound();
  return { form: life.formOf(matter, transition, moment), place, title: matter.title, matter };
}

/** Of something every matter has. @throws Refusal 404 */
export async function verbForm(work: Work, verb: VerbName, id: string): Promise<FormAt> {
  const { matter, moment, place } = await seen(work, id);
  const walk = lifeOf(matter.kind);
  if (inTheWayOf(verb, walk, matter, moment).length > 0) throw notFound();
  return { form: verbOf(verb).brings?.(walk, matter, moment), place, title: matter.title, matter };
}

/** @throws Refusal 404 */
export async function beginningForm(work: Work, beginning: Beginning, studio: string | undefined): Promise<FormAt> {
  const { by, on, form } = beginning;
  if (!by.includes(work.actor.office)) throw notFound();
  const place = on === 'studio' ? studio : work.actor.studio;
  const scene = on === 'nothing' || place === undefined ? undefined : await studioScene(work, place);
  return {
    form: form?.(work.now),
    place: scene === undefined ? {} : { studio: scene.studio.id },
    ...(scene === undefined ? {} : { title: scene.record.name }),
  };
}

/** @throws Refusal 404 */
export async function factForm(work: Work, kind: FactKind, studio: string): Promise<FormAt> {
  const scene = await studioScene(work, studio);
  if (!(ledger[kind].by as readonly string[]).includes(work.actor.office)) throw notFound();
  return { form: ledger[kind].form(ledgerContext(work, scene.studio.establishedOn)), place: { studio }, title: scene.record.name };
}

/** @throws Refusal 404 */
export async function amendmentForm(work: Work, kind: FactKind, name: Amendment, studio: string, fact: string): Promise<FormAt> {
  const { place, title } = await factForm(work, kind, studio);
  const { establishedOn } = (await studioScene(work, studio)).studio;
  const row = await work.tx
    .selectFrom('fact')
    .innerJoin(`${factRows[kind].table as 'factSign'} as own`, 'own.id', 'fact.id')
    .selectAll('own')
    .select(['fact.eventOn', 'fact.confirmedAt'])
    .where('fact.id', '=', fact)
    .where('fact.studioId', '=', studio)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return { form: amendmentOf(name).form(ledgerContext(work, establishedOn), row as EntryRow), place, ...(title === undefined ? {} : { title }) };
}

/** @throws Refusal 404 */
export function peopleForm(work: Work, operation: PeopleOperation): FormAt {
  if (!isFor(operation, work.actor)) throw notFound();
  return { form: operation.form?.(dayIn(work.now)), place: {} };
}
