import { useInfiniteQuery } from '@tanstack/react-query';
import { sentMails } from '../../api/questions.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Block } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { momentZh } from '../../parts/text/day-text.ts';

/** 发给我的邮件：发了什么，到了没有。 */
export function SentMails() {
  const list = listed(useInfiniteQuery(sentMails));
  return (
    <Block title="发给我的邮件">
      <Answered of={list} lines={2}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="还没有发过邮件。" />
          ) : (
            <>
              <ul className="plain sent-mails">
                {rows.map(({ id, kindZh, subject, text, stateZh, doneAt, madeAt }) => (
                  <li key={id}>
                    {text === '' ? (
                      <span>{subject === '' ? kindZh : subject}</span>
                    ) : (
                      <details>
                        <summary>{subject}</summary>
                        <p className="letter-text">{text}</p>
                      </details>
                    )}
                    <span className="quiet">
                      {kindZh} · {momentZh(doneAt ?? madeAt)} {stateZh}
                    </span>
                  </li>
                ))}
              </ul>
              <More {...list} shown={rows.length} unit="封" />
            </>
          )
        }
      </Answered>
    </Block>
  );
}
