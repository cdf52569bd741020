import { Link } from '@tanstack/react-router';
import type { UnionNode } from '#contract/shapes.ts';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';

const kindZh: Readonly<Record<UnionNode['kind'], string>> = {
  city: '市总工会',
  district: '区工会',
  industry: '产业工会',
  zone: '开发区工会',
  grassroots: '基层工会',
};

function InCharge({ union: { inCharge, kind } }: { union: UnionNode }) {
  if (inCharge === null) return kind === 'grassroots' ? null : <StateTag zh="没有专人负责" kind="bad" />;
  const { name, post, phone, standIn } = inCharge;
  return (
    <span>
      专人负责：{name}（{post}）{phone} <span className="quiet">AB角 {standIn}</span>
    </span>
  );
}

function Node({ union, children }: { union: UnionNode; children: readonly UnionNode[] }) {
  const missing = union.inCharge === null && union.kind !== 'grassroots';
  return (
    <li className={missing ? 'union missing' : 'union'}>
      <div className="union-line">
        <strong>{union.name}</strong> <span className="quiet">{kindZh[union.kind]}</span>
        {union.studios > 0 && (
          <Link to="/studios" search={union.kind === 'city' || union.kind === 'grassroots' ? {} : { union: union.id }}>
            {union.studios} 家工作室
          </Link>
        )}
      </div>
      <div className="union-charge">
        <InCharge union={union} />
        <span className="buttons">
          {union.options.map((option) => (
            <OptionButton key={`${option.name} ${option.href}`} option={option} plain size="small" />
          ))}
        </span>
      </div>
      {children.length > 0 && (
        <details className="fold">
          <summary>
            <span>下属 {children.length} 个基层工会</span>
          </summary>
          <ul className="plain">
            {children.map((child) => (
              <Node key={child.id} union={child}>
                {[]}
              </Node>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** 市、区和产业、基层，两层看清；上级不在这一页的，排在后面。 */
export function UnionTree({ unions }: { unions: readonly UnionNode[] }) {
  const shown = new Set(unions.filter(({ kind }) => kind !== 'grassroots').map(({ id }) => id));
  const top = unions.filter(({ kind, parent }) => kind !== 'grassroots' || parent === null || !shown.has(parent));
  return (
    <ul className="plain unions">
      {top.map((union) => (
        <Node key={union.id} union={union}>
          {union.kind === 'city' ? [] : unions.filter(({ parent, kind }) => kind === 'grassroots' && parent === union.id)}
        </Node>
      ))}
    </ul>
  );
}
