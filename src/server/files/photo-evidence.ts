import readExif from 'exif-reader';
import { inCityTime, type CityTime } from '#core/shared/days.ts';

/** When and where a photo was taken, as the device says; evidence, not proof. */
export type Evidence = Readonly<{ takenAt?: CityTime; place?: string }>;

/** A camera's clock has no zone unless it says so: then it is the city's. exif-reader gives its digits as if they were UTC. */
function momentOf(date: Date | undefined, zone: unknown): CityTime | undefined {
  if (!(date instanceof Date) || Number.isNaN(date.getTime())) return undefined;
  const offset = typeof zone === 'string' && /^[+-]\d\d:\d\d$/.test(zone) ? zone : '+08:00';
  const moment = new Date(`${date.toISOString().slice(0, 19)}${offset}`);
  // Cameras whose clock was never set begin in 1970, 1980 or 2000.
  return Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 2001 || moment.getUTCFullYear() > 2100 ? undefined : inCityTime(moment);
}

/** Degrees, minutes and seconds as one number; `back` is the letter of south or west. */
function degrees(parts: unknown, letter: unknown, back: string, most: number): number | undefined {
  if (!Array.isArray(parts)) return undefined;
  const [whole = Number.NaN, minutes = 0, seconds = 0] = parts.map(Number);
  const value = whole + minutes / 60 + seconds / 3600;
  return Number.isFinite(value) && value >= 0 && value <= most ? value * (letter === back ? -1 : 1) : undefined;
}

/** Latitude, longitude, as the on-site sheet writes them: 24.48010,118.08920. */
function placeOf(gps: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const north = degrees(gps?.['GPSLatitude'], gps?.['GPSLatitudeRef'], 'S', 90);
  const east = degrees(gps?.['GPSLongitude'], gps?.['GPSLongitudeRef'], 'W', 180);
  // Where a device does not know it sometimes writes the Gulf of Guinea.
  return north === undefined || east === undefined || (north === 0 && east === 0) ? undefined : `${north.toFixed(5)},${east.toFixed(5)}`;
}

/** What the camera wrote into the EXIF block; nothing where it is damaged. */
export function evidenceIn(exif: Buffer | undefined): Evidence {
  if (exif === undefined) return {};
  try {
    const { Photo, Image, GPSInfo } = readExif(exif);
    const takenAt = momentOf(Photo?.DateTimeOriginal ?? Image?.DateTime, Photo?.['OffsetTimeOriginal'] ?? Photo?.['OffsetTime']);
    const place = placeOf(GPSInfo);
    return { ...(takenAt === undefined ? {} : { takenAt }), ...(place === undefined ? {} : { place }) };
  } catch {
    return {};
  }
}
