import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMeta, problem } from '#contract/shapes.ts';
import { theSystem } from '#core/people/actor.ts';
import { openMatter } from '#server/actions/open.ts';
import { buildApp } from '#server/http/app.ts';
import type { House } from '#server/kernel/house.ts';
import { openHouse } from '#server/main.ts';
import { attachFiles } from '#server/store/file-uses.ts';
import { foundCity, password, resident } from '../people/city.ts';
import { freshDatabase } from '../support/database.ts';

let house: House;
let app: FastifyInstance;
let close: () => Promise<void>;
let folder: string;
const faults: string[] = [];
const cookies = new Map<string, string>();
const accounts = ['lead.one', 'mill.one', 'east.one', 'west.one', 'dep.one', 'yard.one'] as const;

beforeAll(async () => {
  const fresh = await freshDatabase();
  close = fresh.close;
  folder = await mkdtemp(join(tmpdir(), 'lingxian-http-'));
  house = await openHouse({ serverUrl: fresh.serverUrl, standardsDir: 'standards', dataDir: folder, demo: false, log: (line) => faults.push(line) });
  await foundCity(house.db);
  await resident(house.db, '领衔庚', 'lead.one', { office: 'lead', studioId: 'studio', unionId: 'mill' });
  await resident(house.db, '机械己', 'mill.one', { office: 'grassroots', unionId: 'mill' });
  await resident(house.db, '东区丁', 'east.one', { office: 'supervisor', unionId: 'east' });
  await resident(house.db, '西区戊', 'west.one', { office: 'supervisor', unionId: 'west' });
  await resident(house.db, '经济丙', 'dep.one', { office: 'department', unionId: 'city' });
  await resident(house.db, '船厂壬', 'yard.one', { office: 'grassroots', unionId: 'yard' });
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

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF');
const cookie = (account: string): string => cookies.get(account) ?? '';
const upload = (account: string, name: string, bytes: Buffer) => {
  const payload = Buffer.concat([
    Buffer.from(`--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n`),
    bytes,
    Buffer.from('\r\n--edge--\r\n'),
  ]);
  return app.inject({ method: 'POST', url: '/api/files', headers: { cookie: cookie(account), 'content-type': 'multipart/form-data; boundary=edge' }, payload });
};
const download = (account: string, id: string) => app.inject({ url: `/api/files/${id}`, headers: { cookie: cookie(account) } });
const readers = async (id: string): Promise<readonly string[]> => {
  const statuses = await Promise.all(accounts.map(async (account) => [account, (await download(account, id)).statusCode] as const));
  return statuses.filter(([, status]) => status === 200).map(([account]) => account);
};
const uploaded = async (name: string) => fileMeta.parse((await upload('lead.one', name, pdf)).json());

describe('上传和下载', () => {
  it('gives the same bytes back under the same name', async () => {
    const file = await uploaded('㛃𠅤𬭎获奖证书.pdf');
    expect(file).toMatchObject({ name: '㛃𠅤𬭎获奖证书.pdf', size: pdf.length, type: 'application/pdf' });
    const answer = await download('lead.one', file.id);
    expect(answer.rawPayload.equals(pdf)).toBe(true);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(String(answer.headers['content-disposition'])).toContain(`filename*=UTF-8''${encodeURIComponent('㛃𠅤𬭎获奖证书.pdf')}`);
    const again = await app.inject({ url: `/api/files/${file.id}`, headers: { cookie: cookie('lead.one'), 'if-none-match': String(answer.headers['etag']) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('is the uploader’s alone while attached to nothing', async () => {
    const { id } = await uploaded('草稿.pdf');
    expect(await readers(id)).toEqual(['lead.one']);
    expect((await app.inject({ url: `/api/files/${id}` })).statusCode).toBe(401);
    expect((await download('lead.one', 'nowhere')).statusCode).toBe(404);
  });

  it('is read by those who may see the studio it is attached to, and nobody else', async () => {
    const { id } = await uploaded('场地照片.pdf');
    await house.db.transaction().execute((tx) => attachFiles(tx, [id], { studioId: 'studio' }));
    expect(await readers(id)).toEqual(['lead.one', 'mill.one', 'east.one', 'dep.one']);
  });

  it('is read by those who may see the matter it is attached to, the uploader not among them where the matter is not for them', async () => {
    const { id } = await uploaded('内部材料.pdf');
    const matterId = await house.db.transaction().execute(async (tx) => {
      const work = { house, tx, actor: theSystem, now: house.clock.now() };
      const { id: matter } = await openMatter(work, 'designation', { title: '命名批次', state: 'draft', own: { year: 2013, items: [], noticeEnded: false } });
      await attachFiles(tx, [id], { matterId: matter });
      return matter;
    });
    expect(matterId).toBeTruthy();
    expect(await readers(id)).toEqual(['dep.one']);
  });

  it('refuses what may not be kept as problem+json, each with a status and a sentence', async () => {
    const refused = async (name: string, bytes: Buffer) => {
      const answer = await upload('lead.one', name, bytes);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      return [answer.statusCode, problem.parse(answer.json()).reasons[0]?.message];
    };
    expect(await refused('网页.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'))).toEqual([415, expect.stringContaining('文件内容与扩展名不符')]);
    expect(await refused('空.pdf', Buffer.alloc(0))).toEqual([422, '文件是空的，请检查后重新上传']);
    expect(await refused('大.pdf', Buffer.concat([pdf, Buffer.alloc(31 * 1024 * 1024)]))).toEqual([413, expect.stringContaining('30 MB')]);
    const json = await app.inject({ method: 'POST', url: '/api/files', headers: { cookie: cookie('lead.one') }, payload: {} });
    expect(json.statusCode).toBe(415);
    const stranger = await app.inject({
      method: 'POST',
      url: '/api/files',
      headers: { 'content-type': 'multipart/form-data; boundary=edge' },
      payload: '--edge--\r\n',
    });
    expect(stranger.statusCode).toBe(401);
    expect(await readdir(house.files.spool)).toEqual([]);
  });

  it('writes one audit line for each file kept, and meets no fault of its own', async () => {
    const lines = await house.db.selectFrom('audit').select('outcome').where('what', '=', 'file.upload').where('outcome', '=', 'done').execute();
    expect(lines.length).toBe((await house.db.selectFrom('storedFile').select('id').execute()).length);
    expect(faults).toEqual([]);
  });
});
