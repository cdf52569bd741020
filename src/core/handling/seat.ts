import { officeZh, type Office } from '#core/people/actor.ts';
import type { Holder } from '#core/people/desks.ts';

/** A person in an office, as one text that a form can carry: `supervisor/union//person`. */
export const seatText = ({ office, union = '', studio = '', person = '' }: Holder): string => [office, union, studio, person].join('/');

/** The same, read; nothing when it is not one. */
export function seatOf(text: string): Holder | undefined {
  const [office = '', union = '', studio = '', person = '', ...rest] = text.split('/');
  if (!Object.hasOwn(officeZh, office) || person === '' || rest.length > 0) return undefined;
  return { office: office as Office, ...(union === '' ? {} : { union }), ...(studio === '' ? {} : { studio }), person };
}
