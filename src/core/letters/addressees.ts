import type { Actor, Office } from '#core/people/actor.ts';
import { sitsAt, type Desk, type Holder } from '#core/people/desks.ts';
import { sameHolder } from '#core/shared/handling.ts';
import type { Matter, State, Transition } from '#core/shared/life.ts';
import type { Bearing } from './templates.ts';

/** 主送或抄送给谁。 */
export type Addressee = Readonly<{ holder: Holder; as: 'to' | 'copy' }>;

/** 办理意见以函告知的单位。工作室自己递交、专家交表，到桌上即知，不另发函；系统自己走的也不发。 */
const writers: readonly Office[] = ['unit', 'grassroots', 'supervisor', 'department', 'leadership', 'finance'];
export const writesLetters = ({ office }: Pick<Actor, 'office'>): boolean => writers.includes(office);

const onTheWay: readonly Office[] = ['lead', 'secretary'];
const inTheEnd: readonly Office[] = ['lead', 'secretary', 'grassroots', 'supervisor'];
/** 事项往前走，工作室知道到了哪里；退回、终止、办结，基层工会和归口工会也该知道。 */
const concernedBy: Readonly<Record<Bearing, readonly Office[]>> = {
  forward: onTheWay,
  progress: onTheWay,
  back: inTheEnd,
  done: inTheEnd,
  stop: inTheEnd,
  undo: inTheEnd,
  begun: inTheEnd,
};

type Walk = Readonly<{
  states: Readonly<Record<string, State<Matter>>>;
  transitions: Readonly<Record<string, Transition<Matter, string>>>;
  insiders?: Desk<Matter> | undefined;
  tells?: Desk<Matter> | undefined;
  parties: (subject: Matter) => Readonly<{ acts: readonly Holder[]; sees: readonly Holder[] }>;
}>;
/** One step that was taken: from where, to where, by which name. `arisen`: the matter is not what was moved, but came of it. */
export type Taken = Readonly<{ before: Pick<Matter, 'state'>; next: Matter; step: string; tone?: 'back' | 'stop' | undefined; arisen?: boolean }>;

const ofOneOffice =
  ({ office, union, studio }: Actor) =>
  (holder: Holder): boolean =>
    holder.office === office && (holder.union ?? union) === union && (holder.studio ?? studio) === studio;
const isNarrowed = ({ union, studio, person }: Holder): boolean => union !== undefined || studio !== undefined || person !== undefined;
const distinct = (holders: readonly Holder[]): readonly Holder[] =>
  holders.filter((holder, index) => holders.findIndex((other) => sameHolder(other, holder)) === index);

/** Whose desk outside the office the matter has come to. */
const reachedBy = (walk: Walk, { next, arisen = false }: Taken, actor: Actor): readonly Holder[] =>
  arisen ? [] : distinct(walk.parties(next).acts.filter((holder) => holder.office !== 'clock' && !ofOneOffice(actor)(holder) && !sitsAt(actor)(holder)));

/** What a step means to those outside: it comes to them, goes on, comes back, is done with, or ends. Nothing where nothing moved. */
export function bearingOf(walk: Walk, taken: Taken, actor: Actor): Bearing | undefined {
  const { before, next, step, tone } = taken;
  if (taken.arisen === true) return 'begun';
  if (before.state === next.state) return undefined;
  if (step === 'undo') return 'undo';
  if (tone !== undefined) return tone;
  if (walk.states[next.state]?.closed === true) return 'done';
  return reachedBy(walk, taken, actor).length > 0 ? 'forward' : 'progress';
}

/**
 * 一步办完，该告诉办公室以外的哪些人：到了谁桌上的主送，事关的抄送；没有到谁桌上，就主送事关的。
 * Only those who may see the matter; of a matter everybody may open, only those who read its history.
 */
export function addresseesOf(walk: Walk, taken: Taken, actor: Actor): readonly Addressee[] {
  const bearing = bearingOf(walk, taken, actor);
  if (bearing === undefined || !writesLetters(actor)) return [];
  const { next } = taken;
  const reached = reachedBy(walk, taken, actor);
  const insiders = walk.insiders?.(next);
  const seers = walk.parties(next).sees.filter(isNarrowed);
  const told = bearing === 'done' || bearing === 'stop' ? (walk.tells?.(next) ?? []) : [];
  const concerned = distinct([
    ...seers.filter((one) => concernedBy[bearing].includes(one.office) && (insiders === undefined || insiders.some((insider) => sameHolder(insider, one)))),
    ...told,
  ]).filter((one) => !ofOneOffice(actor)(one) && !reached.some((other) => sameHolder(other, one)));
  if (reached.length > 0) return [...reached.map((holder) => ({ holder, as: 'to' as const })), ...concerned.map((holder) => ({ holder, as: 'copy' as const }))];
  const near = (holder: Holder): boolean => holder.office !== 'supervisor' || !concerned.some(({ office }) => office !== 'supervisor');
  return concerned.map((holder) => ({ holder, as: near(holder) ? 'to' : 'copy' }));
}
