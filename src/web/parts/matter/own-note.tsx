import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { OwnNote as Note } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { ownNote } from '../../api/questions.ts';
import { sentenceOf } from '../../api/trouble.ts';
import { momentZh } from '../text/day-text.ts';

function Box({ matter, note, open }: { matter: string; note: Note; open: boolean }) {
  const client = useQueryClient();
  const [text, setText] = useState(note.text);
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    setTrouble('');
    try {
      client.setQueryData(ownNote(matter).queryKey, await call('keepNote', { params: { id: matter }, body: { text, base: note.revision } }));
    } catch (error) {
      setTrouble(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <details className="own-note no-print" open={open || note.text !== ''}>
      <summary>我的备注（只有自己看得到）</summary>
      <Input.TextArea
        aria-label="我的备注"
        value={text}
        maxLength={4000}
        autoSize={{ minRows: 2, maxRows: 12 }}
        onChange={({ target }) => setText(target.value)}
      />
      <p>
        <Button size="small" loading={busy} disabled={text.trim() === note.text} onClick={() => void save()}>
          存备注
        </Button>{' '}
        <span className="quiet" role="status">
          {note.at !== undefined && text.trim() === note.text && `${momentZh(note.at)}存的`}
        </span>
        {trouble !== '' && (
          <span role="alert" className="wrong">
            {trouble}
          </span>
        )}
      </p>
    </details>
  );
}

/** 私人备注：想到什么先记下，别人都看不到，不进检索、导出和办理经过。 */
export function OwnNote({ matter, open = false }: { matter: string; open?: boolean }) {
  const { data } = useQuery(ownNote(matter));
  return data === undefined ? null : <Box key={matter} matter={matter} note={data} open={open} />;
}
