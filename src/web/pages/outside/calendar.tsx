import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { call } from '../../api/call.ts';
import { calendarFeed } from '../../api/questions.ts';
import { Block } from '../../parts/look/page.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { momentZh } from '../../parts/text/day-text.ts';
import type { Said } from './said-once.tsx';
import { useDoing } from './use-doing.ts';

/** 待办期限的日历订阅：开、换新、停。 */
export function Calendar({ onSaid }: { onSaid: (said: Said) => void }) {
  const asked = useQuery(calendarFeed);
  const renew = useDoing(
    'calendar',
    () => call('renewCalendar'),
    ({ href = '' }) =>
      onSaid({
        title: '日历订阅地址',
        what: new URL(href, location.origin).href,
        why: '在手机或电脑的日历里选“订阅”，粘贴这个地址。谁有地址谁就看得到您的待办标题，请不要转给别人。',
      }),
  );
  const end = useDoing('calendar', () => call('endCalendar'));
  return (
    <Block title="日历订阅">
      <p className="quiet">把待办的期限放进手机或电脑的日历；办完的自动去掉。</p>
      <Answered of={asked} lines={2}>
        {({ feed }) => (
          <div className="filters">
            {feed === null ? (
              <Button onClick={() => renew.mutate(undefined)} loading={renew.isPending}>
                开通订阅
              </Button>
            ) : (
              <>
                <span>
                  {momentZh(feed.madeAt)} 开通，{feed.usedAt === null ? '还没有日历来取过' : `最近取用 ${momentZh(feed.usedAt)}`}
                </span>
                <Popconfirm title="换新地址后，原来的订阅不再更新。" okText="换新" cancelText="先不换" onConfirm={() => renew.mutate(undefined)}>
                  <Button loading={renew.isPending}>换新地址</Button>
                </Popconfirm>
                <Button danger loading={end.isPending} onClick={() => end.mutate(undefined)}>
                  停用
                </Button>
              </>
            )}
          </div>
        )}
      </Answered>
    </Block>
  );
}
