import { useInfiniteQuery } from '@tanstack/react-query';
import { mailLog } from '../../api/questions.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Block } from '../../parts/look/page.tsx';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { momentZh } from '../../parts/text/day-text.ts';

/** 发信：发给谁、到了没有；写了什么，管理员不看。 */
export function MailLog() {
  const asked = useInfiniteQuery(mailLog);
  const list = listed(asked);
  const first = asked.data?.pages[0];
  return (
    <Block title="发信">
      <p className="quiet">
        {first === undefined
          ? ''
          : first.server === null
            ? '没有接发信服务器（SMTP_URL），通知只在站内。'
            : `发信服务器 ${first.server}，${first.waiting} 封待发。连不上时先存着，连上了再发。`}
      </p>
      <Answered of={list} lines={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="还没有发过邮件。" />
          ) : (
            <>
              <PlainTable
                caption="发信记录"
                columns={['谁', '邮箱', '哪一种', '何时', '第几次', '情况']}
                rows={rows.map(({ person, address, kindZh, madeAt, doneAt, tries, stateZh }) => [
                  person,
                  address ?? '',
                  kindZh,
                  momentZh(doneAt ?? madeAt),
                  String(tries),
                  stateZh,
                ])}
                numeric={[4]}
              />
              <More {...list} shown={rows.length} unit="封" />
            </>
          )
        }
      </Answered>
    </Block>
  );
}
