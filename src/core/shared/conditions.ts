/**
 * 只在另一项是什么的时候才问：said once, obeyed by the page (which hides the field), by the server (which drops what was
 * not asked for and insists on what was), and printed as `x-when` in the JSON Schema.
 */
export type When = Readonly<{
  /** The field beside it that decides. */
  field: string;
  /** Its values that ask for this one. */
  is: readonly (string | number | boolean)[];
  /** Whether it may stay empty although it is asked for. */
  optional?: true;
}>;
type Values = Readonly<Record<string, unknown>>;

export const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether a field is asked for beside these values; a field that is itself not asked for asks for nothing. */
export function isAsked(when: When | undefined, values: Values, conditions: Readonly<Record<string, When | undefined>> = {}): boolean {
  if (when === undefined) return true;
  if (!isAsked(conditions[when.field], values, { ...conditions, [when.field]: undefined })) return false;
  const value = values[when.field];
  return Array.isArray(value) ? when.is.some((one) => value.includes(one)) : when.is.some((one) => one === value);
}

type Raw = Readonly<Record<string, unknown>>;
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `x-when` of a JSON Schema property. */
export function whenOf(property: unknown): When | undefined {
  const said = isRaw(property) ? property['x-when'] : undefined;
  if (!isRaw(said) || typeof said['field'] !== 'string' || !Array.isArray(said['is'])) return undefined;
  return { field: said['field'], is: said['is'] as When['is'], ...(said['optional'] === true ? { optional: true as const } : {}) };
}
export const conditionsOf = (properties: Raw): Readonly<Record<string, When>> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const when = whenOf(property);
      return when === undefined ? [] : [[name, when] as const];
    }),
  );

/** Without what was not asked for; a draft keeps it. */
export function onlyAsked<T extends Values>(conditions: Readonly<Record<string, When>>, values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isAsked(conditions[name], values, conditions))) as Partial<T>;
}
