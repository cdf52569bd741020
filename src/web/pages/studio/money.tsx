import type { Studio } from '#contract/shapes.ts';
import { yuan } from '#core/shared/money.ts';

const figure = (label: string, fen: number) => (
  <div key={label} className="tile">
    <dt className="tile-title">{label}</dt>
    <dd className="tile-figure figures">{yuan(fen)}</dd>
  </div>
);

/** 经费：单位给的和市总补助的，各记各的：到账、支出、结余。 */
export function Money({ money: { unitInFen, unitSpentFen, unitLeftFen, subsidyInFen, subsidySpentFen, subsidyLeftFen } }: { money: Studio['money'] }) {
  return (
    <dl className="tiles">
      {figure('单位经费到账', unitInFen)}
      {figure('单位经费支出', unitSpentFen)}
      {figure('单位经费结余', unitLeftFen)}
      {subsidyInFen > 0 && (
        <>
          {figure('市总补助到账', subsidyInFen)}
          {figure('市总补助支出', subsidySpentFen)}
          {figure('市总补助结余', subsidyLeftFen)}
        </>
      )}
    </dl>
  );
}
