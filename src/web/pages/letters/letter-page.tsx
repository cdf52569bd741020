import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { LetterPage as Letter } from '#contract/shapes.ts';
import { letter as letterAt } from '../../api/questions.ts';
import { readAll } from '../../api/upload.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { Answered } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { momentZh } from '../../parts/text/day-text.ts';
import { Before } from './before.tsx';

const route = getRouteApi('/in/letters/$id');

/** The sheet itself, as its reader has it. */
function Sheet({ letter: { subject, text, copies } }: { letter: Letter }) {
  const copied = copies.length > 0 && !text.includes('抄送：');
  return (
    <div className="letter-sheet">
      <h2>{subject}</h2>
      <p className="letter-text">{text}</p>
      {copied && <p className="letter-text">抄送：{copies.join('、')}</p>}
    </div>
  );
}

const Attached = ({ papers }: { papers: Letter['papers'] }) =>
  papers.length === 0 ? null : (
    <p>
      附：
      {papers.map(({ name, title, href }) => (
        <To key={name} href={`${href}?format=pdf`} className="letter-paper">
          {title}
        </To>
      ))}
    </p>
  );

/** 送到了没有：站内看过没有，邮件到了哪一步。 */
function Recipients({ recipients }: { recipients: NonNullable<Letter['office']>['recipients'] }) {
  if (recipients.length === 0) return null;
  return (
    <Block title={`告知了 ${recipients.length} 人`}>
      <PlainTable
        caption="告知情况"
        columns={['单位', '姓名', '站内', '邮件']}
        rows={recipients.map(({ label, name, read, readAt, mailZh }) => [
          label,
          name,
          read ? `${readAt === null ? '' : `${momentZh(readAt)} `}已看` : '还没看',
          mailZh,
        ])}
      />
    </Block>
  );
}

function Earlier({ past }: { past: NonNullable<Letter['office']>['past'] }) {
  if (past.length === 0) return null;
  return (
    <Block title={`改过 ${past.length} 次`}>
      {past.map(({ version, subject, text, until, by }) => (
        <details key={version}>
          <summary>
            {momentZh(until)} {by}改之前
          </summary>
          <p>{subject}</p>
          <p className="letter-text">{text}</p>
        </details>
      ))}
    </Block>
  );
}

/** Whoever opens a letter has read it. */
function useReading({ notice }: Letter): void {
  const client = useQueryClient();
  const { mutate } = useMutation({ mutationFn: readAll, onSuccess: () => client.invalidateQueries() });
  const unread = notice !== null && !notice.read ? notice.id : undefined;
  useEffect(() => {
    if (unread !== undefined) mutate([unread]);
  }, [unread, mutate]);
}

function Shown({ letter }: { letter: Letter }) {
  const { matter, state, from, leftAt, madeAt, office, papers } = letter;
  useReading(letter);
  return (
    <Page
      title={office === null ? '来函' : '函件'}
      className="letter"
      crumb={office === null ? <To href="/notifications">通知</To> : <To href="/letters">发件箱</To>}
      lead={
        <>
          {from} · {momentZh(leftAt ?? madeAt)} · <To href={`/matters/${matter.id}`}>{matter.title}</To>（{matter.kindZh}：{matter.stepZh}）
        </>
      }
      side={office === null ? null : <span className={`letter-state ${state.code}`}>{state.zh}</span>}
    >
      {office?.editable === true ? <Before letter={letter} /> : <Sheet letter={letter} />}
      {office !== null && office.why !== null && <p className="overdue-words">{office.why}</p>}
      <Attached papers={papers} />
      {office !== null && (
        <>
          <Recipients recipients={office.recipients} />
          <Earlier past={office.past} />
          <p className="quiet">
            {office.by}办理时照“{office.template}”模板拟写 · 主送 {letter.to.join('、')}
            {letter.copies.length > 0 && ` · 抄送 ${letter.copies.join('、')}`}
          </p>
        </>
      )}
    </Page>
  );
}

/** 一封函件：发出之前看、改、撤；发出之后看谁收到了；收到的人看写了什么。 */
export function LetterPage() {
  const { id } = route.useParams();
  const asked = useQuery(letterAt(id));
  return <Answered of={asked}>{(letter) => <Shown letter={letter} />}</Answered>;
}
