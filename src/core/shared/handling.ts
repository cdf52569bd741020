import type { Actor } from '#core/people/actor.ts';
import { sitsAt, type Holder } from '#core/people/desks.ts';
import type { CityTime } from './days.ts';

/** 会签：全部同意；或签：一人同意即可；依次：前一个同意了才轮到后一个。 */
export type SignMode = 'all' | 'any' | 'sequence';
export const signModeZh: Readonly<Record<SignMode, string>> = { all: '会签（全部同意）', any: '或签（一人同意即可）', sequence: '依次审批' };
export type SignatureState = 'waiting' | 'agreed' | 'disagreed' | 'void';
/** One signature that was asked for. It may lose its force, and is never taken away. */
export type Signature = Readonly<{
  id: string;
  by: Holder;
  state: SignatureState;
  askedBy: string;
  person?: string;
  opinion?: string;
  at?: CityTime;
}>;
/** `since` is when the matter came to the place in which it was asked: approvals given there do not count in a later visit. */
export type Round = Readonly<{
  id: string;
  mode: SignMode;
  note: string;
  state: 'open' | 'agreed' | 'disagreed' | 'withdrawn' | 'void';
  askedBy: string;
  askedAt: CityTime;
  since: CityTime;
  signatures: readonly Signature[];
}>;
/** 委派：`to` 以 `by` 的名义办，仍由 `by` 负责；转办则是责任一起转过去。Both are seats of one person. */
export type Delegation = Readonly<{ to: Holder; by: Holder }>;
/** 办理中的安排：转给谁办、委派谁办、会签到哪一步、抄送给谁。A matter keeps it beside what it is about. */
export type Handling = Readonly<{ handler?: Holder; delegated?: Delegation; rounds?: readonly Round[]; copied?: readonly Holder[] }>;

export const openRound = (handling: Handling | undefined): Round | undefined => handling?.rounds?.find(({ state }) => state === 'open');
export const sameHolder = (a: Holder, b: Holder): boolean => a.office === b.office && a.union === b.union && a.studio === b.studio && a.person === b.person;
const distinct = (holders: readonly Holder[]): readonly Holder[] =>
  holders.filter((holder, index) => holders.findIndex((other) => sameHolder(other, holder)) === index);

/** Whose turn it is in a round: everybody who has not signed, or the first of them. */
export const turnsOf = ({ mode, signatures }: Round): readonly Signature[] => {
  const waiting = signatures.filter(({ state }) => state === 'waiting');
  return mode === 'sequence' ? waiting.slice(0, 1) : waiting;
};

/** 此刻在谁的桌上：会签中在会签人那里；委派了的在受委派人那里；转办了的在接办人那里；否则就在这一步的桌上。 */
export function placedAt(desk: readonly Holder[], handling: Handling | undefined): readonly Holder[] {
  const round = openRound(handling);
  if (round !== undefined) return distinct(turnsOf(round).map(({ by }) => by));
  const one = handling?.delegated?.to ?? handling?.handler;
  return one === undefined ? distinct(desk) : [one];
}

/** Who may move it on: not those who are only asked to sign. */
export const movers = (desk: readonly Holder[], handling: Handling | undefined): readonly Holder[] =>
  openRound(handling) === undefined ? placedAt(desk, handling) : desk;

const voided = (round: Round, state: Round['state']): Round => ({
  ...round,
  state,
  signatures: round.signatures.map((one) => (one.state === 'waiting' ? { ...one, state: 'void' } : one)),
});
const changed = (handling: Handling, id: string, change: (round: Round) => Round): Handling => ({
  ...handling,
  rounds: (handling.rounds ?? []).map((round) => (round.id === id ? change(round) : round)),
});

/** 事项换了地方：转办、委派到此为止，没有走完的会签作废（作废不是删除），抄送的照旧看得到。 */
export function settled(handling: Handling | undefined): Handling | undefined {
  if (handling === undefined) return undefined;
  const { handler: _, delegated: __, rounds = [], ...kept } = handling;
  return { ...kept, rounds: rounds.map((round) => (round.state === 'open' ? voided(round, 'void') : round)) };
}

export const handOver = (handling: Handling | undefined, handler: Holder): Handling => ({ ...handling, handler });
export const delegate = (handling: Handling | undefined, delegated: Delegation): Handling => ({ ...handling, delegated });
/** 委派到此为止：回到委派以前的地方。 */
export const recall = ({ delegated: _, ...kept }: Handling): Handling => kept;
/** 同事接过来办：转办、委派都到此为止。 */
export const takeOver = ({ handler: _, delegated: __, ...kept }: Handling): Handling => kept;

/** 此人此刻是受谁委派在办；自己就是委派的人、正在会签时，都不算。 */
export function inNameOf(actor: Actor, handling: Handling | undefined): string | undefined {
  const { delegated } = handling ?? {};
  if (delegated === undefined || openRound(handling) !== undefined || !sitsAt(actor)(delegated.to)) return undefined;
  return delegated.by.person === actor.id ? undefined : delegated.by.person;
}
export const ask = (handling: Handling | undefined, round: Round): Handling => ({ ...handling, rounds: [...(handling?.rounds ?? []), round] });
export const copyTo = (handling: Handling | undefined, to: readonly Holder[]): Handling => ({
  ...handling,
  copied: distinct([...(handling?.copied ?? []), ...to]),
});
export const withdrawRound = (handling: Handling, id: string): Handling => changed(handling, id, (round) => voided(round, 'withdrawn'));

/** 加签：排在还没有签的人之后；已经在名单里等着签的不重复。 */
export const addSigners = (handling: Handling, id: string, more: readonly Signature[]): Handling =>
  changed(handling, id, (round) => {
    const waiting = round.signatures.filter(({ state }) => state === 'waiting');
    return { ...round, signatures: [...round.signatures, ...more.filter(({ by }) => !waiting.some((one) => sameHolder(one.by, by)))] };
  });

/** What a round has come to: everybody agreed, one was enough, somebody did not, or it still waits. */
function outcome({ mode, signatures }: Round): Round['state'] {
  const of = (state: SignatureState): boolean => signatures.some((one) => one.state === state);
  if (mode === 'any') return of('agreed') ? 'agreed' : of('waiting') ? 'open' : 'disagreed';
  if (of('disagreed')) return 'disagreed';
  return of('waiting') ? 'open' : of('agreed') ? 'agreed' : 'withdrawn';
}
const closedWhenDone = (round: Round): Round => {
  const state = outcome(round);
  return state === 'open' ? round : voided(round, state);
};

/** 减签：只减还没有签的；减到没有人等着签，这一轮就有了结果。 */
export const dropSigner = (handling: Handling, id: string, signature: string): Handling =>
  changed(handling, id, (round) =>
    closedWhenDone({
      ...round,
      signatures: round.signatures.map((one) => (one.id === signature && one.state === 'waiting' ? { ...one, state: 'void' } : one)),
    }),
  );

type Signing = Readonly<{ agrees: boolean; opinion: string; actor: Actor; at: CityTime }>;
/** 会签人签了：有了结果，其余还没签的作废，事项回到承办人桌上。 */
export const signRound = (handling: Handling, id: string, { agrees, opinion, actor, at }: Signing): Handling =>
  changed(handling, id, (round) => {
    const mine = turnsOf(round).find(({ by }) => sitsAt(actor)(by));
    const signatures = round.signatures.map((one): Signature =>
      one.id === mine?.id ? { ...one, state: agrees ? 'agreed' : 'disagreed', opinion, at, person: actor.id } : one,
    );
    return closedWhenDone({ ...round, signatures });
  });

/** What a standard asks of a round: these offices, all of them or any. */
export type SigningRule = Readonly<{ mode: SignMode; offices: readonly string[] }>;
/** Whether this visit of this place has a round that agreed, with these offices in it: every one, or one of them where one is enough. */
export const agreedBy = (handling: Handling | undefined, since: CityTime, { mode, offices }: SigningRule): boolean =>
  (handling?.rounds ?? []).some(
    (round) =>
      round.state === 'agreed' &&
      round.since === since &&
      offices[mode === 'any' ? 'some' : 'every']((office) => round.signatures.some(({ by, state }) => by.office === office && state === 'agreed')),
  );
