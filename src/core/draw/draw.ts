/** SHA-256 and HMAC-SHA256 as lower-case hex, of UTF-8 texts: given from outside, core calculates with them and does not know how. */
export type Digest = Readonly<{ sha256: (text: string) => string; hmac: (key: string, text: string) => string }>;

/** What a draw is made from: everything in it is published, so anybody can repeat it. */
export type DrawInput = Readonly<{ candidates: readonly string[]; hash: string; value: string; take: number }>;
/** A published draw. */
export type DrawRecord = DrawInput & Readonly<{ result: readonly string[] }>;
/** The key a candidate got: the smallest are drawn. */
export type Keyed = Readonly<{ id: string; key: string }>;

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** 名单摘要：候选编号按字符编码排序，以换行相连，取 SHA-256。 */
export const hashOf = (candidates: readonly string[], { sha256 }: Pick<Digest, 'sha256'>): string => sha256(candidates.toSorted(before).join('\n'));

/** What a candidate's key is the HMAC of; the key of the HMAC is the public random value. */
export const lotOf = (hash: string, candidate: string): string => `${hash}:${candidate}`;

/** The `take` candidates with the smallest keys, smallest first; equal keys by candidate. */
export const smallest = (keyed: readonly Keyed[], take: number): string[] =>
  keyed
    .toSorted((a, b) => before(a.key, b.key) || before(a.id, b.id))
    .slice(0, take)
    .map(({ id }) => id);

/** 抽签：随机数作密钥，对“名单摘要:候选编号”逐个取 HMAC-SHA256，从小到大取前几名。 */
export const drawOf = ({ candidates, hash, value, take }: DrawInput, { hmac }: Pick<Digest, 'hmac'>): string[] =>
  smallest(
    candidates.map((id) => ({ id, key: hmac(value, lotOf(hash, id)) })),
    take,
  );

const same = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((id, index) => id === other[index]);

/**
 * Compares a published draw with what was recomputed; the browser, which computes in small pieces, compares here too.
 * @returns 与公布不符之处，一句一条；没有就是空的
 */
export function differences({ candidates, hash, take, result }: DrawRecord, again: { hash: string; result: readonly string[] }): string[] {
  return [
    ...(new Set(candidates).size === candidates.length ? [] : ['候选名单里有重复的编号']),
    ...(again.hash === hash ? [] : ['候选名单与公布的摘要不符，名单被改动过']),
    ...(result.length === take ? [] : [`应当抽取${take}个，公布的结果是${result.length}个`]),
    ...(result.length !== take || same(result, again.result) ? [] : ['公布的结果与重算的结果不符']),
  ];
}

/** 谁都可以重算：名单多一个、少一个、改一个，名额变了，结果改了，都对不上。 */
export const verifyDraw = (record: DrawRecord, digest: Digest): string[] =>
  differences(record, { hash: hashOf(record.candidates, digest), result: drawOf(record, digest) });
