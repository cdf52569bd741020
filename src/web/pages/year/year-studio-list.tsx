import type { YearStudio } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';
import { shortDay } from '../../parts/text/day-text.ts';

type Props = Readonly<{ rows: readonly YearStudio[]; today: Day }>;

function Report({ report, today }: { report: YearStudio['report']; today: Day }) {
  if (report === undefined) return <span className="quiet">还没有年报</span>;
  const { state, submittedOn, late, href } = report;
  return (
    <>
      <To href={href}>{state.zh}</To>
      {submittedOn !== undefined && <span className="quiet figures"> {shortDay(submittedOn, today)}报送</span>} {late && <StateTag zh="迟报" kind="warn" />}
    </>
  );
}

function LastEntry({ row: { lastEntryOn, asleepDays, asleep }, today }: { row: YearStudio; today: Day }) {
  return (
    <span className="figures">
      {lastEntryOn === undefined ? '还没有记过' : shortDay(lastEntryOn, today)}
      {asleepDays !== undefined && asleepDays > 0 && <span className={asleep ? 'warn-text' : 'quiet'}> {asleepDays} 天前</span>}
    </span>
  );
}

function Card({ row, today }: { row: YearStudio; today: Day }) {
  return (
    <li className="card year-card">
      <h3>
        <To href={`/studios/${row.id}`}>{row.name}</To>
      </h3>
      <span className="card-line quiet">
        {row.union.name} · 领衔人{row.lead}
      </span>
      <span className="card-line">
        年报：
        <Report report={row.report} today={today} /> {row.band && <StateTag zh={row.band} />}
      </span>
      <span className="card-line">
        最近一笔：
        <LastEntry row={row} today={today} />
      </span>
    </li>
  );
}

/** 一家一行；on a phone a card each. */
export function YearStudioList({ rows, today }: Props) {
  const wide = useWideScreen();
  if (!wide) {
    return (
      <ul className="cards">
        {rows.map((row) => (
          <Card key={row.id} row={row} today={today} />
        ))}
      </ul>
    );
  }
  return (
    <PlainTable
      caption="逐家看"
      columns={['工作室', '领衔人', '所在单位', '归口工会', '年度报告', '最近一笔', '考核等次']}
      rows={rows.map((row) => [
        <To key="name" href={`/studios/${row.id}`}>
          {row.name}
        </To>,
        row.lead,
        row.hostUnit,
        row.union.name,
        <Report key="report" report={row.report} today={today} />,
        <LastEntry key="entry" row={row} today={today} />,
        row.band === undefined ? '—' : <StateTag key="band" zh={row.band} />,
      ])}
    />
  );
}
