import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Spin, Upload } from 'antd';
import { useState } from 'react';
import type { ScanReading } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { upload } from '../../api/upload.ts';
import { ScanSaid } from './scan-said.tsx';

type Read = Readonly<{ key: number; name: string } & ({ reading: ScanReading } | { trouble: string })>;

/**
 * 盖章件放进来，逐份读码归位；几份一起放也行，一份一个文件。
 * `matter`, when given, is the one they have to belong to.
 */
export function ScanDrop({ matter }: { matter?: string }) {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(0);
  const [read, setRead] = useState<readonly Read[]>([]);

  const take = async (file: File): Promise<void> => {
    const key = performance.now();
    setWaiting((count) => count + 1);
    try {
      const { id } = await upload(file, () => {});
      const reading = await call('readScan', { body: { file: id, ...(matter === undefined ? {} : { matter }) } });
      setRead((before) => [{ key, name: file.name, reading }, ...before]);
      if (reading.kept) await client.invalidateQueries({ queryKey: matter === undefined ? ['matter'] : ['matter', matter] });
    } catch (error) {
      setRead((before) => [{ key, name: file.name, trouble: sentenceOf(error) }, ...before]);
    } finally {
      setWaiting((count) => count - 1);
    }
  };

  return (
    <div className="scan-drop">
      <Upload.Dragger
        multiple
        showUploadList={false}
        accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff"
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <p>
          <InboxOutlined aria-hidden /> 把盖好章的扫描件拖到这里，或点这里选择
        </p>
        <p className="quiet">PDF 或图片，一份文书一个文件；凭页脚的二维码自动归位</p>
      </Upload.Dragger>
      <div aria-live="polite">
        {waiting > 0 && (
          <p>
            <Spin size="small" /> 正在读 {waiting} 份
          </p>
        )}
        {read.map((one) =>
          'reading' in one ? (
            <ScanSaid key={one.key} name={one.name} reading={one.reading} />
          ) : (
            <p key={one.key} role="alert" className="wrong">
              {one.name}：{one.trouble}
            </p>
          ),
        )}
      </div>
    </div>
  );
}
