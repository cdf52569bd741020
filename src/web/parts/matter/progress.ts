import type { Matter } from '#contract/shapes.ts';

type Child = NonNullable<Matter['children']>[number];
/** 检查没交回来之前在这些状态；交了的，不管整改完没有，都算已检查。 */
const unchecked: readonly string[] = ['assigned', 'unassigned'];

/** 已检查几家，共几家；undefined for matters whose children are something else, or too few to need a bar. */
export function inspected(children: readonly Child[]): Readonly<{ done: number; of: number }> | undefined {
  const inspections = children.filter(({ kind }) => kind === 'inspection');
  if (inspections.length < 2) return undefined;
  return { done: inspections.filter(({ state }) => !unchecked.includes(state.code)).length, of: inspections.length };
}
