import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import type { NoticeSettings } from '#contract/shapes.ts';
import { call, isTrouble } from '../../api/call.ts';
import { noticeSettings } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { Block } from '../../parts/look/page.tsx';

type Settings = Readonly<{ settings: NoticeSettings }>;

/** One line to fill in; what is wrong with it stands beside it. */
function OneField({
  name,
  label,
  button,
  hint,
  run,
  said,
}: Readonly<{ name: 'address' | 'code'; label: string; button: string; hint: string; run: (value: string) => Promise<NoticeSettings>; said: string }>) {
  const [form] = Form.useForm<Record<string, string>>();
  const client = useQueryClient();
  const { message } = App.useApp();
  const doing = useMutation({
    mutationFn: run,
    onSuccess(settings) {
      client.setQueryData(noticeSettings.queryKey, settings);
      form.resetFields();
      void client.invalidateQueries({ queryKey: ['sent-mails'] });
      void message.success(said);
    },
    onError(error) {
      const sentence = isTrouble(error) ? (error.reasons[0]?.message ?? sentenceOf(error)) : sentenceOf(error);
      form.setFields([{ name, errors: [sentence] }]);
    },
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} className="one-field" onFinish={(given) => doing.mutate((given[name] ?? '').trim())}>
      <Form.Item name={name} label={label} extra={hint} rules={[{ required: true, message: `请填写${label}` }]}>
        <Input
          maxLength={name === 'code' ? 6 : 254}
          inputMode={name === 'code' ? 'numeric' : 'email'}
          autoComplete={name === 'code' ? 'one-time-code' : 'email'}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={doing.isPending}>
        {button}
      </Button>
    </Form>
  );
}

const Ask = () => (
  <OneField
    name="address"
    label="邮箱"
    button="取确认码"
    hint="往这个邮箱发一个六位数字的确认码，填回来就能用"
    said="确认码已经发出，请到邮箱里看"
    run={(address) => call('askAddress', { body: { address } })}
  />
);

function Confirm({ wanted }: { wanted: string }) {
  return (
    <OneField
      name="code"
      label="确认码"
      button="确认"
      hint={`已发到 ${wanted}，半小时内有效`}
      said="邮箱已确认"
      run={(code) => call('confirmAddress', { body: { code } })}
    />
  );
}

function Stop() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const stop = useMutation({
    mutationFn: () => call('dropAddress'),
    onSuccess: () => client.invalidateQueries({ queryKey: noticeSettings.queryKey }),
    onError: (error) => void message.error(sentenceOf(error)),
  });
  return (
    <Popconfirm title="不再用这个邮箱？" description="地址随之删去，通知只在站内。" okText="不用了" cancelText="再想想" onConfirm={() => stop.mutate()}>
      <Button size="small" danger loading={stop.isPending}>
        不用邮箱
      </Button>
    </Popconfirm>
  );
}

/** 我的通知邮箱：只有本人和系统管理员看得到。 */
export function Address({ settings: { mails, address, wanted, pending } }: Settings) {
  const [changing, setChanging] = useState(false);
  return (
    <Block title="通知邮箱" side={<span className="quiet">只有您和系统管理员看得到</span>}>
      {!mails && <p>本系统没有接发信服务器，通知只在站内。要用邮件，请系统管理员设置 SMTP_URL。</p>}
      {address !== null && (
        <p className="address-line">
          <strong className="break-all">{address}</strong> 已确认{pending > 0 && `，下一封早上的摘要里有 ${pending} 件`}
          <span className="buttons">
            {mails && wanted === null && !changing && (
              <Button size="small" onClick={() => setChanging(true)}>
                换一个
              </Button>
            )}
            <Stop />
          </span>
        </p>
      )}
      {address === null && mails && wanted === null && <p className="quiet">还没有登记邮箱，通知只在站内。</p>}
      {mails && wanted !== null && <Confirm wanted={wanted} />}
      {mails &&
        (wanted !== null || address === null || changing) &&
        (wanted === null ? (
          <Ask />
        ) : (
          <details>
            <summary>没收到，或写错了，重新填邮箱</summary>
            <Ask />
          </details>
        ))}
    </Block>
  );
}
