import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { Me } from '#contract/shapes.ts';
import { call, isTrouble } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';

type Given = { account: string; password: string; code?: string };
type Props = Readonly<{ onSignedIn: (me: Me) => void; account?: string }>;

/** A second factor is asked only when the server asks for it. */
const asksCode = (error: unknown): boolean => isTrouble(error) && error.reasons.some(({ field, code }) => field === 'code' || code.includes('code'));

/** 账号、密码；需要时再问动态口令。 */
export function SignInForm({ onSignedIn, account }: Props) {
  const enter = useMutation({ mutationFn: (body: Given) => call('signIn', { body, quiet: true }), onSuccess: onSignedIn });
  return (
    <Form<Given>
      layout="vertical"
      requiredMark={false}
      onFinish={(given) => enter.mutate(given)}
      initialValues={{ account }}
      size="large"
      validateTrigger="onSubmit"
    >
      <Form.Item name="account" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
        <Input
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          autoFocus={account === undefined}
          readOnly={account !== undefined}
        />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" maxLength={200} autoFocus={account !== undefined} />
      </Form.Item>
      {asksCode(enter.error) && (
        <Form.Item name="code" label="动态口令">
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={10} />
        </Form.Item>
      )}
      {enter.error && (
        <p role="alert" className="wrong">
          {sentenceOf(enter.error)}
        </p>
      )}
      <Button type="primary" htmlType="submit" block loading={enter.isPending}>
        登录
      </Button>
    </Form>
  );
}
