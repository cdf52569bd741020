import { notOnThisDesk } from '#core/people/desks.ts';
import { dayIn } from '#core/shared/days.ts';
import type { Reason } from '#core/shared/decision.ts';
import { settled } from '#core/shared/handling.ts';
import { dueOn, namesBehind, type Event, type Matter, type Moment } from '#core/shared/life.ts';
import { verbs, type Verb, type VerbName, type Walk } from './verbs.ts';

export const verbNames = Object.keys(verbs) as readonly VerbName[];
export const isVerb = (name: string): name is VerbName => Object.hasOwn(verbs, name);
export const verbOf = (name: VerbName): Verb => verbs[name];

/** Everything in the way of a verb for this actor now; what is over is only taken back, never rearranged. */
export function inTheWayOf(name: VerbName, walk: Walk, subject: Matter, moment: Moment): readonly Reason[] {
  const { who, when } = verbOf(name);
  const state = walk.states[subject.state];
  if (state?.closed === true && name !== 'undo') return [{ code: 'closed', kind: 'conflict', zh: '事项已办结' }];
  return [...notOnThisDesk(() => who(walk, subject), moment.actor, subject), ...(when?.(walk, subject, moment) ?? [])];
}

/** What this actor can arrange now. */
export const verbsFor = (walk: Walk, subject: Matter, moment: Moment): readonly VerbName[] =>
  verbNames.filter((name) => inTheWayOf(name, walk, subject, moment).length === 0);

/** The matter after a verb, and what is written down of it. Nothing in the way has been made sure of. */
export function handle(name: VerbName, walk: Walk, subject: Matter, brought: unknown, moment: Moment): { next: Matter; event: Event } {
  const { becomes, quiet } = verbOf(name);
  const { actor, now, standard, calendar } = moment;
  const changed = { ...subject, ...becomes(subject, brought as never, moment, walk), version: subject.version + (quiet === true ? 0 : 1) };
  const moved = changed.state !== subject.state && name !== 'undo';
  const limit = walk.states[changed.state]?.within?.(standard, changed) ?? { none: true };
  const handling = settled(changed.handling);
  const next = moved ? { ...changed, since: now, dueOn: dueOn(limit, dayIn(now), calendar), ...(handling === undefined ? {} : { handling }) } : changed;
  return {
    next: next as Matter,
    event: {
      transition: name,
      from: subject.state,
      to: changed.state,
      by: actor.id,
      office: actor.office,
      at: now,
      brought: brought ?? null,
      ...namesBehind(actor, subject),
    },
  };
}
