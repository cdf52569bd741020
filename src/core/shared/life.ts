import type { z } from 'zod';
import { notOnThisDesk, type Case, type Desk, type Holder } from '#core/people/desks.ts';
import { officeZh, type Actor } from '#core/people/actor.ts';
import type { Digest } from '#core/draw/draw.ts';
import type { Panel } from '#core/panel/panel.ts';
import type { Standard } from '#core/standard/standard.ts';
import { addDays, addMonths, addWorkingDays, dayIn, type Calendar, type CityTime, type Day } from './days.ts';
import { agreedBy, inNameOf, movers, openRound, placedAt, settled, type Handling } from './handling.ts';
import { agreed, lacking, refused, type Decision, type Reason } from './decision.ts';

/** How long a matter may lie in a state; counted from the day it got there. */
export type Limit = Readonly<{ workingDays: number } | { days: number } | { months: number } | { on: Day } | { none: true }>;

/** A state says its name, on whose desk the matter lies meanwhile, how long it may, and whether it is over. */
export type State<C> = Readonly<{ zh: string; desk: Desk<C>; within?: (standard: Standard, subject: C) => Limit; closed?: true }>;

/** The header every matter has, whatever its kind. */
export type Matter = Case &
  Readonly<{
    kind: string;
    state: string;
    version: number;
    title: string;
    parent?: string;
    standard: string;
    dueOn?: Day;
    openedAt: CityTime;
    since: CityTime;
    handling?: Handling;
  }>;

/** Who did what to this matter before. */
export type Past = Readonly<{
  transition: string;
  by: string;
  at: CityTime;
  to?: string;
  /** What stood there before, where the step can still be taken back: it had no consequences and drew no number. */
  before?: Readonly<Record<string, unknown>>;
}>;
/**
 * The moment of acting: who, when (city time), what happened before, the standard in force for this matter,
 * the working days, numbers drawn from the books, fresh ids.
 */
export type Moment = Readonly<{
  actor: Actor;
  now: CityTime;
  past: readonly Past[];
  standard: Standard;
  calendar: Calendar;
  numbers: Readonly<Record<string, readonly number[]>>;
  /** SHA-256 and HMAC: core calculates with them and does not know how. */
  digest: Digest;
  newId: () => string;
}>;

/** A transition is a sentence of the regulation: what, from where, to where, on what grounds, bringing what. */
export type Transition<C, S extends string> = Readonly<{
  zh: string;
  from: readonly S[];
  /** Where it leads; a function where what is brought decides (passed or failed); 'same' stays. */
  to: S | 'same' | ((subject: C, brought: never) => S);
  /** Said only where it is not simply whoever has the matter on the desk. */
  by?: Desk<C>;
  /** What must be brought along; a function where it depends on the matter or the day. */
  brings?: z.ZodType | ((subject: C, moment: Moment) => z.ZodType);
  when?: readonly ((subject: C, moment: Moment) => readonly Reason[])[];
  /** What of the matter changes besides its state. */
  becomes?: (subject: C, brought: never, moment: Moment) => Partial<C>;
  tone?: 'back' | 'stop';
  /** Touches one item only: the others and the matter's version stay as they are. */
  quiet?: true;
  /** What was brought is for the city's side only. */
  confidential?: true;
  /** Numbers to draw from a book, without gaps: how many of each. */
  draws?: (subject: C) => Readonly<Record<string, number>>;
}>;

type Table<C, S extends string> = Readonly<Record<string, Transition<C, S>>>;
export type Brought<T> = T extends { brings: infer B }
  ? B extends z.ZodType<infer V>
    ? V
    : B extends (...args: never) => z.ZodType<infer V>
      ? V
      : undefined
  : undefined;

export type Event<N extends string = string, S extends string = string> = Readonly<{
  transition: N;
  from: S;
  to: S;
  by: string;
  office: string;
  at: CityTime;
  brought: unknown;
  /** Whose place the actor took, standing in. */
  onBehalf?: string;
  /** Who had it delegated to the actor and answers for it. */
  inNameOf?: string;
}>;

/** Both names of a step: the absent person's whose place was taken, and whose who delegated it. */
export const namesBehind = (actor: Actor, { handling }: Pick<Matter, 'handling'>): Pick<Event, 'onBehalf' | 'inNameOf'> => {
  const delegator = inNameOf(actor, handling);
  return { ...(actor.standsFor === undefined ? {} : { onBehalf: actor.standsFor }), ...(delegator === undefined ? {} : { inNameOf: delegator }) };
};

/** What may not be done by whoever delegates it may not be done in their name either: once for who acts, once for who answers for it. */
function whoAnswers(moment: Moment, { handling }: Pick<Matter, 'handling'>): readonly Moment[] {
  const delegator = inNameOf(moment.actor, handling);
  if (delegator === undefined) return [moment];
  const { standsFor: _, ...seat } = moment.actor;
  return [moment, { ...moment, actor: { ...seat, id: delegator, kin: [] } }];
}
const distinct = (reasons: readonly Reason[]): readonly Reason[] =>
  reasons.filter(({ code, zh }, index) => reasons.findIndex((one) => one.code === code && one.zh === zh) === index);

/** The day until which, or nothing. */
export function dueOn(limit: Limit, from: Day, calendar: Calendar): Day | undefined {
  if ('workingDays' in limit) return addWorkingDays(calendar, from, limit.workingDays);
  if ('days' in limit) return addDays(from, limit.days);
  if ('months' in limit) return addMonths(from, limit.months);
  return 'on' in limit ? limit.on : undefined;
}

/**
 * `insiders`: where a matter is open to everybody, only these read its history; without it whoever sees it does.
 * `tells`: who else outside the office is told by letter when it is done with.
 * `way` is the straight road through the states, as people are shown it; `path` is the word in the address. `panel`: experts judge it.
 */
type Description<C, S extends string> = Readonly<{
  zh: string;
  path: string;
  way: readonly S[];
  sees: Desk<C>;
  insiders?: Desk<C>;
  tells?: Desk<C>;
  panel?: Panel;
}>;

/** Everything that has a life — a declaration, an objection, a grant — is two tables walked by these functions. */
export function life<S extends string, C extends Matter & { readonly state: S }>() {
  return <const N extends string, const T extends Table<C, S>>(
    name: N,
    { zh, path, way, sees, insiders, tells, panel }: Description<C, S>,
    states: Readonly<Record<S, State<C>>>,
    transitions: T,
  ) => {
    type Name = keyof T & string;
    const row = (transition: Name): Transition<C, S> => transitions[transition]!;

    const obstacles = (subject: C, transition: Name, moment: Moment): readonly Reason[] => {
      const { zh: does, from, by, when = [] } = row(transition);
      const { zh: is, desk } = states[subject.state];
      if (!from.includes(subject.state)) return [{ code: 'wrong-state', kind: 'conflict', zh: `现为“${is}”，不能“${does}”` }];
      // A desk of its own is asked for as ever; whoever simply has the matter may have it by hand-over, or have handed it round.
      const here: Desk<C> = by ?? ((matter) => movers(desk(matter), matter.handling));
      return [
        ...notOnThisDesk(here, moment.actor, subject),
        ...beingSigned(by, subject),
        ...notYetSigned(subject, transition, moment),
        ...distinct(whoAnswers(moment, subject).flatMap((then) => when.flatMap((guard) => guard(subject, then)))),
      ];
    };

    /** 会签没有结束，承办人不能往下办；收回会签后可以。 */
    const beingSigned = (by: Desk<C> | undefined, { handling }: C): readonly Reason[] =>
      by === undefined && openRound(handling) !== undefined ? [{ code: 'being-signed', kind: 'conflict', zh: '正在会签，签完或收回后再办' }] : [];

    /** 标准规定这一步之前须会签的，这一次到这里之后还没有会签同意。 */
    const notYetSigned = (subject: C, transition: Name, { standard }: Moment): readonly Reason[] => {
      const rule = standard.signing[`${name}.${transition}`];
      if (rule === undefined || agreedBy(subject.handling, subject.since, rule)) return [];
      const who = rule.offices.map((office) => officeZh[office]).join(rule.mode === 'any' ? '或' : '、');
      return [lacking('not-signed', `这一步之前须会签：${who}`, rule.clause, { operation: 'matter.circulate' })];
    };

    /** What opens the matter or changes its place: due day and since when. */
    const arrive = (subject: C, from: S | undefined, { now, standard, calendar }: Moment): Partial<Matter> => {
      if (from === subject.state) return {};
      const limit = states[subject.state].within?.(standard, subject) ?? { none: true };
      return { since: now, dueOn: dueOn(limit, dayIn(now), calendar), ...(subject.handling === undefined ? {} : { handling: settled(subject.handling) }) };
    };

    return {
      name,
      zh,
      path,
      way,
      states,
      transitions,
      sees,
      insiders,
      panel,
      tells,

      /** A new matter in its first place, with its due day. */
      open: (subject: C, moment: Moment): C => ({ ...subject, ...arrive(subject, undefined, moment) }),

      /** The only way a matter changes. It names every obstacle, not just the first. */
      advance<K extends Name>(subject: C, transition: K, brought: Brought<T[K]>, moment: Moment): Decision<{ next: C; event: Event<K, S> }> {
        const inTheWay = obstacles(subject, transition, moment);
        if (inTheWay.length > 0) return refused(...inTheWay);

        const { to, becomes, quiet } = row(transition);
        const state = typeof to === 'function' ? to(subject, brought as never) : to === 'same' ? subject.state : to;
        const changed = { ...subject, ...becomes?.(subject, brought as never, moment), state, version: subject.version + (quiet ? 0 : 1) };
        const next = { ...changed, ...arrive(changed, subject.state, moment) };
        const { actor, now } = moment;
        return agreed({
          next,
          event: {
            transition,
            from: subject.state,
            to: state,
            by: actor.id,
            office: actor.office,
            at: now,
            brought,
            ...namesBehind(actor, subject),
          },
        });
      },

      /** Everything in the way of a transition for this actor now; empty when it may happen. */
      obstacles,

      /** What this actor can do with the matter now; what only lacks something is offered with its reasons. */
      options: (subject: C, moment: Moment) =>
        (Object.keys(transitions) as Name[])
          .map((transition) => ({ transition, row: row(transition), lacks: obstacles(subject, transition, moment) }))
          .filter(({ lacks }) => lacks.every(({ kind }) => kind === 'incomplete')),

      /** The form of a transition, for this matter on this day. */
      formOf: (subject: C, transition: Name, moment: Moment): z.ZodType | undefined => {
        const { brings } = row(transition);
        return typeof brings === 'function' ? brings(subject, moment) : brings;
      },

      /** Whoever holds it now, and whoever else may see it. */
      parties: (subject: C): { acts: readonly Holder[]; sees: readonly Holder[] } => {
        const desk = states[subject.state].desk(subject);
        const acts = placedAt(desk, subject.handling);
        // Who handed it round or over still sees it, and so does whoever was sent a copy.
        const aside = acts === desk || subject.handling === undefined ? [] : desk;
        return { acts, sees: [...sees(subject), ...aside, ...(subject.handling?.copied ?? [])] };
      },
    };
  };
}
