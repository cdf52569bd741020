import { Progress } from 'antd';
import type { ReviewCase } from '#contract/shapes.ts';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';

type Props = Readonly<{ cases: readonly ReviewCase[]; fewest: number }>;
const figure = (value: number | undefined): string => (value === undefined ? '—' : `${value}`);
const nameOf = ({ studio, title }: ReviewCase): string => studio?.name ?? title;

function Handed({ one: { in: handedIn, seats, declared } }: { one: ReviewCase }) {
  return (
    <span className="handed">
      <Progress
        percent={seats === 0 ? 0 : Math.round((handedIn / seats) * 100)}
        showInfo={false}
        status="normal"
        size="small"
        aria-label={`${seats}份评分表交了${handedIn}份`}
      />
      <span className="figures">
        {handedIn} / {seats} 份
      </span>
      {declared < seats && <span className="quiet">{seats - declared} 人未声明</span>}
    </span>
  );
}

function Card({ one }: { one: ReviewCase }) {
  return (
    <li className="card">
      <To href={one.href} className="card-link">
        <span className="card-title">{nameOf(one)}</span>
        <span className="card-line">
          {one.rank !== undefined && <strong className="figures">第 {one.rank} 名 </strong>}
          <StateTag zh={one.state.zh} kind="plain" />
        </span>
        <Handed one={one} />
        {one.mean !== undefined && (
          <span className="card-line quiet figures">
            平均 {one.mean}，离散 {figure(one.spread)}（{figure(one.low)}—{figure(one.high)}）；校正 {figure(one.normalised)}，第 {figure(one.normalisedRank)}{' '}
            名
          </span>
        )}
      </To>
    </li>
  );
}

/** 一件一行：评到哪里，平均、离散、校正后的名次；份数太少的只看份数。 */
export function CaseTable({ cases, fewest }: Props) {
  const wide = useWideScreen();
  if (!wide)
    return (
      <ul className="cards">
        {cases.map((one) => (
          <Card key={one.id} one={one} />
        ))}
      </ul>
    );
  return (
    <PlainTable
      caption="各件评到哪里"
      columns={['名次', '工作室', '状态', '评分表', '平均', '离散', '最低—最高', '校正分', '校正后名次', '审定总分']}
      numeric={[0, 4, 5, 7, 8, 9]}
      short={[2, 3, 6]}
      rows={cases.map((one) => [
        figure(one.rank),
        <To key="case" href={one.href}>
          {nameOf(one)}
        </To>,
        <StateTag key="state" zh={one.state.zh} kind="plain" />,
        <Handed key="in" one={one} />,
        one.mean === undefined ? <span title={`不满${fewest}份，不列`}>—</span> : `${one.mean}`,
        figure(one.spread),
        one.low === undefined ? '—' : `${one.low}—${figure(one.high)}`,
        figure(one.normalised),
        figure(one.normalisedRank),
        figure(one.result),
      ])}
    />
  );
}
