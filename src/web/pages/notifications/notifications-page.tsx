import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { notifications } from '../../api/questions.ts';
import { readAll } from '../../api/upload.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { momentZh } from '../../parts/text/day-text.ts';

/** 通知：到我这里的、与我有关的，最近的在前。 */
export function NotificationsPage() {
  const client = useQueryClient();
  const list = listed(useInfiniteQuery(notifications));
  const read = useMutation({ mutationFn: readAll, onSuccess: () => client.invalidateQueries() });
  const unread = list.data?.filter((one) => !one.read).map(({ id }) => id) ?? [];
  return (
    <Page
      title="通知"
      side={
        <div className="buttons">
          {unread.length > 0 && (
            <Button onClick={() => read.mutate(unread.slice(0, 100))} loading={read.isPending}>
              全部标为已读
            </Button>
          )}
          <To href="/notices">通知设置</To>
        </div>
      }
    >
      <Answered of={list}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="还没有通知。" />
          ) : (
            <>
              <ul className="plain notices">
                {rows.map(({ id, text, at, href, read: seen }) => (
                  <li key={id} className={seen ? '' : 'unread'}>
                    <To href={href} onClick={() => !seen && read.mutate([id])}>
                      {!seen && <span className="sr-only">未读：</span>}
                      {text}
                    </To>
                    <time className="quiet figures" dateTime={at}>
                      {momentZh(at)}
                    </time>
                  </li>
                ))}
              </ul>
              <More {...list} shown={rows.length} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
