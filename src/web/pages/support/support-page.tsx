import { PrinterOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { SupportBoard } from '#contract/shapes.ts';
import { yearOf } from '#core/shared/days.ts';
import { supportBoard } from '../../api/questions.ts';
import { useWideScreen } from '../../parts/list/wide-screen.ts';
import { Block, Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { OpeningButtons } from '../../parts/option/openings.tsx';
import { NameInCharge } from './name-in-charge.tsx';
import { RecordList } from './record-list.tsx';
import { SupportBars } from './support-bars.tsx';
import { SupportCards, SupportPairs } from './support-cards.tsx';
import { InCharge, type Row } from './support-cells.tsx';
import { SupportTable } from './support-table.tsx';
import { YearSelect } from './year-select.tsx';

const route = getRouteApi('/in/support');

/** 基层工会只看自己的：一小块数字，下面就是逐条记录。 */
function Own({ row: { union, inCharge, ...sums }, year, today }: { row: Row; year: number; today: string }) {
  return (
    <>
      <Block
        title={union.name}
        side={
          <span>
            <span className="quiet">专人负责 </span>
            <InCharge name={inCharge} /> <NameInCharge union={union.id} />
          </span>
        }
      >
        <SupportPairs sums={sums} where={{ union: union.id, name: union.name, year }} />
        <p className="quiet no-print">
          给了工作室什么支持，打开<Link to="/studios">工作室</Link>，按“记一笔”登记，这里自动汇总。
        </p>
      </Block>
      <Block title="记录">
        <RecordList query={{ union: union.id, year }} today={today} />
      </Block>
    </>
  );
}

function Whole({ board }: { board: SupportBoard }) {
  const wide = useWideScreen();
  const without = board.rows.filter(({ inCharge }) => inCharge === null);
  return (
    <>
      <Block title="各工会">
        {without.length > 0 && <p className="warn-text">还没有明确专人负责的工会：{without.map(({ union }) => union.name).join('、')}。</p>}
        {wide ? <SupportTable board={board} /> : <SupportCards board={board} />}
        <p className="quiet period-words">人员、资金、物资、场地是《意见》四.1要求保障的四个方面；数字从工作室台账里的“工会支持”汇总，点开看记录。</p>
      </Block>
      <SupportBars board={board} />
    </>
  );
}

/** 工会保障（四.1）：谁专人负责，给了哪些工作室什么，议了几次事，定了几项制度。The address is the view. */
export function SupportPage() {
  const me = useMe();
  const { year } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useQuery({ ...supportBoard({ year }), placeholderData: keepPreviousData });
  return (
    <Page
      title={`${year ?? yearOf(me.today)}年工会保障`}
      className="year-board"
      side={
        <>
          <OpeningButtons names={['agenda.record', 'workingRule.record']} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      <div className="filters no-print">
        <YearSelect year={year} today={me.today} onYear={(chosen) => void navigate({ search: { year: chosen }, replace: true })} />
      </div>
      <Answered of={asked} lines={12}>
        {(board) => {
          const [only] = board.rows;
          if (only === undefined) return <Nothing title="还没有可以看的工会。" />;
          return board.rows.length === 1 ? <Own row={only} year={board.year} today={me.today} /> : <Whole board={board} />;
        }}
      </Answered>
    </Page>
  );
}
