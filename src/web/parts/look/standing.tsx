import { StateTag } from './state-tag.tsx';

/** 状态；有牌匾的，牌匾编号写在红牌上。 */
export function Standing({ state, plaqueNo }: { state: Readonly<{ code: string; zh: string }>; plaqueNo?: string }) {
  return (
    <span className="standing">
      <StateTag zh={state.zh} />
      {plaqueNo !== undefined && <StateTag zh={plaqueNo} kind="plaque" />}
    </span>
  );
}
