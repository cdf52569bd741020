import { sha256 } from '#server/kernel/ids.ts';

/**
 * The Merkle root of digests in order; an odd one out moves up as it is.
 * @param digests at least one, hex
 */
export function merkleRoot(digests: readonly string[]): string {
  const [first = ''] = digests;
  if (digests.length <= 1) return first;
  const pairs = Array.from({ length: Math.ceil(digests.length / 2) }, (_, index) => digests.slice(index * 2, index * 2 + 2));
  return merkleRoot(pairs.map(([left = '', right]) => (right === undefined ? left : sha256(`${left}${right}`))));
}

/** The head of a seal: binds its lines and, through the head before it, everything earlier. */
export const headOf = (previous: string, number: number, lines: number, root: string): string => sha256(`${previous}\n${number}\n${lines}\n${root}`);
