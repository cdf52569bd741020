import { z } from 'zod';
import type { Actor } from '#core/people/actor.ts';
import { sitsAt, type Desk, type Holder } from '#core/people/desks.ts';
import { dayIn } from '#core/shared/days.ts';
import { forbidden, type Reason } from '#core/shared/decision.ts';
import { choice, oneOfCodes, opinion, optionalWords, remarks } from '#core/shared/fields.ts';
import {
  addSigners,
  agreedBy,
  ask,
  copyTo,
  delegate,
  dropSigner,
  handOver,
  openRound,
  placedAt,
  recall,
  signModeZh,
  signRound,
  takeOver,
  turnsOf,
  withdrawRound,
  type Handling,
  type Round,
  type Signature,
} from '#core/shared/handling.ts';
import type { Matter, Moment, State, Transition } from '#core/shared/life.ts';
import { seatOf } from './seat.ts';

/** What a verb needs to know of the life it is used in. */
export type Walk = Readonly<{
  name: string;
  way: readonly string[];
  states: Readonly<Record<string, State<Matter>>>;
  transitions: Readonly<Record<string, Transition<Matter, string>>>;
  insiders?: Desk<Matter> | undefined;
  sees: Desk<Matter>;
}>;
type Who = (walk: Walk, subject: Matter) => readonly Holder[];
/**
 * 每件事项都有的办法：转办、委派、会签、加签、减签、抄送、催办、驳回、撤销。They arrange who does what, or lead back;
 * whoever only goes forward meets but one of them: to sign when asked.
 */
export type Verb = Readonly<{
  zh: string;
  tone?: 'back' | 'stop';
  who: Who;
  brings?: (walk: Walk, subject: Matter, moment: Moment) => z.ZodType;
  when?: (walk: Walk, subject: Matter, moment: Moment) => readonly Reason[];
  becomes: (subject: Matter, brought: never, moment: Moment, walk: Walk) => Partial<Matter>;
  /** Arranges nothing: the version stays, and so does what everybody has before them. */
  quiet?: true;
}>;

const desk: Who = ({ states }, subject) => states[subject.state]!.desk(subject);
const inHand: Who = (walk, subject) => placedAt(desk(walk, subject), subject.handling);
const delegator: Who = (_, { handling }) => (handling?.delegated === undefined ? [] : [handling.delegated.by]);
const delegatee: Who = (_, { handling }) => (handling?.delegated === undefined ? [] : [handling.delegated.to]);
const asked: Who = (_, { handling }) => {
  const round = openRound(handling);
  return round === undefined ? [] : turnsOf(round).map(({ by }) => by);
};
const deskOrAsked: Who = (walk, subject) => [...desk(walk, subject), ...asked(walk, subject)];
/** 事项与其有关、此刻又不在其手上的：催办的人。Who merely may read what everybody of an office may read does not urge. */
const onlookers: Who = (walk, subject) => {
  const acting = placedAt(desk(walk, subject), subject.handling);
  const seen = walk.insiders === undefined ? walk.sees(subject) : walk.insiders(subject);
  const concerned = ({ office, union, studio, person }: Holder): boolean =>
    office === 'department' || office === 'leadership' || union !== undefined || studio !== undefined || person !== undefined;
  return acting.length === 0
    ? []
    : seen.filter((holder) => concerned(holder) && !acting.some(({ office, person }) => office === holder.office && person === undefined));
};

const not = (code: string, zh: string): readonly Reason[] => [forbidden(code, zh)];
const noRound: Verb['when'] = (_, { handling }) => (openRound(handling) === undefined ? [] : not('being-signed', '正在会签'));
const inRound: Verb['when'] = (_, { handling }) => (openRound(handling) === undefined ? not('not-being-signed', '现在没有会签') : []);
const inOneHand: Verb['when'] = (walk, subject, moment) => [
  ...(noRound?.(walk, subject, moment) ?? []),
  ...(subject.handling?.delegated === undefined ? [] : not('delegated', '已经委派，收回或交还以后再办')),
];
/** 转办、委派给了别人，自己又不是其中一个：同一张桌子的同事可以接过来。委派的人自己用收回。 */
const withAnother: Verb['when'] = (_, { handling }, { actor }) => {
  const { delegated, handler } = handling ?? {};
  const mine = [delegated?.by, delegated?.to ?? handler].some((holder) => holder !== undefined && sitsAt(actor)(holder));
  return openRound(handling) === undefined && (delegated ?? handler) !== undefined && !mine ? [] : not('not-handed-over', '没有转办、委派给别人');
};
const round = ({ handling }: Matter): Round => openRound(handling)!;
const arranged = ({ handling }: Matter): Handling => handling ?? {};

/** A person in an office; the text is longer than an id. */
const seat = (title: string, of: string, extra: Readonly<{ description?: string }> = {}) =>
  z
    .string({ error: `请选择${title}` })
    .min(1)
    .max(200)
    .meta({ title, 'x-choices': of, ...extra });
/** 受委派的人：同一职务，不是委派的人自己（代理人可能选到被代理的人）。 */
const delegating = (_: Walk, __: Matter, { actor }: Moment) =>
  z.strictObject({
    to: seat('请谁办', 'peers', { description: '以您的名义办，仍由您负责，随时可以收回' }).refine(
      (text) => seatOf(text)?.person !== (actor.standsFor ?? actor.id),
      '不能委派给自己',
    ),
    reason: optionalWords('说明', { max: 500 }),
  });
const ownSeat = ({ office, union, studio, id, standsFor }: Actor): Holder => ({
  office,
  ...(union === undefined ? {} : { union }),
  ...(studio === undefined ? {} : { studio }),
  person: standsFor ?? id,
});
const seats = (title: string, most: number) => z.array(seat(title, 'signers')).min(1, `请选择${title}`).max(most).meta({ title, uniqueItems: true });
const asSignatures = (texts: readonly string[], { actor, newId }: Moment): readonly Signature[] =>
  texts.flatMap((text) => {
    const by = seatOf(text);
    return by === undefined ? [] : [{ id: newId(), by, state: 'waiting' as const, askedBy: actor.id }];
  });

/** The rule of the standard that a step of this place waits for, where it is not yet met. */
function ruleFor({ name, transitions }: Walk, { state, handling, since }: Matter, { standard }: Moment) {
  return Object.entries(standard.signing).find(([step, rule]) => {
    const [kind, transition = ''] = step.split('.');
    return kind === name && transitions[transition]?.from.includes(state) === true && !agreedBy(handling, since, rule);
  })?.[1];
}
const circulation = (walk: Walk, subject: Matter, moment: Moment) =>
  ruleFor(walk, subject, moment) === undefined
    ? z.strictObject({
        signers: seats('会签人', 20),
        mode: oneOfCodes('方式', signModeZh, { default: 'all' }),
        note: optionalWords('说明', { max: 500 }),
      })
    : z.strictObject({ note: optionalWords('说明', { max: 500, description: '会签的职务由标准规定' }) });
type Circulation = { signers?: readonly string[]; mode?: keyof typeof signModeZh; note?: string };
function circulate(subject: Matter, { signers = [], mode = 'all', note = '' }: Circulation, moment: Moment, walk: Walk): Partial<Matter> {
  const rule = ruleFor(walk, subject, moment);
  const { actor, now, newId } = moment;
  const place = (office: string): Holder =>
    office === 'supervisor'
      ? { office, union: subject.supervisingUnion }
      : office === 'grassroots' || office === 'unit'
        ? { office, union: subject.hostUnion }
        : ({ office } as Holder);
  const signatures: readonly Signature[] =
    rule === undefined
      ? asSignatures(signers, moment)
      : rule.offices.map((office) => ({ id: newId(), by: place(office), state: 'waiting', askedBy: actor.id }));
  const opened: Round = { id: newId(), mode: rule?.mode ?? mode, note, state: 'open', askedBy: actor.id, askedAt: now, since: subject.since, signatures };
  return { handling: ask(subject.handling, opened) };
}

/** 走过的、更早的环节；最初那一步由各自的退回修改管，系统自己的不算。 */
function earlier({ way, states }: Walk, subject: Matter, { past }: Moment): readonly string[] {
  const at = way.indexOf(subject.state);
  const visited = new Set(past.map(({ to }) => to));
  return way.slice(1, Math.max(at, 0)).filter((code) => {
    const holders = states[code]?.desk(subject) ?? [];
    return visited.has(code) && holders.some(({ office }) => office !== 'clock');
  });
}
const canReturn = ({ transitions, states }: Walk, { state }: Matter): boolean =>
  Object.values(transitions).some(
    ({ tone, from, to }) => tone === 'back' && from.includes(state) && typeof to === 'string' && to !== 'same' && states[to] !== undefined,
  );
const returning = (walk: Walk, subject: Matter, moment: Moment) =>
  z.strictObject({
    to: oneOfCodes('退到哪一步', Object.fromEntries(earlier(walk, subject, moment).map((code) => [code, walk.states[code]!.zh]))),
    remarks,
  });

/** The last step, while it can still be taken back: by who took it, on the same day, before anybody else did anything. */
const undoable = ({ past, actor, now }: Moment): boolean => {
  const last = past.at(-1);
  return last?.before !== undefined && last.by === actor.id && dayIn(last.at) === dayIn(now);
};

/** null in what was kept stands for what was not there. */
const taken = (before: Readonly<Record<string, unknown>> = {}): Partial<Matter> =>
  Object.fromEntries(Object.entries(before).map(([name, value]) => [name, value === null ? undefined : value]));

const reason = z.strictObject({ reason: optionalWords('说明', { max: 500 }) });
const said = z.strictObject({ opinion });

// oxfmt-ignore
export const verbs = {
  countersign: { zh: '会签同意', who: asked, when: inRound, brings: () => said, becomes: (subject: Matter, { opinion: text }: { opinion: string }, { actor, now: at }: Moment) => ({ handling: signRound(arranged(subject), round(subject).id, { agrees: true, opinion: text, actor, at }) }) },
  disagree:    { zh: '会签不同意', tone: 'back', who: asked, when: inRound, brings: () => said, becomes: (subject: Matter, { opinion: text }: { opinion: string }, { actor, now: at }: Moment) => ({ handling: signRound(arranged(subject), round(subject).id, { agrees: false, opinion: text, actor, at }) }) },
  circulate:   { zh: '送会签',   tone: 'back', who: inHand, when: noRound, brings: circulation, becomes: circulate },
  addSigners:  { zh: '加签',     tone: 'back', who: deskOrAsked, when: inRound, brings: () => z.strictObject({ signers: seats('加签人', 20) }), becomes: (subject: Matter, { signers }: { signers: readonly string[] }, moment: Moment) => ({ handling: addSigners(arranged(subject), round(subject).id, asSignatures(signers, moment)) }) },
  dropSigner:  { zh: '减签',     tone: 'back', who: desk, when: inRound, brings: () => z.strictObject({ signature: choice('减去谁', 'waiting-signers') }), becomes: (subject: Matter, { signature }: { signature: string }) => ({ handling: dropSigner(arranged(subject), round(subject).id, signature) }) },
  withdrawRound: { zh: '收回会签', tone: 'back', who: desk, when: inRound, brings: () => reason, becomes: (subject: Matter) => ({ handling: withdrawRound(arranged(subject), round(subject).id) }) },
  handOver:    { zh: '转办',     tone: 'back', who: desk, when: inOneHand, brings: () => z.strictObject({ to: seat('接办人', 'colleagues'), reason: optionalWords('说明', { max: 500 }) }), becomes: ({ handling }: Matter, { to }: { to: string }) => ({ handling: handOver(handling, seatOf(to)!) }) },
  takeOver:    { zh: '接过来办', tone: 'back', who: desk, when: withAnother, becomes: ({ handling }: Matter) => ({ handling: takeOver(handling ?? {}) }) },
  delegate:    { zh: '委派',     tone: 'back', who: inHand, when: inOneHand, brings: delegating, becomes: ({ handling }: Matter, { to }: { to: string }, { actor }: Moment) => ({ handling: delegate(handling, { to: seatOf(to)!, by: ownSeat(actor) }) }) },
  recall:      { zh: '收回委派', tone: 'back', who: delegator, brings: () => reason, becomes: (subject: Matter) => ({ handling: recall(arranged(subject)) }) },
  handBack:    { zh: '交还委派', tone: 'back', who: delegatee, when: noRound, brings: () => reason, becomes: (subject: Matter) => ({ handling: recall(arranged(subject)) }) },
  copyTo:      { zh: '抄送',     tone: 'back', quiet: true, who: deskOrAsked, brings: () => z.strictObject({ to: seats('抄送给', 20), note: optionalWords('说明', { max: 500 }) }), becomes: ({ handling }: Matter, { to }: { to: readonly string[] }) => ({ handling: copyTo(handling, to.flatMap((text) => seatOf(text) ?? [])) }) },
  urge:        { zh: '催办',     tone: 'back', quiet: true, who: onlookers, when: (_, __, { past, actor, now }) => (past.some(({ transition, by, at }) => transition === 'urge' && by === actor.id && dayIn(at) === dayIn(now)) ? not('urged-today', '今天已经催办过') : []), brings: () => reason, becomes: () => ({}) },
  returnTo:    { zh: '驳回到前面某一步', tone: 'back', who: inHand, when: (walk, subject, moment) => [...noRound(walk, subject, moment), ...(canReturn(walk, subject) && earlier(walk, subject, moment).length > 0 ? [] : not('nowhere-to-return', '没有可以退到的环节'))], brings: returning, becomes: (_: Matter, { to }: { to: string }) => ({ state: to }) },
  undo:        { zh: '撤销刚才这一步', tone: 'back', who: onlookersAndDesk, when: (_, __, moment) => (undoable(moment) ? [] : not('not-undoable', '只能撤销自己当天办的、还没有人接着办的一步')), brings: () => reason, becomes: (_: Matter, __: unknown, { past }: Moment) => taken(past.at(-1)?.before) },
} satisfies Readonly<Record<string, Verb>>;
export type VerbName = keyof typeof verbs;

function onlookersAndDesk(walk: Walk, subject: Matter): readonly Holder[] {
  return [...desk(walk, subject), ...walk.sees(subject), ...(subject.handling?.rounds ?? []).flatMap(({ signatures }) => signatures.map(({ by }) => by))];
}
