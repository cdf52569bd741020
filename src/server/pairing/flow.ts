import loadHighs from 'highs';
import { costsFrom, mixed, type Coded } from './coded.ts';
import { arcAt, type Arcs } from './arcs.ts';

type Highs = Awaited<ReturnType<typeof loadHighs>>;
type Model = ReturnType<Highs['createModel']>;
export type Solver = Readonly<{ highs: Highs; name: string }>;

/** The solver, ready; loading takes some hundredths of a second. */
export async function openSolver(): Promise<Solver> {
  const highs = await loadHighs();
  return { highs, name: `HiGHS ${highs.version.string}` };
}

/** Ties are broken by less than half of the smallest cost in all, so that they never outweigh it. */
const tieSteps = 8;
const tieOf = ({ hash, count, times }: Coded, from: number, to: number): number =>
  (mixed(hash[from] ?? 0, hash[to] ?? 0) % tieSteps) / (tieSteps * 2 * (count * times + 1));
export const allTies = 0.5;

const matrixOf = (starts: Int32Array, indices: Int32Array, numRows: number, numCols: number, format: 'csc' | 'csr') => ({
  format,
  numRows,
  numCols,
  starts,
  indices,
  values: new Float64Array(indices.length).fill(1),
});

/**
 * Presolve takes ten times as long as the solution itself on these flows, and finds nothing. The solver's own perturbation
 * of costs is off because the ties above do the same, with costs that are still whole numbers apart from them.
 */
const settings = { output_flag: false, presolve: 'off', solver: 'simplex', random_seed: 0, dual_simplex_cost_perturbation_multiplier: 0 };

/** Each studio inspects `times` and is inspected `times`: loads equal, because as many inspections are made as had. */
function rowsOf({ count, times, capacity, without }: Coded): { lower: Float64Array; upper: Float64Array } {
  const [lower, upper] = [new Float64Array(count * 2).fill(times), new Float64Array(count * 2).fill(times)];
  if (without === 'balance') {
    lower.fill(0, 0, count);
    upper.fill(capacity, 0, count);
  }
  return { lower, upper };
}

/** The flow as the solver takes it: a column for each arc, two rows for each studio. */
export function buildFlow({ highs }: Solver, coded: Coded, arcs: Arcs): Model {
  const [columns, rows] = [arcs.from.length, coded.count * 2];
  const { lower, upper } = rowsOf(coded);
  const model = highs.createModel();
  model.options.set(settings);
  const indices = new Int32Array(columns * 2);
  for (let arc = 0; arc < columns; arc += 1) {
    indices[arc * 2] = arcs.from[arc] ?? 0;
    indices[arc * 2 + 1] = coded.count + (arcs.to[arc] ?? 0);
  }
  model.passModel({
    numCols: columns,
    numRows: rows,
    colCost: Float64Array.from(arcs.cost, (cost, arc) => cost + tieOf(coded, arcs.from[arc] ?? 0, arcs.to[arc] ?? 0)),
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(1),
    rowLower: lower,
    rowUpper: upper,
    matrix: matrixOf(
      Int32Array.from({ length: columns + 1 }, (_, arc) => arc * 2),
      indices,
      rows,
      columns,
      'csc',
    ),
  });
  return model;
}

/** More columns for a flow that stands: `arcs` from `first` on. */
export function extendFlow(model: Model, coded: Coded, arcs: Arcs, first: number): void {
  const more = arcs.from.length - first;
  const arc = (offset: number): [number, number] => [arcs.from[first + offset] ?? 0, arcs.to[first + offset] ?? 0];
  model.addCols({
    cost: Float64Array.from({ length: more }, (_, offset) => (arcs.cost[first + offset] ?? 0) + tieOf(coded, ...arc(offset))),
    lower: new Float64Array(more),
    upper: new Float64Array(more).fill(1),
    matrix: matrixOf(
      Int32Array.from({ length: more + 1 }, (_, offset) => offset * 2),
      Int32Array.from({ length: more * 2 }, (_, place) => (place % 2 === 0 ? arc(place >> 1)[0] : coded.count + arc(place >> 1)[1])),
      coded.count * 2,
      more,
      'csc',
    ),
  });
}

/**
 * Of two studios one may inspect the other, not both each other: a row for every two that do so in the solution at hand.
 * @param forbidden the arcs that have their row already
 * @returns how many rows were added
 */
export function forbidReciprocal(model: Model, { highs }: Solver, coded: Coded, arcs: Arcs, forbidden: Set<number>): number {
  if (coded.without === 'no-reciprocal') return 0;
  const { colValue } = model.getSolution();
  const both = [...colValue].flatMap((value, arc) => {
    const back = value > 1e-6 ? arcAt(arcs, coded, arcs.to[arc] ?? 0, arcs.from[arc] ?? 0) : undefined;
    return back !== undefined && arc < back && !forbidden.has(arc) && value + (colValue[back] ?? 0) > 1 + 1e-6 ? [[arc, back] as const] : [];
  });
  if (both.length === 0) return 0;
  for (const [arc] of both) forbidden.add(arc);
  model.addRows({
    lower: new Float64Array(both.length).fill(-highs.infinity),
    upper: new Float64Array(both.length).fill(1),
    matrix: matrixOf(
      Int32Array.from({ length: both.length + 1 }, (_, row) => row * 2),
      Int32Array.from(both.flat()),
      both.length,
      arcs.from.length,
      'csr',
    ),
  });
  return both.length;
}

export const isOptimal = (model: Model, { highs }: Solver): boolean => model.getModelStatus() === highs.constants.modelStatus.optimal;
/** The arcs that were chosen. */
export const chosenArcs = (model: Model): number[] => [...model.getSolution().colValue].flatMap((value, arc) => (value > 0.5 ? [arc] : []));

/** How much a solution over all arcs could cost at least, and which arcs outside the model would make it cheaper. */
export type Priced = Readonly<{ bound: number; wanted: readonly Readonly<{ from: number; to: number; cost: number }>[] }>;
const bestOfEach = 4;

/**
 * Prices every arc there is with the duals of the model: what is cheaper than its two ends say would help. The sum of the
 * duals and of what is saved at most is a lower bound for every solution, reciprocal or not.
 */
export function price(model: Model, coded: Coded, arcs: Arcs): Priced {
  const { rowDual } = model.getSolution();
  const { count, times } = coded;
  const costs = new Float64Array(count);
  const wanted: { from: number; to: number; cost: number }[] = [];
  let bound = 0;
  for (let row = 0; row < count * 2; row += 1) bound += times * (rowDual[row] ?? 0);
  for (let from = 0; from < count; from += 1) {
    costsFrom(coded, from, costs);
    const itsOwn = rowDual[from] ?? 0;
    const cheaper: { to: number; saves: number }[] = [];
    for (let to = 0; to < count; to += 1) {
      const saves = (costs[to] ?? Infinity) - itsOwn - (rowDual[count + to] ?? 0);
      if (saves < -1e-7) cheaper.push({ to, saves });
    }
    cheaper.sort((a, b) => a.saves - b.saves);
    for (const { saves } of cheaper.slice(0, times)) bound += saves;
    for (const { to, saves } of cheaper.slice(0, bestOfEach))
      if (saves < -allTies && arcAt(arcs, coded, from, to) === undefined) wanted.push({ from, to, cost: costs[to] ?? 0 });
  }
  return { bound, wanted };
}
