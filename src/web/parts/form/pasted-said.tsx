import { Button } from 'antd';
import type { Pasted, Unread } from './paste.ts';

type Props = Readonly<{ pasted: Pasted; onUndo: () => void; onGo: (cell: Unread) => void; onClose: () => void }>;
const shown = 12;

/** 粘贴了几行，哪几格没有认出、应该是什么；粘错了可以撤回。 */
export function PastedSaid({ pasted: { taken, unread, beyond }, onUndo, onGo, onClose }: Props) {
  return (
    <div className="pasted" role="status">
      <p>
        已粘贴 {taken} 行{unread.length > 0 && `，有 ${unread.length} 格没有认出，请补上`}
        {beyond > 0 && `；还有 ${beyond} 行放不下，没有粘贴`}。
        <Button type="link" size="small" onClick={onUndo}>
          撤回粘贴
        </Button>
        <Button type="link" size="small" onClick={onClose}>
          知道了
        </Button>
      </p>
      {unread.length > 0 && (
        <ul className="plain">
          {unread.slice(0, shown).map((one) => (
            <li key={`${one.row} ${one.column}`}>
              <Button type="link" size="small" onClick={() => onGo(one)}>
                第{one.row + 1}行{one.title === '' ? '' : `“${one.title}”`}
              </Button>
              {one.cell.slice(0, 40)}：{one.why}
            </li>
          ))}
          {unread.length > shown && <li className="quiet">还有 {unread.length - shown} 格。</li>}
        </ul>
      )}
    </div>
  );
}
