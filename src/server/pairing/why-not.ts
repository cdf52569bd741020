import { hardZh, type HardRule, type PairingInput } from '#core/inspection/pairing.ts';
import { whyNotByCounting, type WhyNot } from '#core/inspection/why-not.ts';
import { codedOf, type Coded } from './coded.ts';
import type { Solver } from './flow.ts';
import { choicesOf, completeUpTo, solve } from './solve.ts';

/** Left aside one at a time, in this order: the first without which there is a pairing is the one to name. */
const leftAside: readonly HardRule[] = ['no-conflict', 'no-reciprocal', 'other-unit', 'other-union', 'balance'];

/** A studio with hardly anybody to be paired with. */
function lonely(input: PairingInput, coded: Coded): WhyNot | undefined {
  const choices = choicesOf(coded);
  const at = choices.findIndex((count) => count < coded.times * 2);
  if (at === -1) return undefined;
  const name = input.studios.find(({ id }) => id === coded.ids[at])?.name ?? '';
  const count = choices[at] ?? 0;
  const left = `「${name}」除去本单位、同一归口工会和要回避的，只有${count}家可以配对`;
  if (count >= coded.times) return { rule: 'no-reciprocal', zh: `${left}，同一轮又不能互相检查，排不开` };
  const rule = (['no-conflict', 'other-union', 'other-unit'] as const).find((one) => (choicesOf(codedOf(input, one))[at] ?? 0) >= coded.times);
  return { rule: rule ?? 'together', zh: `${left}，做不到被检查${coded.times}次` };
}

/** 排不出来，是哪条规矩守不住：先数，再看有没有哪家没人可配，再一条一条放开试。 */
export function whyNot(solver: Solver, input: PairingInput): WhyNot {
  const counted = whyNotByCounting(input) ?? lonely(input, codedOf(input));
  if (counted !== undefined) return counted;
  const count = input.studios.length;
  const rule = count <= completeUpTo ? leftAside.find((one) => solve(solver, codedOf(input, one)) !== undefined) : undefined;
  if (rule === undefined) return { rule: 'together', zh: `${count}家同时守住${leftAside.map((one) => hardZh[one]).join('、')}，没有排出配对，请调整名单` };
  const many = rule === 'no-conflict' ? `（${codedOf(input).apart.reduce((sum, { length }) => sum + length, 0) / 2}对）` : '';
  return { rule, zh: `${count}家排不出守住全部规矩的配对，守不住的是“${hardZh[rule]}”${many}：只放开这一条就排得开` };
}
