import fc from 'fast-check';
import { expect, it } from 'vitest';
import { handle, inTheWayOf, verbsFor } from '#core/handling/handle.ts';
import { seatOf, seatText } from '#core/handling/seat.ts';
import type { VerbName, Walk } from '#core/handling/verbs.ts';
import type { Actor, Office } from '#core/people/actor.ts';
import { all, nobody, sitsAt, theCity, theDepartment, theLeaders, theSupervisingUnion, type Holder } from '#core/people/desks.ts';
import type { Digest } from '#core/draw/draw.ts';
import { agreedBy, openRound, sameHolder, turnsOf } from '#core/shared/handling.ts';
import { life, type Event, type Matter, type Moment, type Past } from '#core/shared/life.ts';
import type { Standard } from '#core/standard/standard.ts';
import { calendar, of2013 as xiamen } from '../support/standards.ts';

/**
 * 转办、委派、会签、加签、减签、驳回、撤销、代理，随便怎么穿插：没有一件待办丢了，没有一件重了，签过的没有一个被抹掉。
 * A small life stands for all of them: the verbs know no kind.
 */
type S = 'draft' | 'union' | 'department' | 'leaders' | 'done';
type Case = Matter & { readonly state: S };
// oxfmt-ignore
const sample = life<S, Case>()('sample' as never, { zh: '样本', path: 'samples', way: ['draft', 'union', 'department', 'leaders', 'done'], sees: all(theSupervisingUnion, theCity) }, {
  draft:      { zh: '草稿',   desk: theSupervisingUnion },
  union:      { zh: '归口',   desk: theSupervisingUnion, within: () => ({ workingDays: 5 }) },
  department: { zh: '经济部', desk: theDepartment, within: () => ({ workingDays: 5 }) },
  leaders:    { zh: '领导',   desk: theLeaders },
  done:       { zh: '办结',   desk: nobody, closed: true },
}, {
  submit:  { zh: '提交', from: ['draft'],      to: 'union' },
  forward: { zh: '上报', from: ['union'],      to: 'department' },
  propose: { zh: '送审', from: ['department'], to: 'leaders' },
  approve: { zh: '批准', from: ['leaders'],    to: 'done' },
  back:    { zh: '退回', from: ['union', 'department', 'leaders'], to: 'draft', tone: 'back' },
});
const walk = sample as unknown as Walk;
const person = (id: string, office: Office, more: Partial<Actor> = {}): Actor => ({
  id,
  office,
  officeId: id,
  kin: [],
  ...(office === 'supervisor' ? { union: 'u1' } : {}),
  ...more,
});
const people: readonly Actor[] = [
  person('s1', 'supervisor'),
  person('s2', 'supervisor'),
  person('d1', 'department'),
  person('d2', 'department'),
  person('l1', 'leadership'),
  person('l2', 'leadership'),
  // Stands in for d1: sits where d1 sits, and signs for both.
  person('x', 'department', { standsFor: 'd1' }),
];
const seats = people
  .filter(({ standsFor }) => standsFor === undefined)
  .map(({ id, office, union }) => seatText({ office, person: id, ...(union === undefined ? {} : { union }) }));
let ids = 0;
const day = (n: number) => `2013-11-${String(18 + (n % 5)).padStart(2, '0')}T09:00:00+08:00`;
const moment = (actor: Actor, past: readonly Past[], now: string, standard: Standard = xiamen): Moment => ({
  actor,
  now,
  past,
  standard,
  calendar,
  numbers: {},
  digest: undefined as unknown as Digest,
  newId: () => `id-${(ids += 1)}`,
});
const fresh = (): Case => ({
  id: 'm',
  kind: 'sample',
  state: 'draft',
  version: 1,
  title: '样本',
  standard: 'xm-2013',
  openedAt: day(0),
  since: day(0),
  people: [],
  supervisingUnion: 'u1',
});
type World = { subject: Case; past: Past[]; events: Event[] };
const pastOf = (event: Event, before?: Case): Past => ({
  transition: event.transition,
  by: event.by,
  at: event.at,
  to: event.to,
  ...(before === undefined || before.state === event.to
    ? {}
    : { before: { state: before.state, since: before.since, dueOn: before.dueOn ?? null, handling: before.handling ?? null } }),
});

/** One thing somebody tries; what may not happen does not. */
function step(world: World, actor: Actor, what: string, now: string, seat: readonly string[], pick: number): void {
  const at = moment(actor, world.past, now);
  const { subject } = world;
  if (what in sample.transitions) {
    const decided = sample.advance(subject, what as 'submit', undefined, at);
    if (!decided.ok) return;
    world.subject = decided.value.next;
    world.past.push(pastOf(decided.value.event, subject));
    world.events.push(decided.value.event);
    return;
  }
  const verb = what as VerbName;
  if (inTheWayOf(verb, walk, subject, at).length > 0) return;
  const round = openRound(subject.handling);
  const waiting = round?.signatures.filter(({ state }) => state === 'waiting') ?? [];
  const earlier = ['union', 'department'].filter(
    (code) => world.past.some(({ to }) => to === code) && walk.way.indexOf(code) < walk.way.indexOf(subject.state),
  );
  const colleagues = seats.filter(
    (text) => subject.state !== 'done' && walk.states[subject.state]!.desk(subject).some((holder) => seatOf(text)!.office === holder.office),
  );
  const peers = colleagues.filter((text) => seatOf(text)!.office === actor.office && seatOf(text)!.person !== (actor.standsFor ?? actor.id));
  const brought: Partial<Record<VerbName, unknown>> = {
    circulate: { signers: seat, mode: (['all', 'any', 'sequence'] as const)[pick % 3] },
    addSigners: { signers: seat },
    countersign: { opinion: '同意' },
    disagree: { opinion: '不同意' },
    dropSigner: { signature: waiting[pick % Math.max(1, waiting.length)]?.id ?? '' },
    handOver: { to: colleagues[pick % Math.max(1, colleagues.length)] },
    delegate: { to: peers[pick % Math.max(1, peers.length)] },
    copyTo: { to: seat },
    returnTo: { to: earlier[pick % Math.max(1, earlier.length)] },
  };
  if ((verb === 'handOver' && colleagues.length === 0) || (verb === 'delegate' && peers.length === 0)) return;
  const { next, event } = handle(verb, walk, subject, brought[verb] ?? {}, at);
  world.subject = next as Case;
  world.past.push(pastOf(event));
  world.events.push(event);
}

const holdersOf = ({ subject }: World): readonly Holder[] => sample.parties(subject).acts;
const signaturesOf = ({ subject }: World) => (subject.handling?.rounds ?? []).flatMap(({ signatures }) => signatures);

/** Everything anybody could do now: a walk that tries only what may not happen would prove nothing. */
function possible({ subject, past }: World, now: string): readonly (readonly [Actor, string])[] {
  return people.flatMap((actor) => {
    const then = moment(actor, past, now);
    const steps = sample.options(subject, then).map(({ transition }) => transition as string);
    return [...steps, ...verbsFor(walk, subject, then)].map((what) => [actor, what] as const);
  });
}
const walked = fc.array(fc.record({ roll: fc.nat(9999), seat: fc.subarray([...seats], { minLength: 1, maxLength: 4 }), pick: fc.nat(20), when: fc.nat(4) }), {
  minLength: 5,
  maxLength: 40,
});

it('no to-do is lost and none is doubled, whatever is done in whatever order; what was signed is never taken away', () => {
  let [signed, inName] = [0, 0];
  fc.assert(
    fc.property(walked, (steps) => {
      const world: World = { subject: fresh(), past: [], events: [] };
      for (const { roll, seat, pick, when } of steps) {
        const could = possible(world, day(when));
        const [actor, what] = could[roll % Math.max(1, could.length)] ?? [];
        if (actor === undefined || what === undefined) continue;
        const before = { signatures: signaturesOf(world), state: world.subject.state, version: world.subject.version };
        step(world, actor, what, day(when), seat, pick);
        const { subject } = world;
        const acts = holdersOf(world);
        // Never lost: as long as it is open, it lies on somebody's desk — or is asked of somebody.
        if (subject.state !== 'done') expect(acts.length).toBeGreaterThan(0);
        else expect(acts).toEqual([]);
        // Never doubled.
        expect(acts.filter((one, index) => acts.findIndex((other) => sameHolder(one, other)) !== index)).toEqual([]);
        // Whoever has it sees it, and so does whoever passed it round or over.
        const desk = walk.states[subject.state]!.desk(subject);
        const seen = [...acts, ...sample.parties(subject).sees];
        for (const holder of desk) expect(seen.some((one) => sameHolder(one, holder))).toBe(true);
        // Nothing that was asked is ever gone; what was answered keeps its answer.
        const after = signaturesOf(world);
        expect(after.length).toBeGreaterThanOrEqual(before.signatures.length);
        for (const one of before.signatures) {
          const now = after.find(({ id }) => id === one.id);
          expect(now).toBeDefined();
          if (one.state === 'agreed' || one.state === 'disagreed') expect(now).toEqual(one);
        }
        // One round at a time, and none that survives the place it was asked in.
        const open = (subject.handling?.rounds ?? []).filter(({ state }) => state === 'open');
        expect(open.length).toBeLessThanOrEqual(1);
        if (subject.state !== before.state && before.state !== 'done') expect(open.every(({ since }) => since === subject.since)).toBe(true);
        // In sequence one at a time is asked.
        for (const round of open) if (round.mode === 'sequence') expect(turnsOf(round)).toHaveLength(1);
        // 委派：whoever answers for it still sees it and can take it back, and whatever is done in their name says so.
        const { delegated } = subject.handling ?? {};
        if (delegated !== undefined) {
          const delegator = people.find(({ id }) => id === delegated.by.person)!;
          expect(delegated.to.person).not.toBe(delegator.id);
          expect(seen.some(sitsAt(delegator))).toBe(true);
          expect(verbsFor(walk, subject, moment(delegator, world.past, day(when)))).toContain('recall');
          if (open.length === 0) expect(acts).toEqual([delegated.to]);
        }
        const last = world.events.at(-1);
        if (last?.inNameOf !== undefined) {
          expect(last.by).not.toBe(last.inNameOf);
          inName += 1;
        }
        signed += after.filter(({ state }) => state === 'agreed').length;
      }
    }),
    { numRuns: 250 },
  );
  // The walk does reach signing: otherwise this would prove nothing.
  expect(signed).toBeGreaterThan(100);
  expect(inName).toBeGreaterThan(100);
});

const at = (state: S, past: readonly Past[] = []): World => ({ subject: { ...fresh(), state }, past: [...past], events: [] });
const [s1, , d1, d2, l1, , x] = people as [Actor, Actor, Actor, Actor, Actor, Actor, Actor];
const seat = (actor: Actor): string => seatText({ office: actor.office, person: actor.id, ...(actor.union === undefined ? {} : { union: actor.union }) });

it('a round of everybody waits for everybody, one of any for one, one in order for each in turn; meanwhile nobody moves it on', () => {
  for (const [pick, turns] of [
    [0, ['l1', 'd2']],
    [1, ['l1']],
    [2, ['l1', 'd2']],
  ] as const) {
    const world = at('department');
    step(world, d1, 'circulate', day(0), [seat(l1), seat(d2)], pick);
    expect(sample.obstacles(world.subject, 'propose', moment(d1, [], day(0))).map(({ code }) => code)).toEqual(['being-signed']);
    // Who is asked to sign is asked to sign, and nothing else.
    expect(sample.options(world.subject, moment(l1, [], day(0)))).toEqual([]);
    for (const who of turns)
      step(
        world,
        people.find(({ id }) => id === who)!,
        'countersign',
        day(0),
        [],
        0,
      );
    expect(openRound(world.subject.handling)).toBeUndefined();
    expect(world.subject.handling?.rounds?.[0]?.state).toBe('agreed');
    step(world, d1, 'propose', day(0), [], 0);
    expect(world.subject.state).toBe('leaders');
  }
});

it('one who does not agree ends a round of everybody; the others’ turn is void, not gone', () => {
  const world = at('department');
  step(world, d1, 'circulate', day(0), [seat(l1), seat(d2)], 0);
  step(world, l1, 'disagree', day(0), [], 0);
  expect(world.subject.handling?.rounds?.[0]).toMatchObject({ state: 'disagreed', signatures: [{ state: 'disagreed', person: 'l1' }, { state: 'void' }] });
  expect(holdersOf(world)).toEqual([{ office: 'department' }]);
});

it('what the standard asks to be signed is signed before the step, and again when the matter comes back', () => {
  const standard: Standard = { ...xiamen, signing: { 'sample.propose': { mode: 'all', offices: ['leadership', 'finance'], clause: '四.2' } } };
  const world = at('department');
  const lacks = (): readonly string[] =>
    sample.obstacles(world.subject, 'propose', moment(d1, world.past, day(1), standard)).map(({ code, zh }) => `${code} ${zh}`);
  expect(lacks()).toEqual(['not-signed 这一步之前须会签：市总领导、市总财务']);
  const opened = handle('circulate', walk, world.subject, {}, moment(d1, [], day(1), standard));
  world.subject = opened.next as Case;
  expect(holdersOf(world)).toEqual([{ office: 'leadership' }, { office: 'finance' }]);
  step(world, l1, 'countersign', day(1), [], 0);
  step(world, person('f1', 'finance'), 'countersign', day(1), [], 0);
  expect(agreedBy(world.subject.handling, world.subject.since, { mode: 'all', offices: ['leadership', 'finance'] })).toBe(true);
  expect(lacks()).toEqual([]);
  step(world, d1, 'propose', day(1), [], 0);
  world.past.push({ transition: 'forward', by: 's1', at: day(0), to: 'department' });
  step(world, l1, 'returnTo', day(2), [], 0);
  expect(world.subject.state).toBe('department');
  expect(lacks()).toHaveLength(1);
});

it('where the standard lets one of several sign, one is enough', () => {
  const standard: Standard = { ...xiamen, signing: { 'sample.propose': { mode: 'any', offices: ['leadership', 'finance'] } } };
  const world = at('department');
  const lacks = (): readonly string[] => sample.obstacles(world.subject, 'propose', moment(d1, world.past, day(1), standard)).map(({ zh }) => zh);
  expect(lacks()).toEqual(['这一步之前须会签：市总领导或市总财务']);
  world.subject = handle('circulate', walk, world.subject, {}, moment(d1, [], day(1), standard)).next as Case;
  step(world, l1, 'countersign', day(1), [], 0);
  expect([openRound(world.subject.handling), lacks()]).toEqual([undefined, []]);
});

it('handed over, it lies with one; a colleague can take it back; the next place knows nothing of it', () => {
  const world = at('department');
  step(world, d1, 'handOver', day(0), [], 1);
  expect(holdersOf(world)).toEqual([{ office: 'department', person: 'd2' }]);
  expect(sample.obstacles(world.subject, 'propose', moment(d1, [], day(0))).map(({ code }) => code)).toEqual(['not-on-your-desk']);
  step(world, d1, 'takeOver', day(0), [], 0);
  expect(holdersOf(world)).toEqual([{ office: 'department' }]);
  step(world, d1, 'handOver', day(0), [], 1);
  step(world, d2, 'propose', day(0), [], 0);
  expect(holdersOf(world)).toEqual([{ office: 'leadership' }]);
});

it('delegated, one of the same office acts in the other’s name; who delegated it answers for it and can take it back', () => {
  const world = at('department');
  step(world, d1, 'delegate', day(0), [], 0);
  expect(holdersOf(world)).toEqual([{ office: 'department', person: 'd2' }]);
  // Not theirs to pass on, nor the delegator's to do meanwhile; a third colleague may still step in.
  const can = (actor: Actor): readonly VerbName[] => verbsFor(walk, world.subject, moment(actor, world.past, day(0)));
  expect(can(d2)).toEqual(expect.arrayContaining(['handBack', 'circulate']));
  for (const verb of ['delegate', 'handOver', 'takeOver', 'recall'] as const) expect(can(d2)).not.toContain(verb);
  expect(can(d1)).toContain('recall');
  for (const verb of ['delegate', 'handOver', 'takeOver', 'handBack'] as const) expect(can(d1)).not.toContain(verb);
  expect(can(person('d3', 'department'))).toContain('takeOver');
  expect(sample.obstacles(world.subject, 'propose', moment(d1, [], day(0))).map(({ code }) => code)).toEqual(['not-on-your-desk']);
  step(world, d2, 'handBack', day(0), [], 0);
  expect(holdersOf(world)).toEqual([{ office: 'department' }]);
  step(world, d1, 'delegate', day(0), [], 0);
  step(world, d1, 'recall', day(0), [], 0);
  expect(holdersOf(world)).toEqual([{ office: 'department' }]);
  step(world, d1, 'delegate', day(0), [], 0);
  step(world, d2, 'propose', day(0), [], 0);
  expect(world.events.at(-1)).toMatchObject({ transition: 'propose', by: 'd2', inNameOf: 'd1' });
  expect([holdersOf(world), world.subject.handling]).toEqual([[{ office: 'leadership' }], { rounds: [] }]);
});

it('handed over and then delegated, it comes back to whom it was handed over to', () => {
  const world = at('department');
  step(world, d1, 'handOver', day(0), [], 1);
  step(world, d2, 'delegate', day(0), [], 0);
  expect(holdersOf(world)).toEqual([{ office: 'department', person: 'd1' }]);
  step(world, d2, 'recall', day(0), [], 0);
  expect(holdersOf(world)).toEqual([{ office: 'department', person: 'd2' }]);
});

it('what somebody may not do, nobody does in their name', () => {
  const two = life<S, Case>()('sample' as never, sample, sample.states, {
    ...sample.transitions,
    propose: {
      zh: '送审',
      from: ['department'],
      to: 'leaders',
      when: [({ people: about }, { actor }) => (about.includes(actor.id) ? [{ code: 'has-a-stake', kind: 'forbidden', zh: '应当回避' }] : [])],
    },
  });
  const subject = (about: readonly string[]): Case => ({
    ...fresh(),
    state: 'department',
    people: about,
    handling: { delegated: { to: { office: 'department', person: 'd2' }, by: { office: 'department', person: 'd1' } } },
  });
  const codes = (about: readonly string[]): readonly string[] => two.obstacles(subject(about), 'propose', moment(d2, [], day(0))).map(({ code }) => code);
  expect([codes([]), codes(['d1']), codes(['d2']), codes(['d1', 'd2'])]).toEqual([[], ['has-a-stake'], ['has-a-stake'], ['has-a-stake']]);
});

it('a stand-in acts where the absent person is asked, and both are named', () => {
  const world = at('department');
  step(world, d2, 'circulate', day(0), [seat(d1)], 0);
  expect(holdersOf(world).some(sitsAt(x))).toBe(true);
  step(world, x, 'countersign', day(0), [], 0);
  expect(world.events.at(-1)).toMatchObject({ transition: 'countersign', by: 'x', onBehalf: 'd1' });
});

it('a step is taken back by whoever took it, on its day, before anybody goes on', () => {
  const world = at('union');
  step(world, s1, 'forward', day(0), [], 0);
  expect(verbsFor(walk, world.subject, moment(s1, world.past, day(1)))).not.toContain('undo');
  expect(verbsFor(walk, world.subject, moment(d1, world.past, day(0)))).not.toContain('undo');
  step(world, s1, 'undo', day(0), [], 0);
  expect([world.subject.state, world.subject.dueOn, world.subject.version]).toEqual(['union', undefined, 3]);
  step(world, s1, 'forward', day(0), [], 0);
  step(world, d1, 'propose', day(0), [], 0);
  expect(verbsFor(walk, world.subject, moment(s1, world.past, day(0)))).not.toContain('undo');
});

it('is urged once a day, by who sees it and has not got it', () => {
  const world = at('department');
  expect(verbsFor(walk, world.subject, moment(s1, [], day(0)))).toContain('urge');
  expect(verbsFor(walk, world.subject, moment(d1, [], day(0)))).not.toContain('urge');
  step(world, s1, 'urge', day(0), [], 0);
  expect(verbsFor(walk, world.subject, moment(s1, world.past, day(0)))).not.toContain('urge');
  expect(verbsFor(walk, world.subject, moment(s1, world.past, day(1)))).toContain('urge');
  expect(world.subject.version).toBe(1);
});
