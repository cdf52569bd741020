import { dayIn } from '#core/shared/days.ts';
import { insistOnNothing, parseForm } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';
import { notFound, refuse } from '#server/kernel/refusal.ts';
import { personSeenBy } from './list-people.ts';
import { unionSeenBy } from './list-unions.ts';
import type { Done, PeopleOperation, Subject } from './operation.ts';
import { isFor } from './options.ts';

/** What it is done to, where this actor may see it; what is not seen is not there. */
async function subjectOf({ tx, actor, now }: Work, { on }: PeopleOperation, id: string): Promise<Subject> {
  const today = dayIn(now);
  if (on === 'opening') return { on };
  if (on === 'union') {
    const union = await unionSeenBy(tx, actor, today, id);
    if (union === undefined) throw notFound();
    return { on, union };
  }
  const held = on === 'office' ? id : undefined;
  const owner = held === undefined ? id : (await tx.selectFrom('officeHeld').select('personId').where('id', '=', held).executeTakeFirst())?.personId;
  const person = owner === undefined ? undefined : await personSeenBy(tx, actor, today, owner);
  if (person === undefined) throw notFound();
  return held === undefined ? { on: 'person', person } : { on: 'office', person, held };
}

/** The record as it now stands, and the path of a link that is said once. */
export type Taken = Readonly<{ record: object; invitation?: string }>;

async function answer({ tx, actor, now }: Work, { person, union, invitation }: Done): Promise<Taken> {
  const today = dayIn(now);
  const record =
    person !== undefined ? await personSeenBy(tx, actor, today, person) : union !== undefined ? await unionSeenBy(tx, actor, today, union) : undefined;
  return { record: record ?? {}, ...(invitation === undefined ? {} : { invitation }) };
}

/**
 * Does one of the operations on people: the office first, then whether it is seen, whether it applies, what was brought.
 * @param id of the person, held office or union in the path; '' for an opening
 * @returns the PersonRow or UnionNode, and a link where one was made
 * @throws Refusal 403, 404, 409, 422
 */
export async function takeOperation(work: Work, operation: PeopleOperation, id: string, input: unknown): Promise<Taken> {
  if (!isFor(operation, work.actor)) throw refuse(403, 'not-your-office', `“${operation.zh}”不在您的职责范围`);
  const subject = await subjectOf(work, operation, id);
  if (!operation.appliesTo(work.actor, subject)) throw refuse(409, 'does-not-apply', `现在不能“${operation.zh}”，请刷新后再看`);
  const form = operation.form?.(dayIn(work.now));
  if (form === undefined) insistOnNothing(input);
  const brought = form === undefined ? undefined : parseForm(form, input);
  return answer(work, await operation.run(work, subject, brought));
}
