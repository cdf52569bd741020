import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { differences, lotOf, smallest, type Digest, type DrawRecord, type Keyed } from '#core/draw/draw.ts';

/** WebCrypto is absent without https, and intranets have none: these are plain JavaScript. */
export const digest: Digest = {
  sha256: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  hmac: (key, text) => bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text))),
};

/** How long it may calculate before the page gets a turn: half of a frame. */
const mostMilliseconds = 8;
/** How the page gets its turn, what time it is, and who is told how many candidates are done. */
export type Pace = Readonly<{ rest: () => Promise<void>; now: () => number; onProgress?: (done: number) => void }>;

/** The hash of the list, fed in pieces of a few hundred. */
async function hashInPieces(candidates: readonly string[], pace: Pace): Promise<string> {
  const sorted = candidates.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const hashing = sha256.create();
  let started = pace.now();
  for (const [index, candidate] of sorted.entries()) {
    hashing.update(utf8ToBytes(index === 0 ? candidate : `\n${candidate}`));
    if (pace.now() - started < mostMilliseconds) continue;
    await pace.rest();
    started = pace.now();
  }
  return bytesToHex(hashing.digest());
}

/**
 * 在本机重新抽一次：算一小会儿就让一让，几千个候选也不会卡住页面。
 * @returns 与公布不符之处；没有就是一致
 */
export async function recompute(record: DrawRecord, pace: Pace): Promise<string[]> {
  const hash = await hashInPieces(record.candidates, pace);
  const keyed: Keyed[] = [];
  let started = pace.now();
  for (const id of record.candidates) {
    keyed.push({ id, key: digest.hmac(record.value, lotOf(record.hash, id)) });
    if (pace.now() - started < mostMilliseconds) continue;
    pace.onProgress?.(keyed.length);
    await pace.rest();
    started = pace.now();
  }
  return differences(record, { hash, result: smallest(keyed, record.take) });
}
