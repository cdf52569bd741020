import { z } from 'zod';
import { cityDate, cityTime, id, officeCode, ref } from './basics.ts';
import { option } from './options.ts';

/** Who I am; people, unions, notices. */

export const me = z.strictObject({
  person: ref,
  account: z.string(),
  offices: z.array(
    z.strictObject({ id, office: officeCode, officeZh: z.string(), union: ref.optional(), studio: ref.optional(), standsFor: z.string().optional() }),
  ),
  /** `standsFor`: whose place it is, by name, standing in. */
  acting: z.strictObject({ id, office: officeCode, officeZh: z.string(), union: ref.optional(), studio: ref.optional(), standsFor: z.string().optional() }),
  /** City today; `demo` allows the page to offer the clock. */
  today: cityDate,
  demo: z.boolean(),
  unread: z.int(),
});
export const notification = z.strictObject({ id, text: z.string(), at: cityTime, href: z.string(), read: z.boolean() });
export const unionNode = z.strictObject({
  id,
  name: z.string(),
  kind: z.enum(['city', 'district', 'industry', 'zone', 'grassroots']),
  parent: id.nullable(),
  inCharge: z.strictObject({ name: z.string(), post: z.string(), phone: z.string(), from: cityDate, to: cityDate.nullable(), standIn: z.string() }).nullable(),
  studios: z.int(),
  /** What other systems call it. */
  codes: z.array(z.strictObject({ system: z.string(), code: z.string() })),
  options: z.array(option),
});
export const personRow = z.strictObject({
  id,
  name: z.string(),
  account: z.string().nullable(),
  disabled: z.boolean(),
  offices: z.array(
    z.strictObject({ id, office: z.string(), officeZh: z.string(), union: ref.optional(), studio: ref.optional(), from: cityDate, to: cityDate.nullable() }),
  ),
  options: z.array(option),
});

export type Me = z.infer<typeof me>;
export type Notification = z.infer<typeof notification>;
export type UnionNode = z.infer<typeof unionNode>;
export type PersonRow = z.infer<typeof personRow>;
