import { Select } from 'antd';
import { Bar } from './bar.tsx';
import { Block } from './page.tsx';

/** One bar: how long, against what (`of`, a mark) or out of what (`full`), and what it says. */
export type Drawn = Readonly<{ id: string; name: string; value: number; of?: number | undefined; full: number; text: string; label: string }>;
type Props = Readonly<{
  title: string;
  /** Which figures can be looked at, and which one is. */
  options: readonly Readonly<{ value: string; label: string }>[];
  at: string;
  onChoose: (code: string) => void;
  bars: readonly Drawn[];
}>;

/** 表旁边的图：一个单位一条，换一个数就换一种看法。The table beside it stays the truth. */
export function ChoiceBars({ title, options, at, onChoose, bars }: Props) {
  return (
    <Block
      title={title}
      side={<Select className="no-print" aria-label="看哪个数" value={at} onChange={onChoose} options={[...options]} popupMatchSelectWidth={false} />}
    >
      <p className="print-only">{options.find(({ value }) => value === at)?.label}</p>
      <ul className="plain bars single">
        {bars.map(({ id, name, value, of, full, text, label }) => (
          <li key={id}>
            <span className="bar-name">{name}</span>
            <Bar value={value} of={of} full={Math.max(full, 1)} label={label} />
            <span className="figures quiet">{text}</span>
          </li>
        ))}
      </ul>
    </Block>
  );
}
