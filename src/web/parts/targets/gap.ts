import type { TargetBoard, TargetRow } from '#contract/shapes.ts';

type Measure = TargetRow['created'];
/** 还差几家；已完成的不差。 */
export const gapOf = ({ target, reached }: Measure): number => Math.max(0, target - reached);
/** 照现在的进度，年末还会差几家。 */
export const shortfallOf = ({ target, forecast }: Measure): number => Math.max(0, target - forecast);

type Short = Readonly<{ name: string; id: string; gap: number }>;
const shortBy = ({ items }: TargetBoard, measure: 'created' | 'qualified', of: (one: Measure) => number): readonly Short[] =>
  items
    .map(({ union, ...row }) => ({ name: union.name, id: union.id, gap: of(row[measure]) }))
    .filter(({ gap }) => gap > 0)
    .sort((a, b) => b.gap - a.gap);

/** 创建还差 6 家：翔安区工会 2 家、湖里区工会 2 家…… */
export function gapSentence(board: TargetBoard, measure: 'created' | 'qualified'): string {
  const [zh, total] = [measure === 'created' ? '创建' : '达标', board.total[measure]];
  if (board.items.length === 0) return '';
  const short = shortBy(board, measure, gapOf);
  // 有的单位超额，不能抵别的单位的缺额。
  const gap = short.reduce((sum, one) => sum + one.gap, 0);
  if (gap === 0) return `${zh}任务 ${total.target} 家，已完成 ${total.reached} 家，各单位都已完成。`;
  const named = short
    .slice(0, 5)
    .map((one) => `${one.name} ${one.gap} 家`)
    .join('、');
  const only = board.items.length === 1;
  return `${zh}任务 ${total.target} 家，已完成 ${total.reached} 家，还差 ${gap} 家${only ? '' : `：${named}${short.length > 5 ? `等 ${short.length} 个单位` : ''}`}。`;
}

/** 照现在的进度，年末完不成的单位。 */
export function missSentence(board: TargetBoard): string | undefined {
  const short = shortBy(board, 'qualified', shortfallOf);
  if (short.length === 0) return undefined;
  const sum = short.reduce((total, { gap }) => total + gap, 0);
  if (board.items.length === 1) return `照在办的进度，年末达标还会差 ${sum} 家。`;
  return `照在办的进度，年末达标还会差 ${sum} 家（${short.length} 个单位）。`;
}
