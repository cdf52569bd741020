import type { Matter } from '#contract/shapes.ts';
import { PlainTable } from '../look/plain-table.tsx';
import { StateTag } from '../look/state-tag.tsx';
import { To } from '../look/to.tsx';

/** 子事项：并行办理的，都办完了才往下走。 */
export function Relatives({ items }: { items: NonNullable<Matter['children']> }) {
  return (
    <PlainTable
      caption="相关事项"
      columns={['事项', '办理人', '状态']}
      rows={items.map((child) => [
        <To key="title" href={child.href}>
          {child.title}
        </To>,
        child.holder ?? '—',
        <StateTag key="state" zh={child.state.zh} />,
      ])}
    />
  );
}
