import { describe, expect, it } from 'vitest';
import { drawOf, hashOf, type DrawRecord } from '#core/draw/draw.ts';
import { digest as ofNode } from '#server/kernel/ids.ts';
import { digest, recompute } from './recompute.ts';

const candidates = Array.from({ length: 5_000 }, (_, index) => `0193a8f0-${String((index * 7919) % 10_000).padStart(4, '0')}-劳模`);
const hash = hashOf(candidates, ofNode);
const drawn = { candidates, hash, value: '3,316.78', take: 250 };
const record: DrawRecord = { ...drawn, result: drawOf(drawn, ofNode) };

/** A machine on which every look at the clock is a quarter of a millisecond later. */
function slowMachine() {
  let time = 0;
  let since = 0;
  const turns: number[] = [];
  return {
    turns,
    now: () => (time += 0.25),
    rest: async () => {
      turns.push(time - since);
      since = time;
    },
  };
}

describe('在本机重新抽一次', () => {
  it('calculates what the server calculated', () => {
    expect(digest.sha256('名单\n')).toBe(ofNode.sha256('名单\n'));
    expect(digest.hmac('2193.13', '摘要:候选')).toBe(ofNode.hmac('2193.13', '摘要:候选'));
  });

  it('goes through 5,000 candidates without ever holding the page for a frame', async () => {
    const machine = slowMachine();
    const progress: number[] = [];
    expect(await recompute(record, { ...machine, onProgress: (done) => progress.push(done) })).toEqual([]);
    expect(machine.turns.length).toBeGreaterThan(200);
    expect(Math.max(...machine.turns)).toBeLessThan(16);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.length).toBeGreaterThan(100);
  });

  it('says what differs', async () => {
    const pace = slowMachine();
    expect(await recompute({ ...record, candidates: candidates.slice(1) }, pace)).toContain('候选名单与公布的摘要不符，名单被改动过');
    expect(await recompute({ ...record, result: record.result.toReversed() }, pace)).toEqual(['公布的结果与重算的结果不符']);
  });
});
