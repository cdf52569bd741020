/** What the camera wrote into a JPEG: the segment itself, when the picture was taken, and where the segment says how it was held. */
export type Exif = Readonly<{ segment: Uint8Array<ArrayBuffer>; takenAt?: string; turnAt?: number; littleEndian: boolean }>;

const tiffAt = 10;
const [orientation, exifFolder, takenTag, offsetTag] = [0x0112, 0x8769, 0x9003, 0x9011];

/** The APP1 segment of a JPEG, marker included. */
function exifSegment(jpeg: ArrayBuffer): Uint8Array<ArrayBuffer> | undefined {
  const view = new DataView(jpeg);
  if (view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda;) {
    const size = 2 + view.getUint16(at + 2);
    // "Exif"
    if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966) return new Uint8Array(jpeg.slice(at, at + size));
    at += size;
  }
  return undefined;
}

/** Where the value of a tag stands in a folder of the segment, and how long it is. */
function tagAt(view: DataView, folder: number, tag: number, le: boolean): Readonly<{ at: number; count: number }> | undefined {
  const entries = view.getUint16(tiffAt + folder, le);
  for (let n = 0; n < entries; n += 1) {
    const at = tiffAt + folder + 2 + n * 12;
    if (view.getUint16(at, le) === tag) return { at: at + 8, count: view.getUint32(at + 4, le) };
  }
  return undefined;
}

function textOf(view: DataView, folder: number, tag: number, le: boolean): string {
  const found = tagAt(view, folder, tag, le);
  if (found === undefined) return '';
  const from = found.count <= 4 ? found.at : tiffAt + view.getUint32(found.at, le);
  return Array.from({ length: found.count }, (_, n) => String.fromCharCode(view.getUint8(from + n)))
    .join('')
    .replace(/\0.*$/, '');
}

/** `2013:11:18 14:03:05` as ISO; a camera that does not say its zone was in the city. */
function moment(text: string, zone: string): string | undefined {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, time] = parts;
  const said = `${year}-${month}-${day}T${time}${/^[+-]\d\d:\d\d$/.test(zone) ? zone : '+08:00'}`;
  return Number.isNaN(Date.parse(said)) ? undefined : said;
}

function readSegment(segment: Uint8Array<ArrayBuffer>): Exif {
  const view = new DataView(segment.buffer);
  const littleEndian = view.getUint16(tiffAt) === 0x4949;
  const first = view.getUint32(tiffAt + 4, littleEndian);
  const turnAt = tagAt(view, first, orientation, littleEndian)?.at;
  const pointer = tagAt(view, first, exifFolder, littleEndian);
  const folder = pointer === undefined ? undefined : view.getUint32(pointer.at, littleEndian);
  const takenAt = folder === undefined ? undefined : moment(textOf(view, folder, takenTag, littleEndian), textOf(view, folder, offsetTag, littleEndian));
  return { segment, takenAt, turnAt, littleEndian };
}

/** What the camera wrote, where it wrote it and it can be read. */
export function readExif(jpeg: ArrayBuffer): Exif | undefined {
  try {
    const segment = exifSegment(jpeg);
    return segment === undefined ? undefined : readSegment(segment);
  } catch {
    // Cut short or odd: a photo without notes is still a photo.
    return undefined;
  }
}

/** A picture drawn anew carries what the camera had written into the original; it is upright now, and says so. */
export function withExif(jpeg: ArrayBuffer, { segment, turnAt, littleEndian }: Exif): ArrayBuffer {
  const kept = segment.slice();
  if (turnAt !== undefined) new DataView(kept.buffer).setUint16(turnAt, 1, littleEndian);
  const whole = new Uint8Array(jpeg.byteLength + kept.length);
  whole.set(new Uint8Array(jpeg, 0, 2), 0);
  whole.set(kept, 2);
  whole.set(new Uint8Array(jpeg, 2), 2 + kept.length);
  return whole.buffer;
}
