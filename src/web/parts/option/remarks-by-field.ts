import type { Matter } from '#contract/shapes.ts';
import { aboutWhich } from '#core/handling/remarks.ts';
import type { RemarksOfForm } from '../form/remarks-of-form.ts';
import type { Field } from '../form/schema.ts';
import type { Seen } from './taking.ts';

export type Remarks = NonNullable<Matter['remarks']>;

/** The field of a form a remark is about. */
export function fieldFor(fields: readonly Pick<Field, 'name' | 'title'>[], remark: Remarks['items'][number]): string | undefined {
  const title = aboutWhich(
    remark,
    fields.map((field) => field.title),
  );
  return fields.find((field) => field.title === title)?.name;
}

export function remarksByField(fields: readonly Field[], remarks: Remarks | undefined): RemarksOfForm {
  const said: Record<string, string[]> = {};
  for (const remark of remarks?.items ?? []) {
    const name = fieldFor(fields, remark);
    if (name !== undefined) (said[name] ??= []).push(remark.says);
  }
  return said;
}

/** What whoever returns a matter may point at, as its page calls it. */
export const partsOf = (matter: Seen | undefined): readonly string[] => [
  ...new Set([
    ...(matter?.sections ?? []).flatMap(({ title, fields }) => [title, ...fields.map(({ label }) => label)]),
    ...(matter?.verdicts ?? []).map(({ title }) => title),
  ]),
];
