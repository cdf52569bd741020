import { linesOf, partsInOrder, type Line } from './lines.ts';
import type { Standard } from './standard.ts';

/** One thing that two versions say differently: added, gone, or said otherwise. */
export type Difference = Readonly<{ part: string; what: string; change: 'added' | 'gone' | 'changed'; before?: string; after?: string; clause?: string }>;

const clauseOf = (line: Line | undefined): { clause?: string } => (line?.clause === undefined ? {} : { clause: line.clause });

/** What one side has as a whole and the other has not is said once, not line by line. */
function onlyOn(lines: readonly Line[], others: ReadonlySet<string>, change: 'added' | 'gone'): readonly (Difference & { group: string })[] {
  const lone = lines.filter(({ group }) => !others.has(group));
  const first = lone.filter(({ group }, index) => lone.findIndex((one) => one.group === group) === index);
  return first.map(({ part, what, group, clause }) => {
    const says = lone
      .filter((one) => one.group === group && one.aside !== true)
      .map((one) => one.says)
      .join('；');
    return { part, what, change, group, ...(change === 'added' ? { after: says } : { before: says }), ...(clause === undefined ? {} : { clause }) };
  });
}

/**
 * 两个版本逐句对照：新增的、取消的、改了的，按标准自己的顺序。
 * A criterion is the same one when its key is, whatever its number; what only one side has is said as a whole.
 */
export function compareStandards(before: Standard, after: Standard): readonly Difference[] {
  const [was, is] = [linesOf(before), linesOf(after)];
  const [wasGroups, isGroups] = [new Set(was.map(({ group }) => group)), new Set(is.map(({ group }) => group))];
  const now = new Map(is.map((line) => [line.key, line]));
  const then = new Map(was.map((line) => [line.key, line]));
  const shared = was.filter(({ group }) => isGroups.has(group));
  const changed = shared.flatMap((line): readonly Difference[] => {
    const next = now.get(line.key);
    if (next === undefined) return [{ part: line.part, what: line.what, change: 'gone', before: line.says, ...clauseOf(line) }];
    if (next.says === line.says) return [];
    return [{ part: next.part, what: next.what, change: 'changed', before: line.says, after: next.says, ...clauseOf(next) }];
  });
  const grown = is
    .filter(({ group, key }) => wasGroups.has(group) && !then.has(key))
    .map(({ part, what, says, ...line }): Difference => ({
      part,
      what,
      change: 'added',
      after: says,
      ...(line.clause === undefined ? {} : { clause: line.clause }),
    }));
  const whole = [...onlyOn(was, isGroups, 'gone'), ...onlyOn(is, wasGroups, 'added')].map(({ group: _, ...difference }): Difference => difference);
  return [...changed, ...grown, ...whole].toSorted((a, b) => partsInOrder.indexOf(a.part) - partsInOrder.indexOf(b.part));
}
