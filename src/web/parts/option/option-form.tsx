import { useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import type { Option } from '#contract/shapes.ts';
import { differing, merged, typedOf } from '#core/drafts/draft.ts';
import { isTrouble } from '../../api/call.ts';
import type { Taken } from '../../api/take.ts';
import type { Found } from '../form/draft-line.ts';
import { WhyOfForm } from '../form/why-of-form.ts';
import { FormFields } from '../form/form-fields.tsx';
import { MatterOfForm } from '../form/matter-of-form.ts';
import { PartsOfMatter } from '../form/parts-of-matter.ts';
import { RemarksOfForm } from '../form/remarks-of-form.ts';
import { fieldsOf } from '../form/schema.ts';
import { useDraft, type Drafting } from '../form/use-draft.ts';
import { inputOf, placeOf, startingValues, type Values } from '../form/values.ts';
import { LetterPart, useLetterWish } from '../letters/letter-part.tsx';
import { Waiting } from '../look/states.tsx';
import { FormNotices } from './form-notices.tsx';
import { FoundAgain } from './found-again.tsx';
import { KeptWhenChanged } from './kept-when-changed.tsx';
import { partsOf, remarksByField } from './remarks-by-field.ts';
import { SaidNo } from './said-no.tsx';
import type { Wanted } from './taking.ts';
import { sendLookOf } from './tone.ts';
import { useSeen } from './use-seen.ts';
import { useTake } from './use-take.ts';

type Fields = ReturnType<typeof fieldsOf>;
type Path = readonly (string | number)[];
type Props = Readonly<{
  wanted: Wanted;
  person: string;
  today: string;
  gone?: boolean;
  onTaken: (taken: Taken, option: Option) => void;
  onCancel?: () => void;
}>;

const PrintForm = lazy(() => import('./print-form.tsx').then(({ PrintForm: component }) => ({ default: component })));
const WrongList = lazy(() => import('./wrong-list.tsx').then(({ WrongList: component }) => ({ default: component })));
const FromEarlier = lazy(() => import('./from-earlier.tsx').then(({ FromEarlier: component }) => ({ default: component })));
/** A panel that opens takes this long to stand still. */
const opening = 350;

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

const requiredMark = (label: React.ReactNode, { required }: { required: boolean }) => (
  <>
    {label}
    {!required && <span className="quiet optional">可不填</span>}
  </>
);

/** Any option's form, drawn from its JSON Schema. Saves itself, here and on the server; checks only when asked to submit; loses nothing. */
export function OptionForm(props: Props) {
  const drafting = useDraft({ person: props.person, href: props.wanted.draftAt ?? props.wanted.option.href });
  if (drafting.found === undefined) return <Waiting />;
  return <Filling {...props} drafting={drafting} found={drafting.found.draft} />;
}

type FillingProps = Props & Readonly<{ drafting: Drafting; found: Found | undefined }>;
function Filling({ wanted, today, gone = false, onTaken, onCancel, drafting: { line, standing }, found }: FillingProps) {
  const { option, matter, titles, field } = wanted;
  const client = useQueryClient();
  const [form] = Form.useForm();
  const fields = useMemo(() => fieldsOf(option.input ?? {}), [option.input]);
  const seen = useSeen({ wanted, gone, form, fields, line, found });
  const [start] = useState<Values>(() => ({ ...seen.before, ...found?.values, ...wanted.start }));
  const [unplaced, setUnplaced] = useState<readonly string[]>();
  const [asked, setAsked] = useState(false);
  const letter = useLetterWish();
  const done = (taken: Taken, which: Option): void => {
    line.done();
    onTaken(taken, which);
  };
  const take = useTake({ ...wanted, ...(seen.matter === undefined ? {} : { matter: seen.matter }) }, done, letter.of);
  const written = (): Values => form.getFieldsValue(true) as Values;
  const go = (name: Path): void => form.scrollToField([...name], { block: 'center', focus: true });
  /** Chosen: the reader is back in the form, where they were. */
  const goBack = (among: readonly { name: string }[]): void => void setTimeout(() => go([among[0]?.name ?? fields[0]?.name ?? '']));
  useEffect(() => {
    if (field === undefined) return undefined;
    const timer = setTimeout(() => form.scrollToField(field, { block: 'center', focus: true }), opening);
    return () => clearTimeout(timer);
  }, [field, form]);

  const submit = async (): Promise<void> => {
    setUnplaced(undefined);
    await line.quiet();
    take.mutate(inputOf(fields, written()), {
      onError(error) {
        if (isTrouble(error) && error.status === 409 && matter !== undefined) void client.invalidateQueries({ queryKey: ['matter', matter.id] });
        const rest = place(form, fields, error);
        setUnplaced(isTrouble(error) && error.reasons.length > 0 ? rest : undefined);
        const wrong = form.getFieldsError().find(({ errors }) => errors.length > 0);
        if (wrong) go(wrong.name);
      },
    });
  };
  const keep = (values: Values): void => {
    const typed = typedOf(seen.before, values);
    if (Object.keys(typed).length === 0) void line.drop();
    else line.keep(typed);
  };
  const restart = () => {
    form.setFieldsValue(Object.fromEntries(fields.map(({ name }) => [name, undefined])));
    form.setFieldsValue({ ...startingValues(fields) });
    void line.drop();
  };
  const goOn = (theirs: ReadonlySet<string>): void => {
    seen.goOn(theirs);
    take.reset();
    setUnplaced(undefined);
    goBack(seen.under);
  };
  const settle = (theirs: ReadonlySet<string>): void => {
    if (standing.conflict === undefined) return;
    const values = merged(typedOf(seen.before, written()), standing.conflict.theirs, theirs);
    form.setFieldsValue({ ...seen.before, ...values });
    line.settle(values);
    goBack(differing(standing.conflict.mine, standing.conflict.theirs));
  };
  const hurry = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || gone) return;
    event.preventDefault();
    form.submit();
  };
  const remarked = remarksByField(fields, matter?.remarks);
  const concerned = option.tone === 'forward' || Object.keys(remarked).length > 0;
  const whyOf = useMemo(() => ({ form: option.name, matter: matter?.id }), [option.name, matter?.id]);
  const parts = useMemo(() => partsOf(matter), [matter]);

  return (
    <Form
      form={form}
      layout="vertical"
      className="option-form"
      initialValues={{ ...start }}
      validateTrigger={asked ? 'onChange' : 'onSubmit'}
      onFinish={() => void submit()}
      onFinishFailed={() => setAsked(true)}
      onKeyDown={hurry}
      scrollToFirstError={{ block: 'center', focus: true }}
      requiredMark={requiredMark}
    >
      {found && <FoundAgain found={found} onRestart={restart} />}
      <FormNotices
        fields={fields}
        remarks={concerned ? matter?.remarks : undefined}
        conflict={standing.conflict}
        changed={seen.behind ? seen : undefined}
        onGo={(name) => go([name])}
        onSettle={settle}
        onGoOn={goOn}
      />
      <p className="form-tools no-print">
        <Suspense fallback={null}>
          {wanted.wrap === undefined && (
            <>
              <FromEarlier href={option.href} fields={fields} />
              <PrintForm href={option.href} before={() => line.quiet()} />
            </>
          )}
        </Suspense>
      </p>
      <MatterOfForm value={matter?.id}>
        <PartsOfMatter value={parts}>
          <RemarksOfForm value={remarked}>
            <WhyOfForm value={whyOf}>
              <FormFields fields={fields} today={today} titles={titles} />
            </WhyOfForm>
          </RemarksOfForm>
        </PartsOfMatter>
      </MatterOfForm>
      <KeptWhenChanged start={start} onChange={keep} />
      {option.tells === true && matter && !gone && (
        <LetterPart option={option.name} matter={matter} inputNow={() => inputOf(fields, written())} onWish={letter.wish} />
      )}
      {asked && (
        <Suspense fallback={null}>
          <WrongList fields={fields} onGo={go} />
        </Suspense>
      )}
      {!gone && !seen.behind && <SaidNo error={take.error} matter={matter?.id} onlyUnplaced={unplaced} />}
      <div className="form-foot">
        <Button {...sendLookOf(option.tone)} htmlType="submit" loading={take.isPending} disabled={gone} title="Ctrl+Enter">
          {option.title}
        </Button>
        {onCancel && <Button onClick={onCancel}>先不办</Button>}
        <span className="quiet draft-says" role="status" aria-live="polite">
          {standing.says}
        </span>
      </div>
    </Form>
  );
}
