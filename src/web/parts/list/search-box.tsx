import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef } from 'react';
import { useTyped } from '../text/use-typed.ts';

type Props = Readonly<{ q: string; onSearch: (q: string) => void; label: string; hint?: string }>;

/** Chinese, pinyin initials or a number; asks when the typist pauses, never in the middle of a pinyin word. */
export function SearchBox({ q, onSearch, label, hint = '名称、拼音首字母或编号' }: Props) {
  const { q: typed, typed: shown, type, box } = useTyped(q);
  const told = useRef(q);
  // The address changed by another way: a link, the way back.
  useEffect(() => {
    if (q === told.current) return;
    told.current = q;
    type(q);
  }, [q, type]);
  useEffect(() => {
    if (typed === told.current || typed !== shown.trim()) return;
    told.current = typed;
    onSearch(typed);
  }, [typed, shown, onSearch]);
  return (
    <span {...box} className="search-box">
      <Input
        type="search"
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        value={shown}
        onChange={({ target }) => type(target.value)}
        aria-label={label}
        placeholder={hint}
        maxLength={60}
      />
    </span>
  );
}
