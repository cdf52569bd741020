import type { MatterRow } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';

/** 在办 5 件：2 件待交办，1 件逾期。 `more` when there are others beyond these rows. */
export function difficultyWords(rows: readonly Pick<MatterRow, 'state' | 'dueOn'>[], today: Day, more = false): string {
  const raised = rows.filter(({ state }) => state.code === 'raised').length;
  const overdue = rows.filter(({ dueOn }) => dueOn !== undefined && dueOn < today).length;
  const parts = [raised > 0 ? `${raised} 件待交办` : '', overdue > 0 ? `${overdue} 件逾期` : ''].filter((part) => part !== '');
  return `在办 ${rows.length} 件${more ? '以上' : ''}${parts.length === 0 ? '' : `：${parts.join('，')}`}。`;
}
