import { useState } from 'react';
import type { SupportBoard } from '#contract/shapes.ts';
import { ChoiceBars } from '../../parts/look/choice-bars.tsx';
import { figureText } from '../../parts/year/figure-text.ts';
import type { Row } from './support-cells.tsx';

/** What can be looked at, beside how many studios were supported: each head, what all of it is worth, agenda and rules. */
type Measure = Readonly<{ code: string; zh: string; unit: string; of: (row: Row) => number }>;
const measuresOf = (heads: readonly string[]): readonly Measure[] => [
  ...heads.map((head) => ({
    code: head,
    zh: `${head}支持`,
    unit: '项',
    of: (row: Row) => row.heads.find((one) => one.head === head)?.count ?? 0,
  })),
  { code: 'worth', zh: '折合金额', unit: 'fen', of: ({ heads: given }) => given.reduce((sum, { amountFen }) => sum + amountFen, 0) },
  { code: 'agenda', zh: '议事', unit: '次', of: ({ agenda }) => agenda },
  { code: 'rules', zh: '制度', unit: '项', of: ({ rules }) => rules },
];
const supported = 'supported';

/** 各工会给了多少：先看支持到了几家，也可以换一个方面看。 */
export function SupportBars({ board: { rows, heads } }: { board: SupportBoard }) {
  const [at, setAt] = useState<string>(supported);
  const measures = measuresOf(heads);
  const measure = measures.find(({ code }) => code === at);
  const most = measure === undefined ? 0 : Math.max(...rows.map(measure.of));
  const bars = rows.map((row) => {
    const { id, name } = row.union;
    if (measure === undefined) {
      const text = `${row.supported} / ${row.studios}`;
      return { id, name, value: row.supported, of: row.studios, full: row.studios, text, label: `${name}：工作室${row.studios}家，已支持${row.supported}家` };
    }
    const value = measure.of(row);
    const text = figureText(value, measure.unit);
    return { id, name, value, full: most, text, label: `${name}：${measure.zh}${text}` };
  });
  const options = [{ value: supported, label: '已支持的工作室' }, ...measures.map(({ code, zh }) => ({ value: code, label: zh }))];
  return <ChoiceBars title="各工会比一比" options={options} at={at} onChoose={setAt} bars={bars} />;
}
