import { Button } from 'antd';
import type { StandardRow } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { Block } from '../../parts/look/page.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';

const looks = { 'in-force': 'good', planned: 'warn', past: 'plain', trial: 'plain' } as const;

function Version({ row, onCompare }: { row: StandardRow; onCompare: (id: string) => void }) {
  const { id, title, from, state, matters, open, set, options } = row;
  return (
    <li className="card padded">
      <div className="card-title">
        {title} <StateTag zh={state.zh} kind={looks[state.code]} />
      </div>
      <div className="card-line quiet">
        编号 {id} · {from === undefined ? '还没有定施行日' : `${dayZh(from)}起施行`} · 立案 {matters} 件，在办 {open} 件
      </div>
      {set && (
        <div className="card-line quiet">
          {set.by}于{dayZh(set.at.slice(0, 10))}{from === undefined ? '收回' : '定的'}：{set.reason}
        </div>
      )}
      <div className="buttons">
        {options.map((option) => (
          <OptionButton key={option.name} option={option} size="small" plain={option.tone !== 'forward'} />
        ))}
        {state.code !== 'in-force' && (
          <Button size="small" onClick={() => onCompare(id)}>
            与现行的对照
          </Button>
        )}
        <a className="text-link" href={`/api/standards/${id}`} download={`${id}.json`}>
          下载（JSON）
        </a>
      </div>
    </li>
  );
}

/** 全部版本，最新的在上。 */
export function Versions({ rows, onCompare }: { rows: readonly StandardRow[]; onCompare: (id: string) => void }) {
  return (
    <Block title="版本">
      <ul className="plain cards">
        {rows.map((row) => (
          <Version key={row.id} row={row} onCompare={onCompare} />
        ))}
      </ul>
    </Block>
  );
}
