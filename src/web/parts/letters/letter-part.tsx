import { Button } from 'antd';
import { lazy, Suspense, useCallback, useRef, useState } from 'react';
import type { LetterWish, Matter } from '#contract/shapes.ts';

// What is written to whom is looked at by those who ask for it.
const LetterDraft = lazy(() => import('./letter-draft.tsx').then(({ LetterDraft: component }) => ({ default: component })));

type Props = Readonly<{
  option: string;
  matter: Pick<Matter, 'id'>;
  /** What is filled in at this moment; nothing where the step takes nothing. */
  inputNow?: () => unknown;
  /** Shown without being asked for. */
  atOnce?: boolean;
  onWish: (wish: LetterWish | undefined) => void;
}>;

/** What is wished for the letter, kept beside the form: writing it redraws nothing else. */
export function useLetterWish() {
  const kept = useRef<LetterWish | undefined>(undefined);
  return {
    of: useCallback(() => kept.current, []),
    wish: useCallback((wish: LetterWish | undefined) => (kept.current = wish), []),
  };
}

/** 办好以后告诉谁、写什么：办之前先看，可以只改这一次。 */
export function LetterPart({ option, matter, inputNow, atOnce = false, onWish }: Props) {
  const [open, setOpen] = useState(atOnce);
  if (!open)
    return (
      <p className="letter-ask">
        <Button onClick={() => setOpen(true)}>看看会告诉谁、怎么写</Button>
        <span className="quiet">办好后发函告知，发出之前可改可撤</span>
      </p>
    );
  return (
    <Suspense fallback={<p className="quiet">正在拟函……</p>}>
      <LetterDraft option={option} matter={matter.id} inputNow={inputNow} onWish={onWish} />
    </Suspense>
  );
}
