import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ArchivePreview } from '#contract/shapes.ts';
import { sealArchive } from '../../api/archive.ts';
import { sentenceOf } from '../../api/trouble.ts';

type Props = Readonly<{ chosen: readonly string[]; onDone: () => void }>;
const outcomeZh = { ready: '可以封存', sealed: '已封存', already: '早已封存', refused: '没有封存' } as const;

function Outcomes({ items }: { items: readonly ArchivePreview[] }) {
  return (
    <ul className="seal-list">
      {items.map(({ id, title, contents, outcome, says }) => (
        <li key={id} className={outcome === 'refused' ? 'strange' : ''}>
          <strong>{title === '' ? '（打不开）' : title}</strong>　{outcome === 'ready' || outcome === 'sealed' ? outcomeZh[outcome] : says}
          {contents.length > 0 && (
            <details>
              <summary className="quiet">内含 {contents.length} 个文件</summary>
              <ul>
                {contents.map((name, index) => (
                  <li key={`${name} ${index}`}>{name}</li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

/** 先看每一件会封进什么、哪些封不了，再封。 */
export function SealBar({ chosen, onDone }: Props) {
  const client = useQueryClient();
  const [items, setItems] = useState<readonly ArchivePreview[] | undefined>();
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const ready = items?.filter(({ outcome }) => outcome === 'ready').map(({ id }) => id) ?? [];
  const run = async (ids: readonly string[], preview: boolean): Promise<void> => {
    setBusy(true);
    setTrouble('');
    try {
      setItems(await sealArchive(ids, { preview }));
      setDone(!preview);
      if (!preview) await client.invalidateQueries({ queryKey: ['archive'] });
    } catch (error) {
      setTrouble(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const close = (): void => {
    setItems(undefined);
    if (done) onDone();
    setDone(false);
  };
  return (
    <div className="seal-bar no-print" role="group" aria-label="封存">
      <Button type="primary" disabled={chosen.length === 0} loading={busy && items === undefined} onClick={() => void run(chosen, true)}>
        封存选中的 {chosen.length} 件…
      </Button>
      {trouble !== '' && items === undefined && (
        <span role="alert" className="wrong">
          {trouble}
        </span>
      )}
      <Modal
        open={items !== undefined}
        title={done ? '封存结果' : `封存前看一看：${ready.length} 件可以封存`}
        onCancel={close}
        footer={
          done ? (
            <Button type="primary" onClick={close}>
              知道了
            </Button>
          ) : (
            <>
              <Button onClick={close}>再想想</Button>
              <Button type="primary" disabled={ready.length === 0} loading={busy} onClick={() => void run(ready, false)}>
                封存这 {ready.length} 件
              </Button>
            </>
          )
        }
      >
        {!done && <p className="quiet">封存后内容和摘要固定下来，以后下载的都是这一份；事项再有办理的，另封一份，原来的保留。</p>}
        {trouble !== '' && (
          <p role="alert" className="wrong">
            {trouble}
          </p>
        )}
        {items !== undefined && <Outcomes items={items} />}
      </Modal>
    </div>
  );
}
