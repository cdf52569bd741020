import type { Matter } from '#contract/shapes.ts';
import { useWideScreen } from '../list/wide-screen.ts';
import { Bar } from '../look/bar.tsx';
import { PlainTable } from '../look/plain-table.tsx';
import { StateTag } from '../look/state-tag.tsx';
import { To } from '../look/to.tsx';
import { inspected } from './progress.ts';

type Child = NonNullable<Matter['children']>[number];

function Card({ child: { title, holder, state, href } }: { child: Child }) {
  return (
    <li className="card">
      <To href={href} className="card-link">
        <span className="card-title">{title}</span>
        <span className="card-line">
          <StateTag zh={state.zh} /> <span className="quiet">{holder}</span>
        </span>
      </To>
    </li>
  );
}

function Progress({ items }: { items: readonly Child[] }) {
  const progress = inspected(items);
  if (progress === undefined) return null;
  const words = `已检查 ${progress.done}/${progress.of}`;
  return (
    <div className="progress">
      <span className="figures">{words}</span>
      <Bar value={progress.done} of={progress.of} label={words} />
    </div>
  );
}

/** 子事项：并行办理的，都办完了才往下走。 */
export function Relatives({ items }: { items: NonNullable<Matter['children']> }) {
  const wide = useWideScreen();
  const held = items.some(({ holder }) => holder !== undefined);
  return (
    <>
      <Progress items={items} />
      {wide ? (
        <PlainTable
          caption="相关事项"
          short={[held ? 2 : 1]}
          columns={['事项', ...(held ? [items.every(({ kind, holder }) => kind === 'inspection' || holder === undefined) ? '检查方' : '办理人'] : []), '状态']}
          rows={items.map((child) => [
            <To key="title" href={child.href}>
              {child.title}
            </To>,
            ...(held ? [child.holder ?? '—'] : []),
            <StateTag key="state" zh={child.state.zh} />,
          ])}
        />
      ) : (
        <ul className="cards flat">
          {items.map((child) => (
            <Card key={child.id} child={child} />
          ))}
        </ul>
      )}
    </>
  );
}
