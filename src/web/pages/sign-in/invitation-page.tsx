import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { call, isTrouble } from '../../api/call.ts';
import { invitation, me } from '../../api/questions.ts';
import { readTaken, type Taken } from '../../api/take.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { momentZh } from '../../parts/text/day-text.ts';
import { Answered } from '../../parts/look/states.tsx';
import { Door } from '../../parts/session/door.tsx';

const route = getRouteApi('/invitation/$token');
type Given = { name?: string; account?: string; password: string; again: string };
type Asked = Readonly<{ kind: 'setup' | 'invitation'; name: string | null; account: string | null; expiresAt: string }>;

const errorAt = (error: unknown, field: string): string | undefined =>
  isTrouble(error) ? error.reasons.find((reason) => reason.field === field)?.message : undefined;
const loose = (error: unknown): string | undefined =>
  error && !(isTrouble(error) && error.reasons.some(({ field }) => field !== undefined)) ? sentenceOf(error) : undefined;
const helpFor = (error: unknown, field: string) => {
  const help = errorAt(error, field);
  return help === undefined ? {} : { help, validateStatus: 'error' as const };
};

function Ask({ asked, token, onDone }: { asked: Asked; token: string; onDone: (taken: Taken) => void }) {
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: ({ name, account, password }: Given) => call('takeInvitation', { params: { token }, body: { name, account, password }, quiet: true }),
    onSuccess(answer) {
      client.clear();
      client.setQueryData(me.queryKey, answer);
      onDone(readTaken(answer));
    },
  });
  const same = {
    validator: (_: unknown, value: string, form: { getFieldValue: (name: string) => unknown }) =>
      value === form.getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error('两次输入的密码不一样')),
  };
  return (
    <Form<Given>
      layout="vertical"
      requiredMark={false}
      size="large"
      validateTrigger="onSubmit"
      onFinish={(given) => take.mutate(given)}
      initialValues={{ account: asked.account ?? undefined }}
    >
      {asked.name !== null && <p>{asked.name}，您好。请设定密码，以后用账号和密码登录。</p>}
      {asked.name === null && (
        <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请填写姓名' }]} {...helpFor(take.error, 'name')}>
          <Input autoComplete="name" maxLength={40} />
        </Form.Item>
      )}
      <Form.Item
        name="account"
        label="账号"
        extra="3至32个小写字母、数字、点或横线"
        rules={[
          { required: true, message: '请设定账号' },
          { pattern: /^[a-z0-9._-]{3,32}$/, message: '3至32个小写字母、数字、点或横线' },
        ]}
        {...helpFor(take.error, 'account')}
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={32} />
      </Form.Item>
      <Form.Item
        name="password"
        label="密码"
        extra="至少10个字符，不要用账号、生日或常见词"
        rules={[{ required: true, min: 10, message: '密码至少10个字符' }]}
        {...helpFor(take.error, 'password')}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输一次密码"
        dependencies={['password']}
        rules={[(form) => ({ validator: (rule, value: string) => same.validator(rule, value, form) })]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      {loose(take.error) && (
        <p role="alert" className="wrong">
          {loose(take.error)}
        </p>
      )}
      <Button type="primary" htmlType="submit" block loading={take.isPending}>
        {asked.kind === 'setup' ? '设立系统管理员' : '设好密码，进入'}
      </Button>
      <p className="quiet door-help">链接有效期至 {momentZh(asked.expiresAt)}，只能用一次。</p>
    </Form>
  );
}

function HandOver({ links, onGo }: { links: Taken['invitations']; onGo: () => void }) {
  return (
    <>
      <p>系统管理员已设立。安全管理员和审计管理员须是另外的人，请把下面两个链接分别交给他们；链接只显示这一次。</p>
      {links.map(({ label, href }) => (
        <div key={href} className="invitation-link">
          <strong>{label}</strong>
          <code className="break-all">{new URL(href, location.origin).href}</code>
        </div>
      ))}
      <Button type="primary" block size="large" onClick={onGo}>
        已抄好，进入
      </Button>
    </>
  );
}

/** 邀请和初始化：设定账号和密码。 */
export function InvitationPage() {
  const { token } = route.useParams();
  const router = useRouter();
  const [links, setLinks] = useState<Taken['invitations']>([]);
  const asked = useQuery({ ...invitation(token), enabled: links.length === 0 });
  const enter = () => router.history.replace('/');
  useEffect(() => {
    document.title = '设定密码 · 领衔';
  }, []);
  if (links.length > 0) {
    return (
      <Door title="三员分立">
        <HandOver links={links} onGo={enter} />
      </Door>
    );
  }
  return (
    <Door title={asked.data?.kind === 'setup' ? '初始化' : '设定密码'}>
      <Answered of={asked} lines={4}>
        {(data) => <Ask asked={data} token={token} onDone={({ invitations }) => (invitations.length > 0 ? setLinks(invitations) : enter())} />}
      </Answered>
    </Door>
  );
}
