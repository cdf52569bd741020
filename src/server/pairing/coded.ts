import { timesOf, weightsOf, type HardRule, type PairingInput } from '#core/inspection/pairing.ts';
import { digest } from '#server/kernel/ids.ts';

/** The input in numbers, in an order that depends on the seed and the ids alone: the same studios in any order give the same. */
export type Coded = Readonly<{
  ids: readonly string[];
  count: number;
  times: number;
  capacity: number;
  hash: Uint32Array;
  unit: Int32Array;
  union: Int32Array;
  group: Int32Array;
  industry: Int32Array;
  district: Int32Array;
  /** For each studio: whom it may not inspect, nor be inspected by. */
  apart: readonly (readonly number[])[];
  /** For each studio: whom it inspected last year. */
  before: readonly (readonly number[])[];
  weights: Readonly<{ repeat: number; industry: number; travel: number }>;
  without: HardRule | undefined;
}>;

/** Equal texts become equal numbers; what is not known becomes -1 and equals nothing. */
function numbered(texts: readonly (string | undefined)[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    if (text === undefined || text === '') return -1;
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
}

const lists = (count: number): number[][] => Array.from({ length: count }, () => []);

function apartIn({ studios, conflicts }: PairingInput, indexOf: ReadonlyMap<string, number>, order: readonly { people: readonly string[] }[]): number[][] {
  const apart = lists(studios.length);
  const part = (a: number | undefined, b: number | undefined): void => {
    if (a === undefined || b === undefined || a === b) return;
    apart[a]?.push(b);
    apart[b]?.push(a);
  };
  for (const [a, b] of conflicts) part(indexOf.get(a), indexOf.get(b));
  const where = new Map<string, number[]>();
  for (const [index, { people }] of order.entries()) for (const person of new Set(people)) where.set(person, [...(where.get(person) ?? []), index]);
  for (const together of where.values()) for (const a of together) for (const b of together) if (a < b) part(a, b);
  return apart.map((ones) => [...new Set(ones)].toSorted((a, b) => a - b));
}

/** @param without one hard rule left aside, to find out which of them cannot be met */
export function codedOf(input: PairingInput, without?: HardRule): Coded {
  const keyed = input.studios.map((studio) => ({ studio, key: digest.hmac(input.seed, studio.id) }));
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const order = sorted.map(({ studio }) => studio);
  const indexOf = new Map(order.map(({ id }, index) => [id, index]));
  const before = lists(order.length);
  for (const { inspector, inspected } of input.lastYear) {
    const [a, b] = [indexOf.get(inspector), indexOf.get(inspected)];
    if (a !== undefined && b !== undefined) before[a]?.push(b);
  }
  const weights = weightsOf(input);
  return {
    ids: order.map(({ id }) => id),
    count: order.length,
    times: timesOf(input),
    capacity: input.capacity,
    hash: Uint32Array.from(sorted, ({ key }) => Number.parseInt(key.slice(0, 8), 16)),
    unit: numbered(order.map(({ hostUnion }) => hostUnion)),
    union: numbered(order.map(({ supervisingUnion }) => supervisingUnion)),
    group: numbered(order.map(({ group }) => group)),
    industry: numbered(order.map(({ industry }) => industry)),
    district: numbered(order.map(({ district }) => district)),
    apart: apartIn(input, indexOf, order),
    before,
    weights: { repeat: weights['no-repeat'], industry: weights['other-industry'], travel: weights.travel },
    without,
  };
}

/** A number that looks random and is always the same for the same two. */
export function mixed(a: number, b: number): number {
  let value = Math.imul(a ^ (b >>> 15), 0x2c1b3c6d) ^ Math.imul(b ^ (a >>> 13), 0x297a2d39);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

/** What it costs when `from` inspects each of the others; Infinity where a hard rule forbids it. Written into `costs`. */
export function costsFrom({ count, unit, union, group, industry, district, apart, before, weights, without }: Coded, from: number, costs: Float64Array): void {
  const [itsUnit, itsUnion, itsGroup, itsIndustry, itsDistrict] = [unit[from], union[from], group[from], industry[from], district[from]];
  const [anyUnit, anyUnion, anyone] = [without === 'other-unit', without === 'other-union', without === 'no-conflict'];
  for (let to = 0; to < count; to += 1) {
    const forbidden = (!anyUnion && union[to] === itsUnion) || (!anyUnit && unit[to] === itsUnit) || (!anyone && itsGroup !== -1 && group[to] === itsGroup);
    const far = itsDistrict !== -1 && district[to] !== -1 && district[to] !== itsDistrict;
    const alike = itsIndustry !== -1 && industry[to] === itsIndustry;
    costs[to] = forbidden ? Infinity : (far ? weights.travel : 0) + (alike ? weights.industry : 0);
  }
  costs[from] = Infinity;
  if (!anyone) for (const to of apart[from] ?? []) costs[to] = Infinity;
  for (const to of before[from] ?? []) costs[to] = (costs[to] ?? Infinity) + weights.repeat;
}
