import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import type { LetterPreview, LetterWish, Wording } from '#contract/shapes.ts';
import { call, isTrouble } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { WordsFields } from './words-fields.tsx';

type Letter = NonNullable<LetterPreview['letter']>;
type Props = Readonly<{
  option: string;
  matter: string;
  inputNow?: () => unknown;
  /** Left out where it is only to be read: what was decided is released as it was decided. */
  onWish?: (wish: LetterWish | undefined) => void;
}>;

/** 主送：海沧示范工作室（领衔人）李示例；站内，2人另有邮件 */
function Told({ told }: { told: Letter['told'] }) {
  return (
    <ul className="plain letter-told">
      {told.map(({ label, officeZh, as, people, more, byMail }) => (
        <li key={`${as} ${label} ${officeZh}`}>
          <span className="tag-plain">{as === 'to' ? '主送' : '抄送'}</span> {label}
          {label === officeZh ? '' : `（${officeZh}）`}
          {people.length > 0 && `：${people.join('、')}`}
          {more > 0 && `${people.length > 0 ? '等' : '：'}${people.length + more}人`}
          <span className="quiet"> {byMail > 0 ? `站内，${byMail}人另有邮件` : '站内'}</span>
        </li>
      ))}
    </ul>
  );
}

const wait = (minutes: number): string => (minutes === 0 ? '马上发出' : `${minutes}分钟后发出，之前可在发件箱里改、撤回`);

/** The letter as it would leave, to be read. */
function AsItLeaves({ letter: { told, subject, text, template, leavesIn } }: { letter: Letter }) {
  return (
    <>
      <Told told={told} />
      <p>
        <strong>{subject}</strong>
      </p>
      <p className="letter-text">{text}</p>
      <p className="quiet">
        照“{template}”模板拟写，{wait(leavesIn)}。
      </p>
    </>
  );
}

/** The letter as the template has it; changed, it is for this once. */
function Draft({ letter, onWish, onAgain, busy }: { letter: Letter; onWish: NonNullable<Props['onWish']>; onAgain: () => void; busy: boolean }) {
  const drawn = { subject: letter.subject, text: letter.text };
  const [words, setWords] = useState<Wording>(drawn);
  const [hold, setHold] = useState(false);
  const own = words.subject !== drawn.subject || words.text !== drawn.text;
  useEffect(() => {
    onWish(own || hold ? { ...(own ? { words } : {}), ...(hold ? { hold } : {}) } : undefined);
  }, [own, words, hold, onWish]);
  return (
    <>
      <Told told={letter.told} />
      <WordsFields words={words} onChange={setWords} rows={6} />
      <p className="quiet">
        照“{letter.template}”模板拟写，{own ? '已为这一次改过，' : ''}
        {hold ? '放在发件箱里，等人来发。' : `${wait(letter.leavesIn)}。`}
      </p>
      <div className="buttons">
        <Checkbox checked={hold} onChange={({ target }) => setHold(target.checked)}>
          先不发出
        </Checkbox>
        {own && (
          <Button size="small" onClick={() => setWords(drawn)}>
            照模板恢复
          </Button>
        )}
        <Button size="small" loading={busy} onClick={onAgain}>
          按现在填的重新拟
        </Button>
      </div>
    </>
  );
}

/** 函件预览：what would be told of this step, and to whom. Nothing is kept until the step is taken. */
export function LetterDraft({ option, matter, inputNow, onWish }: Props) {
  const ask = useMutation({
    mutationFn: () => call('previewLetter', { body: { matter, step: option, ...(inputNow === undefined ? {} : { input: inputNow() }) } }),
    onSettled: () => onWish?.(undefined),
  });
  const { mutate, data, error, isPending } = ask;
  useEffect(() => mutate(), [mutate]);
  const again = (
    <Button size="small" loading={isPending} onClick={() => mutate()}>
      再看一次
    </Button>
  );
  return (
    <section className="letter-draft" aria-label="告知函件">
      <h3>告知函件</h3>
      {error !== null && (
        <>
          <p role="status">
            {isTrouble(error) && error.status === 422 ? `先把上面的内容填好，再看函件：${error.reasons[0]?.message ?? ''}` : sentenceOf(error)}
          </p>
          {again}
        </>
      )}
      {error === null && data === undefined && <p className="quiet">正在拟函……</p>}
      {error === null && data?.letter === null && (
        <p className="quiet">
          {data.note ?? '这一步不对外发函。'} {again}
        </p>
      )}
      {error === null && data?.letter && onWish === undefined && <AsItLeaves letter={data.letter} />}
      {error === null && data?.letter && onWish !== undefined && (
        <Draft key={data.letter.subject + data.letter.text} letter={data.letter} onWish={onWish} onAgain={() => mutate()} busy={isPending} />
      )}
    </section>
  );
}
