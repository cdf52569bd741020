import { Button } from 'antd';
import type { Found } from '../form/draft-line.ts';
import { clockOf } from '../text/day-text.ts';

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** 上次写到哪里，什么时候写的；不要了可以重来。 */
export function FoundAgain({ found, onRestart }: { found: Found; onRestart: () => void }) {
  return (
    <p className="draft-found" role="status">
      已恢复 {dayOf(found.at) === dayOf(new Date()) ? '' : `${dayOf(found.at).slice(5)} `}
      {clockOf(found.at)} 没有提交的内容。
      <Button type="link" size="small" onClick={onRestart}>
        清空重填
      </Button>
    </p>
  );
}
