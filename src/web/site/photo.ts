import { inCityTime } from '#core/shared/days.ts';
import { readExif, withExif } from './exif.ts';

export type Photo = Readonly<{ bytes: ArrayBuffer; name: string; type: string; takenAt: string }>;

/** Above this a photo is drawn smaller on the device: it has to get through a bad network. */
export const largeBytes = 3_000_000;
const longestSide = 2560;
const quality = 0.85;

/** A photo this device cannot take, with the sentence for whoever took it. */
export class BadPhoto extends Error {}

/** How large it is drawn: the longest side 2560 at most. */
export function fitted(width: number, height: number): readonly [number, number] {
  const share = Math.min(1, longestSide / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
}

async function opened(file: File): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } catch {
    throw new BadPhoto(`“${file.name}”太大，这台设备又读不了这种格式，请改用 JPG 或直接拍照`);
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

async function drawnSmaller(file: File): Promise<ArrayBuffer> {
  const image = await opened(file);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = fitted(image.naturalWidth, image.naturalHeight);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (blob === null) throw new BadPhoto(`“${file.name}”太大，这台设备处理不了，请把照片尺寸调小后再拍`);
  return blob.arrayBuffer();
}

/**
 * A photo as it is kept and sent: small enough for a basement, with what the camera wrote into it.
 * @throws BadPhoto
 */
export async function preparePhoto(file: File): Promise<Photo> {
  if (!file.type.startsWith('image/')) throw new BadPhoto(`“${file.name}”不是照片`);
  const original = await file.arrayBuffer();
  const exif = readExif(original);
  const takenAt = exif?.takenAt ?? inCityTime(new Date(file.lastModified));
  if (file.size <= largeBytes) return { bytes: original, name: file.name, type: file.type, takenAt };
  const small = await drawnSmaller(file);
  const bytes = exif === undefined ? small : withExif(small, exif);
  return { bytes, name: file.name.replace(/\.\w+$/, '') + '.jpg', type: 'image/jpeg', takenAt };
}
