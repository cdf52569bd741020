import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import type { Audience, Comment, Reply } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { comments as commentsAt } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { More } from '../list/more.tsx';
import { Block } from '../look/page.tsx';
import { momentZh } from '../text/day-text.ts';
import { CommentBox } from './comment-box.tsx';

type Shown = Readonly<{ matter: string; audiences: readonly Audience[]; onChanged: () => void }>;

function Edit({ one, onDone }: { one: Reply; onDone: () => void }) {
  const [text, setText] = useState(one.text);
  const edit = useMutation({ mutationFn: () => call('editComment', { params: { id: one.id }, body: { text } }), onSuccess: onDone });
  return (
    <div className="comment-box">
      <Input.TextArea aria-label="修改意见" autoSize maxLength={2000} value={text} onChange={({ target }) => setText(target.value)} />
      {edit.error && (
        <p role="alert" className="wrong">
          {sentenceOf(edit.error)}
        </p>
      )}
      <p className="comment-send">
        <Button size="small" type="primary" loading={edit.isPending} disabled={text.trim() === ''} onClick={() => edit.mutate()}>
          改好
        </Button>
        <Button size="small" onClick={onDone}>
          不改了
        </Button>
      </p>
    </div>
  );
}

function Past({ past }: Pick<Reply, 'past'>) {
  if (past.length === 0) return null;
  return (
    <details className="no-print">
      <summary className="quiet">改之前的话（本部门可见）</summary>
      {past.map(({ text, until }) => (
        <p key={until} className="comment-text quiet">
          {text}（{momentZh(until)} 改）
        </p>
      ))}
    </details>
  );
}

/** One comment: who, when, to whom — always visible — and what can still be done with it. */
function Said({ one, onChanged, onReply }: { one: Reply; onChanged: () => void; onReply?: () => void }) {
  const [editing, setEditing] = useState(false);
  const withdraw = useMutation({ mutationFn: () => call('withdrawComment', { params: { id: one.id } }), onSuccess: onChanged });
  const { by, at, visibility, editedAt, withdrawnAt } = one;
  const done = () => {
    setEditing(false);
    onChanged();
  };
  return (
    <>
      <p className="comment-who">
        <strong>{by.name === by.officeZh ? by.name : `${by.officeZh} ${by.name}`}</strong>{' '}
        <span className={`tag said-to ${visibility.code}`}>{visibility.zh}</span>{' '}
        <span className="quiet">
          <time dateTime={at}>{momentZh(at)}</time>
          {editedAt !== undefined && withdrawnAt === undefined && ' · 改过'}
        </span>
      </p>
      {withdrawnAt !== undefined && <p className="quiet">这条意见已于 {momentZh(withdrawnAt)} 收回。</p>}
      {withdrawnAt === undefined && (editing ? <Edit one={one} onDone={done} /> : <p className="comment-text">{one.text}</p>)}
      <Past past={one.past} />
      {!editing && (onReply !== undefined || one.mayEdit || one.mayWithdraw) && (
        <p className="comment-tools no-print">
          {onReply && (
            <Button type="link" size="small" onClick={onReply}>
              回复
            </Button>
          )}
          {one.mayEdit && (
            <Button type="link" size="small" onClick={() => setEditing(true)}>
              修改
            </Button>
          )}
          {one.mayWithdraw && (
            <Popconfirm
              title="收回这条意见？"
              description="话不再给人看，“谁在什么时候收回了一条意见”留着。"
              okText="收回"
              cancelText="不收回"
              onConfirm={() => withdraw.mutate()}
            >
              <Button type="link" size="small" loading={withdraw.isPending}>
                收回
              </Button>
            </Popconfirm>
          )}
        </p>
      )}
    </>
  );
}

function Thread({ one, matter, audiences, onChanged }: Shown & { one: Comment }) {
  const [replying, setReplying] = useState(false);
  const same = audiences.filter(({ code }) => code === one.visibility.code);
  const said = () => {
    setReplying(false);
    onChanged();
  };
  return (
    <li>
      <Said one={one} onChanged={onChanged} {...(one.mayReply ? { onReply: () => setReplying(true) } : {})} />
      {one.replies.length > 0 && (
        <ol className="replies">
          {one.replies.map((reply) => (
            <li key={reply.id}>
              <Said one={reply} onChanged={onChanged} />
            </li>
          ))}
        </ol>
      )}
      {replying && <CommentBox matter={matter} audiences={same} answers={one.id} onSaid={said} onCancel={() => setReplying(false)} />}
    </li>
  );
}

/** 意见：每件事项都有，说给谁听一眼看得见。Comments are talk beside the matter: they are in no paper. */
export function Comments({ matter }: { matter: string }) {
  const client = useQueryClient();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(commentsAt(matter));
  const audiences = data?.pages[0]?.audiences ?? [];
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const onChanged = () => void client.invalidateQueries({ queryKey: commentsAt(matter).queryKey });
  if (audiences.length === 0 && items.length === 0) return null;
  return (
    <Block title="意见" side={<span className="quiet">不进任何表格和档案</span>}>
      {audiences.length > 0 && <CommentBox matter={matter} audiences={audiences} onSaid={onChanged} />}
      {items.length > 0 && (
        <ol className="comments">
          {items.map((one) => (
            <Thread key={one.id} one={one} matter={matter} audiences={audiences} onChanged={onChanged} />
          ))}
        </ol>
      )}
      {(hasNextPage || items.length >= 20) && <More more={hasNextPage} busy={isFetchingNextPage} loadMore={() => void fetchNextPage()} shown={items.length} />}
    </Block>
  );
}
