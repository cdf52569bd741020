import type { ReviewJudge } from '#contract/shapes.ts';
import { PlainTable } from '../../parts/look/plain-table.tsx';

const signed = (value: number): string => (value > 0 ? `+${value}` : `${value}`);

/** 一条横线，中间是零：往左偏严，往右偏宽。 */
function Lean({ value, most }: { value: number; most: number }) {
  const share = most === 0 ? 0 : Math.min(1, Math.abs(value) / most) * 50;
  return (
    <span className="lean" aria-hidden>
      <i style={{ left: `${value < 0 ? 50 - share : 50}%`, width: `${share}%` }} />
    </span>
  );
}

/** 专家的宽严，最严的在前。 */
export function JudgeTable({ judges }: { judges: readonly ReviewJudge[] }) {
  const most = judges.reduce((max, { strictness = 0 }) => Math.max(max, Math.abs(strictness)), 0);
  return (
    <PlainTable
      caption="专家的宽严"
      columns={['专家', '代号', '分到', '已交', '平均给分', '宽严', '']}
      numeric={[2, 3, 4, 5]}
      short={[0, 1]}
      rows={judges.map(({ name, code, seats, in: handedIn, mean, strictness }) => [
        name,
        code,
        `${seats}`,
        `${handedIn}`,
        mean === undefined ? '—' : `${mean}`,
        strictness === undefined ? '—' : signed(strictness),
        strictness === undefined ? '' : <Lean key="lean" value={strictness} most={most} />,
      ])}
    />
  );
}
