import { SearchOutlined } from '@ant-design/icons';
import { AutoComplete, Input } from 'antd';
import { useEffect, useId, useMemo, useRef } from 'react';
import type { QueryField } from '#core/query/fields.ts';
import { completions, parseQuery, writeQuery } from '#core/query/parse.ts';
import { useTyped } from '../text/use-typed.ts';

type Props = Readonly<{ q: string; onSearch: (q: string) => void; label: string; fields: readonly QueryField[]; hint?: string }>;

/** 已经写下的条件，一个一个可以去掉。 */
function Conditions({ q, fields, onSearch }: Pick<Props, 'q' | 'fields' | 'onSearch'>) {
  const parsed = parseQuery(q, fields);
  if (!parsed.ok || parsed.query.conditions.length === 0) return null;
  const { words, conditions } = parsed.query;
  return (
    <div className="chips" role="group" aria-label="条件">
      {conditions.map((condition) => (
        <button
          key={condition.text}
          type="button"
          className="chip"
          aria-pressed
          aria-label={`去掉条件 ${condition.text}`}
          onClick={() => onSearch(writeQuery({ words, conditions: conditions.filter((one) => one !== condition) }, fields))}
        >
          {condition.text} ×
        </button>
      ))}
    </div>
  );
}

/** 查找框也认条件：`状态:公示 归口:思明 天数>5`. What it does not know it says at once, with what was probably meant, and asks nothing. */
export function QueryBox({ q, onSearch, label, fields, hint = '名称、拼音首字母，或 状态:公示 归口:思明' }: Props) {
  const { q: typed, typed: shown, type, box } = useTyped(q);
  const told = useRef(q);
  const wrongId = useId();
  useEffect(() => {
    if (q === told.current) return;
    told.current = q;
    type(q);
  }, [q, type]);
  const parsed = useMemo(() => parseQuery(typed, fields), [typed, fields]);
  // Half a condition is not wrong yet: somebody is typing it.
  const half = /[:：<>＜＞]$/u.test(typed);
  useEffect(() => {
    if (!parsed.ok || typed === told.current || typed !== shown.trim()) return;
    told.current = typed;
    onSearch(typed);
  }, [parsed, typed, shown, onSearch]);
  const options = completions(shown, fields).map(({ zh, is, says }) => ({
    value: `${shown.replace(/\S*$/u, '')}${zh}${is === 'number' || is === 'day' ? '>' : ':'}`,
    label: (
      <span>
        {zh} <span className="quiet">{says}</span>
      </span>
    ),
  }));
  return (
    <div className="query-box">
      <span {...box} className="search-box">
        <AutoComplete
          value={shown}
          options={shown === '' || /\s$/u.test(shown) || options.length < fields.length ? options : []}
          onChange={(text: string) => type(text)}
          popupMatchSelectWidth={320}
        >
          <Input
            type="search"
            allowClear
            prefix={<SearchOutlined aria-hidden />}
            aria-label={label}
            aria-describedby={parsed.ok || half ? undefined : wrongId}
            aria-invalid={!parsed.ok && !half}
            placeholder={hint}
            maxLength={200}
          />
        </AutoComplete>
      </span>
      {!parsed.ok && !half && (
        <p id={wrongId} role="alert" className="wrong">
          {parsed.reasons.map(({ zh }) => zh).join('；')}
        </p>
      )}
      <Conditions q={q} fields={fields} onSearch={onSearch} />
    </div>
  );
}
