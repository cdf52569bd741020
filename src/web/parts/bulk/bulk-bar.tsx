import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { mostInBulk } from '#core/shared/bulk.ts';

const BulkPanel = lazy(() => import('./bulk-panel.tsx'));
type Props = Readonly<{ chosen: ReadonlySet<string>; onClear: () => void }>;

/** 选了几件，能对它们办什么。 */
export function BulkBar({ chosen, onClear }: Props) {
  const [open, setOpen] = useState(false);
  const ids = [...chosen];
  if (ids.length === 0) return null;
  const tooMany = ids.length > mostInBulk;
  return (
    <div className="bulk-bar no-print" role="region" aria-label="批量办理">
      <span role="status">
        已选 <b className="figures">{ids.length}</b> 件{tooMany && `，一次最多办 ${mostInBulk} 件`}
      </span>
      <Button type="primary" disabled={tooMany} onClick={() => setOpen(true)}>
        批量办理
      </Button>
      <Button onClick={onClear}>取消选择</Button>
      {open && (
        <Suspense fallback={null}>
          <BulkPanel
            ids={ids}
            onClose={() => setOpen(false)}
            onDone={() => {
              setOpen(false);
              onClear();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
