import { Alert, Modal, Typography } from 'antd';

export type Said = Readonly<{ title: string; what: string; why: string }>;

/** What is shown once: to copy now. */
export function SaidOnce({ said, onClose }: { said: Said | undefined; onClose: () => void }) {
  return (
    <Modal
      open={said !== undefined}
      title={said?.title}
      onCancel={onClose}
      onOk={onClose}
      okText="我已抄好"
      cancelButtonProps={{ style: { display: 'none' } }}
      mask={{ closable: false }}
    >
      <Alert type="warning" showIcon title={`只显示这一次。${said?.why ?? ''}`} />
      <div className="invitation-link">
        <Typography.Text copyable={{ tooltips: ['复制', '已复制'] }} className="break-all">
          {said?.what ?? ''}
        </Typography.Text>
      </div>
    </Modal>
  );
}
