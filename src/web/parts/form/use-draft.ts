import { useCallback, useEffect, useRef, useState } from 'react';
import { clockOf } from '../text/day-text.ts';
import { drafts, type Draft } from './drafts.ts';
import type { Values } from './values.ts';

const pause = 600;

/** Keeps what is typed a moment after the last key, and at once when the form goes away. */
export function useDraft({ person, href, version = 0 }: { person: string; href: string; version?: number }) {
  const [found] = useState<Draft | undefined>(() => drafts.of(person, href));
  const [saved, setSaved] = useState('');
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; values: Values }>(undefined);

  const write = useCallback(
    (values: Values) => {
      const now = new Date();
      if (drafts.keep(person, href, { values, at: now.toISOString(), version })) setSaved(`已保存 ${clockOf(now)}`);
      else setSaved('本机不能保存草稿，请勿关闭页面');
    },
    [person, href, version],
  );
  const flush = useCallback(() => {
    if (waiting.current === undefined) return;
    clearTimeout(waiting.current.timer);
    write(waiting.current.values);
    waiting.current = undefined;
  }, [write]);
  useEffect(() => flush, [flush]);

  const keep = useCallback(
    (values: Values) => {
      if (waiting.current !== undefined) clearTimeout(waiting.current.timer);
      waiting.current = { values, timer: setTimeout(flush, pause) };
    },
    [flush],
  );
  const drop = useCallback(() => {
    if (waiting.current !== undefined) clearTimeout(waiting.current.timer);
    waiting.current = undefined;
    drafts.drop(person, href);
    setSaved('');
  }, [person, href]);

  return { found, saved, keep, drop };
}
