import { hardZh, softZh, timesOf, type HardRule, type Pair, type Pairable, type PairingInput, type RuleCounts, type SoftRule } from './pairing.ts';

type Both = Readonly<{ inspector: Pairable; inspected: Pairable }>;

const tally = (ids: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};
const key = (inspector: string, inspected: string): string => `${inspector} ${inspected}`;
const sharesPeople = ({ inspector, inspected }: Both): boolean => inspector.people.some((person) => inspected.people.includes(person));
const sameGroup = ({ inspector, inspected }: Both): boolean => inspector.group !== undefined && inspector.group !== '' && inspector.group === inspected.group;

/**
 * 逐条核对一份配对：每条硬规则违反了几处，放宽了哪几对。与求解无关，只看结果。
 * A pair that names a studio outside the input counts against 每家都被检查到.
 */
export function checkPairs(input: PairingInput, pairs: readonly Pair[]): RuleCounts {
  const { studios, capacity } = input;
  const times = timesOf(input);
  const byId = new Map(studios.map((studio) => [studio.id, studio]));
  const known = pairs.flatMap((pair) => {
    const [inspector, inspected] = [byId.get(pair.inspector), byId.get(pair.inspected)];
    return inspector === undefined || inspected === undefined ? [] : [{ pair, inspector, inspected }];
  });
  const made = tally(pairs.map(({ inspector }) => inspector));
  const had = tally(pairs.map(({ inspected }) => inspected));
  const loads = studios.map(({ id }) => made.get(id) ?? 0);
  const [least, most] = [loads.reduce((a, b) => Math.min(a, b), loads[0] ?? 0), loads.reduce((a, b) => Math.max(a, b), 0)];
  const all = tally(pairs.map(({ inspector, inspected }) => key(inspector, inspected)));
  const apart = new Set(input.conflicts.flatMap(([a, b]) => [key(a, b), key(b, a)]));
  const lastYear = new Set(input.lastYear.map(({ inspector, inspected }) => key(inspector, inspected)));
  const count = (is: (both: Both & { pair: Pair }) => boolean): number => known.filter(is).length;

  const broken: Readonly<Record<HardRule, number>> = {
    'other-unit': count(({ inspector, inspected }) => inspector.hostUnion === inspected.hostUnion),
    'other-union': count(({ inspector, inspected }) => inspector.supervisingUnion === inspected.supervisingUnion),
    'no-reciprocal': count(({ pair: { inspector, inspected } }) => inspector < inspected && all.has(key(inspected, inspector))),
    'no-conflict': count((both) => sameGroup(both) || sharesPeople(both) || apart.has(key(both.pair.inspector, both.pair.inspected))),
    capacity: loads.filter((load) => load > capacity).length,
    'each-inspected':
      studios.filter(({ id }) => had.get(id) !== times).length + (pairs.length - known.length) + [...all.values()].filter((often) => often > 1).length,
    balance: most - least > 1 ? 1 : 0,
  };
  const given: Readonly<Record<SoftRule, (both: Both & { pair: Pair }) => boolean>> = {
    'no-repeat': ({ pair: { inspector, inspected } }) => lastYear.has(key(inspector, inspected)),
    'other-industry': ({ inspector, inspected }) => inspector.industry !== '' && inspector.industry === inspected.industry,
    travel: ({ inspector, inspected }) => inspector.district !== '' && inspected.district !== '' && inspector.district !== inspected.district,
  };
  const soft: readonly SoftRule[] = ['no-repeat', 'other-industry', 'travel'];
  const hard: readonly HardRule[] = ['other-unit', 'other-union', 'no-reciprocal', 'no-conflict', 'capacity', 'each-inspected', 'balance'];
  return {
    studios: studios.length,
    pairs: pairs.length,
    loads: { least, most },
    hard: hard.map((rule) => ({ rule, zh: hardZh[rule], broken: broken[rule] })),
    relaxed: soft
      .map((rule) => ({ rule, zh: softZh[rule], pairs: known.filter(given[rule]).map(({ pair }) => pair) }))
      .filter(({ pairs: which }) => which.length > 0),
  };
}
