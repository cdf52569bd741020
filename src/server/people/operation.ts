import type { z } from 'zod';
import type { Actor, Office } from '#core/people/actor.ts';
import type { Day } from '#core/shared/days.ts';
import type { Option, PersonRow, UnionNode } from '#contract/shapes.ts';
import type { Work } from '#server/kernel/house.ts';

export type Person = Omit<PersonRow, 'options'>;
export type Union = Omit<UnionNode, 'options'>;
/** What an operation is done to: nothing yet, a person, one office somebody holds, or a union. */
export type Subject = Readonly<
  { on: 'opening' } | { on: 'person'; person: Person } | { on: 'office'; person: Person; held: string } | { on: 'union'; union: Union }
>;

/** What came of it: whom or what to show now, and a link that is said once. */
export type Done = Readonly<{ person?: string; union?: string; invitation?: string }>;

/** 一件关于人员、职务、工会的事：叫什么，谁能办，对什么办，带什么，怎么办。 */
export type PeopleOperation = Readonly<{
  name: string;
  zh: string;
  tone: Option['tone'];
  /** Which offices may do it; everybody where it is about oneself. */
  offices: readonly Office[] | 'everybody';
  on: Subject['on'];
  /** `{id}` is the person's, the held office's, or the union's. */
  path: string;
  /** The fields to fill in, for the city's today. */
  form?: (today: Day) => z.ZodType;
  /** Whether it fits this subject at all, seen by this actor. */
  appliesTo: (actor: Actor, subject: Subject) => boolean;
  /** Whether it is offered now, where that needs a look: without anybody to choose there is nothing to offer. */
  offered?: (work: Work) => Promise<boolean>;
  run: (work: Work, subject: Subject, input: unknown) => Promise<Done>;
}>;

type Kind = Subject['on'];
type Of<K extends Kind> = Extract<Subject, { on: K }>;
type Draft<K extends Kind, I> = Omit<PeopleOperation, 'on' | 'form' | 'appliesTo' | 'run'> & {
  on: K;
  form?: (today: Day) => z.ZodType<I>;
  appliesTo?: (actor: Actor, subject: Of<K>) => boolean;
  run: (work: Work, subject: Of<K>, input: I) => Promise<Done>;
};

/** Says an operation with its subject and its input known; whoever holds a list of them need not know either. */
export function operation<K extends Kind, I = undefined>({ on, appliesTo, run, ...rest }: Draft<K, I>): PeopleOperation {
  const isMine = (subject: Subject): subject is Of<K> => subject.on === on;
  return {
    ...rest,
    on,
    appliesTo: (actor, subject) => isMine(subject) && (appliesTo?.(actor, subject) ?? true),
    // The form has parsed the input by now; the subject was found by `on`.
    run: (work, subject, input) =>
      isMine(subject) ? run(work, subject, input as I) : Promise.reject(new Error(`${rest.name} is not done to a ${subject.on}`)),
  };
}
