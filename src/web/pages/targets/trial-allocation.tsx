import { useQuery } from '@tanstack/react-query';
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import type { Cockpit, Matter } from '#contract/shapes.ts';
import { reallocate, tried, type Share } from '#core/targets/reallocate.ts';
import { matter as matterAt } from '../../api/questions.ts';
import { Block } from '../../parts/look/page.tsx';
import { useTaking } from '../../parts/option/taking.ts';

type Measure = 'created' | 'qualified';
type Targets = Readonly<Record<Measure, ReadonlyMap<string, number>>>;
const measures = ['created', 'qualified'] as const;
const zh = { created: '创建', qualified: '达标' } as const;

const sharesOf = ({ items }: Cockpit, measure: Measure): readonly Share[] =>
  items.map(({ union, ...row }) => ({ union: union.id, target: row[measure].target, reached: row[measure].reached, expected: row[measure].expected }));
const asTheyAre = (board: Cockpit): Targets => {
  const of = (measure: Measure) => new Map(sharesOf(board, measure).map(({ union, target }) => [union, target]));
  return { created: of('created'), qualified: of('qualified') };
};

/** What was tried, as the form that changes the table starts. */
const tableOf = ({ items }: Cockpit, { created, qualified }: Targets) => ({
  rows: items.map(({ union }) => ({ union: union.id, created: created.get(union.id), qualified: qualified.get(union.id) })),
});

function Take({ board, targets, id }: { board: Cockpit; targets: Targets; id: string }) {
  const { data } = useQuery(matterAt(id));
  const { open } = useTaking();
  const option = data?.options.find(({ input }) => Object.hasOwn((input?.['properties'] as object | undefined) ?? {}, 'rows'));
  if (data === undefined || option === undefined) return null;
  const matter: Pick<Matter, 'id' | 'title' | 'version'> = data;
  return (
    <Button type="primary" onClick={() => open({ option, matter, start: tableOf(board, targets) })}>
      按此{option.title}
    </Button>
  );
}

function Said({ board, targets }: { board: Cockpit; targets: Targets }) {
  return (
    <>
      {measures.map((measure) => {
        const { sum, off, gap, before } = tried(sharesOf(board, measure), targets[measure]);
        return (
          <p key={measure} className={off === 0 ? undefined : 'warn-text'}>
            {zh[measure]}合计 {sum} 家{off === 0 ? '，与全市任务一致' : `，比全市任务${off > 0 ? '多' : '少'} ${Math.abs(off)} 家`}；照预计年末会差 {gap} 家
            {gap === before ? '' : `（现在的分解会差 ${before} 家）`}。
          </p>
        );
      })}
    </>
  );
}

/** 试调任务数：改一个数就重算，只在这一页上；要生效，到目标任务里下达。 */
export function TrialAllocation({ board, mayAdjust }: { board: Cockpit; mayAdjust: boolean }) {
  const now = asTheyAre(board);
  const [targets, setTargets] = useState(now);
  const changed = measures.some((measure) => [...now[measure]].some(([union, target]) => targets[measure].get(union) !== target));
  const set = (measure: Measure, union: string, value: number): void =>
    setTargets((before) => ({ ...before, [measure]: new Map(before[measure]).set(union, value) }));
  return (
    <Block title="试调任务数">
      <p className="quiet">只是算一算，什么也不变；“帮我调平”在合计不变、不低于已完成的前提下，把完不成的挪给有余力的。</p>
      <div className="table-box" tabIndex={0} role="region" aria-label="表格：试调任务数">
        <table className="plain-table">
          <caption className="sr-only">各单位的任务数，可以改</caption>
          <thead>
            <tr>
              <th scope="col">单位</th>
              {measures.map((measure) => (
                <th key={measure} scope="col" className="right">
                  {zh[measure]}：已完成，预计，任务
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.items.map(({ union, ...row }) => (
              <tr key={union.id}>
                <th scope="row">{union.name}</th>
                {measures.map((measure) => (
                  <td key={measure} className="figures right">
                    <span className="quiet">
                      {row[measure].reached}，{row[measure].expected}，
                    </span>
                    <InputNumber
                      aria-label={`${union.name}${zh[measure]}任务数`}
                      size="small"
                      min={0}
                      max={10_000}
                      precision={0}
                      value={targets[measure].get(union.id)}
                      onChange={(value) => set(measure, union.id, value ?? 0)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div aria-live="polite">
        <Said board={board} targets={targets} />
      </div>
      <div className="buttons">
        <Button onClick={() => setTargets({ created: reallocate(sharesOf(board, 'created')), qualified: reallocate(sharesOf(board, 'qualified')) })}>
          帮我调平
        </Button>
        <Button disabled={!changed} onClick={() => setTargets(now)}>
          还原
        </Button>
        {changed && mayAdjust && board.matter !== undefined && <Take board={board} targets={targets} id={board.matter} />}
      </div>
    </Block>
  );
}
