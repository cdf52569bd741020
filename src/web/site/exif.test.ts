import { expect, it } from 'vitest';
import { readExif, withExif } from './exif.ts';
import { fitted, preparePhoto } from './photo.ts';

/** A JPEG of nothing but notes: how it was held, when it was taken, in which zone. */
function jpeg({ takenAt = '2013:11:18 14:03:05', zone = '', turned = 6, le = true } = {}): ArrayBuffer {
  const tiff = new DataView(new ArrayBuffer(120));
  tiff.setUint16(0, le ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, le);
  tiff.setUint32(4, 8, le);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.setUint16(at, tag, le);
    tiff.setUint16(at + 2, type, le);
    tiff.setUint32(at + 4, count, le);
    if (type === 3) tiff.setUint16(at + 8, value, le);
    else tiff.setUint32(at + 8, value, le);
  };
  const write = (at: number, text: string) => [...`${text}\0`].forEach((letter, n) => tiff.setUint8(at + n, letter.charCodeAt(0)));
  tiff.setUint16(8, 2, le);
  entry(10, 0x0112, 3, 1, turned);
  entry(22, 0x8769, 4, 1, 40);
  tiff.setUint16(40, zone === '' ? 1 : 2, le);
  entry(42, 0x9003, 2, 20, 72);
  entry(54, 0x9011, 2, 7, 100);
  write(72, takenAt);
  if (zone !== '') write(100, zone);
  const notes = new Uint8Array(tiff.buffer);
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, notes.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...notes, 0xff, 0xda, 0, 2]).buffer;
}
const plain = new Uint8Array([0xff, 0xd8, 0xff, 0xda, 0, 2]).buffer;

it('reads when a photo was taken, whichever way the camera writes numbers', () => {
  expect([true, false].map((le) => readExif(jpeg({ le }))?.takenAt)).toEqual(['2013-11-18T14:03:05+08:00', '2013-11-18T14:03:05+08:00']);
  expect(readExif(jpeg({ zone: '+09:00' }))?.takenAt).toBe('2013-11-18T14:03:05+09:00');
});

it('takes a photo without notes, with odd notes or cut short for what it is', () => {
  expect([readExif(plain), readExif(jpeg().slice(0, 30)), readExif(new Uint8Array([1, 2, 3]).buffer)?.takenAt]).toEqual([undefined, undefined, undefined]);
  expect(readExif(jpeg({ takenAt: '0000:00:00 00:00:00' }))?.takenAt).toBeUndefined();
});

it('carries the notes over to a picture drawn anew, and says that it is upright now', () => {
  const notes = readExif(jpeg())!;
  const drawn = withExif(plain, notes);
  const again = readExif(drawn)!;
  expect([again.takenAt, new DataView(again.segment.buffer).getUint16(again.turnAt!, true)]).toEqual(['2013-11-18T14:03:05+08:00', 1]);
  expect([...new Uint8Array(drawn.slice(-4))]).toEqual([0xff, 0xda, 0, 2]);
});

it('draws large photos at 2560 on the longest side and leaves small ones', () => {
  expect([fitted(8000, 6000), fitted(3000, 6000), fitted(640, 480)]).toEqual([
    [2560, 1920],
    [1280, 2560],
    [640, 480],
  ]);
});

it('keeps a small photo as it is, with the time the device knows, and refuses what is no photo', async () => {
  const lastModified = Date.parse('2026-11-25T01:00:00Z');
  expect(await preparePhoto(new File([plain], 'a.jpg', { type: 'image/jpeg', lastModified }))).toMatchObject({
    name: 'a.jpg',
    takenAt: '2026-11-25T09:00:00.000+08:00',
  });
  await expect(preparePhoto(new File(['x'], '表.docx', { type: 'application/msword' }))).rejects.toThrow('“表.docx”不是照片');
});
