import type { ReviewBoard } from '#contract/shapes.ts';

type Shift = ReviewBoard['shifts'][number];
const far = ({ from, to }: Shift): number => Math.abs(from - to);

function Judge({ shifts }: { shifts: readonly Shift[] }) {
  const [first] = shifts;
  const sorted = shifts.toSorted((a, b) => far(b) - far(a));
  return (
    <li>
      <details>
        <summary>
          去掉<strong> {first?.without}</strong>（{first?.code}）：{shifts.length} 件的名次变，最多变 {Math.max(...shifts.map(far))} 位
        </summary>
        <ul className="plain quiet">
          {sorted.map(({ case: title, from, to }) => (
            <li key={title} className="figures">
              《{title}》第 {from} 名变第 {to} 名
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

/** 逐一去掉一名专家重算：谁去掉以后名次变，变几件、最多变几位；点开看是哪几件。 */
export function Stability({ shifts }: { shifts: readonly Shift[] }) {
  if (shifts.length === 0) return <p>去掉任何一名专家，名次都不变。</p>;
  const codes = [...new Set(shifts.map(({ code }) => code))];
  return (
    <ul className="plain stability">
      {codes.map((code) => (
        <Judge key={code} shifts={shifts.filter((one) => one.code === code)} />
      ))}
    </ul>
  );
}
