import type { Actor } from '#core/people/actor.ts';
import { sitsAt, type Desk, type Holder } from '#core/people/desks.ts';
import { isCityside } from '#core/people/incognito.ts';
import { dayIn, daysBetween, type CityTime } from '#core/shared/days.ts';

/** 意见说给谁听：自己办公室的人；评审的人；与这件事有关的每一个人。 */
export type Visibility = 'office' | 'panel' | 'applicant';
export const visibilityZh: Readonly<Record<Visibility, string>> = { office: '本部门', panel: '评审组', applicant: '申报单位' };
export const visibilities = Object.keys(visibilityZh) as readonly Visibility[];

type Seat = Pick<Actor, 'office' | 'union' | 'studio'>;
export type Said = Readonly<{ visibility: Visibility; place: string }>;

const ofStudio: readonly string[] = ['lead', 'secretary', 'member'];
/** The office somebody belongs to, as one word: a studio’s people are one office, colleagues of one union are another. */
export const placeOf = ({ office, union = '', studio = '' }: Seat): string => (ofStudio.includes(office) ? `studio/${studio}` : `${office}/${union}`);

/**
 * What of the comments somebody inside a matter may read: one rule, read by the page, the list, the mention and the notice.
 * 评审专家只看评审组的；申报一方看不到评审组的；本部门的只有本部门看。
 */
export function readable(reader: Seat): Readonly<{ open: readonly Visibility[]; place: string | undefined }> {
  const expert = reader.office === 'expert';
  return {
    open: [...(isCityside({ office: reader.office }) ? (['panel'] as const) : []), ...(expert ? [] : (['applicant'] as const))],
    // Experts judge each for himself: they are no office together.
    place: expert ? undefined : placeOf(reader),
  };
}
export function mayRead(reader: Seat, { visibility, place }: Said): boolean {
  const { open, place: own } = readable(reader);
  return visibility === 'office' ? place === own : open.includes(visibility);
}

/** 一个人能说给谁听：自己读得到的，才说得出。 */
export const mayWrite = (writer: Seat): readonly Visibility[] => visibilities.filter((visibility) => mayRead(writer, { visibility, place: placeOf(writer) }));

const withinTheStudio: readonly string[] = [...ofStudio, 'unit'];
/** 工会和市总的人把话说给办公室以外的申报单位听，要再确认一次。 */
export const leavesTheOffice = ({ office }: Pick<Seat, 'office'>, visibility: Visibility): boolean =>
  visibility === 'applicant' && !withinTheStudio.includes(office);

/** Whether somebody is inside a matter, and not merely one of the many who may look at it from outside. */
export const isInside = <C>({ insiders }: Readonly<{ insiders?: Desk<C> | undefined }>, subject: C, actor: Actor): boolean =>
  insiders === undefined || insiders(subject).some(sitsAt(actor));

type Life<C> = Readonly<{ insiders?: Desk<C> | undefined; parties: (subject: C) => Readonly<{ acts: readonly Holder[]; sees: readonly Holder[] }> }>;
const meets = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

/** Every place inside a matter from which a comment could be read, narrowed to the writer’s own office where it is said there. */
export function audienceOf<C>({ insiders, parties }: Life<C>, subject: C, writer: Actor, visibility: Visibility): readonly Holder[] {
  const { acts, sees } = parties(subject);
  const inside = (insiders?.(subject) ?? [...acts, ...sees]).filter(({ office }) => office !== 'clock');
  const said = { visibility, place: placeOf(writer) };
  const narrowed = inside.flatMap((holder): Holder[] => {
    if (visibility !== 'office') return [holder];
    const { union, studio } = writer;
    if (!meets(holder.union, union) || !meets(holder.studio, studio)) return [];
    return [{ ...holder, ...(union === undefined ? {} : { union }), ...(studio === undefined ? {} : { studio }) }];
  });
  return narrowed.filter((holder) => mayRead(holder, said));
}

/** 发出后十分钟内可以改。 */
export const editableMinutes = 10;
const secondOfDay = (at: CityTime): number => Number(at.slice(11, 13)) * 3600 + Number(at.slice(14, 16)) * 60 + Number(at.slice(17, 19));
export const mayStillEdit = (at: CityTime, now: CityTime): boolean =>
  daysBetween(dayIn(at), dayIn(now)) * 86_400 + secondOfDay(now) - secondOfDay(at) <= editableMinutes * 60;
