import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { refuse, type Refusal } from '#server/kernel/refusal.ts';
import { evidenceIn, type Evidence } from './photo-evidence.ts';

/** The copy others get: upright, without what the camera wrote into it. */
export type Clean = Readonly<{ sha256: string; size: number }>;
export type Photo = Evidence & Readonly<{ clean?: Clean }>;

// One photo at a time, on one thread, nothing kept: a photo of the largest size takes some 300 MB while it is turned.
sharp.concurrency(1);
sharp.cache(false);
const mostPixels = 100_000_000;

const tooManyPixels = (width: number, height: number): Refusal =>
  refuse(413, 'image-too-large', `图片有${width}×${height}像素，超过1亿像素，请缩小后再上传`, 'file');

let last: Promise<unknown> = Promise.resolve();
/** After all that came before, whatever became of them. */
function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const mine = last.then(run, run);
  last = mine.catch(() => {});
  return mine;
}

const writers: Readonly<Record<string, (image: Sharp, from: Metadata) => Sharp>> = {
  'image/jpeg': (image, { chromaSubsampling }) => image.jpeg({ quality: 92, chromaSubsampling: chromaSubsampling === '4:4:4' ? '4:4:4' : '4:2:0' }),
  'image/png': (image) => image.png(),
  'image/webp': (image) => image.webp({ quality: 92 }),
};

/** Whether it says anything beside the picture. */
const speaks = ({ exif, xmp, iptc, comments, tifftagPhotoshop }: Metadata): boolean =>
  [exif, xmp, iptc, tifftagPhotoshop].some((block) => block !== undefined) || (comments ?? []).length > 0;

async function settled(path: string): Promise<Clean> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { sha256: hash.digest('hex'), size: (await stat(path)).size };
}

async function clean(path: string, beside: string, type: string, metadata: Metadata): Promise<Clean | undefined> {
  const write = writers[type];
  if (write === undefined || !speaks(metadata)) return undefined;
  const moving = (metadata.pages ?? 1) > 1;
  // Also a photo that was cut off on its way: what is there is shown, what the camera wrote is not.
  const image = sharp(path, { failOn: 'none', limitInputPixels: mostPixels, sequentialRead: true, animated: moving });
  await write(moving ? image : image.autoOrient(), metadata).toFile(beside);
  return settled(beside);
}

const unreadable = (): undefined => undefined;

/**
 * Reads when and where a photo was taken, and writes the copy for others to `beside` where the photo says anything.
 * What cannot be read as a picture is left as it came.
 * @throws Refusal 413 for a picture that would not fit into memory, by its header, before anything is unpacked
 */
export async function readPhoto(path: string, beside: string, type: string): Promise<Photo> {
  const metadata = await sharp(path, { limitInputPixels: false, failOn: 'none' }).metadata().catch(unreadable);
  if (metadata === undefined) return {};
  const { width, height, pages = 1, pageHeight = height } = metadata;
  if (width * pageHeight * pages > mostPixels) throw tooManyPixels(width, pageHeight);
  const copy = await inTurn(() => clean(path, beside, type, metadata).catch(unreadable));
  return { ...evidenceIn(metadata.exif), ...(copy === undefined ? {} : { clean: copy }) };
}
