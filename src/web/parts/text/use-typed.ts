import { useEffect, useState } from 'react';

const pause = 250;

/** A search box waits a moment, and never asks in the middle of a pinyin word. Spread `box` on the element around the input. */
export function useTyped(start = '') {
  const [typed, type] = useState(start);
  const [composing, compose] = useState(false);
  const [q, setQ] = useState(start.trim());
  useEffect(() => {
    if (composing) return undefined;
    const timer = setTimeout(() => setQ(typed.trim()), pause);
    return () => clearTimeout(timer);
  }, [typed, composing]);
  return { q, typed, type, box: { onCompositionStart: () => compose(true), onCompositionEnd: () => compose(false) } };
}
