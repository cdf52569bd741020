import { CheckCircleFilled, ExclamationCircleFilled, SafetyCertificateOutlined } from '@ant-design/icons';
import { Spin, Upload } from 'antd';
import { useState } from 'react';
import type { ArchiveVerdict } from '#contract/shapes.ts';
import { checkArchive } from '../../api/archive.ts';
import { sentenceOf } from '../../api/trouble.ts';

type Checked = Readonly<{ key: number; name: string } & ({ verdict: ArchiveVerdict } | { trouble: string })>;

function Said({ name, verdict }: { name: string; verdict: ArchiveVerdict }) {
  const { says, matter, files, whole, known } = verdict;
  const good = whole && known === 'sealed';
  const bad = files.filter(({ is }) => is !== 'whole');
  return (
    <div className={`scan-said ${good ? 'good' : 'bad'}`} role="status">
      <p>
        {good ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />} <strong>{name}</strong>：{says}
      </p>
      {matter !== undefined && (
        <p className="quiet">
          {matter.kindZh}：{matter.title}，{matter.closedOn}办结，第{matter.version}版
        </p>
      )}
      {bad.length > 0 && (
        <ul>
          {bad.map(({ path, title, zh }) => (
            <li key={path}>
              {title}：{zh}（{path}）
            </li>
          ))}
        </ul>
      )}
      {whole && (
        <details>
          <summary>逐个文件</summary>
          <ul>
            {files.map(({ path, title, zh }) => (
              <li key={path}>
                {title}：{zh}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** 核验：把归档数据包放回来，看每个文件是不是完好，是不是本系统封存的那一份。 */
export function PackageCheck() {
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<readonly Checked[]>([]);
  const take = async (file: File): Promise<void> => {
    const key = performance.now();
    setBusy(true);
    try {
      const verdict = await checkArchive(file);
      setChecked((before) => [{ key, name: file.name, verdict }, ...before]);
    } catch (error) {
      setChecked((before) => [{ key, name: file.name, trouble: sentenceOf(error) }, ...before]);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="scan-drop">
      <Upload.Dragger
        showUploadList={false}
        accept=".zip"
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <p>
          <SafetyCertificateOutlined aria-hidden /> 把归档数据包拖到这里，或点这里选择
        </p>
        <p className="quiet">只核对，不保存，也不改动任何内容</p>
      </Upload.Dragger>
      <div aria-live="polite">
        {busy && (
          <p>
            <Spin size="small" /> 正在逐个核对
          </p>
        )}
        {checked.map((one) =>
          'verdict' in one ? (
            <Said key={one.key} name={one.name} verdict={one.verdict} />
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
