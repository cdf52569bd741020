import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { supportBoard } from '../../api/questions.ts';
import { Block } from '../../parts/look/page.tsx';

/** 四.1：本工会今年给了工作室什么；一行字，点开就能登记。 */
export function OwnSupport() {
  const { data } = useQuery(supportBoard());
  const row = data?.rows[0];
  if (row === undefined || data?.rows.length !== 1) return null;
  const { inCharge, studios, supported, agenda, rules } = row;
  return (
    <Block title="工会保障" side={<Link to="/support">看和登记</Link>}>
      {inCharge === null && <p className="warn-text">还没有明确专人负责工作室工作。</p>}
      <p className="figures">
        {data.year}年：工作室 {studios} 家，已支持 {supported} 家；议事 {agenda} 次，工作制度 {rules} 项。
      </p>
    </Block>
  );
}
