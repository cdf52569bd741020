import { Alert, Modal, Typography } from 'antd';
import type { Invited } from '../../api/take.ts';

/** Links that are said once: to copy and hand over. */
export function Invitations({ links, onClose }: { links: readonly Invited[]; onClose: () => void }) {
  return (
    <Modal
      open={links.length > 0}
      title="邀请链接"
      onCancel={onClose}
      onOk={onClose}
      okText="我已抄好"
      cancelButtonProps={{ style: { display: 'none' } }}
      mask={{ closable: false }}
    >
      <Alert type="warning" showIcon title="链接只显示这一次，七天内有效。请当面或用可靠的方式交给本人。" />
      {links.map(({ label, href }) => (
        <div key={href} className="invitation-link">
          {label !== '' && <strong>{label}</strong>}
          <Typography.Text copyable={{ text: new URL(href, location.origin).href, tooltips: ['复制', '已复制'] }} className="break-all">
            {new URL(href, location.origin).href}
          </Typography.Text>
        </div>
      ))}
    </Modal>
  );
}
