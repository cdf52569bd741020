import type { Actor } from '#core/people/actor.ts';
import { officeZh, type Office } from '#core/people/actor.ts';
import type { Day } from '#core/shared/days.ts';
import type { Option } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';
import { schemaOf } from '#server/kernel/forms.ts';
import type { PeopleOperation, Person, Subject, Union } from './operation.ts';
import { peopleOperations } from './people-operations.ts';

/** Whether this actor's office may do it at all. */
export const isFor = ({ offices }: PeopleOperation, { office }: Actor): boolean => office !== 'clock' && (offices === 'everybody' || offices.includes(office));

// A form differs only from day to day; a list of a hundred people must not print it a hundred times.
const printed = new Map<string, { day: Day; schema: Option['input'] }>();
function schemaFor({ name, form }: PeopleOperation, today: Day): Option['input'] {
  if (form === undefined) return null;
  const known = printed.get(name);
  if (known?.day === today) return known.schema;
  const schema = schemaOf(form(today), {});
  printed.set(name, { day: today, schema });
  return schema;
}

const offer = (operation: PeopleOperation, id: string, title: string, today: Day): Option => ({
  name: operation.name,
  title,
  tone: operation.tone,
  method: 'POST',
  href: operation.path.replace('{id}', id),
  input: schemaFor(operation, today),
});

const offered = (actor: Actor, subject: Subject, id: string, title: (zh: string) => string, today: Day): Option[] =>
  peopleOperations
    .filter((operation) => operation.on === subject.on && isFor(operation, actor) && operation.appliesTo(actor, subject))
    .map((operation) => offer(operation, id, title(operation.zh), today));

/** What may be started from nothing in this area: for GET /api/openings. */
export async function peopleOpenings(work: Work, today: Day): Promise<Option[]> {
  const options = offered(work.actor, { on: 'opening' }, '', (zh) => zh, today);
  const shown = await Promise.all(options.map(async ({ name }) => (await peopleOperations.find((one) => one.name === name)?.offered?.(work)) ?? true));
  return options.filter((_, index) => shown[index]);
}

export const optionsOnPerson = (actor: Actor, person: Person, today: Day): Option[] => [
  ...offered(actor, { on: 'person', person }, person.id, (zh) => zh, today),
  ...person.offices.flatMap(({ id, office }) => offered(actor, { on: 'office', person, held: id }, id, (zh) => `${zh}：${officeZh[office as Office]}`, today)),
];

export const optionsOnUnion = (actor: Actor, union: Union, today: Day): Option[] => offered(actor, { on: 'union', union }, union.id, (zh) => zh, today);
