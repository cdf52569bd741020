import type { Lack, Option, Remedy } from '#contract/shapes.ts';
import type { Reason, RemedyCode } from '#core/shared/decision.ts';
import { writesLetters } from '#core/letters/addressees.ts';
import { inTheWayOf, verbOf } from '#core/handling/handle.ts';
import type { Matter, Moment } from '#core/shared/life.ts';
import { amendmentOf, amendmentsOf, type Amendment, type EntryRow } from '#core/studio/amendments.ts';
import { factKinds, helps, ledger, type FactKind } from '#core/studio/ledger.ts';
import { lifeOf } from '#server/actions/any-life.ts';
import { beginnings } from '#server/actions/openings.ts';
import { ledgerContext } from '#server/actions/record-fact.ts';
import { schemaOf } from '#server/kernel/forms.ts';
import type { Work } from '#server/kernel/house.ts';

/** What remedies and options are made for: this actor, this day, this studio or matter. */
export type Scene = Readonly<{ work: Work; studio?: { id: string; establishedOn: string }; matter?: Matter; moment?: Moment }>;

const forward = { tone: 'forward', method: 'POST' } as const;
const isFact = (text: string): text is FactKind => (factKinds as readonly string[]).includes(text);

/** 记一笔：what this actor may enter in the ledger of this studio. */
export function factOption({ work, studio }: Scene, kind: FactKind): Remedy | undefined {
  const { add, by, path, form } = ledger[kind];
  if (studio === undefined || !(by as readonly string[]).includes(work.actor.office)) return undefined;
  const context = ledgerContext(work, studio.establishedOn);
  const helped = context.standard.criteriaSet.criteria.filter(({ key }) => helps[kind]?.includes(key)).map(({ zh }) => zh);
  const input = { ...schemaOf(form(context), { studio: studio.id }), ...(helped.length > 0 ? { 'x-helps': helped.join('、') } : {}) };
  return { ...forward, name: `${kind}.add`, title: add, href: `/api/studios/${studio.id}/${path}`, input };
}

/** What may be done with one entry afterwards; `row` is what it says now, where that is known. */
export function amendmentOption({ work, studio }: Scene, kind: FactKind, id: string, name: Amendment, row: EntryRow = {}): Remedy | undefined {
  const { zh, by, tone = 'forward', form } = amendmentOf(name);
  const { office } = work.actor;
  if (studio === undefined || !amendmentsOf(kind).includes(name)) return undefined;
  if (!(ledger[kind].by as readonly string[]).includes(office) || (by !== undefined && !by.includes(office))) return undefined;
  const input = schemaOf(form(ledgerContext(work, studio.establishedOn), row), { studio: studio.id });
  return {
    name: `${kind}.${name}`,
    title: zh,
    tone,
    method: 'POST',
    href: `/api/studios/${studio.id}/${ledger[kind].path}/${id}/${name}`,
    input: Object.keys((input['properties'] as object | undefined) ?? {}).length === 0 ? null : input,
  };
}

/** What may be begun on this studio. */
export function beginningOption({ work, studio }: Scene, name: string): Remedy | undefined {
  const one = beginnings.find((beginning) => beginning.name === name);
  if (one === undefined || !one.by.includes(work.actor.office)) return undefined;
  const place = studio === undefined ? {} : { studio: studio.id };
  const href = one.on === 'studio' ? `/api/studios/${studio?.id ?? ''}/${one.path}` : `/api/${one.path}`;
  return { ...forward, tone: one.tone ?? 'forward', name, title: one.zh, href, input: one.form ? schemaOf(one.form(work.now), place) : null };
}

function stepOption(scene: Scene, transition: string): Remedy | undefined {
  const { matter, moment, work } = scene;
  if (matter === undefined || moment === undefined) return undefined;
  const life = lifeOf(matter.kind);
  const row = life.transitions[transition];
  if (row === undefined || life.obstacles(matter, transition, moment).length > 0) return undefined;
  return transitionOption(work, matter, transition, moment);
}

/** Whether a step of this actor's may write a letter. */
export const mayTell = ({ actor }: Work, row: Readonly<{ to?: unknown; quiet?: true }>): { tells?: true } =>
  writesLetters(actor) && row.to !== 'same' && row.quiet !== true ? { tells: true } : {};

/** A transition as an option: its address and its form. */
export function transitionOption(work: Work, matter: Matter, transition: string, moment: Moment): Remedy {
  const life = lifeOf(matter.kind);
  const row = life.transitions[transition]!;
  const form = life.formOf(matter, transition, moment);
  const place = { matter: matter.id, ...(matter.studio === undefined ? {} : { studio: matter.studio }) };
  return {
    name: `${matter.kind}.${transition}`,
    title: row.zh,
    tone: row.tone ?? 'forward',
    method: 'POST',
    href: `/api/${life.path}/${matter.id}/${transition}`,
    input: form ? schemaOf(form, place) : null,
    ...mayTell(work, row),
  };
}

/** 标准要求先会签的：缺的就是送会签。 */
function circulateOption({ matter, moment }: Scene): Remedy | undefined {
  if (matter === undefined || moment === undefined) return undefined;
  const life = lifeOf(matter.kind);
  if (inTheWayOf('circulate', life, matter, moment).length > 0) return undefined;
  const { zh, brings } = verbOf('circulate');
  const form = brings?.(life, matter, moment);
  return {
    ...forward,
    name: 'matter.circulate',
    title: zh,
    href: `/api/matters/${matter.id}/circulate`,
    input: form === undefined ? null : schemaOf(form, { matter: matter.id }),
  };
}

/** The operation that would end an obstacle, where this actor may do it. */
export function remedyOption(scene: Scene, { operation, target }: RemedyCode): Remedy | undefined {
  const [subject = '', verb = ''] = operation.split('.');
  if (isFact(subject)) return verb === 'add' ? factOption(scene, subject) : amendmentOption(scene, subject, target ?? '', verb as Amendment);
  if (beginnings.some(({ name }) => name === operation)) return beginningOption(scene, operation);
  if (operation === 'matter.circulate') return circulateOption(scene);
  return subject === scene.matter?.kind ? stepOption(scene, verb) : undefined;
}
export const remediesOf = (scene: Scene, codes: readonly RemedyCode[] = []): Remedy[] => {
  const seen = new Set<string>();
  return codes.flatMap((code) => remedyOption(scene, code) ?? []).filter(({ name, href }) => !seen.has(`${name} ${href}`) && seen.add(`${name} ${href}`));
};

export const lackOf = (scene: Scene, { code, zh, clause, remedies }: Reason): Lack => ({
  code,
  message: zh,
  ...(clause === undefined ? {} : { clause }),
  remedies: remediesOf(scene, remedies),
});

/** Everything this actor can do with a matter now, forward first. */
export function optionsOf(scene: Scene & { matter: Matter; moment: Moment }): Option[] {
  const { work, matter, moment } = scene;
  return lifeOf(matter.kind)
    .options(matter, moment)
    .map(({ transition, lacks }) => ({
      ...transitionOption(work, matter, transition, moment),
      ...(lacks.length > 0 ? { lacks: lacks.map((reason) => lackOf(scene, reason)) } : {}),
    }));
}
