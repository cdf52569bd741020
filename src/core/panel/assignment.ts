import type { Digest } from '#core/draw/draw.ts';

/** 一件要请专家的事项：还差几名，谁已在座（不动），谁已公开抽签抽定，谁应当回避、为什么。 */
export type AssignmentCase = Readonly<{
  id: string;
  title: string;
  /** How many more are to be found for it. */
  need: number;
  /** Seated already: they stay. */
  kept: readonly string[];
  /** Chosen by a public draw: they are seated whatever the balance. */
  drawn: readonly string[];
  /** Who must not judge it, and why. */
  barred: Readonly<Record<string, readonly string[]>>;
}>;
/** 一名专家；`load` 是手上已有的评审件数。 */
export type AssignmentExpert = Readonly<{ id: string; name: string; load: number }>;
export type AssignmentInput = Readonly<{
  cases: readonly AssignmentCase[];
  experts: readonly AssignmentExpert[];
  /** The most cases one expert has, those on hand included. */
  most: number;
  seed: string;
}>;
/** Who is newly seated on what. */
export type Placed = Readonly<{ matter: string; expert: string }>;

export type AssignmentRule = 'full' | 'most' | 'no-conflict' | 'once' | 'kept' | 'drawn' | 'balance';
export const assignmentZh: Readonly<Record<AssignmentRule, string>> = {
  full: '每件的专家人数够',
  most: '每人不超过规定件数',
  'no-conflict': '应当回避的不评',
  once: '同一件不重复请同一人',
  kept: '已在座的不动',
  drawn: '公开抽签抽定的照抽签结果',
  balance: '件数均衡，不能再匀',
};
export type AssignmentProof = Readonly<{
  cases: number;
  placed: number;
  loads: Readonly<{ least: number; most: number }>;
  rules: readonly Readonly<{ rule: AssignmentRule; zh: string; broken: number }>[];
  inputHash: string;
  seed: string;
  solver: string;
}>;
/** Why it cannot be done: the rule in the way, and the smallest change that would make room. */
export type WhyNotAssigned = Readonly<{ rule: AssignmentRule | 'time'; zh: string; relax: string; least?: number }>;
export type Assigned = Readonly<{ ok: true; placed: readonly Placed[]; proof: AssignmentProof }> | Readonly<{ ok: false } & WhyNotAssigned>;

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** 可以请来评这一件的：不必回避，也不在座。 */
export const mayJudge = ({ kept, drawn, barred }: AssignmentCase, expert: string): boolean =>
  (barred[expert] ?? []).length === 0 && !kept.includes(expert) && !drawn.includes(expert);

/** The load of everybody once this is done, in the order of the experts. */
export function loadsOf({ cases, experts }: AssignmentInput, placed: readonly Placed[]): ReadonlyMap<string, number> {
  const loads = new Map(experts.map(({ id, load }) => [id, load]));
  const more = (id: string): unknown => loads.set(id, (loads.get(id) ?? 0) + 1);
  for (const { drawn, kept } of cases) for (const id of drawn) if (!kept.includes(id)) more(id);
  for (const { expert } of placed) more(expert);
  return loads;
}

/**
 * 能不能再匀：有没有一串调换，让件数多的少一件、少两件以上的多一件。没有，就是最均衡的。
 * It is looked for in the result alone, without knowing how that was made.
 */
export function couldBeMoreEven(input: AssignmentInput, placed: readonly Placed[]): boolean {
  const loads = loadsOf(input, placed);
  const on = new Map<string, Set<string>>();
  for (const { matter, expert } of placed) on.set(matter, (on.get(matter) ?? new Set()).add(expert));
  const byId = new Map(input.cases.map((one) => [one.id, one]));
  const held = new Map<string, string[]>();
  for (const { matter, expert } of placed) held.set(expert, [...(held.get(expert) ?? []), matter]);
  const takers = (from: string): string[] =>
    (held.get(from) ?? []).flatMap((matter) => {
      const one = byId.get(matter);
      return one === undefined ? [] : input.experts.filter(({ id }) => !on.get(matter)?.has(id) && mayJudge(one, id)).map(({ id }) => id);
    });
  return input.experts.some(({ id: start }) => {
    const much = loads.get(start) ?? 0;
    const seen = new Set([start]);
    const queue = [start];
    for (let at = queue.shift(); at !== undefined; at = queue.shift())
      for (const next of takers(at)) {
        if (seen.has(next)) continue;
        if ((loads.get(next) ?? 0) <= much - 2) return true;
        seen.add(next);
        queue.push(next);
      }
    return false;
  });
}

/** 逐条核对一份分派：每条规矩违反了几处。与求解无关，只看结果。 */
export function checkAssignment(input: AssignmentInput, placed: readonly Placed[]): Omit<AssignmentProof, 'inputHash' | 'seed' | 'solver'> {
  const { cases, experts, most } = input;
  const known = new Map(experts.map((one) => [one.id, one]));
  const of = new Map<string, string[]>(cases.map(({ id }) => [id, []]));
  for (const { matter, expert } of placed) of.set(matter, [...(of.get(matter) ?? []), expert]);
  const loads = loadsOf(input, placed);
  const all = experts.map(({ id }) => loads.get(id) ?? 0);
  const count = (is: (one: AssignmentCase, seats: readonly string[]) => number): number => cases.reduce((sum, one) => sum + is(one, of.get(one.id) ?? []), 0);
  // Who has more than the most already, or was chosen by a draw, is not this assignment's doing.
  const added = new Set(placed.map(({ expert }) => expert));
  const strange = placed.filter(({ matter, expert }) => !cases.some(({ id }) => id === matter) || !known.has(expert)).length;
  const broken: Readonly<Record<AssignmentRule, number>> = {
    full: count(({ need }, seats) => (seats.length === need ? 0 : 1)) + strange,
    most: experts.filter(({ id }) => (loads.get(id) ?? 0) > most && added.has(id)).length,
    'no-conflict': count(({ barred }, seats) => seats.filter((id) => (barred[id] ?? []).length > 0).length),
    once: count((_, seats) => seats.length - new Set(seats).size),
    kept: count(({ kept }, seats) => seats.filter((id) => kept.includes(id)).length),
    drawn: count(({ drawn }, seats) => seats.filter((id) => drawn.includes(id)).length),
    balance: couldBeMoreEven(input, placed) ? 1 : 0,
  };
  const rules: readonly AssignmentRule[] = ['full', 'most', 'no-conflict', 'once', 'kept', 'drawn', 'balance'];
  return {
    cases: cases.length,
    placed: placed.length,
    loads: { least: all.reduce((a, b) => Math.min(a, b), all[0] ?? 0), most: all.reduce((a, b) => Math.max(a, b), 0) },
    rules: rules.map((rule) => ({ rule, zh: assignmentZh[rule], broken: broken[rule] })),
  };
}

/**
 * 排不出来的原因，一句话带数字，和最小的放宽。只有两种：某一件不必回避的人不够；或者每人的件数定得太少。
 * @param least the most anybody has in the most even assignment without a limit, where that is known
 */
export function whyNotAssigned(input: AssignmentInput, least?: number): WhyNotAssigned | undefined {
  for (const one of input.cases) {
    const free = input.experts.filter(({ id }) => mayJudge(one, id)).length;
    if (free >= one.need) continue;
    const barred = input.experts.filter(({ id }) => (one.barred[id] ?? []).length > 0).length;
    const total = one.kept.length + free;
    const zh = `《${one.title}》还差${one.need}名专家，名单${input.experts.length}人里应当回避的${barred}人，能请的只有${free}人`;
    return { rule: 'no-conflict', zh, relax: `把每件改为${total}名，或再聘${one.need - free}名不必回避的专家，或对误判的写明理由、认定不构成回避` };
  }
  if (least === undefined || least <= input.most) return undefined;
  const need = input.cases.reduce((sum, one) => sum + one.need, 0);
  const zh = `共需${need}人次，每人最多${input.most}件，${input.experts.length}名专家排不下`;
  return { rule: 'most', zh, relax: `每人最多件数至少改为${least}件`, least };
}

/** 组长：每件一名，轮着当，先让当得少的当。 */
export function leadersOf({ cases, seed }: AssignmentInput, placed: readonly Placed[], { hmac }: Pick<Digest, 'hmac'>): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  const leaders = new Map<string, string>();
  for (const { id, drawn } of cases.toSorted((a, b) => before(a.id, b.id))) {
    const seats = [...drawn, ...placed.filter(({ matter }) => matter === id).map(({ expert }) => expert)];
    const key = (expert: string): string => hmac(seed, `${id} ${expert}`);
    const [first] = seats.toSorted((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0) || before(key(a), key(b)));
    if (first === undefined) continue;
    leaders.set(id, first);
    times.set(first, (times.get(first) ?? 0) + 1);
  }
  return leaders;
}

/** The same input in any order has the same hash. */
export const assignmentHash = ({ cases, experts, most, seed }: AssignmentInput, { sha256 }: Pick<Digest, 'sha256'>): string =>
  sha256(
    JSON.stringify({
      cases: cases
        .toSorted((a, b) => before(a.id, b.id))
        .map(({ id, need, kept, drawn, barred }) => [
          id,
          need,
          kept.toSorted(before),
          drawn.toSorted(before),
          Object.entries(barred)
            .filter(([, why]) => why.length > 0)
            .toSorted(([a], [b]) => before(a, b)),
        ]),
      experts: experts.toSorted((a, b) => before(a.id, b.id)).map(({ id, load }) => [id, load]),
      most,
      seed,
    }),
  );
