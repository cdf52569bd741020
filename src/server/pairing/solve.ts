import { addArc, arcAt, everyArc, someArcs, type Arcs } from './arcs.ts';
import { costsFrom, type Coded } from './coded.ts';
import { allTies, buildFlow, chosenArcs, extendFlow, forbidReciprocal, isOptimal, price, type Priced, type Solver } from './flow.ts';

/** Arcs by their ends, what they cost together, and what any solution costs at least. */
export type Solved = Readonly<{ pairs: readonly (readonly [from: number, to: number])[]; cost: number; bound: number }>;

type Model = ReturnType<typeof buildFlow>;

/** Up to here a pairing that is not proven to be the best is looked for again among all arcs. */
const exactUpTo = 150;
/** Up to here a search with few arcs that finds nothing is repeated with all of them: it finds one, or there is none. */
export const completeUpTo = 400;
const widths = [8, 16, 32];
const mostRounds = 12;

function solvedBy(model: Model, arcs: Arcs, bound: number): Solved {
  const chosen = chosenArcs(model);
  return {
    pairs: chosen.map((arc) => [arcs.from[arc] ?? 0, arcs.to[arc] ?? 0] as const),
    cost: chosen.reduce((sum, arc) => sum + (arcs.cost[arc] ?? 0), 0),
    // Costs are whole numbers; ties and rounding are less than one together.
    bound: Math.max(0, Math.ceil(bound - 1e-3)),
  };
}

const isWhole = (model: Model): boolean => model.getSolution().colValue.every((value) => Math.abs(value - Math.round(value)) < 1e-6);

/** All arcs, whole numbers, nobody inspects who inspects them: an optimum, or a proof that there is none. */
function solveExactly(solver: Solver, coded: Coded): Solved | undefined {
  const arcs = everyArc(coded);
  if (arcs.from.length === 0) return undefined;
  const model = buildFlow(solver, coded, arcs);
  try {
    const forbidden = new Set<number>();
    do model.run();
    while (isOptimal(model, solver) && forbidReciprocal(model, solver, coded, arcs, forbidden) > 0);
    if (!isOptimal(model, solver)) return undefined;
    if (isWhole(model)) return solvedBy(model, arcs, model.getObjectiveValue() - allTies);
    return solveWhole(solver, model, coded, arcs, forbidden);
  } finally {
    model.dispose();
  }
}

/** Where the rows of both directions leave halves, the solver branches. */
function solveWhole(solver: Solver, model: Model, coded: Coded, arcs: Arcs, forbidden: Set<number>): Solved | undefined {
  const columns = arcs.from.length;
  model.changeColsIntegrality({ kind: 'range', from: 0, to: columns - 1 }, new Int32Array(columns).fill(solver.highs.constants.variableType.integer));
  model.options.set({ mip_rel_gap: 0, mip_abs_gap: 1 - allTies - 0.1 });
  do model.run();
  while (isOptimal(model, solver) && forbidReciprocal(model, solver, coded, arcs, forbidden) > 0);
  return isOptimal(model, solver) ? solvedBy(model, arcs, Number(model.info.get('mip_dual_bound')) - allTies) : undefined;
}

/** Arcs that would help; where only the other direction is in the model and not used, the two change places. */
function takeWanted(model: Model, coded: Coded, arcs: Arcs, { wanted }: Priced): number {
  const { colValue } = model.getSolution();
  const first = arcs.from.length;
  for (const { from, to, cost } of wanted) {
    const back = arcAt(arcs, coded, to, from);
    if (back !== undefined && back < first) {
      if ((colValue[back] ?? 0) > 0.5) continue;
      model.changeColBounds(back, 0, 0);
    } else if (back !== undefined) continue;
    addArc(arcs, coded, from, to, cost);
  }
  if (arcs.from.length > first) extendFlow(model, coded, arcs, first);
  return arcs.from.length - first;
}

/** A flow over a few arcs, which takes in the arcs that make it cheaper until none does. */
function solveByFewArcs(solver: Solver, coded: Coded, width: number): Solved | undefined {
  const arcs = someArcs(coded, width);
  const model = buildFlow(solver, coded, arcs);
  try {
    model.run();
    let best: Solved | undefined;
    let bound = 0;
    for (let round = 0; round < mostRounds && isOptimal(model, solver); round += 1) {
      const priced = price(model, coded, arcs);
      bound = Math.max(bound, priced.bound);
      best = solvedBy(model, arcs, bound);
      if (best.cost <= best.bound || takeWanted(model, coded, arcs, priced) === 0) break;
      model.run();
    }
    return best;
  } finally {
    model.dispose();
  }
}

/** The cheapest pairing that breaks no hard rule; undefined where there is none (or, for thousands, none was found). */
export function solve(solver: Solver, coded: Coded): Solved | undefined {
  let found: Solved | undefined;
  for (const width of widths) found ??= solveByFewArcs(solver, coded, width);
  if (found !== undefined && (found.cost <= found.bound || coded.count > exactUpTo)) return found;
  return coded.count <= completeUpTo ? (solveExactly(solver, coded) ?? found) : found;
}

/** With how many others each studio can be paired at all. */
export function choicesOf(coded: Coded): Int32Array {
  const choices = new Int32Array(coded.count);
  const costs = new Float64Array(coded.count);
  for (let one = 0; one < coded.count; one += 1) {
    costsFrom(coded, one, costs);
    for (const cost of costs) if (cost < Infinity) choices[one] = (choices[one] ?? 0) + 1;
  }
  return choices;
}
