import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { LetterPage as Letter } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { WordsFields } from '../../parts/letters/words-fields.tsx';
import { clockOf } from '../../parts/text/day-text.ts';
import { useLetter } from './use-letter.ts';

/** 发出之前：改、暂不发、这就发、撤回。 */
export function Before({ letter }: { letter: Letter }) {
  const { id, version, state, leavesAt } = letter;
  const params = { id };
  const [words, setWords] = useState({ subject: letter.subject, text: letter.text });
  const changed = words.subject !== letter.subject || words.text !== letter.text;
  const reword = useLetter(id, () => call('rewordLetter', { params, body: { version, ...words } }), '已改好');
  const send = useLetter(id, () => call('sendLetter', { params, body: { version } }), '已发出');
  const hold = useLetter(id, () => call('holdLetter', { params, body: { version } }), '先不发出，等人来发');
  const withdraw = useLetter(id, () => call('withdrawLetter', { params, body: { version } }), '已撤回，没有告诉任何人');
  const at = leavesAt === null ? undefined : clockOf(new Date(leavesAt));
  return (
    <section className="letter-before" aria-label="发出之前">
      <p role="status">{state.code === 'held' ? '先不发出，等人来发。' : `还没有发出，${at ?? ''} 自动发出；之前可以改，可以撤回。`}</p>
      <WordsFields words={words} onChange={setWords} />
      <div className="buttons">
        {changed ? (
          <>
            <Button type="primary" loading={reword.isPending} onClick={() => reword.mutate(undefined)}>
              保存修改
            </Button>
            <Button onClick={() => setWords({ subject: letter.subject, text: letter.text })}>不改了</Button>
          </>
        ) : (
          <>
            <Popconfirm
              title={`现在就发给${letter.to.join('、')}？`}
              description="发出后不能再改、不能撤回。"
              okText="发出"
              cancelText="再看看"
              onConfirm={() => send.mutate(undefined)}
            >
              <Button type="primary" loading={send.isPending}>
                现在发出
              </Button>
            </Popconfirm>
            {state.code === 'waiting' && (
              <Button loading={hold.isPending} onClick={() => hold.mutate(undefined)}>
                先不发出
              </Button>
            )}
            <Popconfirm
              title="撤回这封函件？"
              description="不会告诉任何人；所办的那一步不受影响。"
              okText="撤回"
              cancelText="先不撤"
              onConfirm={() => withdraw.mutate(undefined)}
            >
              <Button danger loading={withdraw.isPending}>
                撤回
              </Button>
            </Popconfirm>
          </>
        )}
      </div>
    </section>
  );
}
