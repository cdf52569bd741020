import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select, Tabs } from 'antd';
import { useState } from 'react';
import type { FactGroup, FactRow, Option } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { studioFacts } from '../../api/questions.ts';
import { More } from '../../parts/list/more.tsx';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { listed } from '../../parts/list/use-list.ts';
import { Nothing } from '../../parts/look/states.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';
import { Entry } from './entry.tsx';

type Props = Readonly<{ studio: string; groups: readonly FactGroup[]; options: readonly Option[]; today: Day }>;

const step = 8;
const latestFirst = (a: FactRow, b: FactRow): number => (b.eventOn ?? '').localeCompare(a.eventOn ?? '');

/** 时间线：各类台账合在一起，最近的在前。 */
function Timeline({ groups, today }: Pick<Props, 'groups' | 'today'>) {
  const [shown, show] = useState(step);
  const rows = groups.flatMap(({ zh, rows: own }) => own.map((row) => ({ row, zh }))).sort((a, b) => latestFirst(a.row, b.row));
  if (rows.length === 0) return <Nothing title="台账还是空的。">今天做了什么，记一笔就有了。</Nothing>;
  return (
    <>
      <ol className="ledger">
        {rows.slice(0, shown).map(({ row, zh }) => (
          <Entry key={row.id} row={row} kind={zh} today={today} />
        ))}
      </ol>
      {rows.length > shown && (
        <Button type="link" onClick={() => show(shown + step)} className="no-print">
          更早的
        </Button>
      )}
    </>
  );
}

function All({ studio, group, today }: { studio: string; group: FactGroup; today: Day }) {
  const list = listed(useInfiniteQuery(studioFacts(studio, group.code)));
  const rows = list.data ?? group.rows;
  return (
    <>
      <ol className="ledger">
        {rows.map((row) => (
          <Entry key={row.id} row={row} today={today} />
        ))}
      </ol>
      <More {...list} shown={rows.length} total={group.total} />
    </>
  );
}

function Group({ studio, group, option, today }: { studio: string; group: FactGroup; option: Option | undefined; today: Day }) {
  const [all, setAll] = useState(false);
  return (
    <>
      {option && (
        <div className="buttons no-print">
          <OptionButton option={option} plain />
        </div>
      )}
      {group.rows.length === 0 && <Nothing title={`还没有${group.zh}。`} />}
      {all ? (
        <All studio={studio} group={group} today={today} />
      ) : (
        <ol className="ledger">
          {group.rows.map((row) => (
            <Entry key={row.id} row={row} today={today} />
          ))}
        </ol>
      )}
      {!all && group.total > group.rows.length && <Button onClick={() => setAll(true)}>看全部 {group.total} 条</Button>}
    </>
  );
}

/** 台账：时间线，或一类一类看。 */
export function Ledger({ studio, groups, options, today }: Props) {
  const wide = useWideScreen();
  const [at, setAt] = useState('all');
  const tabs = groups.map((group) => ({
    key: group.code,
    label: `${group.zh} ${group.total}`,
    children: <Group studio={studio} group={group} today={today} option={options.find(({ name }) => name === `${group.code}.add`)} />,
  }));
  const items = [{ key: 'all', label: '时间线', children: <Timeline groups={groups} today={today} /> }, ...tabs];
  if (wide) return <Tabs items={items} activeKey={at} onChange={setAt} />;
  return (
    <>
      <Select className="wide" aria-label="看哪一类台账" value={at} onChange={setAt} options={items.map(({ key, label }) => ({ value: key, label }))} />
      {items.find(({ key }) => key === at)?.children}
    </>
  );
}
