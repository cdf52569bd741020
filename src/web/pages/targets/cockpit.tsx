import { useQuery } from '@tanstack/react-query';
import type { Cockpit as Board, CockpitStep } from '#contract/shapes.ts';
import { dayZh } from '#core/shared/days.ts';
import { targetCockpit } from '../../api/questions.ts';
import { Bar } from '../../parts/look/bar.tsx';
import { Block } from '../../parts/look/page.tsx';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';
import { TrialAllocation } from './trial-allocation.tsx';

const urgencies = {
  late: { zh: '按时限已来不及，须加快', kind: 'bad' },
  'this-week': { zh: '本周要办', kind: 'warn' },
  later: { zh: '按时办即可', kind: 'plain' },
} as const;
const percent = (share: number): string => `${Math.round(share * 100)}%`;
/** 全部说成一段话：还有几天，预计多少，差多少。 */
function InWords({ board: { total, daysLeft, by, naming } }: { board: Board }) {
  const said = (['created', 'qualified'] as const).map((measure) => {
    const { target, reached, expected, low, high } = total[measure];
    const zh = measure === 'created' ? '创建' : '达标';
    const missing = Math.max(0, Math.ceil(target - expected));
    return `${zh}任务 ${target} 家，已完成 ${reached} 家，预计年末 ${expected} 家（${low}—${high} 家）${missing > 0 ? `，照此会差 ${missing} 家` : '，可以完成'}。`;
  });
  return (
    <div className="gap-words">
      <p>
        到 {dayZh(by)} 还有 {daysLeft} 天。
      </p>
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {naming > 0 && <p>其中 {naming} 家已列入命名决定，等签发。</p>}
    </div>
  );
}

function Steps({ steps, names }: { steps: readonly CockpitStep[]; names: ReadonlyMap<string, string> }) {
  const shown = steps.filter(({ urgency }) => urgency !== 'later');
  const rest = steps.length - shown.length;
  if (steps.length === 0) return <Nothing title="还差的单位没有在办的申报和验收。">要完成任务，先得有工作室提交申报。</Nothing>;
  return (
    <>
      {shown.length === 0 && <p>这一周没有赶时间的，按各自期限办即可。</p>}
      <PlainTable
        caption="谁要办什么"
        columns={['在谁手上', '办什么', '工作室', '归口', '办理期限', '最迟', '来得及吗']}
        rows={(shown.length > 0 ? shown : steps).map((step) => [
          step.who,
          <To key="matter" href={`/matters/${step.matter}`}>
            {step.stage}：{step.state}
          </To>,
          <To key="studio" href={`/studios/${step.studio.id}`}>
            {step.studio.name}
          </To>,
          names.get(step.union) ?? '',
          step.dueOn === undefined ? '—' : dayZh(step.dueOn),
          dayZh(step.latestOn),
          <StateTag key="tag" {...urgencies[step.urgency]} />,
        ])}
        short={[1, 2, 3, 4, 5, 6]}
        stacked
      />
      {shown.length > 0 && rest > 0 && <p className="quiet">另有 {rest} 件按时办即可。</p>}
    </>
  );
}

function Chances({ board: { chances, daysLeft } }: { board: Board }) {
  const cell = ({ cases, share, byExperience }: Board['chances'][number]['qualified']): string =>
    cases === 0
      ? '—'
      : `${percent(share)}，${byExperience === cases ? '凭以往' : byExperience === 0 ? '凭办理时限' : `${byExperience} 家凭以往，其余凭办理时限`}`;
  return (
    <>
      <PlainTable
        caption="各阶段的机会"
        columns={['阶段', '在途', '以往', `${daysLeft} 天内创建`, `${daysLeft} 天内达标`]}
        rows={chances.map(({ zh, stage, created, qualified }) => [
          zh,
          `${qualified.cases} 家`,
          `${qualified.journeys} 家次`,
          stage === 'accepting' || stage === 'naming' ? '已创建' : cell(created),
          cell(qualified),
        ])}
      />
      <p className="quiet">
        每一家的机会：近三年同一阶段、走了同样天数还没有成的，再过同样多的天数成了几成；可比的不足 5
        家，就看标准的办理时限来不来得及，来得及算成，来不及不算；还没有申报的不算。任务分解表里的“预计”只按办理时限算。
      </p>
    </>
  );
}

function Expected({ items }: Pick<Board, 'items'>) {
  return (
    <ul className="plain bars">
      {items.map(({ union, qualified: { target, reached, expected, low, high } }) => (
        <li key={union.id}>
          <span className="bar-name">{union.name}</span>
          <span className="quiet">达标</span>
          <Bar
            value={reached}
            of={target}
            forecast={expected}
            label={`${union.name}达标：任务${target}家，已完成${reached}家，预计${expected}家，${low}到${high}家之间`}
          />
          <span className="figures quiet">
            {expected}（{low}—{high}）/ {target}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** 怎么完成：预计多少，差的由谁这周办什么，调一调会怎样。 */
export default function Cockpit({ year, mayAdjust }: { year: number | undefined; mayAdjust: boolean }) {
  const asked = useQuery(targetCockpit(year));
  return (
    <Answered of={asked} lines={12}>
      {(board) =>
        board.items.length === 0 ? (
          <Nothing title={board.note} />
        ) : (
          <>
            <InWords board={board} />
            <Block title="这周谁要办什么">
              <Steps steps={board.steps} names={new Map(board.items.map(({ union }) => [union.id, union.name]))} />
            </Block>
            <Block title="预计年末达标">
              <Expected items={board.items} />
            </Block>
            <Block title="预计的依据">
              <Chances board={board} />
            </Block>
            {board.items.length > 1 && <TrialAllocation board={board} mayAdjust={mayAdjust} />}
          </>
        )
      }
    </Answered>
  );
}
