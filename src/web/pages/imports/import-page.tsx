import { CheckCircleFilled, ExclamationCircleFilled, FileExcelOutlined, InboxOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Select, Spin, Upload } from 'antd';
import { useState } from 'react';
import type { ImportReport } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { importables } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { upload } from '../../api/upload.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { Verdicts } from './verdicts.tsx';

const route = getRouteApi('/in/import');
type Tried = Readonly<{ file: string; name: string; report: ImportReport }>;

const summary = ({ fresh, same, refused }: ImportReport): string =>
  [`新增 ${fresh} 行`, ...(same > 0 ? [`已有不变 ${same} 行`] : []), ...(refused > 0 ? [`不能导入 ${refused} 行`] : [])].join('，');

function Outcome({ code, tried, onDone }: { code: string; tried: Tried; onDone: (report: ImportReport) => void }) {
  const { report, file, name } = tried;
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: () => call('importRows', { params: { code }, body: { file, dry: false } }),
    async onSuccess(done) {
      onDone(done);
      await client.invalidateQueries();
    },
  });
  const good = report.refused === 0;
  return (
    <Block title={report.done ? '导入结果' : '试导入结果'}>
      <p className={good ? 'good-line' : 'bad-line'} role="status">
        {good ? <CheckCircleFilled aria-hidden /> : <ExclamationCircleFilled aria-hidden />} <strong>{name}</strong>：
        {report.done
          ? `已导入。${summary(report)}。`
          : good
            ? `${summary(report)}。可以导入。`
            : `${summary(report)}。有一行不行就一行也不导入，请改好后重新上传。`}
      </p>
      {!report.done && (
        <div className="buttons">
          {good && report.fresh > 0 && (
            <Button type="primary" loading={run.isPending} onClick={() => run.mutate()}>
              正式导入 {report.fresh} 行
            </Button>
          )}
          {!good && (
            <Button icon={<FileExcelOutlined />} href={`/api/imports/${code}/verdicts?file=${encodeURIComponent(file)}`}>
              下载写明结论的表
            </Button>
          )}
        </div>
      )}
      {run.error && (
        <p role="alert" className="wrong">
          {sentenceOf(run.error)}
        </p>
      )}
      <Verdicts report={report} />
    </Block>
  );
}

function Steps({ code, title, columns }: { code: string; title: string; columns: readonly Readonly<{ title: string; required: boolean }>[] }) {
  const [tried, setTried] = useState<Tried>();
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const take = async (file: File): Promise<void> => {
    setTrouble('');
    setTried(undefined);
    setBusy(true);
    try {
      const { id } = await upload(file, () => {});
      setTried({ file: id, name: file.name, report: await call('importRows', { params: { code }, body: { file: id, dry: true } }) });
    } catch (error) {
      setTrouble(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Block title="一、下载模板，填好">
        <p>
          <a href={`/api/imports/${code}/template`} className="button-link">
            <FileExcelOutlined aria-hidden /> 下载“{title}”模板
          </a>{' '}
          <a href={`/api/imports/${code}/template?filled=1`}>带现有内容的</a>
        </p>
        <p className="quiet">
          {columns.map(({ title: column, required }) => `${column}${required ? '*' : ''}`).join('、')}。带 * 的必填；第二张表逐栏说明怎么填。
        </p>
      </Block>
      <Block title="二、放进来，先试">
        <Upload.Dragger
          showUploadList={false}
          accept=".xlsx"
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <p>
            <InboxOutlined aria-hidden /> 把填好的表拖到这里，或点这里选择
          </p>
          <p className="quiet">先逐行检查，不会改动任何内容；同样的内容再导入一次，什么也不变</p>
        </Upload.Dragger>
        <div aria-live="polite">
          {busy && (
            <p>
              <Spin size="small" /> 正在逐行检查
            </p>
          )}
          {trouble !== '' && (
            <p role="alert" className="wrong">
              {trouble}
            </p>
          )}
        </div>
      </Block>
      {tried && <Outcome code={code} tried={tried} onDone={(report) => setTried({ ...tried, report })} />}
    </>
  );
}

/** 从 Excel 导入：下载模板，填好，先试，再导入。 */
export function ImportPage() {
  const { what } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useQuery(importables);
  return (
    <Page title="从 Excel 导入" lead="一次导入一张表：先试导入，逐行说明结论；全部没有问题才导入，有一行不行就一行也不导入。">
      <Answered of={asked} lines={6}>
        {({ items }) => {
          const chosen = items.find(({ code }) => code === what) ?? items[0];
          if (chosen === undefined) return <Nothing title="您的职务没有需要导入的内容。" />;
          return (
            <>
              <div className="filters">
                <Select
                  aria-label="导入什么"
                  className="import-choice"
                  value={chosen.code}
                  options={items.map(({ code, zh }) => ({ value: code, label: zh }))}
                  onChange={(code) => void navigate({ search: { what: code } })}
                />
              </div>
              <Steps key={chosen.code} code={chosen.code} title={chosen.zh} columns={chosen.columns} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
}
