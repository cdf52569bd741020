import { verbNames, verbOf } from './handling/handle.ts';
import type { Walk } from './handling/verbs.ts';
import { lives, kinds, type Kind } from './lives.ts';
import { officeZh, type Actor, type Office } from './people/actor.ts';
import { sitsAt, type Desk } from './people/desks.ts';
import type { Matter, State, Transition } from './shared/life.ts';

/** One line of the permission matrix: whether an office, in its own place, may do this in this state. */
export type PolicyLine = Readonly<{ operation: string; kind: Kind; transition: string; zh: string; state: string; office: Office; allowed: boolean }>;

type Tables = Readonly<{ states: Readonly<Record<string, State<Matter>>>; transitions: Readonly<Record<string, Transition<Matter, string>>> }>;
const tablesOf = (kind: Kind): Tables => lives[kind] as unknown as Tables;

/** 本单位、本工作室、本人：每个职务坐在与事项相关的那个位置上。 */
const place = { studio: 'the-studio', hostUnion: 'the-unit', supervisingUnion: 'the-union', expert: 'the-expert' };
const actorIn = (office: Office): Actor => {
  const union = office === 'supervisor' ? place.supervisingUnion : place.hostUnion;
  const id = office === 'expert' ? place.expert : `the-${office}`;
  return { id, office, union, studio: place.studio, kin: [], officeId: office };
};

/** A matter about which everything is as plain as can be. */
const plain = (kind: Kind, state: string): Matter => {
  const site = {
    inspectors: [place.expert],
    checklist: [],
    answers: [],
    notes: [],
    openFindings: 0,
    evidence: [],
    items: [],
    scope: [],
    excluded: [],
    candidates: [],
  };
  const meeting = { body: 'leadership' };
  const library = {
    experienceKind: 'case',
    problem: '',
    practice: '某某人',
    effect: '',
    // Two are named in it; one has agreed.
    known: (['the-member', 'the-lead', 'the-secretary'] as const).map((id) => ({ id, name: '某某人' })),
    named: [{ person: 'the-lead', on: '' }],
    adopters: [],
    bidders: [],
    poster: place.hostUnion,
    unionId: place.hostUnion,
  };
  const year = { recipient: 'supervisor', partnerUnion: place.hostUnion, hasPlaque: true, unspentFen: 1 };
  const own = {
    ...year,
    expertId: place.expert,
    leaderId: place.expert,
    round: 1,
    sheets: [place.expert, 'another', 'a-third'].map((expert) => ({ expert, state: 'scoring', round: 1 })),
    peers: [],
  };
  const { studio, hostUnion, supervisingUnion } = place;
  const header = { id: 'matter', kind, state, version: 1, title: '', standard: '', openedAt: '', since: '', people: [] };
  return { ...header, studio, hostUnion, supervisingUnion, ...site, ...library, ...meeting, ...own };
};

/** Whether the tables let this office do this in this state, guards apart. */
export function mayDo(kind: Kind, transition: string, state: string, office: Office): boolean {
  const { states, transitions } = tablesOf(kind);
  const row = transitions[transition];
  const desk: Desk<Matter> | undefined = row?.by ?? states[state]?.desk;
  return row !== undefined && desk !== undefined && row.from.includes(state) && desk(plain(kind, state)).some(sitsAt(actorIn(office)));
}

/** Every operation × office × state, straight from the tables (权限矩阵). */
export function policyTable(): readonly PolicyLine[] {
  const offices = Object.keys(officeZh) as Office[];
  return kinds.flatMap((kind) => {
    const { states, transitions } = tablesOf(kind);
    return Object.entries(transitions).flatMap(([transition, { zh }]) =>
      Object.keys(states).flatMap((state) =>
        offices.map((office): PolicyLine => ({
          operation: `${kind}.${transition}`,
          kind,
          transition,
          zh,
          state,
          office,
          allowed: mayDo(kind, transition, state, office),
        })),
      ),
    );
  });
}

/** 转办、会签、抄送等：每件事项都有的办法，按谁在桌前算；与其他人此刻如何无关的部分。 */
export function handlingTable(): readonly PolicyLine[] {
  const offices = Object.keys(officeZh) as Office[];
  return kinds.flatMap((kind) => {
    const walk = lives[kind] as unknown as Walk;
    return Object.entries(walk.states).flatMap(([state, { closed }]) =>
      verbNames.flatMap((transition) =>
        offices.map((office): PolicyLine => ({
          operation: `matter.${transition}`,
          kind,
          transition,
          zh: verbOf(transition).zh,
          state,
          office,
          allowed:
            closed !== true &&
            verbOf(transition)
              .who(walk, plain(kind, state))
              .some(sitsAt(actorIn(office))),
        })),
      ),
    );
  });
}
