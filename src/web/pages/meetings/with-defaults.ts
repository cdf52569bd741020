import type { Matter, Option } from '#contract/shapes.ts';
import type { Item } from './meeting-of.ts';

type Schema = Readonly<Record<string, unknown>>;
const record = (value: unknown): Schema => (typeof value === 'object' && value !== null ? (value as Schema) : {});

/** What a form asks of a meeting, the meeting knows: number of the minutes, its day. What was decided before is shown to be changed. */
export function withDefaults(schema: Schema, { meeting }: Matter, { step, input = {} }: Item, { name }: Option): Record<string, unknown> {
  const known: Schema = { number: meeting === undefined ? undefined : `${meeting.body.zh}${meeting.minutesNo ?? ''}`, day: meeting?.heldOn };
  const before = step !== undefined && name.endsWith(`.${step.code}`) ? input : {};
  const properties = Object.entries(record(schema['properties'])).map(([key, value]) => {
    const field = record(value);
    const asked = field['x-meeting'];
    const given = before[key] ?? (typeof asked === 'string' ? known[asked] : undefined);
    return [key, given === undefined ? field : { ...field, default: given }] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}
