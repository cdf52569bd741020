import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOf, hashOf, verifyDraw, type DrawRecord } from '#core/draw/draw.ts';
import { digest } from '#server/kernel/ids.ts';

const made = (candidates: readonly string[], value: string, take: number): DrawRecord => {
  const hash = hashOf(candidates, digest);
  return { candidates, hash, value, take, result: drawOf({ candidates, hash, value, take }, digest) };
};
const names = fc.uniqueArray(fc.stringMatching(/^[0-9a-z-]{1,12}$/), { minLength: 2, maxLength: 40 });
const draws = fc
  .tuple(names, fc.string({ minLength: 1, maxLength: 20 }), fc.nat({ max: 39 }))
  .map(([candidates, value, take]) => made(candidates, value, 1 + (take % candidates.length)));

describe('抽签', () => {
  it('is this very calculation, which anybody can repeat with openssl', () => {
    // printf 'a\nb\nc\nd\ne' | openssl dgst -sha256; printf "$hash:a" | openssl dgst -sha256 -hmac 2193.13
    expect(made(['e', 'c', 'a', 'd', 'b'], '2193.13', 3)).toEqual({
      candidates: ['e', 'c', 'a', 'd', 'b'],
      hash: 'dbbc47f2a90b02153a78630eb0341612800f530bd3ae6dda5504e60ffbc64018',
      value: '2193.13',
      take: 3,
      result: ['a', 'c', 'd'],
    });
  });

  it('gives the same result whatever the order of the list, and another with another value', () => {
    fc.assert(
      fc.property(draws, fc.nat(), ({ candidates, value, take, hash, result }, turn) => {
        const turned = [...candidates.slice(turn % candidates.length), ...candidates.slice(0, turn % candidates.length)].toReversed();
        expect(made(turned, value, take)).toMatchObject({ hash, result });
        expect(new Set(result).size).toBe(take);
        expect(candidates).toEqual(expect.arrayContaining([...result]));
      }),
      { numRuns: 100 },
    );
    const fifty = Array.from({ length: 50 }, (_, index) => `studio-${index}`);
    const results = ['1', '2', '3', '4'].map((value) => made(fifty, value, 10).result.join());
    expect(new Set(results).size).toBe(4);
  });

  it('draws everybody equally often', () => {
    const counts = new Map<string, number>();
    for (let value = 0; value < 4_000; value += 1)
      for (const id of made(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], String(value), 2).result) counts.set(id, (counts.get(id) ?? 0) + 1);
    // A thousand each; the standard deviation is 27.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(140);
  });

  it('passes as it was published, and fails after any change', () => {
    fc.assert(
      fc.property(draws, fc.nat(), (record, at) => {
        const { candidates, result, take } = record;
        const index = at % candidates.length;
        expect(verifyDraw(record, digest)).toEqual([]);
        const changed: Record<string, DrawRecord> = {
          removed: { ...record, candidates: candidates.filter((_, one) => one !== index) },
          added: { ...record, candidates: [...candidates, 'ZZZ'] },
          renamed: { ...record, candidates: candidates.with(index, 'ZZZ') },
          twice: { ...record, candidates: [...candidates, candidates[index] ?? ''] },
          fewer: { ...record, take: take - 1 },
          more: { ...record, take: take + 1 },
          longer: { ...record, take: take + 1, result: [...result, 'ZZZ'] },
          shorter: { ...record, result: result.slice(1) },
          replaced: { ...record, result: result.with(at % take, 'ZZZ') },
          forged: { ...record, hash: hashOf([...candidates, 'ZZZ'], digest) },
        };
        if (take > 1) changed['turned'] = { ...record, result: result.toReversed() };
        for (const [how, one] of Object.entries(changed)) expect(verifyDraw(one, digest), how).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('says in words what differs', () => {
    const record = made(['a', 'b', 'c', 'd'], '7', 2);
    expect(verifyDraw({ ...record, candidates: ['a', 'b', 'c'] }, digest)).toContain('候选名单与公布的摘要不符，名单被改动过');
    expect(verifyDraw({ ...record, take: 3 }, digest)).toEqual(['应当抽取3个，公布的结果是2个']);
    expect(verifyDraw({ ...record, result: record.result.toReversed() }, digest)).toEqual(['公布的结果与重算的结果不符']);
  });
});
