import type { ReviewBoard } from '#contract/shapes.ts';

type Shift = ReviewBoard['shifts'][number];

/** 逐一去掉一名专家重算：谁去掉以后，哪几件的名次变。 */
export function Stability({ shifts }: { shifts: readonly Shift[] }) {
  if (shifts.length === 0) return <p>去掉任何一名专家，名次都不变。</p>;
  const codes = [...new Set(shifts.map(({ code }) => code))];
  return (
    <ul className="plain stability">
      {codes.map((code) => {
        const own = shifts.filter((one) => one.code === code);
        return (
          <li key={code}>
            去掉 <strong>{own[0]?.without}</strong>（{code}）：
            {own.map(({ case: title, from, to }) => `《${title}》第${from}名变第${to}名`).join('，')}
          </li>
        );
      })}
    </ul>
  );
}
