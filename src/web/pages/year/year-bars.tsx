import { Select } from 'antd';
import { useState } from 'react';
import type { YearBoard } from '#contract/shapes.ts';
import { Bar } from '../../parts/look/bar.tsx';
import { Block } from '../../parts/look/page.tsx';
import { cellText, columnUnit } from '../../parts/year/figure-text.ts';

const reporting = 'reported';

/** 一个单位一条：先看报送，也可以换一个数看。 */
export function YearBars({ board: { rows, columns, by } }: { board: YearBoard }) {
  const [at, setAt] = useState<string>(reporting);
  const column = columns.find(({ code }) => code === at);
  const most = Math.max(...rows.map(({ figures }) => figures[at] ?? 0));
  const options = [{ value: reporting, label: '报送进度' }, ...columns.map(({ code, zh, unit }) => ({ value: code, label: `${zh}（${columnUnit(unit)}）` }))];
  const shown = by === 'union' ? rows : rows.filter(({ studios }) => studios > 0);
  return (
    <Block
      title="各单位"
      side={<Select className="no-print" aria-label="看哪个数" value={at} onChange={setAt} options={options} popupMatchSelectWidth={false} />}
    >
      <p className="print-only">{options.find(({ value }) => value === at)?.label}</p>
      <ul className="plain bars single">
        {shown.map(({ id, name, reported, studios, figures }) => {
          const value = column === undefined ? reported : (figures[at] ?? 0);
          const text = column === undefined ? `${reported} / ${studios}` : cellText(value, column.unit);
          const label = column === undefined ? `${name}：应报${studios}家，已报${reported}家` : `${name}：${column.zh}${text}${columnUnit(column.unit)}`;
          return (
            <li key={id}>
              <span className="bar-name">{name}</span>
              <Bar value={value} of={column === undefined && studios > 0 ? studios : undefined} full={column === undefined ? studios : most} label={label} />
              <span className="figures quiet">{text}</span>
            </li>
          );
        })}
      </ul>
    </Block>
  );
}
