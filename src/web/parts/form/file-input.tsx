import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Progress, Upload } from 'antd';
import { useContext, useState } from 'react';
import type { FileMeta, ScanReading } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { fileAddress, upload } from '../../api/upload.ts';
import { ScanSaid } from '../papers/scan-said.tsx';
import { MatterOfForm } from './matter-of-form.ts';
import { sizeText } from '../text/size-text.ts';
import { fileNames } from './file-names.ts';

type Props = Readonly<{
  id?: string;
  value?: unknown;
  onChange?: (value: string | string[] | undefined) => void;
  many?: boolean;
  most?: number;
  title: string;
  /** 盖章件：传上来先读页码，说得出是不是这件事项的、缺不缺页。 */
  sealed?: true;
}>;

const idsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : typeof value === 'string' && value !== '' ? [value] : [];

function Uploaded({ id, onRemove }: { id: string; onRemove: () => void }) {
  const known = fileNames.of(id);
  const name = known?.name ?? '已上传的文件';
  return (
    <li className="file-line">
      <PaperClipOutlined aria-hidden />
      <a href={fileAddress(id)} target="_blank" rel="noreferrer">
        {name}
      </a>
      {known && <span className="quiet">{sizeText(known.size)}</span>}
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`移除${name}`} onClick={onRemove} />
    </li>
  );
}

/** A form filled by hand has no codes, and is no scan of ours: nothing is said of it. */
async function readingOf({ id, name }: FileMeta, matter: string | undefined): Promise<{ name: string; reading: ScanReading } | undefined> {
  const reading = await call('readScan', { body: { file: id, keep: false, ...(matter === undefined ? {} : { matter }) } }).catch(() => undefined);
  return reading === undefined || reading.sheets.every(({ page }) => page === undefined) ? undefined : { name, reading };
}

/** Uploads at once and keeps the id; says how far it is, and what went wrong beside the field. */
export function FileInput({ id, value, onChange, many = false, most = 20, title, sealed }: Props) {
  const matter = useContext(MatterOfForm);
  const [reading, setReading] = useState<{ name: string; reading: ScanReading }>();
  const [share, setShare] = useState<number>();
  const [trouble, setTrouble] = useState('');
  const ids = idsOf(value);
  const give = (next: string[]) => onChange?.(many ? next : next[0]);

  const take = async (file: File): Promise<void> => {
    setTrouble('');
    setReading(undefined);
    setShare(0);
    try {
      const meta = await upload(file, setShare);
      fileNames.keep(meta.id, meta);
      give(many ? [...ids, meta.id] : [meta.id]);
      if (sealed) setReading(await readingOf(meta, matter));
    } catch (error) {
      setTrouble(sentenceOf(error));
    } finally {
      setShare(undefined);
    }
  };

  const says = share === undefined ? '选择文件或拍照' : '正在上传';
  return (
    <div className="file-input">
      {ids.length > 0 && (
        <ul className="file-lines">
          {ids.map((one) => (
            <Uploaded key={one} id={one} onRemove={() => give(ids.filter((other) => other !== one))} />
          ))}
        </ul>
      )}
      {(ids.length === 0 || (many && ids.length < most)) && (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button id={id} icon={<UploadOutlined />} loading={share !== undefined} aria-label={`${says}：${title}`}>
            {says}
          </Button>
        </Upload>
      )}
      {share !== undefined && <Progress percent={Math.round(share * 100)} size="small" />}
      {reading && ids.length > 0 && <ScanSaid {...reading} />}
      {trouble !== '' && (
        <p role="alert" className="wrong">
          {trouble}
        </p>
      )}
    </div>
  );
}
