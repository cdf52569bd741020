import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { StandardDifference, StandardRow } from '#contract/shapes.ts';
import { compareStandards } from '../../api/questions.ts';
import { Block } from '../../parts/look/page.tsx';
import { PlainTable } from '../../parts/look/plain-table.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';

type Props = Readonly<{ rows: readonly StandardRow[]; from: string; to: string; onChoose: (changed: { from?: string; to?: string }) => void }>;
const changeZh = { added: '新增', gone: '取消', changed: '改动' } as const;

function Part({ part, items }: { part: string; items: readonly StandardDifference[] }) {
  return (
    <section aria-label={part} className="standards-part">
      <h3 className="part-title">
        {part} <span className="quiet">{items.length} 处</span>
      </h3>
      <PlainTable
        caption={`${part}的差别`}
        columns={['内容', '变化', '原来', '改后']}
        rows={items.map(({ what, change, before, after }) => [what, changeZh[change], before ?? '—', after ?? '—'])}
        short={[1]}
        stacked
      />
    </section>
  );
}

/** 两个版本逐句对照，按部分分开。 */
export function Comparison({ rows, from, to, onChoose }: Props) {
  const asked = useQuery(compareStandards(from, to));
  const options = rows.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }));
  return (
    <Block title="两版对照">
      <div className="filters no-print">
        <Select aria-label="原来的版本" className="wide-select" value={from} options={options} onChange={(value) => onChoose({ from: value })} />
        <span>改为</span>
        <Select aria-label="改后的版本" className="wide-select" value={to} options={options} onChange={(value) => onChoose({ to: value })} />
      </div>
      <Answered of={asked} lines={8}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={from === to ? '请选两个不同的版本。' : '两个版本说的完全一样。'} />
          ) : (
            <>
              <p className="quiet">共 {items.length} 处不同。</p>
              {[...new Set(items.map(({ part }) => part))].map((part) => (
                <Part key={part} part={part} items={items.filter((one) => one.part === part)} />
              ))}
            </>
          )
        }
      </Answered>
    </Block>
  );
}
