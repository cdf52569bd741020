import { checkPairs } from '#core/inspection/check-pairs.ts';
import { inputHashOf, type Pair, type Paired, type PairingInput } from '#core/inspection/pairing.ts';
import { whyNotByCounting } from '#core/inspection/why-not.ts';
import { digest } from '#server/kernel/ids.ts';
import { codedOf, type Coded } from './coded.ts';
import type { Solver } from './flow.ts';
import { solve, type Solved } from './solve.ts';
import { whyNot } from './why-not.ts';

const byEnds = (one: Pair, other: Pair): number => (`${one.inspected} ${one.inspector}` < `${other.inspected} ${other.inspector}` ? -1 : 1);
const pairsOf = ({ ids }: Coded, { pairs }: Solved): Pair[] =>
  pairs.map(([from, to]) => ({ inspector: ids[from] ?? '', inspected: ids[to] ?? '' })).toSorted(byEnds);

/**
 * The pairing with its proof, or why there is none. The proof counts the rules anew from the pairs alone.
 * @throws when the solver's pairs break a hard rule: then it is wrong, and no pairing at all is better
 */
export function pairedBy(solver: Solver, input: PairingInput): Paired {
  const coded = codedOf(input);
  const solved = whyNotByCounting(input) === undefined ? solve(solver, coded) : undefined;
  if (solved === undefined) return { ok: false, ...whyNot(solver, input) };
  const pairs = pairsOf(coded, solved);
  const counts = checkPairs(input, pairs);
  const broken = counts.hard.filter((one) => one.broken > 0);
  if (broken.length > 0) throw new Error(`the pairing breaks ${broken.map(({ rule }) => rule).join(', ')}`);
  const inputHash = inputHashOf(input, digest);
  return { ok: true, pairs, proof: { ...counts, inputHash, seed: input.seed, solver: solver.name, optimum: solved.cost, bound: solved.bound } };
}
