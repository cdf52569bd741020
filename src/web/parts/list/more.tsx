import { Button } from 'antd';

type Props = Readonly<{ more: boolean; busy: boolean; loadMore: () => void; shown: number; total?: number; unit?: string }>;

/** 更多；到底了也说一声。 */
export function More({ more, busy, loadMore, shown, total, unit = '条' }: Props) {
  return (
    <div className="more no-print">
      {more ? (
        <Button onClick={loadMore} loading={busy}>
          更多
        </Button>
      ) : null}
      <span className="quiet figures">
        {total === undefined ? (more ? `已显示 ${shown} ${unit}` : `共 ${shown} ${unit}`) : `已显示 ${shown} ${unit}，共 ${total} ${unit}`}
      </span>
    </div>
  );
}
