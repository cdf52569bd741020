type Property = Readonly<{
  type?: string;
  format?: string;
  const?: unknown;
  items?: Property;
  properties?: Readonly<Record<string, Property>>;
  'x-personal'?: unknown;
}>;
export type FormSchema = Readonly<{ properties?: Readonly<Record<string, Property>> }>;

/** Days, files, pledges and what is personal are said anew each time. */
const saidAnew = ({ format, const: pledged, items, properties, 'x-personal': personal }: Property): boolean =>
  format === 'file' ||
  format === 'date' ||
  pledged !== undefined ||
  personal !== undefined ||
  (items !== undefined && saidAnew(items)) ||
  Object.values(properties ?? {}).some((one) => one.format === 'file');

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
const isDigest = (value: unknown): boolean => typeof value === 'object' && value !== null && 'digest' in value;
const without = (property: Property, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((one: unknown) => without(property.items ?? {}, one));
  if (typeof value !== 'object' || value === null) return value;
  const { properties = {} } = property;
  return Object.fromEntries(Object.entries(value).filter(([name]) => properties[name] === undefined || !saidAnew(properties[name])));
};

/** What of an earlier answer can stand in this form again: the same fields, of the same sort, without what is said anew. */
export function carried({ properties = {} }: FormSchema, earlier: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const value = earlier[name];
      return saidAnew(property) || isEmpty(value) || isDigest(value) ? [] : [[name, without(property, value)] as const];
    }),
  );
}
