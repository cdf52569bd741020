import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import { call, isTrouble } from '../api/call.ts';
import { sentenceOf } from '../api/trouble.ts';

type Given = { current: string; next: string };

/** 修改密码。 */
export function ChangePassword({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Given>();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: (body: Given) => call('changePassword', { body, quiet: true }),
    onSuccess() {
      void message.success('密码已修改');
      onClose();
    },
    onError(error) {
      for (const { field, message: words } of isTrouble(error) ? error.reasons : [])
        if (field === 'current' || field === 'next') form.setFields([{ name: field, errors: [words] }]);
    },
  });
  const loose = change.error && !(isTrouble(change.error) && change.error.reasons.some(({ field }) => field === 'current' || field === 'next'));
  return (
    <Modal open title="修改密码" onCancel={onClose} okText="修改" cancelText="先不改" onOk={form.submit} okButtonProps={{ loading: change.isPending }}>
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger="onSubmit" onFinish={(given) => change.mutate(given)}>
        <Form.Item name="current" label="现在的密码" rules={[{ required: true, message: '请填写现在的密码' }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item name="next" label="新密码" extra="至少10个字符，不要用账号、生日或常见词" rules={[{ required: true, min: 10, message: '密码至少10个字符' }]}>
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        {loose && (
          <p role="alert" className="wrong">
            {sentenceOf(change.error)}
          </p>
        )}
      </Form>
    </Modal>
  );
}
