import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import { hushNotices, unsentCount } from '../../site/edits.ts';
import { exportVisit } from '../../site/export-visit.ts';
import type { PumpState } from '../../site/pump.ts';
import type { Visit } from '../../site/visit.ts';
import { BigButton } from './big-button.tsx';
import { useSite } from './use-site.ts';
import { useWorker } from './use-worker.ts';

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** 传不上去了：what lies here can still be taken along. */
function Rescue({ visit, message }: { visit: Visit; message: string }) {
  const site = useSite();
  const { modal } = App.useApp();
  const [failed, setFailed] = useState(false);
  const discard = () =>
    modal.confirm({
      title: '从本机清除这张表的记录？',
      content: '没有上传的记录会一并删除，不能恢复。请先导出或打印。',
      okText: '清除',
      cancelText: '留着',
      onOk: site.discard,
    });
  const out = async (): Promise<void> => {
    try {
      save(`现场检查-${visit.sheet.studio.name}.json`, await exportVisit(visit, site.picture));
    } catch {
      setFailed(true);
    }
  };
  return (
    <Alert
      type="error"
      title={message}
      description={
        <>
          <p>本机的记录都还在。可以导出或打印，交给接手的同志。</p>
          <div className="buttons">
            <BigButton onClick={() => void out()}>导出本机记录</BigButton>
            <BigButton onClick={() => window.print()}>打印</BigButton>
            <BigButton onClick={() => site.now()}>再试一次</BigButton>
            <BigButton onClick={discard}>从本机清除</BigButton>
          </div>
          {failed && <p role="alert">导出没有成功，请改用打印。</p>}
        </>
      }
    />
  );
}

type Props = Readonly<{ visit: Visit; unkept?: string; lasting: boolean; pump: PumpState }>;

/** 要人知道的：这个网络下不能关页面、本机存不下、清单变了、表已经交给别人。 */
export function Notices({ visit, unkept, lasting, pump }: Props) {
  const site = useSite();
  const worker = useWorker();
  const unsent = unsentCount(visit);
  return (
    <div className="site-notices">
      {unkept !== undefined && <Alert type="error" role="alert" title={unkept} />}
      {!lasting && <Alert type="warning" title="这个浏览器不在本机保存内容。请不要关闭页面，有网络时马上上传" />}
      {lasting && worker.readiness === 'no' && (
        <Alert type="warning" title="此网络下请不要关闭页面" description="记的内容都存在本机，但断网后这一页关掉就打不开，要等有网络。" />
      )}
      {worker.readiness === 'newer' && unsent === 0 && (
        <Alert
          type="info"
          title="这一页有新版本"
          action={
            <Button onClick={worker.takeOver} size="large">
              现在更新
            </Button>
          }
        />
      )}
      {pump.phase === 'revoked' && <Rescue visit={visit} message={pump.message ?? '这张表已不由您填写'} />}
      {pump.phase === 'shut' && unsent > 0 && <Rescue visit={visit} message={`检查表现在是“${visit.sheet.state.zh}”，不能再填；本机还有没传上的记录`} />}
      {visit.notices.length > 0 && (
        <Alert
          type="warning"
          title={visit.notices.join('；')}
          closable={{ closeIcon: true, 'aria-label': '知道了', onClose: () => site.edit(() => hushNotices) }}
        />
      )}
    </div>
  );
}
