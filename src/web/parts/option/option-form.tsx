import { useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Option } from '#contract/shapes.ts';
import { differing, merged, typedOf } from '#core/drafts/draft.ts';
import { isTrouble } from '../../api/call.ts';
import { me as whoAmI } from '../../api/questions.ts';
import type { Taken } from '../../api/take.ts';
import type { Found } from '../form/draft-line.ts';
import { FormFields } from '../form/form-fields.tsx';
import { MatterOfForm } from '../form/matter-of-form.ts';
import { PartsOfMatter } from '../form/parts-of-matter.ts';
import { RemarksOfForm } from '../form/remarks-of-form.ts';
import { fieldsOf } from '../form/schema.ts';
import { useDraft, type Drafting } from '../form/use-draft.ts';
import { inputOf, placeOf, startingValues, type Values } from '../form/values.ts';
import { Waiting } from '../look/states.tsx';
import { clockOf } from '../text/day-text.ts';
import { LetterPart, useLetterWish } from '../letters/letter-part.tsx';
import { partsOf, remarksByField } from './remarks-by-field.ts';
import { SaidNo } from './said-no.tsx';
import { changedUnder, sinceOf } from './since.ts';
import type { Wanted } from './taking.ts';
import { sendLookOf } from './tone.ts';
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

// What few forms need, and none before it is drawn.
const ChangedMeanwhile = lazy(() => import('./changed-meanwhile.tsx').then(({ ChangedMeanwhile: component }) => ({ default: component })));
const ChooseVersion = lazy(() => import('../form/choose-version.tsx').then(({ ChooseVersion: component }) => ({ default: component })));
const PrintForm = lazy(() => import('./print-form.tsx').then(({ PrintForm: component }) => ({ default: component })));
const RemarksOnTop = lazy(() => import('./remarks-on-top.tsx').then(({ RemarksOnTop: component }) => ({ default: component })));
const WrongList = lazy(() => import('./wrong-list.tsx').then(({ WrongList: component }) => ({ default: component })));
const FromEarlier = lazy(() => import('./from-earlier.tsx').then(({ FromEarlier: component }) => ({ default: component })));

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

const said = (values: Values): string => JSON.stringify(values);

/** Tells of every change, also of those that a button or a pasted block made. Its own component: typing redraws nothing else. */
function KeptWhenChanged({ start, onChange }: { start: Values; onChange: (values: Values) => void }) {
  const form = Form.useFormInstance<Values>();
  const values = Form.useWatch((all: Values) => all, { form, preserve: true });
  const seen = useRef(said(start));
  useEffect(() => {
    const now: Values = form.getFieldsValue(true);
    if (seen.current === said(now)) return;
    seen.current = said(now);
    onChange(now);
  }, [values, form, onChange]);
  return null;
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
function FoundAgain({ found, onRestart }: { found: Found; onRestart: () => void }) {
  return (
    <p className="draft-found" role="status">
      已恢复 {dayOf(found.at) === dayOf(new Date()) ? '' : `${dayOf(found.at).slice(5)} `}
      {clockOf(found.at)} 没有提交的内容。
      <Button type="link" size="small" onClick={onRestart}>
        清空重填
      </Button>
    </p>
  );
}

/** Any option's form, drawn from its JSON Schema. Saves itself, here and on the server; checks only when asked to submit; loses nothing. */
export function OptionForm(props: Props) {
  const drafting = useDraft({ person: props.person, href: props.wanted.option.href });
  if (drafting.found === undefined) return <Waiting />;
  return <Filling {...props} drafting={drafting} found={drafting.found.draft} />;
}

function Filling({
  wanted,
  today,
  gone = false,
  onTaken,
  onCancel,
  drafting: { line, standing },
  found,
}: Props & { drafting: Drafting; found: Found | undefined }) {
  const { option, matter, titles, field } = wanted;
  const client = useQueryClient();
  const me = client.getQueryData(whoAmI.queryKey);
  const [form] = Form.useForm();
  const fields = useMemo(() => fieldsOf(option.input ?? {}), [option.input]);
  const [before, setBefore] = useState<Values>(() => startingValues(fields));
  const [start] = useState<Values>(() => ({ ...before, ...found?.values, ...wanted.start }));
  // The version that was read: a page that was asked again behind one's back has not been read.
  const moves = matter !== undefined && option.href.split('/').includes(matter.id);
  const [seen, setSeen] = useState(moves ? (found?.version ?? matter.version) : undefined);
  const [unplaced, setUnplaced] = useState<readonly string[]>();
  const [asked, setAsked] = useState(false);
  const letter = useLetterWish();
  const behind = matter !== undefined && seen !== undefined && matter.version > seen && !gone;
  const since = behind ? sinceOf(matter.history, seen) : [];
  const take = useTake(
    { ...wanted, ...(matter === undefined ? {} : { matter: { ...matter, version: seen ?? matter.version } }) },
    (taken, done) => {
      line.done();
      onTaken(taken, done);
    },
    letter.of,
  );
  const go = (name: Path): void => form.scrollToField([...name], { block: 'center', focus: true });
  useEffect(() => line.sees(seen), [line, seen]);
  useEffect(() => {
    if (field === undefined) return undefined;
    const timer = setTimeout(() => form.scrollToField(field, { block: 'center', focus: true }), 350);
    return () => clearTimeout(timer);
  }, [field, form]);

  const submit = async (values: Values): Promise<void> => {
    setUnplaced(undefined);
    await line.quiet();
    take.mutate(inputOf(fields, values), {
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
    const typed = typedOf(before, values);
    if (Object.keys(typed).length === 0) void line.drop();
    else line.keep(typed);
  };
  const restart = () => {
    form.setFieldsValue(Object.fromEntries(fields.map(({ name }) => [name, undefined])));
    form.setFieldsValue({ ...startingValues(fields) });
    void line.drop();
  };
  /** Chosen: the reader is back in the form, where they were. */
  const goBack = (names: readonly string[]): void => void setTimeout(() => go([names[0] ?? fields[0]?.name ?? '']));
  const under = behind ? changedUnder(fields, since, before, form.getFieldsValue(true) as Values) : [];
  /** Untouched fields follow the matter; of those that were typed into, what was chosen stands. */
  const goOn = (theirs: ReadonlySet<string>): void => {
    const [now, mine] = [startingValues(fields), form.getFieldsValue(true) as Values];
    const typed = typedOf(before, mine);
    for (const { name } of fields) if (!(name in typed) || theirs.has(name)) form.setFieldValue(name, now[name]);
    setBefore(now);
    setSeen(matter?.version);
    line.sees(matter?.version);
    take.reset();
    setUnplaced(undefined);
    goBack(under.map(({ name }) => name));
  };
  // What one did oneself since, on this page or another, is no news.
  const own = since.length > 0 && since.every(({ by }) => by.name === me?.person.name && by.office === me.acting.office) && under.length === 0;
  useEffect(() => {
    if (own) goOn(new Set());
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [own]);
  const settle = (theirs: ReadonlySet<string>): void => {
    if (standing.conflict === undefined) return;
    const values = merged(typedOf(before, form.getFieldsValue(true) as Values), standing.conflict.theirs, theirs);
    form.setFieldsValue({ ...before, ...values });
    line.settle(values);
    goBack(differing(standing.conflict.mine, standing.conflict.theirs).map(({ name }) => name));
  };
  const hurry = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || gone) return;
    event.preventDefault();
    form.submit();
  };
  const { remarks } = matter ?? {};
  const remarked = remarksByField(fields, remarks);
  const parts = useMemo(() => partsOf(matter), [matter]);

  return (
    <Form
      form={form}
      layout="vertical"
      className="option-form"
      initialValues={{ ...start }}
      validateTrigger={asked ? 'onChange' : 'onSubmit'}
      onFinish={() => void submit(form.getFieldsValue(true))}
      onFinishFailed={() => setAsked(true)}
      onKeyDown={hurry}
      scrollToFirstError={{ block: 'center', focus: true }}
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="quiet optional">可不填</span>}
        </>
      )}
    >
      {found && <FoundAgain found={found} onRestart={restart} />}
      <Suspense fallback={null}>
        {remarks !== undefined && (option.tone === 'forward' || Object.keys(remarked).length > 0) && (
          <RemarksOnTop remarks={remarks} fields={fields} onGo={(name) => go([name])} />
        )}
        {standing.conflict && (
          <ChooseVersion
            title={`您在另一台设备上也写了（${clockOf(standing.conflict.at)}），两边都在，请逐项选`}
            fields={fields}
            differing={differing(standing.conflict.mine, standing.conflict.theirs)}
            mine="这台设备上写的"
            theirs="另一台设备上写的"
            go="选好了，接着写"
            onChosen={settle}
          />
        )}
        {behind && !own && <ChangedMeanwhile since={since} fields={fields} differing={under} onGoOn={goOn} />}
      </Suspense>
      <p className="form-tools no-print">
        <Suspense fallback={null}>
          <FromEarlier href={option.href} fields={fields} />
          <PrintForm href={option.href} before={() => line.quiet()} />
        </Suspense>
      </p>
      <MatterOfForm value={matter?.id}>
        <PartsOfMatter value={parts}>
          <RemarksOfForm value={remarked}>
            <FormFields fields={fields} today={today} titles={titles} />
          </RemarksOfForm>
        </PartsOfMatter>
      </MatterOfForm>
      <KeptWhenChanged start={start} onChange={keep} />
      {option.tells === true && matter && !gone && (
        <LetterPart option={option.name} matter={matter} inputNow={() => inputOf(fields, form.getFieldsValue(true))} onWish={letter.wish} />
      )}
      {asked && (
        <Suspense fallback={null}>
          <WrongList fields={fields} onGo={go} />
        </Suspense>
      )}
      {!gone && !behind && <SaidNo error={take.error} matter={matter?.id} onlyUnplaced={unplaced} />}
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
