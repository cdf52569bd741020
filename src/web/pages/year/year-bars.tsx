import { useState } from 'react';
import type { YearBoard } from '#contract/shapes.ts';
import { ChoiceBars } from '../../parts/look/choice-bars.tsx';
import { cellText, columnUnit } from '../../parts/year/figure-text.ts';

const reporting = 'reported';

/** 一个单位一条：先看报送，也可以换一个数看。 */
export function YearBars({ board: { rows, columns, by } }: { board: YearBoard }) {
  const [at, setAt] = useState<string>(reporting);
  const column = columns.find(({ code }) => code === at);
  const most = Math.max(...rows.map(({ figures }) => figures[at] ?? 0));
  const options = [{ value: reporting, label: '报送进度' }, ...columns.map(({ code, zh, unit }) => ({ value: code, label: `${zh}（${columnUnit(unit)}）` }))];
  const shown = by === 'union' ? rows : rows.filter(({ studios }) => studios > 0);
  const bars = shown.map(({ id, name, reported, studios, figures }) => {
    const value = column === undefined ? reported : (figures[at] ?? 0);
    const text = column === undefined ? `${reported} / ${studios}` : cellText(value, column.unit);
    return {
      id,
      name,
      value,
      of: column === undefined && studios > 0 ? studios : undefined,
      full: column === undefined ? studios : most,
      text,
      label: column === undefined ? `${name}：应报${studios}家，已报${reported}家` : `${name}：${column.zh}${text}${columnUnit(column.unit)}`,
    };
  });
  return <ChoiceBars title="各单位" options={options} at={at} onChoose={setAt} bars={bars} />;
}
