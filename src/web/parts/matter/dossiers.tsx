import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import type { DossierComparison, DossierRow } from '#contract/shapes.ts';
import { compareDossiers, dossiers as dossiersAt } from '../../api/questions.ts';
import { Block } from '../look/page.tsx';
import { momentZh } from '../text/day-text.ts';

const named = ({ purpose, frozenAt }: DossierRow, index: number): string => `第${index + 1}次：${purpose}（${momentZh(frozenAt)}）`;

function Parts({ parts }: Pick<DossierComparison, 'parts'>) {
  if (parts.length === 0) return <p className="quiet">两次定稿的判断、填写内容和台账都一样。</p>;
  return parts.map(({ title, differences }) => (
    <section key={title} className="differences" aria-label={title}>
      <h3>{title}</h3>
      {differences.map(({ label, before, after }, index) => (
        <dl key={`${label} ${index}`} className="difference">
          <dt>
            {label} <span className="tag">{before === undefined ? '新增' : after === undefined ? '去掉' : '改动'}</span>
          </dt>
          <dd className="was">{before ?? <span className="quiet">原来没有</span>}</dd>
          <dd className="is">{after ?? <span className="quiet">后来没有</span>}</dd>
        </dl>
      ))}
    </section>
  ));
}

/** 两次定稿比一比：左边是前一次，右边是后一次；手机上上下排。 */
export function Dossiers({ matter }: { matter: string }) {
  const { data } = useQuery(dossiersAt(matter));
  const items = data?.items ?? [];
  const [chosen, setChosen] = useState<Readonly<{ from?: string; to?: string }>>({});
  const [from, to] = [chosen.from ?? items.at(-2)?.id ?? '', chosen.to ?? items.at(-1)?.id ?? ''];
  const [wanted, setWanted] = useState(false);
  const compared = useQuery({ ...compareDossiers(matter, from, to), enabled: wanted && from !== '' && to !== '' });
  if (items.length < 2) return null;
  const options = items.map((row, index) => ({ value: row.id, label: named(row, index) }));
  return (
    <Block title={`历次定稿（${items.length} 次）`}>
      <details className="no-print" onToggle={({ currentTarget }) => setWanted(currentTarget.open)}>
        <summary>比一比两次定稿</summary>
        <p className="compared">
          <Select aria-label="前一次" value={from} options={options} onChange={(value) => setChosen({ ...chosen, from: value })} />
          <Select aria-label="后一次" value={to} options={options} onChange={(value) => setChosen({ ...chosen, to: value })} />
        </p>
        {compared.data && <Parts parts={compared.data.parts} />}
      </details>
    </Block>
  );
}
