import { z } from 'zod';
import { verbNames, verbOf } from '#core/handling/handle.ts';
import type { Walk } from '#core/handling/verbs.ts';
import { kinds, lives } from '#core/lives.ts';
import { theClock, type Desk } from '#core/people/desks.ts';
import type { Matter, Moment, Transition } from '#core/shared/life.ts';
import { amendmentOf, amendmentsOf } from '#core/studio/amendments.ts';
import { factKinds, ledger } from '#core/studio/ledger.ts';
import type { Standard } from '#core/standard/standard.ts';
import { beginnings } from '#server/actions/openings.ts';
import { peopleOperations } from '#server/people/people-operations.ts';
import { calendar } from './standards.ts';

type Schema = Readonly<{ title?: string; properties?: Record<string, Schema>; items?: Schema }>;
export type Asked = Readonly<{ form: string; field: string; title: string }>;

const today = '2013-11-18';
const now = `${today}T09:00:00+08:00`;
/** A matter of any kind with something of everything a form may be made from. */
const anything = (kind: string, state: string, standard: Standard): Matter => {
  const points = Object.fromEntries(standard.rubric.items.map(({ code }) => [code, 1]));
  const header = {
    id: 'm',
    kind,
    state,
    version: 1,
    title: '样本',
    standard: standard.id,
    openedAt: now,
    since: now,
    dueOn: '2013-12-18',
    people: [],
    studio: 's',
    hostUnion: 'u',
    supervisingUnion: 'v',
  };
  const lists = {
    items: [],
    answers: [],
    checklist: [],
    candidates: [],
    scope: [],
    sheets: [],
    peers: [],
    known: [],
    named: [],
    adopters: [],
    bidders: [],
    evidence: [],
    findings: [],
    excluded: [],
    experts: [],
    drawn: [],
    notes: [],
    oldPlaques: [],
    cleared: {},
  };
  const milestones = [{ id: 'n', name: '试制', dueOn: '2013-12-01' }];
  const own = {
    round: 1,
    year: 2013,
    amountFen: 1,
    milestones,
    endOn: '2014-06-30',
    startOn: '2013-01-01',
    until: '2013-12-18',
    plaques: [{ id: 'p', no: 'XM-1' }],
    rows: [],
    suggested: points,
    automatic: points,
    self: points,
    basis: { suggested: points },
    createdTotal: 1,
    qualifiedTotal: 1,
  };
  return { ...header, ...lists, ...own } as unknown as Matter;
};

function fieldsOf(form: string, given: z.ZodType | undefined): readonly Asked[] {
  const walk = (schema: Schema, path: readonly string[]): readonly Asked[] =>
    Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
      const field = [...path, name];
      return [{ form, field: field.join('.'), title: one.title ?? one.items?.title ?? '' }, ...walk(one, field), ...walk(one.items ?? {}, field)];
    });
  return given === undefined ? [] : walk(z.toJSONSchema(given, { io: 'input', unrepresentable: 'any' }) as Schema, []);
}

/** Every field of every form somebody can be asked to fill in; what only the system itself brings is no form. */
export function everyField(standard: Standard): readonly Asked[] {
  const moment = {
    actor: { id: 'a', office: 'department', kin: [], officeId: 'd' },
    now,
    past: [],
    standard,
    calendar,
    numbers: {},
    newId: () => 'id',
  } as unknown as Moment;
  const context = { today, standard, establishedOn: '2012-01-01' };
  const steps = kinds.flatMap((kind) =>
    Object.entries(lives[kind].transitions as unknown as Readonly<Record<string, Transition<Matter, string>>>)
      .filter(([, { by }]) => by !== (theClock as Desk<unknown>))
      .flatMap(([name, { brings, from }]) =>
        fieldsOf(`${kind}.${name}`, typeof brings === 'function' ? brings(anything(kind, from[0]!, standard), moment) : brings),
      ),
  );
  const walk = lives.declaration as unknown as Walk;
  return [
    ...steps,
    ...verbNames.flatMap((name) => fieldsOf(`matter.${name}`, verbOf(name).brings?.(walk, anything('declaration', 'formal-check', standard), moment))),
    ...factKinds.flatMap((kind) => [
      ...fieldsOf(`${kind}.add`, ledger[kind].form(context)),
      ...amendmentsOf(kind).flatMap((name) => fieldsOf(`${kind}.${name}`, amendmentOf(name).form(context, {}))),
    ]),
    ...beginnings.flatMap(({ name, form }) => fieldsOf(name, form?.(now))),
    ...peopleOperations.flatMap(({ name, form }) => fieldsOf(name, form?.(today))),
  ];
}
