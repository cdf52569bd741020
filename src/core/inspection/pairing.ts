import type { Digest } from '#core/draw/draw.ts';

/** 参加互查的一家工作室，配对时要看的几样。 */
export type Pairable = Readonly<{
  id: string;
  name: string;
  hostUnion: string;
  supervisingUnion: string;
  industry: string;
  /** '' where it is not known. */
  district: string;
  group?: string;
  people: readonly string[];
}>;
export type Pair = Readonly<{ inspector: string; inspected: string }>;
export type PairingInput = Readonly<{
  studios: readonly Pairable[];
  /** The most inspections one studio makes. */
  capacity: number;
  /** How often each is inspected; once unless said otherwise. */
  perStudio?: number;
  /** Studios with kin, a mentor pair, an alliance or a group between them; either direction. */
  conflicts: readonly (readonly [string, string])[];
  lastYear: readonly Pair[];
  seed: string;
  /** What people call the unions, units and groups, by id: only for the sentence why not. */
  names?: Readonly<Record<string, string>>;
}>;

export type HardRule = 'other-unit' | 'other-union' | 'no-reciprocal' | 'no-conflict' | 'capacity' | 'each-inspected' | 'balance';
export type SoftRule = 'no-repeat' | 'other-industry' | 'travel';
export const hardZh: Readonly<Record<HardRule, string>> = {
  'other-unit': '不查本单位',
  'other-union': '由不同归口工会的工作室检查',
  'no-reciprocal': '同一轮不互相检查',
  'no-conflict': '亲属、师徒、联盟、同集团、成员相同的回避',
  capacity: '不超过每家最多检查的家数',
  'each-inspected': '每家都被检查到，次数相同',
  balance: '各家检查次数相差不超过一次',
};
/** 排不开时按这个顺序放宽，放宽的逐对记录。 */
export const softZh: Readonly<Record<SoftRule, string>> = { 'no-repeat': '不与上年重复', 'other-industry': '跨行业', travel: '就近（同一个区）' };

/** 放宽的规则和放宽在哪几对。 */
export type Relaxed = Readonly<{ rule: SoftRule; zh: string; pairs: readonly Pair[] }>;
export type RuleCounts = Readonly<{
  studios: number;
  pairs: number;
  loads: { least: number; most: number };
  hard: readonly { rule: HardRule; zh: string; broken: number }[];
  relaxed: readonly Relaxed[];
}>;
/** 均衡的证明：每条硬规则违反几对（应为0），放宽了哪几对，放宽之和与理论下限。没有时间，同样的输入就是同样的证明。 */
export type Proof = RuleCounts & Readonly<{ inputHash: string; seed: string; solver: string; optimum: number; bound: number; milliseconds?: never }>;
export type Paired = Readonly<{ ok: true; pairs: readonly Pair[]; proof: Proof }> | Readonly<{ ok: false; rule: string; zh: string }>;

export const timesOf = ({ perStudio = 1 }: Pick<PairingInput, 'perStudio'>): number => perStudio;

/** What giving up a rule once costs: one of a later rule weighs more than every pair of the rules before it. */
export const weightsOf = ({ studios, perStudio }: Pick<PairingInput, 'studios' | 'perStudio'>): Readonly<Record<SoftRule, number>> => {
  const more = studios.length * timesOf({ perStudio }) + 1;
  return { 'no-repeat': 1, 'other-industry': more, travel: more * more };
};

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const joined = (pairs: readonly (readonly [string, string])[]): string[] => pairs.map((pair) => pair.join(' ')).toSorted(before);

/** The same input in any order has the same hash. */
export const inputHashOf = ({ studios, capacity, perStudio, conflicts, lastYear, seed }: PairingInput, { sha256 }: Pick<Digest, 'sha256'>): string =>
  sha256(
    JSON.stringify({
      studios: studios
        .toSorted((a, b) => before(a.id, b.id))
        .map(({ id, name, hostUnion, supervisingUnion, industry, district, group = '', people }) => [
          id,
          name,
          hostUnion,
          supervisingUnion,
          industry,
          district,
          group,
          people.toSorted(before),
        ]),
      capacity,
      perStudio: timesOf({ perStudio }),
      conflicts: joined(conflicts.map(([a, b]) => (a < b ? [a, b] : [b, a]))),
      lastYear: joined(lastYear.map(({ inspector, inspected }) => [inspector, inspected])),
      seed,
    }),
  );
