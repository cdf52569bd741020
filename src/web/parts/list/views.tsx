import { DeleteOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import type { SavedView } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { savedViews } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';

type Props = Readonly<{ list: SavedView['list']; address: string; onOpen: (address: string) => void }>;

function SaveForm({ list, address, onDone }: Omit<Props, 'onOpen'> & { onDone: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = useMutation({
    mutationFn: () => call('saveView', { body: { list, name: name.trim(), address, shared } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: savedViews(list).queryKey });
      onDone();
    },
  });
  return (
    <form
      className="save-view"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') save.mutate();
      }}
    >
      <Input value={name} onChange={({ target }) => setName(target.value)} maxLength={30} placeholder="如：思明待办超五天" aria-label="视图名称" autoFocus />
      <Checkbox checked={shared} onChange={({ target }) => setShared(target.checked)}>
        同一职务的同事也能用
      </Checkbox>
      {save.error && (
        <p role="alert" className="wrong">
          {sentenceOf(save.error)}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={save.isPending} disabled={name.trim() === ''}>
        存下
      </Button>
    </form>
  );
}

/** 常用的查法存个名字，下次一点就到；可以给同一职务的同事用，各人看到的仍是各人范围里的。 */
export function Views({ list, address, onOpen }: Props) {
  const client = useQueryClient();
  const { data } = useQuery(savedViews(list));
  const [open, setOpen] = useState(false);
  const drop = useMutation({
    mutationFn: (id: string) => call('dropView', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: savedViews(list).queryKey }),
  });
  const views = data?.items ?? [];
  if (views.length === 0 && address === '') return null;
  return (
    <div className="chips views" role="group" aria-label="存下来的视图">
      {views.length > 0 && <span className="chips-label">视图</span>}
      {views.map(({ id, name, address: kept, mine, by, shared }) => (
        <span key={id} className="view">
          <button
            type="button"
            className="chip"
            aria-pressed={kept === address}
            title={mine ? (shared ? '已分享给同事' : undefined) : `${by}分享的`}
            onClick={() => onOpen(kept === address ? '' : kept)}
          >
            {name}
            {!mine && <span className="quiet"> {by}</span>}
          </button>
          {mine && kept === address && (
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`删除视图${name}`} onClick={() => drop.mutate(id)} />
          )}
        </span>
      ))}
      {address !== '' && !views.some(({ address: kept, mine }) => mine && kept === address) && (
        <Popover trigger="click" open={open} onOpenChange={setOpen} content={<SaveForm list={list} address={address} onDone={() => setOpen(false)} />}>
          <Button type="link" size="small">
            存为视图
          </Button>
        </Popover>
      )}
    </div>
  );
}
