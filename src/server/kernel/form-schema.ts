import { z } from 'zod';

// A form never changes once it is made, and most are made once: its schema is worked out with it, not with every option shown and every event told.
const known = new WeakMap<z.ZodType, object>();

/** A form as JSON Schema 2020-12. It is shared: whoever changes it copies it. */
export function formSchema<Schema extends object>(form: z.ZodType): Schema {
  const ready = known.get(form);
  if (ready !== undefined) return ready as Schema;
  const schema = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' });
  known.set(form, schema);
  return schema as Schema;
}
