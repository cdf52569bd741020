import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import type { Webhook } from '#contract/shapes.ts';
import { call, isTrouble } from '../../api/call.ts';
import { webhooks } from '../../api/questions.ts';
import { Block } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { Deliveries } from './deliveries.tsx';
import type { Said } from './said-once.tsx';
import { useDoing } from './use-doing.ts';

type Events = readonly Readonly<{ type: Webhook['events'][number]; zh: string }>[];
type Wanted = { url: string; events: Webhook['events'] };

function NewWebhook({ events, onMade }: { events: Events; onMade: (said: Said) => void }) {
  const [form] = Form.useForm<Wanted>();
  const add = useDoing(
    'webhooks',
    (body: Wanted) => call('addWebhook', { body }),
    ({ secret = '' }) => {
      form.resetFields();
      onMade({ title: '签名密钥', what: secret, why: '请交给接收方，用来核对推送确实来自本系统。' });
    },
    (error) => {
      const said = isTrouble(error) ? error.reasons.find(({ field }) => field === 'url') : undefined;
      if (said !== undefined) form.setFields([{ name: 'url', errors: [said.message] }]);
      return said !== undefined;
    },
  );
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => add.mutate(given)}>
      <Form.Item name="url" label="接收地址" rules={[{ required: true, message: '请填写地址' }]} extra="以 https:// 开头的公网地址；内网和本机的地址不收">
        <Input maxLength={500} placeholder="https://" inputMode="url" />
      </Form.Item>
      <Form.Item name="events" label="推送什么" rules={[{ required: true, message: '至少选一项' }]}>
        <Checkbox.Group options={events.map(({ type, zh }) => ({ value: type, label: zh }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        添加推送地址
      </Button>
    </Form>
  );
}

function Receiver({ hook, events }: { hook: Webhook; events: Events }) {
  const { id, url, state, pausedWhy, waiting } = hook;
  const [looking, setLooking] = useState(false);
  const test = useDoing(
    'webhooks',
    () => call('testWebhook', { params: { id } }),
    () => setLooking(true),
  );
  const turn = useDoing('webhooks', (on: boolean) => call('changeWebhook', { params: { id }, body: { on } }));
  const drop = useDoing('webhooks', () => call('dropWebhook', { params: { id } }));
  const named = hook.events.map((type) => events.find((one) => one.type === type)?.zh ?? type).join('、');
  return (
    <li className="card outside-card">
      <div className="card-title break-all">{url}</div>
      <div className="card-line">
        {named} · {state === 'on' ? '推送中' : `已暂停：${pausedWhy ?? ''}`}
        {waiting > 0 && ` · ${waiting} 件待发`}
      </div>
      <div className="filters">
        <Button size="small" loading={test.isPending} onClick={() => test.mutate(undefined)}>
          试发一次
        </Button>
        <Button size="small" loading={turn.isPending} onClick={() => turn.mutate(state !== 'on')}>
          {state === 'on' ? '暂停' : '恢复'}
        </Button>
        <Button size="small" onClick={() => setLooking(!looking)} aria-expanded={looking}>
          {looking ? '收起记录' : '推送记录'}
        </Button>
        <Popconfirm title="删除这个地址和它的推送记录？" okText="删除" cancelText="先不删" onConfirm={() => drop.mutate(undefined)}>
          <Button size="small" danger loading={drop.isPending}>
            删除
          </Button>
        </Popconfirm>
      </div>
      {looking && <Deliveries id={id} events={events} />}
    </li>
  );
}

/** 推送：往哪里推、推什么、推到了没有。 */
export function Webhooks({ onSaid }: { onSaid: (said: Said) => void }) {
  const asked = useQuery(webhooks);
  return (
    <Block title="推送">
      <p className="quiet">有事发生时告诉别的系统。只推编号和已公开的事实，不推任何人的信息；没送到的会再送。</p>
      <Answered of={asked} lines={4}>
        {({ items, events }) => (
          <>
            <NewWebhook events={events} onMade={onSaid} />
            {items.length === 0 ? (
              <Nothing title="还没有推送地址。" />
            ) : (
              <ul className="cards outside-list">
                {items.map((hook) => (
                  <Receiver key={hook.id} hook={hook} events={events} />
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
    </Block>
  );
}
