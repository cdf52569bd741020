import { addresseesOf, bearingOf, type Addressee, type Taken } from '#core/letters/addressees.ts';
import { opinionIn } from '#core/letters/opinion.ts';
import { filledIn, type Filling, type Wording } from '#core/letters/slots.ts';
import { isVerb, verbOf } from '#core/handling/handle.ts';
import { officeZh } from '#core/people/actor.ts';
import type { Holder } from '#core/people/desks.ts';
import { dayIn, dayZh } from '#core/shared/days.ts';
import type { Event, Matter } from '#core/shared/life.ts';
import type { Work } from '#server/kernel/house.ts';
import { namesOf, type Names } from '#server/views/names.ts';
import { lifeOf } from '../any-life.ts';
import { templateOf, type Template } from './template-of.ts';

/** A step as it was taken, or as it would be; `cause` where the matter came of a step of another. */
export type Step = Readonly<{ before: Matter; next: Matter; event: Event; cause?: Matter }>;
/** To whom, with the words for it: an organisation or an office, never an expert's name. */
export type Addressed = Holder & Readonly<{ as: Addressee['as']; label: string }>;
export type Draft = Wording & Readonly<{ addressed: readonly Addressed[]; template: Pick<Template, 'key' | 'version'> }>;

/** 函件上怎么称呼：工作室、工会写名称，科室写名称，专家不具名。 */
function labelOf(names: Names, { office, union, studio, person }: Holder): string {
  if (office === 'expert') return officeZh.expert;
  const where = names.get(studio ?? '') ?? names.get(union ?? '');
  if (where === undefined) return (person === undefined ? undefined : names.get(person)) ?? officeZh[office];
  return office === 'unit' ? `${where}（${officeZh.unit}）` : where;
}

const taken = ({ before, next, event: { transition }, cause }: Step): Taken => {
  if (cause !== undefined) return { before, next, step: transition, arisen: true };
  const tone = isVerb(transition) ? verbOf(transition).tone : lifeOf(next.kind).transitions[transition]?.tone;
  return { before, next, step: transition, tone };
};
const labels = (addressed: readonly Addressed[], as: Addressee['as']): string =>
  [...new Set(addressed.filter((one) => one.as === as).map(({ label }) => label))].join('、');

function fillingOf({ now, actor }: Work, { next, event, cause = next }: Step, names: Names, addressed: readonly Addressed[]): Filling {
  const life = lifeOf(next.kind);
  const { transition, brought } = event;
  const row = lifeOf(cause.kind).transitions[transition];
  const opinion = row?.confidential === true ? '' : opinionIn(brought);
  const { office, union, studio } = actor;
  return {
    受文单位: labels(addressed, 'to'),
    抄送单位: labels(addressed, 'copy'),
    发文单位: labelOf(names, { office, ...(union === undefined ? {} : { union }), ...(studio === undefined ? {} : { studio }) }),
    事项: `${life.zh}《${next.title}》`,
    步骤: row?.zh ?? (isVerb(transition) ? verbOf(transition).zh : transition),
    结果: life.states[next.state]?.zh ?? next.state,
    意见: opinion === '' ? '' : `办理意见：${opinion}`,
    期限: next.dueOn === undefined || life.states[next.state]?.closed === true ? '' : `请于${dayZh(next.dueOn)}前办理。`,
    日期: dayZh(dayIn(now)),
  };
}

/** The letter of a step, drawn from its template; nothing when nobody outside the office is told. `instead`: to those and nobody else. */
export async function draftLetter(work: Work, step: Step, instead?: readonly Addressed[]): Promise<Draft | undefined> {
  const life = lifeOf(step.next.kind);
  const { actor, tx } = work;
  const bearing = bearingOf(life, taken(step), actor);
  const addressees = instead ?? addresseesOf(life, taken(step), actor).map(({ holder, as }) => ({ ...holder, as }));
  if (bearing === undefined || addressees.length === 0) return undefined;
  const names = await namesOf(
    tx,
    [...addressees, actor].flatMap(({ union, studio, ...rest }) => [union, studio, 'person' in rest ? rest.person : undefined]),
  );
  const addressed = addressees.map((one) => ({ ...one, label: labelOf(names, one) }));
  const template = await templateOf(tx, step.next.kind, step.event.transition, bearing);
  return { ...filledIn(template, fillingOf(work, step, names, addressed)), addressed, template };
}
