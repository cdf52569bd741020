import { forbidden, lacking, type Reason } from '#core/shared/decision.ts';
import { dayZh, type Day } from '#core/shared/days.ts';
import { officeZh, type Actor, type Office } from './actor.ts';
import { isAdministrator } from './sign-in.ts';

export type UnionKind = 'city' | 'district' | 'industry' | 'zone' | 'grassroots';

/** 一项职务在哪里任：工作室的、单位的、归口工会的，还是全市的。 */
export type Place = 'studio' | 'unit' | 'union' | 'city';
export const placeOfOffice: Readonly<Record<Office, Place>> = {
  lead: 'studio',
  secretary: 'studio',
  member: 'studio',
  unit: 'unit',
  grassroots: 'unit',
  supervisor: 'union',
  department: 'city',
  leadership: 'city',
  finance: 'city',
  expert: 'city',
  auditor: 'city',
  sysadmin: 'city',
  secadmin: 'city',
  auditadmin: 'city',
  clock: 'city',
};

const fits: Readonly<Record<Exclude<Place, 'studio'>, readonly UnionKind[]>> = {
  unit: ['grassroots'],
  union: ['district', 'industry', 'zone'],
  city: ['city'],
};

/** From one day to another, both included; open-ended without `to`. */
export type Term = Readonly<{ from: Day; to?: Day }>;
export const overlaps = (one: Term, other: Term): boolean => (one.to === undefined || one.to >= other.from) && (other.to === undefined || other.to >= one.from);

export type Held = Term & Readonly<{ office: Office; union?: string; studio?: string }>;
/** An appointment as proposed, with what the place really is. */
export type Appointment = Held & Readonly<{ person: string; unionKind?: UnionKind }>;

const at = (field: string, reason: Reason): Reason => ({ ...reason, field });

/** 任职地点要与职务相称。 */
function misplaced({ office, studio, union, unionKind }: Appointment): readonly Reason[] {
  const place = placeOfOffice[office];
  const zh = officeZh[office];
  if (place === 'studio') return studio === undefined ? [at('studio', lacking('studio-missing', `${zh}在工作室任职，请选择工作室`))] : [];
  if (studio !== undefined) return [at('studio', lacking('studio-not-wanted', `${zh}不在工作室任职，请不要选工作室`))];
  if (place === 'city' && union === undefined) return [];
  if (union === undefined)
    return [at('union', lacking('union-missing', place === 'unit' ? `${zh}在单位任职，请选择基层工会` : `${zh}在区（产业）工会任职，请选择工会`))];
  if (unionKind !== undefined && fits[place].includes(unionKind)) return [];
  const where = { unit: '基层工会', union: '区总工会、产业工会或开发区工会', city: '市总工会' }[place];
  return [at('union', lacking('union-unfit', `${zh}应在${where}任职，请另选工会`))];
}

/** 三员互斥：系统、安全、审计三种管理员，一人只能任一种。 */
function twoOfThree(proposed: Appointment, held: readonly Held[]): readonly Reason[] {
  if (!isAdministrator(proposed.office)) return [];
  return held
    .filter((other) => isAdministrator(other.office) && other.office !== proposed.office && overlaps(other, proposed))
    .map(({ office }) => at('office', lacking('administrators-exclude-each-other', `此人已任${officeZh[office]}，三员不得兼任`)));
}

function alreadyHeld(proposed: Appointment, held: readonly Held[]): readonly Reason[] {
  const same = held.find(
    (other) =>
      other.office === proposed.office &&
      (other.union ?? '') === (proposed.union ?? '') &&
      (other.studio ?? '') === (proposed.studio ?? '') &&
      overlaps(other, proposed),
  );
  if (same === undefined) return [];
  return [at('office', lacking('office-already-held', `此人自${dayZh(same.from)}起已任${officeZh[same.office]}，不必重复任职`))];
}

/**
 * 任职前的审查：不得给自己任职，地点相称，起止合理，三员互斥，不重复，一个工作室只有一名领衔人。
 * @param held what the person holds already, past and future included
 * @param leads who else leads the same studio meanwhile, by name
 */
export function inTheWayOfAppointing(proposed: Appointment, held: readonly Held[], leads: readonly string[], actor: Actor): readonly Reason[] {
  const { from, to, office, person } = proposed;
  return [
    ...(person === actor.id ? [forbidden('not-oneself', '不能给自己任职，请另一位安全管理员办理')] : []),
    ...misplaced(proposed),
    ...(to !== undefined && to < from ? [at('to', lacking('term-reversed', '任期截止日不能早于开始日'))] : []),
    ...twoOfThree(proposed, held),
    ...alreadyHeld(proposed, held),
    ...(office === 'lead' && leads.length > 0 ? [at('studio', lacking('studio-has-a-lead', `该工作室现由${leads.join('、')}领衔，请先结束其职务`))] : []),
  ];
}
