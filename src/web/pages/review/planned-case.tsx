import { Button, Input } from 'antd';
import { useState } from 'react';
import type { AssignmentPreview } from '#contract/shapes.ts';
import { send } from '../../api/call.ts';
import { sentenceOf } from '../../api/trouble.ts';

type Case = AssignmentPreview['cases'][number];
type Conflict = Case['conflicts'][number];
const howZh = { kept: '在座', drawn: '抽签', new: '' } as const;

/** 不是回避：写明理由，记入办理经过，再排一次。 */
function NotAConflict({ one, conflict, onChanged }: { one: Case; conflict: Conflict; onChanged: () => void }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const say = async (): Promise<void> => {
    setBusy(true);
    setTrouble('');
    try {
      await send(one.clear, { method: 'POST', body: { version: one.version, input: { expert: conflict.expert.id, reason } } });
      onChanged();
    } catch (error) {
      setTrouble(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  if (!open)
    return (
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        不构成回避…<span className="sr-only">：{conflict.expert.name}</span>
      </Button>
    );
  return (
    <span className="not-a-conflict">
      <Input
        size="small"
        aria-label={`${conflict.expert.name}不构成回避的理由`}
        placeholder="写明理由"
        value={reason}
        maxLength={500}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button size="small" loading={busy} disabled={reason.trim().length < 5} onClick={() => void say()}>
        认定
      </Button>
      {trouble !== '' && (
        <span role="alert" className="wrong">
          {trouble}
        </span>
      )}
    </span>
  );
}

/** 一件：请哪几位，谁是组长；哪几位应当回避、为什么。 */
export function PlannedCase({ one, onChanged }: { one: Case; onChanged: () => void }) {
  return (
    <li className="planned-case">
      <p className="planned-title">
        {one.title} <span className="quiet">{one.unit}</span>
      </p>
      <p className="planned-seats">
        {one.seats.length === 0 && <span className="quiet">没有排上</span>}
        {one.seats.map(({ expert, how, leader }) => (
          <span key={expert.id} className={how === 'new' ? 'tag new' : 'tag'}>
            {expert.name}
            {leader && '（组长）'}
            {howZh[how] !== '' && `（${howZh[how]}）`}
          </span>
        ))}
      </p>
      {one.conflicts.length > 0 && (
        <ul className="plain conflicts">
          {one.conflicts.map((conflict) => (
            <li key={conflict.expert.id}>
              <span className="quiet">
                回避：{conflict.expert.name}（{conflict.reasons.join('、')}）
              </span>
              <NotAConflict one={one} conflict={conflict} onChanged={onChanged} />
            </li>
          ))}
        </ul>
      )}
      {one.cleared.map(({ expert, reason }) => (
        <p key={expert.id} className="quiet">
          {expert.name}：已认定不构成回避，{reason}
        </p>
      ))}
    </li>
  );
}
