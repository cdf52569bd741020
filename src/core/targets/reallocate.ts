/** 一个单位的任务：定了多少，已完成多少，预计年末多少。 */
export type Share = Readonly<{ union: string; target: number; reached: number; expected: number }>;

const shortOf = ({ target, expected }: Share): number => target - Math.floor(expected);
const missing = (shares: readonly Share[]): number => shares.reduce((sum, share) => sum + Math.max(0, shortOf(share)), 0);

/**
 * 试调：合计不变，把完不成的挪给有余力的，一家一家地挪，直到没有缺或没有余；谁的任务也不低于已完成。
 * Nothing is moved that does not make the sum of gaps smaller. Ties go by the order given.
 * @returns the new target of each union, by id
 */
export function reallocate(shares: readonly Share[]): ReadonlyMap<string, number> {
  const now = shares.map((share) => ({ ...share }));
  const most = (of: (share: Share) => number) => now.reduce((best, share) => (of(share) > of(best) ? share : best), now[0]!);
  for (let left = missing(shares); left > 0 && now.length > 1; left -= 1) {
    const from = most((share) => (share.target > share.reached ? shortOf(share) : -Infinity));
    const to = most((share) => -shortOf(share));
    if (shortOf(from) <= 0 || shortOf(to) >= 0 || from.target <= from.reached) break;
    from.target -= 1;
    to.target += 1;
  }
  return new Map(now.map(({ union, target }) => [union, target]));
}

/** 试调的结果：合计比全市任务差多少、年末还会差几家；动一个数就重算，下达之前什么也不变。 */
export function tried(shares: readonly Share[], targets: ReadonlyMap<string, number>): Readonly<{ sum: number; off: number; gap: number; before: number }> {
  const changed = shares.map((share) => ({ ...share, target: targets.get(share.union) ?? share.target }));
  const sum = changed.reduce((total, { target }) => total + target, 0);
  return { sum, off: sum - shares.reduce((total, { target }) => total + target, 0), gap: missing(changed), before: missing(shares) };
}
