import { useEffect, useState } from 'react';

/** A search box waits a moment, and never asks in the middle of a pinyin word. Spread `box` on the element around the input. */
export function useTyped(wait = 250) {
  const [typed, type] = useState('');
  const [composing, compose] = useState(false);
  const [q, setQ] = useState('');
  useEffect(() => {
    if (composing) return undefined;
    const timer = setTimeout(() => setQ(typed.trim()), wait);
    return () => clearTimeout(timer);
  }, [typed, composing, wait]);
  return { q, typed, type, box: { onCompositionStart: () => compose(true), onCompositionEnd: () => compose(false) } };
}
