import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw as shape, type DrawRow } from '#contract/shapes.ts';
import { drawOf, hashOf, verifyDraw } from '#core/draw/draw.ts';
import { theSystem } from '#core/people/actor.ts';
import { openMatter } from '#server/actions/open.ts';
import { buildApp } from '#server/http/app.ts';
import { makeDemo } from '#server/kernel/city-clock.ts';
import type { House } from '#server/kernel/house.ts';
import { digest } from '#server/kernel/ids.ts';
import { openHouse } from '#server/main.ts';
import { freshDatabase } from '../support/database.ts';
import { foundCity } from '../people/city.ts';

let house: House;
let close: () => Promise<void>;
let folder: string;
let app: FastifyInstance;
const ids: Record<'drawn' | 'announced' | 'void' | 'experts', string> = { drawn: '', announced: '', void: '', experts: '' };
const candidates = ['甲', '乙', '丙<b>', '丁', '戊'].map((name, index) => ({ id: `s-${index}`, label: `${name}工作室（第${index}厂）` }));
const list = candidates.map(({ id }) => id);
const hash = hashOf(list, digest);
const value = '2193.13 <点>';

function open(title: string, own: Record<string, unknown>, state: string): Promise<string> {
  const now = house.clock.now();
  const common = {
    candidates,
    hash,
    announcedOn: '2013-11-11',
    drawOn: '2013-11-15',
    source: '上证综指收盘点位',
    take: 2,
    excluded: [],
    witness: '',
    voidReason: '',
  };
  return house.db.transaction().execute(async (tx) => {
    const work = { house, tx, actor: theSystem, now };
    return (await openMatter(work, 'draw', { title, state, own: { purpose: 'sample', ...common, ...own } })).id;
  });
}

beforeAll(async () => {
  const fresh = await freshDatabase();
  close = fresh.close;
  await makeDemo(fresh.db, '2013-11-18');
  folder = await mkdtemp(join(tmpdir(), 'lingxian-draws-'));
  await mkdir(join(folder, 'web', 'assets'), { recursive: true });
  await writeFile(join(folder, 'web', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'web', 'rerun-draw.js'), 'void 0;');
  house = await openHouse({ serverUrl: fresh.serverUrl, standardsDir: 'standards', dataDir: folder, demo: true, log: () => {} });
  await foundCity(fresh.db);
  const drawn = { value, drawnOn: '2013-11-15', result: drawOf({ candidates: list, hash, value, take: 2 }, digest) };
  ids.drawn = await open('2013年抽查抽签', { ...drawn, excluded: [{ candidate: 'studio', reason: '本月刚接受过省总检查。' }] }, 'drawn');
  ids.announced = await open('2013年汇报抽签', { purpose: 'reporters', announcedOn: '2013-11-12' }, 'announced');
  ids.void = await open('作废的抽签', { voidReason: '公布的来源当日停市。' }, 'void');
  ids.experts = await open('验收专家抽签', { purpose: 'experts', candidates: list.map((id) => ({ id, label: '王专家' })), ...drawn }, 'drawn');
  app = await buildApp(house, { webDir: join(folder, 'web') });
});
afterAll(async () => {
  await app.close();
  await house.db.destroy();
  await close();
  await rm(folder, { recursive: true, force: true });
});

const get = async (url: string, headers: Record<string, string> = {}) => {
  const { statusCode: status, body, headers: answered } = await app.inject({ url, headers });
  return { status, body, headers: answered };
};

describe('抽签接口', () => {
  it('is open to anybody, newest first, page by page', async () => {
    const titles: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { items, next } = JSON.parse((await get(`/api/draws?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)).body) as {
        items: DrawRow[];
        next: string | null;
      };
      titles.push(...items.map(({ title }) => title));
      cursor = next;
    }
    expect(titles[0]).toBe('2013年汇报抽签');
    expect(titles.toSorted()).toEqual(['2013年汇报抽签', '2013年抽查抽签', '作废的抽签', '验收专家抽签'].toSorted());
    expect((await get('/api/draws?cursor=abc')).status).toBe(400);
    expect((await get('/api/draws/nowhere')).status).toBe(404);
  });

  it('gives everything one needs to repeat it', async () => {
    const {
      candidates: given,
      hash: sealed,
      randomness,
      take,
      result,
      names,
      excluded,
      state,
    } = shape.parse(JSON.parse((await get(`/api/draws/${ids.drawn}`)).body));
    expect(verifyDraw({ candidates: given, hash: sealed, value: randomness.value ?? '', take, result }, digest)).toEqual([]);
    expect(names).toEqual({ ...Object.fromEntries(candidates.map(({ id, label }) => [id, label])), studio: '甲领衔劳模创新工作室' });
    expect(excluded).toEqual([{ candidate: 'studio', reason: '本月刚接受过省总检查。' }]);
    expect(state).toEqual({ code: 'drawn', zh: '已抽定' });
  });

  it('names no expert', async () => {
    for (const url of [`/api/draws/${ids.experts}`, `/public/draws/${ids.experts}`]) {
      const { status, body } = await get(url);
      expect(status).toBe(200);
      expect(body).toContain('s-3');
      expect(body).not.toContain('王专家');
    }
  });

  it('does not say who is drawn before the value is known', async () => {
    const open = shape.parse(JSON.parse((await get(`/api/draws/${ids.announced}`)).body));
    expect(open).toMatchObject({ randomness: { source: '上证综指收盘点位', value: null }, result: [] });
  });
});

describe('抽签公开页', () => {
  it('lists every draw, the void ones too', async () => {
    const { status, body } = await get('/public/draws');
    expect(status).toBe(200);
    expect(body).toMatch(/2013年汇报抽签[^]*抽取汇报工作室[^]*2013年11月12日[^]*5家取2家[^]*已公布，待抽签/);
    for (const title of ['2013年抽查抽签', '作废的抽签', '验收专家抽签']) expect(body).toContain(title);
    for (const cursor of ['x', '%00', '<b>']) expect((await get(`/public/draws?cursor=${cursor}`)).status).toBe(200);
    expect((await get('/public')).body).toContain('href="/public/draws"');
  });

  it('says what was drawn, from whom, by which value, and how to repeat it', async () => {
    const { body, headers } = await get(`/public/draws/${ids.drawn}`);
    const [first, second] = drawOf({ candidates: list, hash, value, take: 2 }, digest).map((id) =>
      candidates.find((one) => one.id === id)?.label.replace('<b>', '&lt;b&gt;'),
    );
    expect(body).toContain(`<ol class="drawn"><li>${first}</li><li>${second}</li></ol>`);
    for (const shown of [
      hash,
      '2193.13 &lt;点&gt;',
      '上证综指收盘点位',
      '2013年11月15日',
      '丙&lt;b&gt;工作室（第2厂）',
      '本月刚接受过省总检查',
      'HMAC-SHA256',
      '抽取检查对象',
    ])
      expect(body).toContain(shown);
    expect(body).not.toContain('<b>');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'; connect-src 'self'$/);
    expect(body).toContain(`data-draw="${ids.drawn}" hidden`);
  });

  it('offers no rerun before there is a result, and says why one is void', async () => {
    const { body } = await get(`/public/draws/${ids.announced}`);
    expect(body).toContain('尚未公布');
    expect(body).not.toContain('id="rerun"');
    expect((await get(`/public/draws/${ids.void}`)).body).toContain('本次抽签已作废：公布的来源当日停市。');
    for (const id of ['nowhere', '%00', '%3Cscript%3E'])
      expect(await get(`/public/draws/${id}`)).toMatchObject({ status: 404, body: expect.stringContaining('没有这次抽签') });
  });

  it('lets no other page run scripts', async () => {
    for (const url of ['/public', '/public/draws', '/public/notices', '/public/draws/nowhere']) {
      const { body, headers } = await get(url);
      expect(headers['content-security-policy']).not.toContain('script-src');
      expect(body).not.toContain('<script');
    }
  });

  it('serves the script at a fixed address, by its hash', async () => {
    const { status, body, headers } = await get('/public/rerun-draw.js');
    expect([status, body, headers['cache-control']]).toEqual([200, 'void 0;', 'public, max-age=300']);
    expect((await get('/public/rerun-draw.js', { 'if-none-match': String(headers['etag']) })).status).toBe(304);
  });
});
