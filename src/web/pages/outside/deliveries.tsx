import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Delivery } from '#contract/shapes.ts';
import { deliveries } from '../../api/questions.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { momentZh } from '../../parts/text/day-text.ts';

const stateZh: Readonly<Record<Delivery['state'], string>> = { waiting: '待发', sent: '已送达', 'given-up': '未送达，不再发' };

/** 一个地址的推送记录，新的在前。 */
export function Deliveries({ id, events }: { id: string; events: readonly Readonly<{ type: string; zh: string }>[] }) {
  const list = listed(useInfiniteQuery(deliveries(id)));
  return (
    <Answered of={list} lines={2}>
      {(rows) =>
        rows.length === 0 ? (
          <Nothing title="还没有推送过。" />
        ) : (
          <>
            <PlainTable
              caption="推送记录"
              columns={['事', '状态', '何时', '第几次', '说明']}
              rows={rows.map(({ type, state, madeAt, triedAt, tries, problem }) => [
                events.find((one) => one.type === type)?.zh ?? '试发',
                stateZh[state],
                momentZh(triedAt ?? madeAt),
                String(tries),
                problem ?? '',
              ])}
              numeric={[3]}
            />
            <Button size="small" onClick={() => void list.refetch()}>
              刷新
            </Button>
            <More {...list} shown={rows.length} />
          </>
        )
      }
    </Answered>
  );
}
