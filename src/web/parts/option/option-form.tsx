import { Button, Form } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Option } from '#contract/shapes.ts';
import { isTrouble } from '../../api/call.ts';
import type { Taken } from '../../api/take.ts';
import { FormFields } from '../form/form-fields.tsx';
import { MatterOfForm } from '../form/matter-of-form.ts';
import { fieldsOf } from '../form/schema.ts';
import { useDraft } from '../form/use-draft.ts';
import { inputOf, placeOf, startingValues, type Values } from '../form/values.ts';
import { clockOf } from '../text/day-text.ts';
import { LetterPart, useLetterWish } from '../letters/letter-part.tsx';
import { SaidNo } from './said-no.tsx';
import type { Wanted } from './taking.ts';
import { sendLookOf } from './tone.ts';
import { useTake } from './use-take.ts';

type Fields = ReturnType<typeof fieldsOf>;
type Props = Readonly<{
  wanted: Wanted;
  person: string;
  today: string;
  gone?: boolean;
  onTaken: (taken: Taken, option: Option) => void;
  onCancel?: () => void;
}>;

/** Puts each reason at its field; answers those that belong to none. */
function place(form: ReturnType<typeof Form.useForm>[0], fields: Fields, error: unknown): string[] {
  if (!isTrouble(error)) return [];
  const unplaced: string[] = [];
  for (const { field, message } of error.reasons) {
    const name = field === undefined ? undefined : placeOf(fields, field);
    if (name === undefined) unplaced.push(message);
    else form.setFields([{ name, errors: [message] }]);
  }
  return unplaced;
}

const said = (fields: Fields, values: Values): string => JSON.stringify(inputOf(fields, values));

/** Tells of every change, also of those that a button or a pasted block made. Its own component: typing redraws nothing else. */
function KeptWhenChanged({ fields, start, onChange }: { fields: Fields; start: Values; onChange: (values: Values) => void }) {
  const form = Form.useFormInstance<Values>();
  const values = Form.useWatch((all: Values) => all, { form, preserve: true });
  const seen = useRef(said(fields, start));
  useEffect(() => {
    const now: Values = form.getFieldsValue(true);
    if (seen.current === said(fields, now)) return;
    seen.current = said(fields, now);
    onChange(now);
  }, [values, fields, form, onChange]);
  return null;
}

/** Any option's form, drawn from its JSON Schema. Saves itself; checks only when asked to submit; loses nothing. */
export function OptionForm({ wanted, person, today, gone = false, onTaken, onCancel }: Props) {
  const { option, matter, titles } = wanted;
  const fields = useMemo(() => fieldsOf(option.input ?? {}), [option.input]);
  const [form] = Form.useForm();
  const draft = useDraft({ person, href: option.href, version: matter?.version });
  const [start] = useState<Values>(() => ({ ...startingValues(fields), ...draft.found?.values, ...wanted.start }));
  const [unplaced, setUnplaced] = useState<readonly string[]>();
  const [asked, setAsked] = useState(false);
  const letter = useLetterWish();
  const take = useTake(
    wanted,
    (taken, done) => {
      draft.drop();
      onTaken(taken, done);
    },
    letter.of,
  );

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
  const keep = (values: Values): void => (said(fields, values) === said(fields, startingValues(fields)) ? draft.drop() : draft.keep(values));
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
      <MatterOfForm value={matter?.id}>
        <FormFields fields={fields} today={today} titles={titles} />
      </MatterOfForm>
      <KeptWhenChanged fields={fields} start={start} onChange={keep} />
      {option.tells === true && matter && !gone && (
        <LetterPart option={option.name} matter={matter} inputNow={() => inputOf(fields, form.getFieldsValue(true))} onWish={letter.wish} />
      )}
      {!gone && <SaidNo error={take.error} matter={matter?.id} onlyUnplaced={unplaced} />}
      <div className="form-foot">
        <Button {...sendLookOf(option.tone)} htmlType="submit" loading={take.isPending} disabled={gone}>
          {option.title}
        </Button>
        {onCancel && <Button onClick={onCancel}>先不办</Button>}
        <span className="quiet" role="status" aria-live="polite">
          {draft.saved}
        </span>
      </div>
    </Form>
  );
}
