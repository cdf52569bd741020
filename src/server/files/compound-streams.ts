import type { FileHandle } from 'node:fs/promises';

const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const SLOT = 128;
const CHUNK = 1024 * 1024;

/** Whether it begins like an OLE2 compound file: old Word, Excel, WPS. */
export const isCompound = (head: Buffer): boolean => head.subarray(0, 8).equals(MAGIC);

/** The name in a directory slot; '' when the slot is something else. */
function nameIn(slot: Buffer): string {
  const length = slot.readUInt16LE(64);
  const kind = slot.readUInt8(66);
  if (length < 4 || length > 64 || length % 2 !== 0 || (kind !== 1 && kind !== 2)) return '';
  return slot.readUInt16LE(length - 2) === 0 ? slot.toString('utf16le', 0, length - 2) : '';
}

/**
 * Which of the `wanted` streams a compound file has. Directory slots lie at multiples of 128 bytes,
 * so looking at every slot finds them without walking the allocation chain.
 */
export async function compoundStreams(file: FileHandle, size: number, wanted: readonly string[]): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const chunk = Buffer.alloc(CHUNK);
  for (let at = 512; at < size; at += CHUNK) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, at);
    for (let slot = 0; slot + SLOT <= bytesRead; slot += SLOT) {
      const name = nameIn(chunk.subarray(slot, slot + SLOT));
      if (wanted.includes(name)) names.add(name);
    }
  }
  return names;
}
