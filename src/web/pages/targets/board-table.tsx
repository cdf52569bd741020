import { Link } from '@tanstack/react-router';
import type { TargetBoard, TargetRow } from '#contract/shapes.ts';
import { gapOf, shortfallOf } from '../../parts/targets/gap.ts';

type Measure = TargetRow['created'];
type Standing = 'incubating' | 'declaring' | 'created' | 'qualified';

function Number({ union, count, standing, label }: { union?: string; count: number; standing?: Standing; label: string }) {
  if (union === undefined || count === 0) return <>{count}</>;
  return (
    <Link to="/studios" search={{ union, standing }} aria-label={`${label} ${count} 家，看名单`}>
      {count}
    </Link>
  );
}

function Four({ of, union, name, zh }: { of: Measure; union?: string; name: string; zh: string }) {
  const [gap, short] = [gapOf(of), shortfallOf(of)];
  return (
    <>
      <td className="figures right group-start">
        <Number union={union} count={of.reached} label={`${name}${zh}`} />
        <span className="quiet"> / {of.target}</span>
      </td>
      <td className={`figures right ${gap > 0 ? 'gap-open' : 'gap-done'}`}>{gap > 0 ? gap : '完成'}</td>
      <td className={`figures right ${short > 0 ? 'gap-open' : ''}`}>{of.forecast}</td>
    </>
  );
}

function Row({ union, created, qualified, pipeline, name, place }: Omit<TargetRow, 'union' | 'kind'> & { union?: string; name: string; place: string }) {
  return (
    <tr>
      <td className="figures right ordinal">{place}</td>
      <th scope="row">
        {union === undefined ? (
          name
        ) : (
          <Link to="/studios" search={{ union }}>
            {name}
          </Link>
        )}
      </th>
      <Four of={created} union={union} name={name} zh="已创建" />
      <Four of={qualified} union={union} name={name} zh="已达标" />
      <td className="figures right group-start">
        <Number union={union} count={pipeline.preparing} standing="incubating" label={`${name}培育中`} />
      </td>
      <td className="figures right">
        <Number union={union} count={pipeline.declaring} standing="declaring" label={`${name}申报中`} />
      </td>
      <td className="figures right">
        <Number union={union} count={pipeline.accepting} standing="created" label={`${name}验收中`} />
      </td>
      <td className="figures right">{pipeline.naming}</td>
    </tr>
  );
}

/** 附件的表，活的：每个数点得开。 */
export function BoardTable({ board: { items, total } }: { board: TargetBoard }) {
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label="表格：各单位任务数">
      <table className="plain-table board">
        <caption className="sr-only">各单位的任务数、完成数、缺额、预计和在途</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col" className="ordinal">
              序号
            </th>
            <th rowSpan={2} scope="col">
              单位
            </th>
            <th colSpan={3} scope="colgroup" className="group-start">
              累计创建
            </th>
            <th colSpan={3} scope="colgroup" className="group-start">
              累计达标
            </th>
            <th colSpan={4} scope="colgroup" className="group-start">
              在途
            </th>
          </tr>
          <tr>
            <th scope="col" className="right group-start">
              完成 / 任务
            </th>
            <th scope="col" className="right">
              还差
            </th>
            <th scope="col" className="right">
              预计
            </th>
            <th scope="col" className="right group-start">
              完成 / 任务
            </th>
            <th scope="col" className="right">
              还差
            </th>
            <th scope="col" className="right">
              预计
            </th>
            <th scope="col" className="right group-start">
              培育
            </th>
            <th scope="col" className="right">
              申报
            </th>
            <th scope="col" className="right">
              验收
            </th>
            <th scope="col" className="right">
              命名
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ union, kind: _, ...row }, index) => (
            <Row key={union.id} {...row} union={union.id} name={union.name} place={`${index + 1}`} />
          ))}
        </tbody>
        <tfoot>
          <Row {...total} name="合计" place="" />
        </tfoot>
      </table>
    </div>
  );
}
