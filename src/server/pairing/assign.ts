import {
  assignmentHash,
  checkAssignment,
  loadsOf,
  mayJudge,
  whyNotAssigned,
  type Assigned,
  type AssignmentInput,
  type Placed,
} from '#core/panel/assignment.ts';
import { digest } from '#server/kernel/ids.ts';
import { mixed } from './coded.ts';
import { isOptimal, type Solver } from './flow.ts';

/** A column of the flow: its cost and its entries, row by row. */
type Column = Readonly<{ cost: number; rows: readonly number[]; values: readonly number[]; upper: number }>;
type Choice = Placed & Readonly<{ column: number }>;

const hashed = (seed: string, id: string): number => Number.parseInt(digest.hmac(seed, id).slice(0, 8), 16);
const inOrder = <T extends Readonly<{ id: string }>>(seed: string, all: readonly T[]): readonly (T & { hash: number })[] =>
  all.map((one) => ({ ...one, hash: hashed(seed, one.id) })).toSorted((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1));

/**
 * A flow: every case takes what it needs from who may judge it; the nth case of an expert costs n, so that evenness is the
 * cheapest. All whole numbers by themselves: such a matrix has whole corners. Ties are broken by the seed, by less than one in all.
 */
function columnsOf({ cases, experts, most, seed }: AssignmentInput): { columns: readonly Column[]; choices: readonly Choice[]; needs: readonly number[] } {
  const [rows, judges] = [inOrder(seed, cases), inOrder(seed, experts)];
  const base = loadsOf({ cases, experts, most, seed }, []);
  const seats = rows.reduce((sum, { need }) => sum + need, 0);
  const columns: Column[] = [];
  const choices: Choice[] = [];
  const steps = 8;
  for (const [row, one] of rows.entries())
    for (const [nth, judge] of judges.entries()) {
      if (one.need === 0 || !mayJudge(one, judge.id)) continue;
      choices.push({ matter: one.id, expert: judge.id, column: columns.length });
      const cost = (mixed(one.hash, judge.hash) % steps) / (steps * 2 * (seats + 1));
      columns.push({ cost, rows: [row, rows.length + nth], values: [1, 1], upper: 1 });
    }
  for (const [nth, { id }] of judges.entries()) {
    const load = base.get(id) ?? 0;
    for (let more = 1; load + more <= most && more <= rows.length; more += 1)
      columns.push({ cost: load + more, rows: [rows.length + nth], values: [-1], upper: 1 });
  }
  return { columns, choices, needs: rows.map(({ need }) => need) };
}

/** The most even assignment within the limit; undefined where there is none. */
function solve({ highs }: Solver, input: AssignmentInput): readonly Placed[] | undefined {
  const { columns, choices, needs } = columnsOf(input);
  if (needs.every((need) => need === 0)) return [];
  if (choices.length === 0) return undefined;
  const numRows = needs.length + input.experts.length;
  const bounds = Float64Array.from([...needs, ...input.experts.map(() => 0)]);
  const starts = new Int32Array(columns.length + 1);
  for (const [nth, { rows }] of columns.entries()) starts[nth + 1] = (starts[nth] ?? 0) + rows.length;
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex', random_seed: 0 });
    model.passModel({
      numCols: columns.length,
      numRows,
      colCost: Float64Array.from(columns, ({ cost }) => cost),
      colLower: new Float64Array(columns.length),
      colUpper: Float64Array.from(columns, ({ upper }) => upper),
      rowLower: bounds,
      rowUpper: bounds,
      matrix: {
        format: 'csc',
        numRows,
        numCols: columns.length,
        starts,
        indices: Int32Array.from(columns.flatMap(({ rows }) => rows)),
        values: Float64Array.from(columns.flatMap(({ values }) => values)),
      },
    });
    model.run();
    if (!isOptimal(model, { highs, name: '' })) return undefined;
    const { colValue } = model.getSolution();
    return choices.filter(({ column }) => (colValue[column] ?? 0) > 0.5).map(({ matter, expert }) => ({ matter, expert }));
  } finally {
    model.dispose();
  }
}

const byEnds = (a: Placed, b: Placed): number => (`${a.matter} ${a.expert}` < `${b.matter} ${b.expert}` ? -1 : 1);

/** What the most even assignment would give anybody, were there no limit. */
function leastPossible(solver: Solver, input: AssignmentInput): number | undefined {
  const free = { ...input, most: Math.max(...input.experts.map(({ load }) => load), 0) + input.cases.length };
  const placed = solve(solver, free);
  if (placed === undefined) return undefined;
  const loads = loadsOf(free, placed);
  return Math.max(...placed.map(({ expert }) => loads.get(expert) ?? 0), 0);
}

/**
 * 把专家均衡地分到各件，带着逐条核对的证明；排不出来，说是哪条规矩、至少放宽多少。
 * @throws when the solver's answer breaks a rule: then it is wrong, and none at all is better
 */
export function assignedBy(solver: Solver, input: AssignmentInput): Assigned {
  const short = whyNotAssigned(input);
  if (short !== undefined) return { ok: false, ...short };
  const placed = solve(solver, input)?.toSorted(byEnds);
  if (placed === undefined) {
    const why = whyNotAssigned(input, leastPossible(solver, input));
    if (why === undefined) throw new Error('no assignment, and no rule in its way');
    return { ok: false, ...why };
  }
  const counts = checkAssignment(input, placed);
  const broken = counts.rules.filter((one) => one.broken > 0);
  if (broken.length > 0) throw new Error(`the assignment breaks ${broken.map(({ rule }) => rule).join(', ')}`);
  return { ok: true, placed, proof: { ...counts, inputHash: assignmentHash(input, digest), seed: input.seed, solver: solver.name } };
}
