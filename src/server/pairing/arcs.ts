import { costsFrom, mixed, type Coded } from './coded.ts';

/** Who might inspect whom, with what it costs; an arc is one of them. */
export type Arcs = Readonly<{ from: number[]; to: number[]; cost: number[]; index: Map<number, number> }>;

export const noArcs = (): Arcs => ({ from: [], to: [], cost: [], index: new Map() });
const keyOf = ({ count }: Coded, from: number, to: number): number => from * count + to;
export const arcAt = ({ index }: Arcs, coded: Coded, from: number, to: number): number | undefined => index.get(keyOf(coded, from, to));

export function addArc(arcs: Arcs, coded: Coded, from: number, to: number, cost: number): void {
  const key = keyOf(coded, from, to);
  if (arcs.index.has(key)) return;
  arcs.index.set(key, arcs.from.length);
  arcs.from.push(from);
  arcs.to.push(to);
  arcs.cost.push(cost);
}

/** Every arc the hard rules allow. */
export function everyArc(coded: Coded): Arcs {
  const arcs = noArcs();
  const costs = new Float64Array(coded.count);
  for (let from = 0; from < coded.count; from += 1) {
    costsFrom(coded, from, costs);
    for (const [to, cost] of costs.entries()) if (cost < Infinity) addArc(arcs, coded, from, to, cost);
  }
  return arcs;
}

/** The cheapest others of one studio, `most` of them, in an order that the seed decides. */
function cheapest({ count, hash }: Coded, from: number, costs: Float64Array, most: number): number[] {
  const byCost = new Map<number, number[]>();
  const start = (hash[from] ?? 0) % count;
  for (let step = 0; step < count; step += 1) {
    const to = (start + step) % count;
    const cost = costs[to] ?? Infinity;
    if (cost === Infinity) continue;
    const same = byCost.get(cost);
    if (same === undefined) byCost.set(cost, [to]);
    else if (same.length < most) same.push(to);
    if (cost === 0 && same?.length === most) break;
  }
  const sorted = [...byCost].toSorted(([a], [b]) => a - b);
  return sorted.flatMap(([, ones]) => ones).slice(0, most);
}

/** Some others as chance has it: they keep the graph connected where everybody likes the same few. */
function byChance({ count, hash }: Coded, from: number, costs: Float64Array, most: number): number[] {
  const found: number[] = [];
  for (let step = 0; step < most * 8 && found.length < most; step += 1) {
    const to = mixed(hash[from] ?? 0, step + 1) % count;
    if ((costs[to] ?? Infinity) < Infinity) found.push(to);
  }
  return found;
}

/**
 * A few arcs for each studio, out and in alternately, and of every two studios one direction only: so no solution can be
 * reciprocal, and the matrix stays that of a flow.
 */
export function someArcs(coded: Coded, width: number): Arcs {
  const arcs = noArcs();
  const costs = new Float64Array(coded.count);
  for (let one = 0; one < coded.count; one += 1) {
    costsFrom(coded, one, costs);
    const others = [...cheapest(coded, one, costs, width * 2), ...byChance(coded, one, costs, width)];
    for (const [place, other] of others.entries()) {
      const outwards = place % 2 === 0;
      const [from, to] = outwards ? [one, other] : [other, one];
      if (arcAt(arcs, coded, to, from) !== undefined) continue;
      addArc(arcs, coded, from, to, costBetween(coded, from, to, costs, one));
    }
  }
  return arcs;
}

/** Costs are the same in both directions but for last year's pairs. */
function costBetween({ before, weights }: Coded, from: number, to: number, costs: Float64Array, one: number): number {
  if (from === one) return costs[to] ?? Infinity;
  const again = (inspector: number, inspected: number): number => (before[inspector]?.includes(inspected) ? weights.repeat : 0);
  return (costs[from] ?? Infinity) - again(to, from) + again(from, to);
}
