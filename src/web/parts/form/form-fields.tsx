import { Form } from 'antd';
import { Control } from './control.tsx';
import { LaterFields } from './later-fields.tsx';
import { RowsInput } from './rows-input.tsx';
import { rulesOf } from './rules.ts';
import type { Field, GroupField } from './schema.ts';
import { ScoreFields } from './score-fields.tsx';

type Props = Readonly<{ fields: readonly Field[]; today: string; within?: readonly (string | number)[]; titles?: Readonly<Record<string, string>> }>;

function Group({ field, within, today }: { field: GroupField; within: readonly (string | number)[]; today: string }) {
  return (
    <fieldset className="group">
      <legend>{field.title}</legend>
      {field.why && <p className="quiet">{field.why}</p>}
      <FormFields fields={field.fields} within={[...within, field.name]} today={today} />
    </fieldset>
  );
}

function Rows({ field, within, today }: { field: Field & { kind: 'rows' }; within: readonly (string | number)[]; today: string }) {
  return (
    <fieldset className="group">
      <legend>{field.title}</legend>
      {field.why && <p className="quiet">{field.why}</p>}
      <RowsInput field={field} path={[...within, field.name]} today={today} />
    </fieldset>
  );
}

function One({ field, within = [], today }: { field: Field; within?: readonly (string | number)[]; today: string }) {
  if (field.kind === 'group') return <Group field={field} within={within} today={today} />;
  if (field.kind === 'rows') return <Rows field={field} within={within} today={today} />;
  const pledge = field.kind === 'flag' && field.pledge;
  return (
    <Form.Item
      name={[...within, field.name]}
      label={pledge ? undefined : field.title}
      rules={rulesOf(field)}
      required={field.required}
      extra={field.why}
      validateFirst
    >
      <Control field={field} today={today} />
    </Form.Item>
  );
}

/** Every field of a form, in the order it is asked; scores by criterion first, what can follow later folded at the end. */
export function FormFields({ fields, within, today, titles }: Props) {
  const scoring = fields.some(({ kind }) => kind === 'score');
  const others = scoring ? fields.filter((field) => field.kind !== 'score' && !(field.kind === 'text' && field.reasonFor !== undefined)) : fields;
  const one = (field: Field) => <One key={field.name} field={field} within={within} today={today} />;
  const later = others.filter((field) => field.later);
  return (
    <>
      {scoring && <ScoreFields fields={fields} today={today} titles={titles} />}
      {others.filter((field) => !field.later).map(one)}
      {later.length > 0 && (
        <LaterFields fields={later} within={within}>
          {later.map(one)}
        </LaterFields>
      )}
    </>
  );
}
