import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, InputNumber, Popconfirm } from 'antd';
import type { ApiToken } from '#contract/shapes.ts';
import { longestDays, mayHave, scopes, scopeZh, type Scope } from '#core/outside/scopes.ts';
import { call } from '../../api/call.ts';
import { tokens } from '../../api/questions.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Block } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { momentZh } from '../../parts/text/day-text.ts';
import type { Said } from './said-once.tsx';
import { useDoing } from './use-doing.ts';

const stateZh: Readonly<Record<ApiToken['state'], string>> = { on: '在用', revoked: '已停用', expired: '已过期', ended: '职务已结束' };
type Wanted = { name: string; scopes: Scope[]; days: number };

function NewToken({ onMade }: { onMade: (said: Said) => void }) {
  const { acting } = useMe();
  const [form] = Form.useForm<Wanted>();
  const make = useDoing(
    'tokens',
    (body: Wanted) => call('makeToken', { body }),
    ({ token = '' }) => {
      form.resetFields();
      onMade({ title: '新令牌', what: token, why: '请交给要用它的系统妥善保存；丢了就停用它，再做一个。' });
    },
  );
  const options = scopes.filter((scope) => mayHave(acting.office, scope)).map((value) => ({ value, label: scopeZh[value] }));
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ scopes: ['read'], days: 90 }} onFinish={(given) => make.mutate(given)}>
      <div className="filters">
        <Form.Item name="name" label="给哪个系统用" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
          <Input maxLength={40} placeholder="如 OA 系统" />
        </Form.Item>
        <Form.Item name="days" label="有效天数" rules={[{ required: true, message: '请填写有效天数' }]}>
          <InputNumber min={1} max={longestDays} precision={0} />
        </Form.Item>
        <Form.Item name="scopes" label="能做什么" rules={[{ required: true, message: '至少选一项' }]}>
          <Checkbox.Group options={options} />
        </Form.Item>
      </div>
      <Button type="primary" htmlType="submit" loading={make.isPending}>
        新建令牌
      </Button>
    </Form>
  );
}

function Revoke({ token: { id, name } }: { token: ApiToken }) {
  const revoke = useDoing('tokens', () => call('revokeToken', { params: { id } }));
  return (
    <Popconfirm title={`停用“${name}”？用它的系统随即连不上。`} okText="停用" cancelText="先不停" onConfirm={() => revoke.mutate(undefined)}>
      <Button size="small" danger loading={revoke.isPending} aria-label={`停用令牌 ${name}`}>
        停用
      </Button>
    </Popconfirm>
  );
}

function TokenCard({ token }: { token: ApiToken }) {
  const { acting } = useMe();
  const { name, person, officeZh, union, studio, scopes: may, expiresAt, usedAt, state } = token;
  return (
    <li className="card outside-card">
      <div className="card-title">
        {name} · {stateZh[state]}
      </div>
      <div className="card-line">
        {person}（{[officeZh, studio ?? union].filter(Boolean).join(' · ')}） · {may.map((scope) => scopeZh[scope]).join('、')}
      </div>
      <div className="card-line quiet">
        {momentZh(expiresAt)} 到期 · {usedAt === null ? '还没有用过' : `最近使用 ${momentZh(usedAt)}`}
      </div>
      {state === 'on' && acting.office !== 'auditadmin' && <Revoke token={token} />}
    </li>
  );
}

/** 我的令牌；系统管理员和安全管理员看得到、停得了全市的。 */
export function Tokens({ onSaid }: { onSaid: (said: Said) => void }) {
  const { acting } = useMe();
  const whose = ['sysadmin', 'secadmin', 'auditadmin'].includes(acting.office) ? 'all' : 'mine';
  const list = listed(useInfiniteQuery(tokens({ whose })));
  return (
    <Block title={whose === 'all' ? '令牌（全市）' : '我的令牌'}>
      <p className="quiet">
        别的系统带着令牌，以“{acting.officeZh}”的名义来取数{mayHave(acting.office, 'act') ? '或办事' : ''}，不会超过您本人能看、能办的。
      </p>
      <NewToken onMade={onSaid} />
      <Answered of={list} lines={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="还没有令牌。" />
          ) : (
            <>
              <ul className="cards outside-list">
                {rows.map((token) => (
                  <TokenCard key={token.id} token={token} />
                ))}
              </ul>
              <More {...list} shown={rows.length} unit="个" />
            </>
          )
        }
      </Answered>
    </Block>
  );
}
