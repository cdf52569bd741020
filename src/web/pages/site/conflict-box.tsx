import { takeMine, takeTheirs } from '../../site/edits.ts';
import type { Answered, Conflict, Found } from '../../site/visit.ts';
import { BigButton } from './big-button.tsx';
import { resultZh } from './result-zh.ts';
import { useSite } from './use-site.ts';

const theirs = (stored: Answered | Found | undefined): string => {
  if (stored === undefined) return '已删除';
  return 'result' in stored ? `${resultZh(stored.result)}${stored.note && `，${stored.note}`}` : stored.text;
};

/** 两人记的不一样：both are shown, somebody decides. */
export function ConflictBox({ id, conflict, mine }: { id: string; conflict: Conflict<Answered> | Conflict<Found>; mine: string }) {
  const site = useSite();
  return (
    <div className="site-conflict" role="alert">
      <p>{conflict.message}</p>
      <dl>
        <dt>我记的</dt>
        <dd>{mine}</dd>
        <dt>{conflict.storedBy}记的</dt>
        <dd>{theirs(conflict.stored)}</dd>
      </dl>
      <div className="buttons">
        <BigButton onClick={() => site.edit(() => takeMine(id))}>用我的</BigButton>
        <BigButton onClick={() => site.edit(() => takeTheirs(id))}>用对方的</BigButton>
      </div>
    </div>
  );
}
