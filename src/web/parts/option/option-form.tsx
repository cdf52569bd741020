import { Button, Form } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Option } from '#contract/shapes.ts';
import { isTrouble } from '../../api/call.ts';
import type { Taken } from '../../api/take.ts';
import { FormFields } from '../form/form-fields.tsx';
import { fieldsOf } from '../form/schema.ts';
import { useDraft } from '../form/use-draft.ts';
import { inputOf, placeOf, startingValues, type Values } from '../form/values.ts';
import { clockOf } from '../text/day-text.ts';
import { SaidNo } from './said-no.tsx';
import type { Wanted } from './taking.ts';
import { lookOf } from './tone.ts';
import { useTake } from './use-take.ts';

type Props = Readonly<{ wanted: Wanted; person: string; today: string; gone?: boolean; onTaken: (taken: Taken, option: Option) => void; onCancel?: () => void }>;

/** Puts each reason at its field; answers those that belong to none. */
function place(form: ReturnType<typeof Form.useForm>[0], fields: ReturnType<typeof fieldsOf>, error: unknown): string[] {
  if (!isTrouble(error)) return [];
  const unplaced: string[] = [];
  for (const { field, message } of error.reasons) {
    const name = field === undefined ? undefined : placeOf(fields, field);
    if (name === undefined) unplaced.push(message);
    else form.setFields([{ name, errors: [message] }]);
  }
  return unplaced;
}

const sameInput = (fields: ReturnType<typeof fieldsOf>, a: Values, b: Values): boolean => JSON.stringify(inputOf(fields, a)) === JSON.stringify(inputOf(fields, b));

/** Tells of every change, also of those that a button or a pasted block made. Its own component: typing redraws nothing else. */
function KeptWhenChanged({ onChange }: { onChange: (values: Values) => void }) {
  const form = Form.useFormInstance<Values>();
  const values = Form.useWatch((all: Values) => all, { form, preserve: true });
  const text = JSON.stringify(values ?? {});
  const seen = useRef<string>(undefined);
  useEffect(() => {
    const first = seen.current === undefined || seen.current === '{}';
    if (!first && seen.current !== text) onChange(form.getFieldsValue(true));
    seen.current = text;
  });
  return null;
}

/** Any option's form, drawn from its JSON Schema. Saves itself; checks only when asked to submit; loses nothing. */
export function OptionForm({ wanted, person, today, gone = false, onTaken, onCancel }: Props) {
  const { option, matter, titles } = wanted;
  const fields = useMemo(() => fieldsOf(option.input ?? {}), [option.input]);
  const [form] = Form.useForm();
  const draft = useDraft({ person, href: option.href, version: matter?.version });
  const [start] = useState<Values>(() => ({ ...startingValues(fields), ...draft.found?.values }));
  const [unplaced, setUnplaced] = useState<readonly string[]>();
  const [asked, setAsked] = useState(false);
  const take = useTake(wanted, (taken, done) => {
    draft.drop();
    onTaken(taken, done);
  });

  const submit = (values: Values) => {
    setUnplaced(undefined);
    take.mutate(inputOf(fields, values), {
      onError(error) {
        const rest = place(form, fields, error);
        setUnplaced(isTrouble(error) && error.reasons.length > 0 ? rest : undefined);
        const wrong = form.getFieldsError().find(({ errors }) => errors.length > 0);
        if (wrong) form.scrollToField(wrong.name, { block: 'center', focus: true });
      },
    });
  };
  const restart = () => {
    form.setFieldsValue(Object.fromEntries(fields.map(({ name }) => [name, undefined])));
    form.setFieldsValue({ ...startingValues(fields) });
    draft.drop();
  };

  return (
    <Form
      form={form}
      layout="vertical"
      className="option-form"
      initialValues={{ ...start }}
      validateTrigger={asked ? 'onChange' : 'onSubmit'}
      onFinish={() => submit(form.getFieldsValue(true))}
      onFinishFailed={() => setAsked(true)}
      scrollToFirstError={{ block: 'center', focus: true }}
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="quiet optional">可不填</span>}
        </>
      )}
      disabled={gone}
    >
      {draft.found && (
        <p className="draft-found" role="status">
          已恢复 {draft.found.at.slice(0, 10) === new Date().toISOString().slice(0, 10) ? '' : `${draft.found.at.slice(5, 10)} `}
          {clockOf(new Date(draft.found.at))} 没有提交的内容
          {matter !== undefined && draft.found.version !== matter.version && '；事项在那之后有变化，请核对'}。
          <Button type="link" size="small" onClick={restart}>
            清空重填
          </Button>
        </p>
      )}
      <FormFields fields={fields} today={today} titles={titles} />
      <KeptWhenChanged onChange={(values) => (sameInput(fields, values, startingValues(fields)) ? draft.drop() : draft.keep(values))} />
      <SaidNo error={take.error} matter={matter?.id} onlyUnplaced={unplaced} />
      <div className="form-foot">
        <Button {...lookOf(option.tone)} htmlType="submit" loading={take.isPending} size="large">
          {option.title}
        </Button>
        {onCancel && (
          <Button size="large" onClick={onCancel} disabled={false}>
            先不办
          </Button>
        )}
        <span className="quiet" role="status" aria-live="polite">
          {draft.saved}
        </span>
      </div>
    </Form>
  );
}
