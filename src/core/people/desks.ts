import { forbidden, type Reason } from '#core/shared/decision.ts';
import type { Actor, Office } from './actor.ts';

/** What every matter can say about itself when somebody asks to touch it. `people` are those it is about. */
export type Case = Readonly<{
  id: string;
  studio?: string;
  hostUnion?: string;
  supervisingUnion?: string;
  people: readonly string[];
}>;

/** At whose place a matter can lie: an office, narrowed to a union, a studio or one person. */
export type Holder = Readonly<{ office: Office; union?: string; studio?: string; person?: string }>;

/** Where a matter lies. Data, not a test: the to-do list is stored from it, the permission is read from it. */
export type Desk<C> = (subject: C) => readonly Holder[];

const at = (office: Office, place: Omit<Holder, 'office'>): readonly Holder[] =>
  Object.values(place).some((where) => where === undefined) ? [] : [{ office, ...place }];

export const theStudio: Desk<Case> = ({ studio }) => [...at('lead', { studio }), ...at('secretary', { studio })];
export const theLead: Desk<Case> = ({ studio }) => at('lead', { studio });
export const theUnit: Desk<Case> = ({ hostUnion: union }) => at('unit', { union });
export const theGrassrootsUnion: Desk<Case> = ({ hostUnion: union }) => at('grassroots', { union });
export const theSupervisingUnion: Desk<Case> = ({ supervisingUnion: union }) => at('supervisor', { union });
export const theDepartment: Desk<unknown> = () => [{ office: 'department' }];
export const theLeaders: Desk<unknown> = () => [{ office: 'leadership' }];
export const theAccountants: Desk<unknown> = () => [{ office: 'finance' }];
export const theClock: Desk<unknown> = () => [{ office: 'clock' }];
export const nobody: Desk<unknown> = () => [];
export const all =
  <C>(...desks: readonly Desk<C>[]): Desk<C> =>
  (subject) =>
    desks.flatMap((desk) => desk(subject));

/** 工作室一侧：领衔人、秘书、成员、单位行政、基层工会、归口工会。 */
export const theRiver: Desk<Case> = (subject) => [
  ...theStudio(subject),
  ...at('member', { studio: subject.studio }),
  ...theUnit(subject),
  ...theGrassrootsUnion(subject),
  ...theSupervisingUnion(subject),
];
/** 市总一侧：经济部、领导、经审会。 */
export const theCity: Desk<unknown> = () => [{ office: 'department' }, { office: 'leadership' }, { office: 'auditor' }];

/** Whether the actor sits at this place. */
export const sitsAt =
  (actor: Actor) =>
  ({ office, union, studio, person }: Holder): boolean =>
    office === actor.office &&
    (union ?? actor.union) === actor.union &&
    (studio ?? actor.studio) === actor.studio &&
    (person === undefined || person === actor.id || person === actor.standsFor);

/** 案子在谁的桌上，谁才能办。 */
export const notOnThisDesk = <C>(desk: Desk<C>, actor: Actor, subject: C): readonly Reason[] =>
  desk(subject).some(sitsAt(actor)) ? [] : [forbidden('not-on-your-desk', '此事不在您的办理范围')];

/** 回避：本人、亲属不得审查。 */
export const hasAStake = (subject: Case, { actor }: { actor: Actor }): readonly Reason[] =>
  subject.people.some((person) => person === actor.id || person === actor.standsFor || actor.kin.includes(person))
    ? [forbidden('has-a-stake', '您与当事人有利害关系，应当回避')]
    : [];
