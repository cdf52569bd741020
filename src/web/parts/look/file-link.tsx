import { PaperClipOutlined } from '@ant-design/icons';
import { fileAddress } from '../../api/upload.ts';

export function FileLink({ id, children }: { id: string; children: string }) {
  return (
    <a href={fileAddress(id)} target="_blank" rel="noreferrer" className="file-link">
      <PaperClipOutlined aria-hidden /> {children}
    </a>
  );
}
