import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMeta, problem } from '#contract/shapes.ts';
import { openFileStore } from '#server/files/open-store.ts';
import { receiveUpload } from '#server/files/receive-upload.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { buildApp } from '#server/http/app.ts';
import { checkInvariants } from '#server/invariants/check-invariants.ts';
import type { House } from '#server/kernel/house.ts';
import { openHouse } from '#server/main.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { foundCity, password, resident } from '../people/city.ts';
import { freshDatabase } from '../support/database.ts';
import { refused } from '../support/refused.ts';

const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#b4232a' } });
// sharp counts the directories of EXIF from 0: the image, then (2) the photo, then (3) the place.
const said = {
  IFD0: { Make: 'Camera', Artist: '摄影甲' },
  IFD2: { DateTimeOriginal: '2013:11:18 14:03:05' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 28/1 4836/100', GPSLongitudeRef: 'E', GPSLongitude: '118/1 5/1 2112/100' },
};
const photo = (exif: Record<string, Record<string, string>> = said, orientation = 6) =>
  picture().withMetadata({ orientation }).withExifMerge(exif).jpeg().toBuffer();
const taken = { takenAt: '2013-11-18T14:03:05.000+08:00', place: '24.48010,118.08920' };

const crcs = Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n));
const crc = (bytes: Buffer) => ~bytes.reduce((c, byte) => (crcs[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8), ~0) >>> 0;
function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}
/** A PNG by hand, as large as its header promises and whatever its content; `more` comes before the content. */
function png(width: number, height: number, content: Buffer, more: readonly Buffer[] = []): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', head), ...more, chunk('IDAT', deflateSync(content)), chunk('IEND', Buffer.alloc(0))]);
}

describe('照片', () => {
  let folder: string;
  let store: FileStore;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lingxian-photos-'));
    store = await openFileStore(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const receive = (bytes: Buffer, name: string) => receiveUpload(store, Readable.from([bytes]), name);
  const bytesOf = async (sha256: string | undefined) => buffer(await store.open(sha256 ?? ''));

  it('is kept as it came; beside it a copy, upright, of the same kind, that says nothing', async () => {
    const original = await photo();
    const kept = await receive(original, '现场.jpg');
    expect(kept).toMatchObject({ ...taken, type: 'image/jpeg', size: original.length });
    expect((await bytesOf(kept.sha256)).equals(original)).toBe(true);
    const copy = await bytesOf(kept.clean?.sha256);
    expect(copy.length).toBe(kept.clean?.size);
    const { format, width, height, exif, xmp, iptc, orientation } = await sharp(copy).metadata();
    expect({ format, width, height, exif, xmp, iptc, orientation }).toEqual({ format: 'jpeg', width: 40, height: 60 });
    for (const hidden of ['Camera', 'Exif', '2013:11:18']) expect(copy.includes(hidden)).toBe(false);
    expect(await readdir(store.spool)).toEqual([]);
    expect((await receive(original, '再传.jpg')).clean).toEqual(kept.clean);
  });

  it('takes the zone a camera names, and the city’s where it names none', async () => {
    const at = async (zone: Record<string, string>) => (await receive(await photo({ ...said, IFD2: { ...said.IFD2, ...zone } }), '照片.jpg')).takenAt;
    expect(await at({ OffsetTimeOriginal: '+09:00' })).toBe('2013-11-18T13:03:05.000+08:00');
    expect(await at({ DateTimeOriginal: '0000:00:00 00:00:00' })).toBeUndefined();
  });

  it('knows the south and the west, and takes no place for the Gulf of Guinea', async () => {
    const at = async (gps: Record<string, string>) => (await receive(await photo({ ...said, IFD3: gps }), '照片.jpg')).place;
    expect(await at({ GPSLatitudeRef: 'S', GPSLatitude: '33/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '70/1 30/1 0/1' })).toBe('-33.50000,-70.50000');
    expect(await at({ GPSLatitudeRef: 'N', GPSLatitude: '0/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 0/1 0/1' })).toBeUndefined();
  });

  it('is cleaned as PNG and WebP too, without loss of what can be seen through', async () => {
    const clear = sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 180, g: 35, b: 42, alpha: 0.5 } } });
    for (const [name, bytes] of [
      ['图.png', await clear.clone().withExif(said).png().toBuffer()],
      ['图.webp', await clear.clone().withExif(said).webp({ lossless: true }).toBuffer()],
    ] as const) {
      const kept = await receive(bytes, name);
      expect(kept.takenAt).toBe(taken.takenAt);
      const { format, hasAlpha, exif } = await sharp(await bytesOf(kept.clean?.sha256)).metadata();
      expect({ format, hasAlpha, exif }).toEqual({ format: name.split('.')[1], hasAlpha: true });
    }
  });

  it('loses the texts of a PNG', async () => {
    const bytes = png(2, 2, Buffer.alloc(6), [chunk('tEXt', Buffer.from('Author\0Camera owner'))]);
    const copy = await bytesOf((await receive(bytes, '说明.png')).clean?.sha256);
    expect([bytes.includes('Camera owner'), copy.includes('Camera owner'), copy.includes('tEXt')]).toEqual([true, false, false]);
  });

  it('needs no copy where it says nothing', async () => {
    const kept = await receive(await picture().jpeg().toBuffer(), '截图.jpg');
    expect(Object.keys(kept).toSorted()).toEqual(['name', 'sha256', 'size', 'type']);
  });

  it('that was cut off on its way is kept, and its copy says nothing either', async () => {
    const whole = await picture(800, 800).withExif(said).jpeg().toBuffer();
    const kept = await receive(whole.subarray(0, whole.length - 200), '半张.jpg');
    expect(kept).toMatchObject(taken);
    expect((await sharp(await bytesOf(kept.clean?.sha256)).metadata()).exif).toBeUndefined();
  });

  it('that cannot be read is kept as it came', async () => {
    const broken = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(500, 7)]);
    const kept = await receive(broken, '坏.jpg');
    expect(kept).toEqual({ name: '坏.jpg', size: broken.length, sha256: kept.sha256, type: 'image/jpeg' });
    expect((await bytesOf(kept.sha256)).equals(broken)).toBe(true);
  });

  it('that would not fit into memory is refused by its header', async () => {
    const { status, message } = await refused(receive(png(40_000, 40_000, Buffer.alloc(1000)), '大图.png'));
    expect([status, message]).toEqual([413, '图片有40000×40000像素，超过1亿像素，请缩小后再上传']);
    expect(await readdir(store.spool)).toEqual([]);
  });
});

describe('照片的下载', () => {
  let house: House;
  let app: FastifyInstance;
  let close: () => Promise<void>;
  let folder: string;
  const cookies = new Map<string, string>();
  const accounts = ['lead.one', 'mill.one', 'east.one', 'dep.one', 'aud.one'] as const;

  beforeAll(async () => {
    const fresh = await freshDatabase();
    close = fresh.close;
    folder = await mkdtemp(join(tmpdir(), 'lingxian-photos-'));
    house = await openHouse({ serverUrl: fresh.serverUrl, standardsDir: 'standards', dataDir: folder, demo: false, log: () => {} });
    await foundCity(house.db);
    await resident(house.db, '领衔庚', 'lead.one', { office: 'lead', studioId: 'studio', unionId: 'mill' });
    await resident(house.db, '机械己', 'mill.one', { office: 'grassroots', unionId: 'mill' });
    await resident(house.db, '东区丁', 'east.one', { office: 'supervisor', unionId: 'east' });
    await resident(house.db, '经济丙', 'dep.one', { office: 'department', unionId: 'city' });
    await resident(house.db, '审计辛', 'aud.one', { office: 'auditor', unionId: 'city' });
    app = await buildApp(house, { webDir: 'nowhere' });
    for (const account of accounts) {
      const answer = await app.inject({ method: 'POST', url: '/api/session', payload: { account, password } });
      cookies.set(account, `lingxian=${answer.cookies[0]?.value ?? ''}`);
    }
  });
  afterAll(async () => {
    await app.close();
    await house.db.destroy();
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  const upload = (bytes: Buffer, name = 'a.jpg') =>
    app.inject({
      method: 'POST',
      url: '/api/files',
      headers: { cookie: cookies.get('lead.one') ?? '', 'content-type': 'multipart/form-data; boundary=edge' },
      payload: Buffer.concat([
        Buffer.from(`--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
        bytes,
        Buffer.from('\r\n--edge--\r\n'),
      ]),
    });
  const get = (account: string, id: string, query = '', headers: Record<string, string> = {}) =>
    app.inject({ url: `/api/files/${id}${query}`, headers: { cookie: cookies.get(account) ?? '', ...headers } });

  it('gives everybody the clean copy, and the original to the uploader, the department and the auditor', async () => {
    const bytes = await photo();
    const { id } = fileMeta.parse((await upload(bytes)).json());
    await house.db.transaction().execute((tx) => attachFiles(tx, [id], { studioId: 'studio' }));
    for (const account of accounts) {
      const answer = await get(account, id);
      expect([account, answer.statusCode, (await sharp(answer.rawPayload).metadata()).exif]).toEqual([account, 200, undefined]);
      expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
    }
    const originals = await Promise.all(accounts.map(async (account) => [account, await get(account, id, '?original=1')] as const));
    expect(originals.map(([account, { statusCode }]) => [account, statusCode])).toEqual([
      ['lead.one', 200],
      ['mill.one', 404],
      ['east.one', 404],
      ['dep.one', 200],
      ['aud.one', 200],
    ]);
    expect(originals[0]?.[1].rawPayload.equals(bytes)).toBe(true);
    const [clean, original] = [String((await get('dep.one', id)).headers['etag']), String(originals[3]?.[1].headers['etag'])];
    expect(clean).not.toBe(original);
    expect((await get('dep.one', id, '', { 'if-none-match': clean })).statusCode).toBe(304);
    expect((await get('dep.one', id, '', { 'if-none-match': original })).statusCode).toBe(200);
  });

  it('keeps time and place in the record', async () => {
    const { id } = fileMeta.parse((await upload(await photo())).json());
    const row = await house.db
      .selectFrom('storedFile')
      .select(['takenAt', 'takenPlace', 'cleanSha256', 'cleanSize'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({
      takenAt: taken.takenAt,
      takenPlace: taken.place,
      cleanSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      cleanSize: expect.any(Number),
    });
  });

  it('gives what needs no copy to everybody as it is, the original to the same few', async () => {
    const bytes = await picture().png().toBuffer();
    const { id } = fileMeta.parse((await upload(bytes, 'b.png')).json());
    await house.db.transaction().execute((tx) => attachFiles(tx, [id], { studioId: 'studio' }));
    expect((await get('mill.one', id)).rawPayload.equals(bytes)).toBe(true);
    expect((await get('mill.one', id, '?original=1')).statusCode).toBe(404);
  });

  it('refuses a photo of 40 MB with a sentence', async () => {
    const answer = await upload(Buffer.concat([await photo(), Buffer.alloc(40 * 1024 * 1024)]));
    expect([answer.statusCode, problem.parse(answer.json()).reasons[0]?.message]).toEqual([413, '文件超过 30 MB，请压缩或分成几个文件后再上传']);
  });

  it('misses a clean copy that is gone as any other file', async () => {
    const { cleanSha256 } = await house.db.selectFrom('storedFile').select('cleanSha256').where('cleanSha256', 'is not', null).executeTakeFirstOrThrow();
    const gone = cleanSha256 ?? '';
    const broken = async () => (await checkInvariants(house.db, house.files, house.standards)).filter(({ code }) => code === 'bytes-of-files');
    expect(await broken()).toEqual([]);
    await rm(join(folder, 'files', gone.slice(0, 2), gone.slice(2, 4), gone));
    expect(await broken()).toMatchObject([{ where: [gone] }]);
  });
});
