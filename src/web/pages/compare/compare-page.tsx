import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import type { StudioYear } from '#contract/shapes.ts';
import { yearOf } from '#core/shared/days.ts';
import { studio as studioAt, studioYear, studiosNamed } from '../../api/questions.ts';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { useTyped } from '../../parts/text/use-typed.ts';
import { partsOf, type Line, type Part, type Side } from './sides.ts';

const route = getRouteApi('/in/compare');
type Chosen = Readonly<{ id: string | undefined; year: number }>;

function Chooser({
  label,
  chosen,
  name,
  years,
  onChoose,
}: {
  label: string;
  chosen: Chosen;
  name: string | undefined;
  years: readonly number[];
  onChoose: (next: Chosen) => void;
}) {
  const { q, type } = useTyped();
  const { data } = useQuery(studiosNamed(q));
  const options = (data?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
  const known = chosen.id !== undefined && name !== undefined && !options.some(({ value }) => value === chosen.id) ? [{ value: chosen.id, label: name }] : [];
  return (
    <div className="compare-side">
      <Select
        aria-label={`${label}工作室`}
        className="wide"
        placeholder="选一家工作室"
        showSearch={{ filterOption: false, onSearch: type }}
        value={chosen.id}
        options={[...known, ...options]}
        onChange={(id: string) => onChoose({ ...chosen, id })}
      />
      <Select
        aria-label={`${label}年度`}
        value={chosen.year}
        options={years.map((year) => ({ value: year, label: `${year}年` }))}
        onChange={(year: number) => onChoose({ ...chosen, year })}
      />
    </div>
  );
}

function Pair({ bars: [a, b] }: { bars: readonly [number, number] }) {
  const most = Math.max(a, b, 1);
  return (
    <span className="pair" aria-hidden>
      <i style={{ width: `${(a / most) * 100}%` }} />
      <i style={{ width: `${(b / most) * 100}%` }} />
    </span>
  );
}

function Row({ line: { what, a, b, same, bars }, drawn }: { line: Line; drawn: boolean }) {
  return (
    <tr className={same ? 'same' : undefined}>
      <th scope="row">{what}</th>
      <td className="figures">{a}</td>
      <td className="figures">{b}</td>
      {drawn && <td>{bars && <Pair bars={bars} />}</td>}
    </tr>
  );
}

/** 深的是左边，浅的是右边：说出是哪一家、哪一年。 */
function Legend({ heads }: { heads: readonly [string, string] }) {
  return (
    <p className="legend quiet compare-legend">
      <span>
        <span className="swatch value" aria-hidden /> 深色是左边：{heads[0]}
      </span>
      <span>
        <span className="swatch forecast" aria-hidden /> 浅色是右边：{heads[1]}
      </span>
    </p>
  );
}

function Parts({ parts, heads, onlyDifferent }: { parts: readonly Part[]; heads: readonly [string, string]; onlyDifferent: boolean }) {
  const shown = parts
    .map((part) => ({ ...part, lines: onlyDifferent ? part.lines.filter(({ same }) => !same) : part.lines }))
    .filter(({ lines }) => lines.length > 0);
  // A phone has room for the words of both sides, not for bars beside them.
  const drawn = useWideScreen();
  if (shown.length === 0) return <Nothing title="两边没有不同。" />;
  const blocks = shown.map(({ title, lines }) => (
    <Block key={title} title={title}>
      <div className="table-box" tabIndex={0} role="region" aria-label={`表格：${title}对照`}>
        <table className="plain-table compare">
          <caption className="sr-only">{title}对照</caption>
          <colgroup>
            <col className="compare-what" />
            <col />
            <col />
            {drawn && <col className="compare-drawn" />}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
              {drawn && <th scope="col">{lines.some(({ bars }) => bars !== undefined) ? '图示' : <span className="sr-only">图示</span>}</th>}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.what} line={line} drawn={drawn} />
            ))}
          </tbody>
        </table>
      </div>
    </Block>
  ));
  return (
    <>
      {drawn && shown.some(({ lines }) => lines.some(({ bars }) => bars !== undefined)) && <Legend heads={heads} />}
      {blocks}
    </>
  );
}

const ready = (of: Partial<Side>): Side | undefined => (of.studio === undefined || of.year === undefined ? undefined : { studio: of.studio, year: of.year });
function useSide({ id, year }: Chosen) {
  const studio = useQuery({ ...studioAt(id ?? ''), enabled: id !== undefined });
  const figures = useQuery({ ...studioYear(id ?? '', { year }), enabled: id !== undefined });
  const side = ready({ studio: studio.data, year: figures.data as StudioYear | undefined });
  return {
    name: studio.data?.name,
    asked: { data: side, error: studio.error ?? figures.error, refetch: () => Promise.all([studio.refetch(), figures.refetch()]) },
  };
}

/** 对照：两家工作室，或同一家的两年，并排看；只看不同的。 The address is the view. */
export function ComparePage() {
  const { today } = useMe();
  const current = yearOf(today);
  const { a, b, ya = current, yb = current } = route.useSearch();
  const navigate = route.useNavigate();
  const set = (changed: Partial<{ a: string; b: string; ya: number; yb: number }>) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const [left, right] = [useSide({ id: a, year: ya }), useSide({ id: b, year: yb })];
  const years = [current, current - 1, current - 2, current - 3];
  const head = (name: string | undefined, year: number): string => (a === b ? `${year}年` : `${name ?? ''}${ya === yb ? '' : ` ${year}年`}`);
  return (
    <Page title="对照" lead="两家工作室，或同一家的两年，并排看。">
      <div className="compare-choice no-print">
        <Chooser label="左边" chosen={{ id: a, year: ya }} name={left.name} years={years} onChoose={({ id, year }) => set({ a: id, ya: year })} />
        <Chooser label="右边" chosen={{ id: b, year: yb }} name={right.name} years={years} onChoose={({ id, year }) => set({ b: id, yb: year })} />
        <Checkbox checked={onlyDifferent} onChange={({ target }) => setOnlyDifferent(target.checked)}>
          只看不同的
        </Checkbox>
      </div>
      {a === undefined || b === undefined ? (
        <Nothing title="请选好左右两边。">左右可以是两家工作室，也可以是同一家的两个年度。</Nothing>
      ) : (
        <Answered of={left.asked} lines={8}>
          {(one) => (
            <Answered of={right.asked} lines={8}>
              {(other) => (
                <>
                  <p className="no-print">
                    <To href={`/studios/${one.studio.id}`}>{one.studio.name}</To>
                    {a !== b && (
                      <>
                        {' '}
                        对 <To href={`/studios/${other.studio.id}`}>{other.studio.name}</To>
                      </>
                    )}
                  </p>
                  <Parts parts={partsOf(one, other)} heads={[head(one.studio.name, ya), head(other.studio.name, yb)]} onlyDifferent={onlyDifferent} />
                </>
              )}
            </Answered>
          )}
        </Answered>
      )}
    </Page>
  );
}
