import { Form } from 'antd';
import { useContext, type ReactNode } from 'react';
import { Control } from './control.tsx';
import { LaterFields } from './later-fields.tsx';
import { RemarksOfForm } from './remarks-of-form.ts';
import { RowsInput } from './rows-input.tsx';
import { rulesOf } from './rules.ts';
import type { Field, GroupField } from './schema.ts';
import { ScoreFields } from './score-fields.tsx';
import { isWanted, type Values } from './values.ts';
import { Why } from './why.tsx';

type Path = readonly (string | number)[];
type Props = Readonly<{ fields: readonly Field[]; today: string; within?: Path; titles?: Readonly<Record<string, string>> }>;
type OneProps<F extends Field = Field> = Readonly<{ field: F; within: Path; today: string; remark?: ReactNode }>;

/** 退回时对这一项说的，就在这一项旁边。 */
function Remark({ says }: { says: readonly string[] }) {
  return says.map((one) => (
    <p key={one} className="remark">
      <strong>退回意见：</strong>
      {one}
    </p>
  ));
}

function Group({ field, within, today, remark }: OneProps<GroupField>) {
  return (
    <fieldset className="group">
      <legend>{field.title}</legend>
      {remark}
      {field.why && <p className="quiet">{field.why}</p>}
      <FormFields fields={field.fields} within={[...within, field.name]} today={today} />
    </fieldset>
  );
}

function Rows({ field, within, today, remark }: OneProps<Field & { kind: 'rows' }>) {
  return (
    <fieldset className="group">
      <legend>{field.title}</legend>
      {remark}
      {field.why && <p className="quiet">{field.why}</p>}
      <RowsInput field={field} path={[...within, field.name]} today={today} />
    </fieldset>
  );
}

function One({ field, within, today }: OneProps) {
  const said = useContext(RemarksOfForm)[within.length === 0 ? field.name : ''];
  const remark = said === undefined ? undefined : <Remark says={said} />;
  const path = [...within, field.name];
  if (field.kind === 'group' || field.kind === 'rows')
    return (
      <Why field={field} path={path}>
        {field.kind === 'group' ? (
          <Group field={field} within={within} today={today} remark={remark} />
        ) : (
          <Rows field={field} within={within} today={today} remark={remark} />
        )}
      </Why>
    );
  const pledge = field.kind === 'flag' && field.pledge;
  return (
    <Why field={field} path={path}>
      <Form.Item
        name={path}
        label={pledge ? undefined : field.title}
        rules={rulesOf(field)}
        required={field.required}
        extra={
          (remark !== undefined || field.why !== undefined) && (
            <>
              {remark}
              {field.why}
            </>
          )
        }
        validateFirst
      >
        <Control field={field} today={today} />
      </Form.Item>
    </Why>
  );
}

const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null;

/** A field that is asked only when the answers beside it say so. What was written in it stays its draft. */
function Asked({ field, fields, within, children }: { field: Field; fields: readonly Field[]; within: Path; children: ReactNode }) {
  const form = Form.useFormInstance<Values>();
  if (field.when === undefined) return children;
  return (
    <Form.Item noStyle shouldUpdate>
      {() => {
        const values: unknown = within.length === 0 ? form.getFieldsValue(true) : form.getFieldValue([...within]);
        return isWanted(field, fields, isRecord(values) ? values : {}) ? children : null;
      }}
    </Form.Item>
  );
}

/** Every field of a form, in the order it is asked; scores by criterion first, what can follow later folded at the end. */
export function FormFields({ fields, within = [], today, titles }: Props) {
  const scoring = fields.some(({ kind }) => kind === 'score');
  const others = scoring ? fields.filter((field) => field.kind !== 'score' && !(field.kind === 'text' && field.reasonFor !== undefined)) : fields;
  const one = (field: Field) => (
    <Asked key={field.name} field={field} fields={fields} within={within}>
      <One field={field} within={within} today={today} />
    </Asked>
  );
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
