/** One entry of an archive while it is being read; `bytes` must be read to its end before the next entry. */
export type Entry = Readonly<{ name: string; size: number; bytes: AsyncIterable<Buffer> }>;

/** The archive ends before its entries do. */
export class CutOff extends Error {}

const block = 512;
const padding = (size: number): number => (block - (size % block)) % block;
const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

/** The header of a plain file in ustar: any tar can open what we write. */
export function tarHeader(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`name too long for the archive: ${name}`);
  const header = Buffer.alloc(block);
  header.write(name, 0);
  header.write(octal(0o600, 8) + octal(0, 8) + octal(0, 8) + octal(size, 12) + octal(0, 12), 100, 'latin1');
  header.write('        0', 148, 'latin1');
  header.write('ustar\0' + '00', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
export const tarPadding = (size: number): Buffer => Buffer.alloc(padding(size));
export const tarEnd = Buffer.alloc(2 * block);

/** Takes bytes off a stream in the portions asked for. */
function portions(source: AsyncIterable<Buffer>) {
  const iterator = source[Symbol.asyncIterator]();
  let left: Buffer = Buffer.alloc(0);
  const upTo = async (most: number): Promise<Buffer> => {
    while (left.length === 0) {
      const { value, done } = await iterator.next();
      if (done === true) return left;
      left = value;
    }
    const taken = left.subarray(0, most);
    left = left.subarray(taken.length);
    return taken;
  };
  return async function* take(size: number): AsyncGenerator<Buffer> {
    for (let missing = size; missing > 0;) {
      const taken = await upTo(missing);
      if (taken.length === 0) throw new CutOff('the archive ends too early');
      missing -= taken.length;
      yield taken;
    }
  };
}

/** All bytes of a small entry at once. */
export async function whole(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const textAt = (header: Buffer, from: number, length: number): string =>
  header
    .toString('latin1', from, from + length)
    .replace(/\0.*$/s, '')
    .trim();

/** Reads an archive entry by entry. */
export async function* tarEntries(source: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const take = portions(source);
  for (;;) {
    const header = await whole(take(block));
    if (header.every((byte) => byte === 0)) return;
    if (textAt(header, 257, 5) !== 'ustar') throw new Error('not an archive');
    const size = Number.parseInt(textAt(header, 124, 12), 8);
    yield { name: textAt(header, 0, 100), size, bytes: take(size) };
    await whole(take(padding(size)));
  }
}
