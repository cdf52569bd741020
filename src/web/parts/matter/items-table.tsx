import type { Matter } from '#contract/shapes.ts';
import { PlainTable } from '../look/plain-table.tsx';
import { StateTag } from '../look/state-tag.tsx';
import { To } from '../look/to.tsx';

type Item = NonNullable<Matter['items']>[number];
const kinds: Readonly<Record<string, 'good' | 'warn' | 'bad'>> = { named: 'good', suspended: 'warn', deferred: 'warn', struck: 'bad' };

/** 名单：一家一行，各有各的状态，互不牵连。 */
export function ItemsTable({ items }: { items: readonly Item[] }) {
  return (
    <PlainTable
      caption="名单"
      columns={['序号', '工作室', '所在单位', '领衔人', '归口工会', '得分', '状态', '牌匾编号']}
      numeric={[0, 5]}
      short={[3]}
      stacked
      rows={items.map((item, index) => [
        index + 1,
        <To key="studio" href={`/studios/${item.studio.id}`}>
          {item.studio.name}
        </To>,
        item.hostUnit,
        item.lead,
        item.union,
        item.score ?? '—',
        <span key="state">
          <StateTag zh={item.state.zh} kind={kinds[item.state.code]} />
          {item.note && <span className="quiet"> {item.note}</span>}
        </span>,
        item.plaqueNo ?? '—',
      ])}
    />
  );
}
