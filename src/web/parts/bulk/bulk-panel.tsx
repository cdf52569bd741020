import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Radio } from 'antd';
import { useState } from 'react';
import type { BulkPreview } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { bulkPreview } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { WhyOfForm } from '../form/why-of-form.ts';
import { FormFields } from '../form/form-fields.tsx';
import { fieldsOf } from '../form/schema.ts';
import { inputOf, startingValues, type Values } from '../form/values.ts';
import { Answered, Nothing } from '../look/states.tsx';
import { useMe } from '../look/use-me.ts';
import { sendLookOf } from '../option/tone.ts';

type Step = BulkPreview['steps'][number];

/** 会办哪几件，哪几件有障碍、为什么：办之前一件一件摆出来。 */
function Sides({ step: { title, can, cannot } }: { step: Step }) {
  return (
    <>
      <h3>
        会“{title}”的 {can.length} 件
      </h3>
      {can.length === 0 ? (
        <p className="quiet">没有一件可以一起办，请逐件打开办理。</p>
      ) : (
        <ul className="tight">
          {can.map(({ id, title: name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
      {cannot.length > 0 && (
        <>
          <h3>有障碍、不会办的 {cannot.length} 件</h3>
          <ul className="tight">
            {cannot.map(({ id, title: name, why }) => (
              <li key={id}>
                {name}
                <span className="quiet">：{why.join('；')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Fill({ step, today, onDone }: { step: Step; today: string; onDone: () => void }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const fields = fieldsOf(step.input ?? {});
  const take = useMutation({
    mutationFn: (input: unknown) =>
      call('takeBulk', { body: { name: step.name, ...(step.input === null ? {} : { input }), items: step.can.map(({ id, version }) => ({ id, version })) } }),
    onSuccess({ done }) {
      void client.invalidateQueries();
      void message.success(`已“${step.title}”${done.length} 件。`);
      onDone();
    },
    onError: () => void client.invalidateQueries({ queryKey: ['bulk'] }),
  });
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={startingValues(fields)}
      onFinish={() => take.mutate(inputOf(fields, form.getFieldsValue(true)))}
      scrollToFirstError
    >
      <WhyOfForm value={{ form: step.name, matter: step.can[0]?.id }}>
        <FormFields fields={fields} today={today} />
      </WhyOfForm>
      {take.error && (
        <p role="alert" className="wrong">
          一件也没有办：{sentenceOf(take.error)}
        </p>
      )}
      <Button {...sendLookOf(step.tone)} htmlType="submit" loading={take.isPending}>
        {step.title} {step.can.length} 件
      </Button>
    </Form>
  );
}

/** 批量办理：选一步，看清件数和障碍，再办；有一件办不成，一件也不办。 */
export default function BulkPanel({ ids, onClose, onDone }: { ids: readonly string[]; onClose: () => void; onDone: () => void }) {
  const { today } = useMe();
  const asked = useQuery(bulkPreview(ids));
  const [name, setName] = useState<string>();
  return (
    <Drawer open title={`批量办理 ${ids.length} 件`} size="large" onClose={onClose} destroyOnHidden>
      <Answered of={asked} lines={6}>
        {({ steps }) => {
          const step = steps.find((one) => one.name === name) ?? steps.toSorted((a, b) => b.can.length - a.can.length)[0];
          if (step === undefined) return <Nothing title="所选的事项现在没有您能办的。">可能在别人手上，也可能已经办结。</Nothing>;
          return (
            <>
              <Radio.Group
                aria-label="办什么"
                value={step.name}
                onChange={({ target }) => setName(String(target.value))}
                options={steps.map((one) => ({ value: one.name, label: `${one.title}（${one.can.length} 件可办）` }))}
              />
              <Sides step={step} />
              {step.can.length > 0 && <Fill key={step.name} step={step} today={today} onDone={onDone} />}
            </>
          );
        }}
      </Answered>
    </Drawer>
  );
}
