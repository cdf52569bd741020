import type { FileHandle } from 'node:fs/promises';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LONGEST_END = 22 + 65_535;
const MOST_ENTRIES = 4096;
const LARGEST_DIRECTORY = 4 * 1024 * 1024;

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** The names inside a ZIP, read from its directory without unpacking anything; none when it is no sound ZIP. */
export async function archiveNames(file: FileHandle, size: number): Promise<readonly string[]> {
  const tail = await read(file, Math.max(0, size - LONGEST_END), Math.min(size, LONGEST_END));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) return [];
  const [length, at] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (length > LARGEST_DIRECTORY || at + length > size) return [];
  return namesIn(await read(file, at, length));
}

function namesIn(directory: Buffer): readonly string[] {
  const names: string[] = [];
  let at = 0;
  while (at + 46 <= directory.length && names.length < MOST_ENTRIES && directory.readUInt32LE(at) === ENTRY) {
    const nameLength = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}
