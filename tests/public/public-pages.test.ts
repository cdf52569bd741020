import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { object } from '#server/actions/object.ts';
import { buildApp } from '#server/http/app.ts';
import { makeDemo } from '#server/kernel/city-clock.ts';
import type { House } from '#server/kernel/house.ts';
import { openHouse } from '#server/main.ts';
import { freshDatabase } from '../support/database.ts';
import { foundCity, resident } from '../people/city.ts';
import { postNotice, award } from './notice.ts';

let house: House;
let close: () => Promise<void>;
let folder: string;
let app: FastifyInstance;
let notice: string;
const faults: string[] = [];

beforeAll(async () => {
  const fresh = await freshDatabase();
  close = fresh.close;
  await makeDemo(fresh.db, '2013-11-18');
  folder = await mkdtemp(join(tmpdir(), 'lingxian-public-'));
  house = await openHouse({ serverUrl: fresh.serverUrl, standardsDir: 'standards', dataDir: folder, demo: true, log: (line) => faults.push(line) });
  await foundCity(fresh.db);
  await resident(fresh.db, '经济丙', 'dep.one', { office: 'department', unionId: 'city' });
  await fresh.db.insertInto('person').values({ id: 'secret', name: '𠅤领衔', phone: '13900000000' }).execute();
  await fresh.db
    .insertInto('studio')
    .values([
      {
        id: 'candidate',
        name: '𠅤领衔<b>创新</b>工作室',
        hostUnion: 'yard',
        supervisingUnion: 'west',
        leadId: 'secret',
        establishedOn: '2012-01-01',
        standing: 'created',
      },
      { id: 'other', name: '备选工作室', hostUnion: 'yard', supervisingUnion: 'west', leadId: 'secret', establishedOn: '2012-01-01', standing: 'created' },
    ])
    .execute();
  notice = await postNotice(house, '2013年第1批命名名单公示', [
    { studio: 'candidate', name: '𠅤领衔<b>创新</b>工作室', unit: '西港船厂', lead: '𠅤领衔' },
    { studio: 'other', name: '备选工作室', unit: '西港船厂', lead: '𠅤领衔' },
  ]);
  app = await buildApp(house, { webDir: 'nowhere' });
});
afterAll(async () => {
  await app.close();
  await house.db.destroy();
  await close();
  await rm(folder, { recursive: true, force: true });
});

const get = async (url: string) => {
  const { statusCode, body, headers } = await app.inject({ url });
  return { status: statusCode, body, headers };
};
const good = {
  studio: 'other',
  byKind: 'person',
  name: '㛃群众',
  address: '示范市示范路1号',
  phone: '0592-1234567',
  grounds: '该工作室的成果与事实不符，证据见附件所列。',
};
const pdf = Buffer.from('%PDF-1.4\n%%EOF');

/** Sends the form as a browser does: an empty file part where no file was chosen. */
function send(fields: Record<string, string>, file?: { name: string; bytes: Buffer }, remoteAddress = '10.9.0.1') {
  const part = (head: string, content: Buffer | string) =>
    Buffer.concat([Buffer.from(`--edge\r\ncontent-disposition: form-data; ${head}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')]);
  const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value));
  const seal = part(`name="seal"; filename="${file?.name ?? ''}"\r\ncontent-type: application/octet-stream`, file?.bytes ?? '');
  const payload = Buffer.concat([...parts, seal, Buffer.from('--edge--\r\n')]);
  return app.inject({
    method: 'POST',
    url: `/public/notices/${notice}`,
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    payload,
    remoteAddress,
  });
}
const wrongs = (body: string): string[] => [...body.matchAll(/<p class="wrong" id="(\w+)-wrong">([^<]*)/g)].map(([, field, says]) => `${field}: ${says}`);

describe('名录', () => {
  it('lists named studios only: name, unit, lead and standing', async () => {
    const { status, body, headers } = await get('/public');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    for (const shown of ['甲领衔劳模创新工作室', '东方机械厂', '甲领衔', '已授牌', '共1家', '示范市总工会']) expect(body).toContain(shown);
    for (const hidden of ['备选工作室', '𠅤领衔', '13900000000', '<script']) expect(body).not.toContain(hidden);
  });

  it('finds by part of a name, a unit or a lead, and takes % as it is', async () => {
    for (const q of ['机械', '甲领衔', '创新']) expect((await get(`/public?q=${encodeURIComponent(q)}`)).body).toContain('共1家');
    for (const q of ['%', '_', '船厂', '<script>alert(1)</script>']) {
      const { body } = await get(`/public?q=${encodeURIComponent(q)}`);
      expect(body).toContain('没有找到');
      expect(body).not.toContain('<script>');
    }
  });

  it('pages twenty at a time, and bears any page number', async () => {
    const { leadId } = await house.db.selectFrom('studio').select('leadId').where('id', '=', 'studio').executeTakeFirstOrThrow();
    const many = Array.from({ length: 25 }, (_, index) => ({
      id: `many${index}`,
      name: `第${index}工作室`,
      hostUnion: 'mill',
      supervisingUnion: 'east',
      leadId,
      establishedOn: '2012-01-01',
      standing: 'qualified',
    }));
    await house.db.insertInto('studio').values(many).execute();
    const [first, second] = [await get('/public'), await get('/public?page=2')];
    const rows = (body: string) => body.split('<th scope="row">').length - 1;
    expect([rows(first.body), rows(second.body)]).toEqual([20, 6]);
    expect(first.body).toContain('href="/public?page=2"');
    expect(second.body).toContain('href="/public?page=1"');
    for (const page of ['-1', 'x', '1e99', '0']) expect((await get(`/public?page=${page}`)).status).toBe(200);
    await house.db.deleteFrom('studio').where('id', 'like', 'many%').execute();
  });
});

describe('公示', () => {
  it('is listed, and shows names, units and leads, escaped, with a form', async () => {
    expect((await get('/public/notices')).body).toMatch(/2013年第1批命名名单公示[^]*2013年11月18日至2013年11月25日[^]*公示中/);
    const { body } = await get(`/public/notices/${notice}`);
    expect(body).toContain('𠅤领衔&lt;b&gt;创新&lt;/b&gt;工作室');
    expect(body).not.toContain('<b>创新');
    expect(body).toContain('星期一）24:00');
    expect(body).toContain(`action="/public/notices/${notice}#objection"`);
    expect(body).not.toContain('13900000000');
    expect((await get('/public/notices/nowhere')).status).toBe(404);
  });

  it('takes an objection by a person: a receipt, a matter on the department’s desk, an audit line without personal values', async () => {
    const answer = await send(good);
    expect(answer.statusCode).toBe(303);
    const location = String(answer.headers.location);
    expect(location).toMatch(/^\/public\/objections\?receipt=[2-9A-Z]{10}&new=1$/);
    const { body } = await get(location);
    expect(body).toContain('异议已提交');
    expect(body).toContain('办理情况：<span class="mark plain">已收到</span>');
    for (const hidden of ['㛃群众', '示范路', '1234567', '备选工作室', '事实不符']) expect(body).not.toContain(hidden);

    const kept = await house.db
      .selectFrom('objection')
      .innerJoin('matter', 'matter.id', 'objection.id')
      .select(['objection.id', 'name', 'phone', 'studio', 'parent'])
      .executeTakeFirstOrThrow();
    expect(kept).toMatchObject({ name: '㛃群众', phone: '0592-1234567', studio: 'other', parent: notice });
    const traces = JSON.stringify([
      await house.db.selectFrom('audit').selectAll().where('what', '=', 'objection.open').execute(),
      await house.db.selectFrom('matterEvent').selectAll().where('matterId', '=', kept.id).execute(),
    ]);
    expect(traces).toContain('"outcome":"done"');
    for (const hidden of ['㛃群众', '1234567', '示范路']) expect(traces).not.toContain(hidden);
  });

  it('wants the seal of a unit, and keeps it with the objection', async () => {
    const unit = { ...good, byKind: 'unit', name: '西港船厂' };
    expect(wrongs((await send(unit)).body)).toEqual(['seal: 单位提出异议须上传盖公章的异议书']);
    expect(wrongs((await send(unit, { name: '异议书.pdf', bytes: Buffer.from('<html>') })).body)).toEqual([
      expect.stringContaining('seal: 文件内容与扩展名不符'),
    ]);
    expect((await send(unit, { name: '异议书.pdf', bytes: pdf })).statusCode).toBe(303);
    const file = await house.db
      .selectFrom('storedFile')
      .innerJoin('fileUse', 'fileUse.fileId', 'storedFile.id')
      .select(['storedFile.name', 'uploadedBy', 'matterId'])
      .executeTakeFirstOrThrow();
    expect(file).toMatchObject({ name: '异议书.pdf', uploadedBy: 'clock' });
  });

  it('names every field that is wrong and keeps what was typed', async () => {
    const answer = await send({ studio: 'studio', byKind: 'person', name: '', address: '短', phone: 'abc', grounds: '<i>太短' });
    expect(answer.statusCode).toBe(422);
    expect(wrongs(answer.body)).toEqual([
      'studio: 请选择公示名单中的工作室',
      'name: 请填写姓名或单位名称',
      'address: 地址至少5个字',
      'phone: 电话至少6个字',
      'grounds: 异议内容和依据至少10个字',
    ]);
    expect(answer.body).toContain('&lt;i&gt;太短</textarea>');
    expect(answer.body).toContain('value="abc"');
    expect((await send({ ...good, grounds: '长'.repeat(2001) })).statusCode).toBe(422);
    expect((await send({ ...good, website: 'http://spam' })).body).toContain('清空后再提交');
    expect((await send({ ...good, studio: 'studio' })).statusCode).toBe(422);
  });

  it('refuses a file over 30 MB with a sentence in the form', async () => {
    const answer = await send({ ...good, byKind: 'unit' }, { name: '大.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(31 * 1024 * 1024)]) });
    expect([answer.statusCode, wrongs(answer.body)]).toEqual([422, ['seal: 文件超过 30 MB，请压缩或分成几个文件后再上传']]);
  });

  it('understands a plain form as well', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: `/public/notices/${notice}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(good).toString(),
      remoteAddress: '10.9.0.2',
    });
    expect(answer.statusCode).toBe(303);
  });

  it('takes five an hour from one address', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 6; time += 1) statuses.push((await send(good, undefined, '10.9.0.3')).statusCode);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
    expect((await send(good, undefined, '10.9.0.4')).statusCode).toBe(303);
  });

  it('bears anything in an address', async () => {
    for (const url of [
      '/public?q=%00',
      '/public?q=a&q=b',
      '/public/notices/%00',
      '/verify/%00',
      '/public/objections?receipt=%00',
      `/public?q=${'长'.repeat(500)}`,
    ])
      expect([200, 404]).toContain((await get(url)).status);
  });

  it('meets no fault of its own', () => {
    expect(faults).toEqual([]);
  });

  it('answers an unknown receipt kindly, and slows down whoever tries many', async () => {
    expect(await get('/public/objections')).toMatchObject({ status: 200 });
    expect((await get('/public/objections?receipt=AAAA-BBBB-CCCC')).status).toBe(404);
    const statuses: number[] = [];
    for (let time = 0; time < 31; time += 1)
      statuses.push((await app.inject({ url: `/public/objections?receipt=X${time}`, remoteAddress: '10.9.0.5' })).statusCode);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it('shows no names and takes no objection once it has ended', async () => {
    await house.clock.moveTo(house.db, '2013-11-26');
    const { body } = await get(`/public/notices/${notice}`);
    expect(body).toContain('本期公示已于2013年11月25日结束');
    for (const hidden of ['𠅤领衔', '备选工作室', '<form method="post"']) expect(body).not.toContain(hidden);
    const late = await send(good, undefined, '10.9.0.6');
    expect(late.statusCode).toBe(422);
    expect(late.body).not.toContain('备选工作室');
    await expect(object(house, { ...good, byKind: 'person', notice, from: { address: '', request: '' } })).rejects.toMatchObject({ status: 409 });
    await house.clock.moveTo(house.db, '2013-11-18');
  });
});

describe('牌匾查验', () => {
  it('says whether a plaque is genuine and still in force', async () => {
    await award(house, 'studio', 'CODE234567');
    const { status, body } = await get('/verify/CODE234567');
    expect(status).toBe(200);
    for (const shown of ['牌匾属实，命名有效', '甲领衔劳模创新工作室', '东方机械厂', '示劳创〔2013〕001号', '2018年11月18日']) expect(body).toContain(shown);
    await house.db.updateTable('studio').set({ standing: 'revoked' }).where('id', '=', 'studio').execute();
    expect((await get('/verify/CODE234567')).body).toContain('已被撤销，牌匾已失效');
    await house.db.updateTable('studio').set({ standing: 'in-force' }).where('id', '=', 'studio').execute();
    await house.clock.moveTo(house.db, '2018-11-19');
    expect((await get('/verify/CODE234567')).body).toContain('已过有效期');
    await house.clock.moveTo(house.db, '2013-11-18');
  });

  it('says so when there is no such plaque', async () => {
    const { status, body } = await get('/verify/%3Cscript%3E');
    expect(status).toBe(404);
    expect(body).toContain('没有这个查验码');
    expect(body).not.toContain('<script>');
  });
});
