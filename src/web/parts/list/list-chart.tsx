import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ListCounts } from '#contract/shapes.ts';
import { listCounts } from '../../api/questions.ts';
import { Bar } from '../look/bar.tsx';
import { Answered, Nothing } from '../look/states.tsx';
import { figureText } from '../year/figure-text.ts';
import { Chips } from './chips.tsx';
import { useWideScreen } from './wide-screen.ts';

type Counted = Readonly<{ counts: ListCounts; onLook: (by: string | undefined) => void; onNarrow: (narrow: Readonly<Record<string, string>>) => void }>;
/** Open, and looked at as the list is looked at first. */
const open = 'open';
/** How many bars are seen at first: a phone has one column. */
const first = { wide: 12, narrow: 6 };

function Bars({ counts: { bars, unit, rest }, onNarrow }: Omit<Counted, 'onLook'>) {
  const [all, setAll] = useState(false);
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const wide = useWideScreen();
  const shown = all ? bars : bars.slice(0, wide ? first.wide : first.narrow);
  return (
    <>
      <ul className="plain bars single list-bars">
        {shown.map(({ label, value, narrow }) => (
          <li key={label}>
            {narrow === undefined ? (
              <span className="bar-name">{label}</span>
            ) : (
              <button type="button" className="bar-name text-link" title={`只看${label}的`} onClick={() => onNarrow(narrow)}>
                {label}
              </button>
            )}
            <span aria-hidden>
              <Bar value={value} full={most} label={label} />
            </span>
            <span className="figures quiet">{figureText(value, unit)}</span>
          </li>
        ))}
      </ul>
      {bars.length > shown.length && (
        <Button type="link" className="no-print" onClick={() => setAll(true)}>
          看全部 {bars.length} 项
        </Button>
      )}
      {rest > 0 && <p className="quiet">此外还有 {figureText(rest, unit)}，请再筛选一下看。</p>}
    </>
  );
}

function Chart({ counts, onLook, onNarrow }: Counted) {
  const { looks, by, total, unit, bars } = counts;
  return (
    <>
      <div className="chart-head">
        <div className="no-print">
          <Chips label="按" chips={looks.map(({ code, zh }) => ({ value: code, label: zh }))} value={by} onChange={(chosen) => onLook(chosen ?? by)} />
        </div>
        <span className="quiet figures" role="status">
          按{looks.find(({ code }) => code === by)?.zh}看，共 {figureText(total, unit)}
        </span>
      </div>
      {bars.length === 0 ? <Nothing title="筛出来是空的，没有图可看。" /> : <Bars key={by} counts={counts} onNarrow={onNarrow} />}
    </>
  );
}

/** `children` are the list's other tools, on the same line. */
type Props = Readonly<{ list: string; query: Readonly<Record<string, string | number | undefined>>; children?: ReactNode }>;

/**
 * 看图：一张清单各有多少，数的是筛出来的全部；点一项，清单就只看那一项。The list below stays the truth.
 * What is looked at stands in the address, as `look`; nothing is counted before it is opened.
 */
export function ListChart({ list, query, children }: Props) {
  const { look } = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = (changed: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '.', search: (now: object) => ({ ...now, ...changed }), replace: true });
  const shown = look !== undefined;
  const asked = useQuery({ ...listCounts(list, { ...query, by: look === open ? undefined : look }), enabled: shown, placeholderData: keepPreviousData });
  return (
    <section className="list-chart" aria-label="看图">
      <div className="list-tools no-print">
        <button type="button" className="text-link" aria-expanded={shown} onClick={() => set({ look: shown ? undefined : open })}>
          {shown ? '收起图' : '看图'}
        </button>
        {children}
      </div>
      {shown && (
        <Answered of={asked} lines={4}>
          {(counts) => <Chart counts={counts} onLook={(by) => set({ look: by })} onNarrow={set} />}
        </Answered>
      )}
    </section>
  );
}
